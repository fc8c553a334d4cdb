"""From the bytes of a file to references: one file per kind, one row per kind.

A new kind of file is a new module with ``read(path, data) -> Iterator[Reference]`` and a row in ``TABLE``. The table
is plain tuples and this module imports nothing, because the hook asks it about every staged file; a reader's module is
imported when the first file of its kind has one of its marks.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Protocol

    from weighstation.model import Offer, Reference

    Row = tuple[str, tuple[str, ...], tuple[bytes, ...]]

    class Window(Protocol):
        """The bytes of a file as readers of headers see them: by slices, so that no more is fetched than they need."""

        def __len__(self) -> int: ...

        def __getitem__(self, part: slice, /) -> bytes: ...


_CODE_MARKS = (
    b"model", b"Model", b"MODEL", b"from_pretrained", b"huggingface", b"hf_hub", b"hf.co/", b"hf://", b"snapshot_",
    b"entence", b"repo_id", b"llama", b"Llama", b"openai", b"gpt", b"claude-", b"gemini", b"spacy", b"whisper",
    b"llm", b"LLM", b"load_dataset", b"istral", b"transformers", b"mbed", b"okenizer", b"heckpoint", b"CHECKPOINT",
    b"Qwen", b"ncoder",
)  # fmt: skip
_SCRIPT_MARKS = (*_CODE_MARKS, b"groq", b"replicate", b"-MLC", b"grok-")
_TEXT_MARKS = (
    b"model", b"MODEL", b"Model", b"hf://", b"hf.co/", b"huggingface", b"hf download", b"llama", b"LLM", b"EMBED",
    b"embed", b"gpt-", b"claude-", b"gemini", b"mistral", b"spacy", b"okenizer", b"vectors", b"whisper", b"vllm",
    b"encoder", b"entence", b"pretrained", b"checkpoint",
)  # fmt: skip

# (module, names: exact or with one *, a folder's before a /; marks: bytes a file must hold to be worth reading)
TABLE: tuple[Row, ...] = (
    ("", ("tsconfig*.json", ".pre-commit-config.yaml", "composer.lock", ".eslintrc.json",
          ".terraform.lock.hcl"), ()),
    ("uv_lock", ("uv.lock",), ()),
    ("poetry_lock", ("poetry.lock",), ()),
    ("pylock", ("pylock.toml", "pylock.*.toml"), ()),
    ("pdm_lock", ("pdm.lock",), ()),
    ("pipfile_lock", ("Pipfile.lock",), ()),
    ("pipfile", ("Pipfile",), ()),
    ("conda", ("environment.yml", "environment.yaml", "environment-*.yml", "environment-*.yaml",
               "conda.yml", "conda.yaml"), ()),
    ("pyproject", ("pyproject.toml",), ()),
    ("package_json", ("package.json",), ()),
    ("npm_lock", ("package-lock.json", "npm-shrinkwrap.json"), ()),
    ("pnpm_lock", ("pnpm-lock.yaml", "pnpm-lock.*.yaml"), ()),
    ("yarn_lock", ("yarn.lock",), ()),
    ("requirements", ("requirements*.txt", "requirements*.in", "*requirements.txt",
                      "requirements/*.txt", "requirements/*.in"), ()),
    ("", ("weighstation.toml", "weighstation-baseline.toml", "bom.cdx.json", "*.cdx.json", "spdx.json",
          "*.spdx.json"), ()),
    ("gguf", ("*.gguf",), ()),
    ("safetensors", ("*.safetensors",), ()),
    ("onnx", ("*.onnx",), ()),
    ("weights", ("*.pt", "*.pth", "*.ckpt", "*.pdparams", "*.tflite", "*.keras", "*.mlmodel", "*.caffemodel",
                 "*.nemo", "*.llamafile", "*.torchscript", "pytorch_model*.bin", "adapter_model*.bin",
                 "diffusion_pytorch_model*.bin", "model*.bin", "ggml*.bin", "tf_model*.h5", "model*.h5", "*_model.h5",
                 "*weights.h5", "*model.pkl", "*model.joblib", "flax_model*.msgpack"), ()),
    ("mlmodel_file", ("MLmodel",), ()),
    ("mergekit", ("mergekit_config.yml", "mergekit_config.yaml"), ()),
    ("gitmodules", (".gitmodules", ".lfsconfig"), ()),
    ("dvc", ("*.dvc",), ()),
    ("python_source", ("*.py",), _CODE_MARKS),
    ("", ("*.min.js", "*.min.mjs", "*.bundle.js", "*.d.ts", "*.d.mts", "*.d.cts", ".pnp.cjs",
          "releases/yarn-*.cjs"), ()),  # made from what is read
    ("javascript", ("*.js", "*.mjs", "*.cjs", "*.jsx", "*.ts", "*.mts", "*.cts", "*.tsx",
                    "*.html", "*.htm", "*.vue", "*.svelte", "*.astro"), _SCRIPT_MARKS),
    ("rust", ("*.rs",), _CODE_MARKS),
    ("go", ("*.go",), _CODE_MARKS),
    ("notebook", ("*.ipynb",), _TEXT_MARKS),
    ("dockerfile", ("Dockerfile", "Dockerfile.*", "*.Dockerfile", "*.dockerfile", "Containerfile"), _TEXT_MARKS),
    ("modelfile", ("Modelfile", "Modelfile.*", "*.Modelfile", "*.modelfile"), ()),
    ("shell", ("*.sh", "*.bash", "*.zsh"), _TEXT_MARKS),
    ("env_file", (".env", ".env.*", "*.env", "env.example"), _TEXT_MARKS),
    ("makefile", ("Makefile", "makefile", "GNUmakefile", "*.mk"), _TEXT_MARKS),
    ("markdown", ("*.md", "*.mdx", "*.markdown", "*.rst"), (*_TEXT_MARKS, b"license:")),
    ("yaml_file", ("*.yaml", "*.yml", "MLproject", "*.tpl", "*.yaml.j2", "*.yml.j2", "*.yaml.tmpl",
                   "*.yml.tmpl"), _TEXT_MARKS),
    ("json_file", ("*.json",), _TEXT_MARKS),
    ("toml_file", ("*.toml",), _TEXT_MARKS),
    ("ini_file", ("*.cfg", "*.ini"), _TEXT_MARKS),
    ("hcl_file", ("*.tf", "*.tfvars", "*.hcl"), _TEXT_MARKS),
)  # fmt: skip

_SEARCHED = [row for row in TABLE if row[2] and row[0] != "python_source"]
MARKED = tuple(name for _, names, _ in _SEARCHED for name in names)
"""The names of all files but Python's that are worth reading only if they hold a mark."""
OWN_MARKS: list[bytes] = []
"""Marks that a team's policy adds (``readers.own``)."""
MARKS = tuple({mark: None for *_, marks in _SEARCHED for mark in marks})
"""The marks of all of these."""

# Readers of weights look at a header and never need the whole file: how many bytes from its start hold what they look
# at. The properties of ONNX are behind its graph; two gigabytes are the most that its format can hold.
_HEADERS = {"gguf": 1 << 26, "safetensors": 1 << 25, "onnx": 1 << 31, "weights": 1 << 10}

# The same table for looking up: exact names, names with a * in them by their ending, plain endings.
_EXACT: dict[str, Row] = {}
_PATTERNS: dict[str, list[tuple[str, Row]]] = {}
_ENDINGS: dict[str, Row] = {}
for _row in TABLE:
    for _name in _row[1]:
        if "*" not in _name:
            _EXACT.setdefault(_name, _row)
        elif _name.startswith("*.") and _name.count(".") == 1:
            _ENDINGS.setdefault(_name[2:], _row)
        else:
            _PATTERNS.setdefault("" if _name.endswith("*") else _name.rpartition(".")[2], []).append((_name, _row))


def row_for(path: str) -> Row | None:
    """The row of the reader for a path, by its last part or two; None where no reader wants it."""
    name = path.rpartition("/")[2]
    ending = name.rpartition(".")[2]
    row = _EXACT.get(name) or _by_pattern(path, name, ending) or _by_pattern(path, name, "") or _ENDINGS.get(ending)
    return row if row and row[0] else None


def _by_pattern(path: str, name: str, ending: str) -> Row | None:
    for pattern, row in _PATTERNS.get(ending, ()):
        head, _, tail = pattern.partition("*")
        last = name if "/" not in pattern else "/".join(path.rsplit("/", 2)[-2:])
        if last.startswith(head) and last.endswith(tail) and len(last) >= len(head) + len(tail):
            return row
    return None


def header(path: str) -> int:
    """How many bytes from the start of a file of weights its reader looks at; 0 for a file that is read whole."""
    row = row_for(path)
    return _HEADERS.get(row[0], 0) if row else 0


def promising(row: Row, data: bytes) -> bool:
    """Whether a file's bytes hold one of its row's marks; a row without marks always wants its files read."""
    return not row[2] or any(mark in data for mark in row[2]) or any(mark in data for mark in OWN_MARKS)


def reader(row: Row) -> Callable[[str, Window], Iterator[Reference | Offer]]:
    """The ``read`` function of a row, imported now; only that of Python makes offers."""
    module = __import__(f"weighstation.readers.{row[0]}", fromlist=["read"])  # importlib would be one import more
    read: Callable[[str, Window], Iterator[Reference | Offer]] = module.read
    return read
