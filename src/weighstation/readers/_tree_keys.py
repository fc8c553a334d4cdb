"""The keys of configuration trees that mean more, or less, than their name says to ``_keys``. All are folded."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weighstation.readers._ids import Place

# A key under which nothing is a model, however deep and however it looks.
BARRED = frozenset({
    "annotations", "labels", "match_labels", "node_selector", "image_pull_secrets", "compiler_options", "dependencies",
    "dev_dependencies", "interactions", "repos", "authors", "citation", "nav", "changelog", "maintainers", "licenses",
    "resolutions", "exports", "imports", "volumes", "volume_mounts", "ports", "networks", "depends_on",
})  # fmt: skip
# A key whose own value is no model: prose, names of other things, examples.
NEVER = frozenset({
    "uses", "kind", "api_version", "description", "summary", "title", "help", "comment", "comments", "example",
    "examples", "enum", "keywords", "tags", "tag", "contributors", "hostname", "$schema", "$id", "$ref", "expected",
    "exclude", "ignore", "include", "package", "packages", "extensions", "scripts", "types", "license",
})  # fmt: skip
# A key that only says "here it is" and leaves it to the key above it to say what.
NAMING = frozenset({
    "id", "name", "path", "repo", "repo_id", "repository", "source", "src", "uri", "url", "ref", "value", "default",
    "values", "slug", "hf", "hf_id", "hub_id", "model_id", "file", "names", "list", "pull", "run", "preload", "load",
    "primary", "secondary", "fallback", "fallbacks", "main", "checkpoint", "pretrained", "repo_name", "hf_name",
})  # fmt: skip
# A key whose address is for people to look at.
LINKS = frozenset({
    "homepage", "link", "links", "href", "docs", "documentation", "repository", "reference", "references",
    "thumbnail", "see", "website",
})  # fmt: skip
# A key that says who serves the model named next to it; with a local server, in what place the model then stands.
PROVIDER_KEYS = frozenset({
    "provider", "model_provider", "llm_provider", "embedding_provider", "embeddings_provider", "embed_provider",
    "chat_provider", "api_type", "backend", "engine", "llm_type", "vendor", "inference_engine", "mode",
})  # fmt: skip
SERVED: dict[str, Place] = {
    "ollama": "ollama", "huggingface": "hub", "hf": "hub", "transformers": "hub", "vllm": "hub", "tgi": "hub",
    "sglang": "hub", "text_generation_inference": "hub", "mlx": "hub", "sentence_transformers": "sentence",
    "sentence_transformer": "sentence", "fastembed": "sentence", "whisper": "whisper", "faster_whisper": "whisper",
    "spacy": "spacy",
}  # fmt: skip
# A key whose list has environment variables, as in `- MODEL_ID=org/name`.
VARIABLES = frozenset({
    "environment", "env", "envs", "env_vars", "environment_variables", "variables", "extra_env", "build_args",
})  # fmt: skip
