"""JSON for people and machines: keys in the order given, and on one line whatever fits on a line.

The standard library's encoder writes either one endless line or one line a value, the latter slowly.
"""

from __future__ import annotations

from json.encoder import encode_basestring_ascii as quoted

WIDTH = 120


def layout(value: object, margin: str = "") -> str:
    """The value as JSON in ASCII; ``margin`` is the indentation of the line it starts on.

    Takes dicts with text keys, lists, texts, finite numbers, booleans and None.
    """
    inner = f"{margin}  "
    if isinstance(value, dict):  # most values are texts: no call for these
        parts = [
            f"{quoted(key)}: {quoted(one) if one.__class__ is str else layout(one, inner)}"
            for key, one in value.items()
        ]
        return _fitted("{}", parts, margin)
    if isinstance(value, list):
        return _fitted("[]", [quoted(one) if one.__class__ is str else layout(one, inner) for one in value], margin)
    if isinstance(value, str):
        return quoted(value)
    return "null" if value is None else repr(value).lower()  # True is true, 1e-05 stays as it is


def _fitted(brackets: str, parts: list[str], margin: str) -> str:
    if sum(map(len, parts)) + 2 * len(parts) + len(margin) < WIDTH + 2:  # joining is only worth it where it may fit
        line = ", ".join(parts)
        if len(line) + len(margin) < WIDTH and "\n" not in line:
            return f"{brackets[0]}{line}{brackets[1]}"
    body = f",\n{margin}  ".join(parts)
    return f"{brackets[0]}\n{margin}  {body}\n{margin}{brackets[1]}"
