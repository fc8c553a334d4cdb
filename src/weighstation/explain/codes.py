"""What the documentation says of a finding's or reason's code."""

from __future__ import annotations

import os

from weighstation.rules import RULES

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_FOLDERS = (os.path.join(_PACKAGE, "findings"), os.path.join(_PACKAGE, "..", "..", "docs", "findings"))


def page(code: str) -> str:
    """The page of a code, in Markdown; empty for what is no code. Without the pages: the line of the catalogue."""
    rule = RULES.get(code)
    if rule is None:
        return ""
    for folder in _FOLDERS:
        path = os.path.join(folder, f"{code}.md")
        if os.path.isfile(path):
            with open(path, encoding="utf-8") as file:
                return file.read()
    return f"# {code}\n\n{rule.summary}\n\n## Remedy\n\n{rule.remedy}\n"
