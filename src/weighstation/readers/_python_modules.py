"""What the names of a Python file stand for: what it imports, and the clients that it makes of that.

``load("org/name")`` says nothing; after ``from mlx_lm import load`` it does. ``client.chat(model="llama3")`` does after
``client = ollama.Client()``.
"""

from __future__ import annotations

import re

_FROM = re.compile(r"^[ \t]*from[ \t]+(\w[\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n#;]+)", re.MULTILINE)
_IMPORT = re.compile(r"^[ \t]*import[ \t]+([^\n#;]+)", re.MULTILINE)
_NAME = re.compile(r"(\w[\w.]*)(?:\s+as\s+(\w+))?")
_CLIENT = re.compile(
    r"\b(?:Async)?(?:Client|ClientV2|Groq|Together|Mistral|MistralClient|Cerebras|Fireworks|ZhipuAI)\("
)
_MADE = r"(?:.*\W)?(\w+)[ \t]*(?::[^=]{1,80})?=[ \t]*(?:await[ \t]+)?([\w.]+)"  # compiled where a client is made
_SELVES = frozenset({"self", "cls"})


def meanings(source: str) -> dict[str, str]:
    """The names that a file imports or makes a client with, each with its dotted origin: ``{"hub": "tensorflow_hub"}``.

    Names imported relatively are of the repository itself and left out.
    """
    found = {local: origin for names in _IMPORT.findall(source) for origin, local in _NAME.findall(names) if local}
    for module, names in _FROM.findall(source):
        found.update((local or name, f"{module}.{name}") for name, local in _NAME.findall(names))
    for client in _CLIENT.finditer(source):
        line = source[source.rfind("\n", 0, client.start()) + 1 : client.end() - 1]
        if (made := re.fullmatch(_MADE, line)) and made[1] not in found:
            found[made[1]] = with_origin(made[2], found)
    return found


def with_origin(dotted: str, names: dict[str, str]) -> str:
    """A dotted name with what its first part, or the attribute of ``self`` that it begins with, stands for."""
    first, _, rest = dotted.partition(".")
    if first in _SELVES and rest:
        first, _, rest = rest.partition(".")
    origin = names.get(first, first)
    return f"{origin}.{rest}" if rest else origin
