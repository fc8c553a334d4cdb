"""JSON for people and machines: keys in the order given, and on one line whatever fits on a line.

The standard library's encoder writes either one endless line or one line a value, the latter slowly.
"""

from __future__ import annotations

from json.encoder import encode_basestring_ascii as quoted

WIDTH = 120
MOST = WIDTH // 3  # parts of a line: none has less than a character, a comma and a space


def layout(value: object, margin: str = "") -> str:
    """The value as JSON in ASCII; ``margin`` is the indentation of the line it starts on.

    Takes dicts with text keys, lists, texts, finite numbers, booleans and None. One function, since a call for each of
    a million values would be a third of its time.
    """
    inner = f"{margin}  "
    if isinstance(value, dict):
        start, end = "{}"
        parts = [
            f"{quoted(key)}: {quoted(one) if one.__class__ is str else layout(one, inner)}"
            for key, one in value.items()
        ]
    elif isinstance(value, list):
        start, end = "[]"
        parts = [quoted(one) if one.__class__ is str else layout(one, inner) for one in value]
    elif isinstance(value, str):
        return quoted(value)
    else:
        return "null" if value is None else repr(value).lower()  # True is true, 1e-05 stays as it is
    if not parts:
        return f"{start}{end}"
    if len(parts) < MOST and "\n" not in parts[-1]:  # joining is only worth it where it may fit
        line = ", ".join(parts)
        if len(line) + len(margin) < WIDTH and "\n" not in line:
            return f"{start}{line}{end}"
    parts[0] = f"{start}\n{inner}{parts[0]}"
    parts[-1] = f"{parts[-1]}\n{margin}{end}"
    return f",\n{inner}".join(parts)
