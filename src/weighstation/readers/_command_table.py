"""Commands that fetch or run a model, and what their first plain word names.

A row's key is a program and its subcommands, found anywhere in a command line, so ``sudo``, ``docker exec`` or
``uv run`` before it need no row of their own. Options such as ``--model-id`` need none either: ``_keys`` knows them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weighstation.readers._ids import Place

FIRST_WORD: dict[str, Place] = {
    # Hugging Face
    "hf download": "hub", "huggingface-cli download": "hub", "transformers-cli download": "hub",
    "transformers chat": "hub", "transformers serve": "hub", "hfd": "hub", "hfd.sh": "hub",
    "text-generation-server download-weights": "hub",
    # Ollama and its like
    "ollama pull": "ollama", "ollama run": "ollama", "ollama show": "ollama", "ollama cp": "ollama",
    "ramalama pull": "ollama", "ramalama run": "ollama", "ramalama serve": "ollama", "ramalama bench": "ollama",
    "ramalama chat": "ollama", "lms get": "model", "lms load": "model", "docker model pull": "docker-model",
    "docker model run": "docker-model",
    # servers
    "vllm serve": "hub", "trtllm-serve": "hub", "aphrodite run": "hub", "openllm serve": "model",
    "lmdeploy serve api_server": "hub", "lmdeploy serve gradio": "hub", "lmdeploy chat": "hub",
    # training
    "litgpt download": "model", "litgpt finetune": "model", "litgpt finetune_lora": "model", "litgpt chat": "model",
    "litgpt generate": "model", "litgpt serve": "model", "litgpt evaluate": "model", "tune download": "hub",
    # speech and language
    "spacy download": "spacy", "download-ggml-model.sh": "whisper",
}  # fmt: skip

_HUB_WRITES = "upload upload-large-folder repo repos repo-files tag auth login cache collections discussions buckets"
# Commands whose words are made, pushed, renamed or removed, and never fetched.
WRITES = frozenset({
    *(f"{program} {word}" for program in ("hf", "huggingface-cli") for word in _HUB_WRITES.split()),
    "transformers-cli upload", "ollama create", "ollama push", "ollama rm", "ollama stop", "ramalama push",
    "ramalama rm", "docker model push", "docker model tag", "docker model package", "docker model rm", "docker push",
    "docker tag", "git push", "git remote", "git commit",
})  # fmt: skip
PROGRAMS = frozenset(key.partition(" ")[0] for key in (*FIRST_WORD, *WRITES))

# Options whose meaning depends on the program, or that are no words at all.
OPTIONS: dict[str, dict[str, Place]] = {
    "optimum-cli": {"-m": "hub", "--model": "hub"},
    "olive": {"-m": "hub"},
    "mistralrs-server": {"-m": "hub"},
    "mistralrs": {"-m": "hub"},
    "llm": {"-m": "model"},
    "aichat": {"-m": "model"},
    "whisper": {"--model": "whisper"},
    "whisperx": {"--model": "whisper"},
    "whisper-ctranslate2": {"--model": "whisper"},
    "insanely-fast-whisper": {"--model-name": "hub"},
    "ct2-transformers-converter": {"--model": "hub"},
    "text-generation-launcher": {"--model-id": "hub"},
    "text-embeddings-router": {"--model-id": "hub"},
    "trl": {"--model_name_or_path": "hub", "--model": "hub"},
    "vllm": {"--model": "hub", "--tokenizer": "hub"},
    "spacy": {"--vectors": "spacy"},
}
LLAMA_CPP: dict[str, Place] = {"-hf": "hub", "-hfr": "hub", "-hfd": "hub", "-hfrd": "hub", "--hf-repo-draft": "hub"}

# Options of the rows above that take the next word, where their name is no place for a model.
VALUED = frozenset({
    "--revision", "--repo-type", "--include", "--exclude", "--local-dir", "--cache-dir", "--token", "--max-workers",
    "--local-dir-use-symlinks", "--host", "--port", "--dtype", "--api-key", "--tensor-parallel-size", "-tp", "--task",
    "--max-model-len", "--gpu-memory-utilization", "--quantization", "--served-model-name", "--download-dir",
    "--chat-template", "--runner", "--format", "--keepalive", "--checkpoint_dir", "--access_token", "--load-format",
    "--tokenizer-mode", "--tool", "-x", "-j",
})  # fmt: skip
# Programs that speak of models without fetching any: what they name is mentioned.
SPEAKERS = frozenset({
    "echo", "printf", "cat", "grep", "egrep", "rg", "sed", "awk", "test", "[", "[[", "log", "info", "warn", "warning",
    "error", "debug", "print", "say", "tee", "logger", "case", "read", "alias", "man", "which", "type", "open",
    "xdg-open",
})  # fmt: skip
# Programs whose ``org/name`` are images, repositories and packages: of these words only an address counts.
STRANGERS = frozenset({
    "docker", "podman", "nerdctl", "buildah", "docker-compose", "git", "gh", "glab", "npm", "npx", "pnpm", "yarn",
    "bun", "brew", "go", "helm", "kubectl", "apt", "apt-get", "cargo", "composer", "rm", "mkdir", "cd", "cp", "mv",
})  # fmt: skip
# Programs that are given shell text to run.
RUNNERS = frozenset({"bash", "sh", "zsh", "dash", "ash", "ksh", "eval", "ssh", "su", "tmux", "screen", "watch"})
# Words of the shell's grammar, and programs that run another one.
PREFIXES = frozenset({
    "if", "then", "elif", "else", "while", "until", "do", "in", "!", "{", "time", "sudo", "exec", "nohup", "command",
    "builtin", "env", "poetry", "uv", "uvx", "pipx", "conda", "run",
})  # fmt: skip
CONTAINERS = frozenset({"docker", "podman", "nerdctl"})
"""Programs that hand words on to what runs in a container."""
