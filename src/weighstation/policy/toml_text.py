"""Values as TOML text: what is written so is read again as the very value."""

from __future__ import annotations

from typing import Any

from weighstation.errors import UsageError

_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def text(word: str) -> str:
    """A basic string (TOML 1.0, String); what does not show when printed is escaped.

    Raises ``UsageError`` for half a surrogate pair, which a command line may hold and no TOML can.
    """
    try:
        word.encode()
    except UnicodeEncodeError:
        raise UsageError("the text is not UTF-8", hint="type it again, or set the locale to UTF-8") from None
    return f'"{"".join(map(_escaped, word))}"'


def value(said: Any) -> str:  # noqa: ANN401 - whatever a policy can hold
    """A value on one line: a text, number, flag or date, a list or a table of such."""
    if isinstance(said, bool):
        return str(said).lower()
    if isinstance(said, str):
        return text(said)
    if isinstance(said, (list, tuple)):
        return f"[{', '.join(map(value, said))}]"
    if isinstance(said, dict):
        return f"{{ {', '.join(f'{_key(key)} = {value(item)}' for key, item in said.items())} }}"
    return str(said)  # a number, or a date, which Python writes as ISO 8601 does


def comment(words: str) -> str:
    """Words that can stand in a comment: what would end the line is escaped, what is no UTF-8 a question mark."""
    return words if words.isprintable() else text(words.encode("utf-8", "replace").decode())


def _key(name: str) -> str:
    """A bare key where the name is one (TOML 1.0, Keys)."""
    return name if name.isascii() and name.replace("-", "a").replace("_", "a").isalpha() else text(name)


def _escaped(char: str) -> str:
    if char in _SHORT:
        return _SHORT[char]
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08x}"  # noqa: PLR2004 - what \u can hold
