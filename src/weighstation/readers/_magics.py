"""IPython's additions to Python in a notebook cell: ``!command``, ``%magic``, ``%%cell magic``, ``name?``.

https://ipython.readthedocs.io/en/stable/interactive/magics.html
"""

from __future__ import annotations

import re
from textwrap import dedent
from typing import NamedTuple


class Parts(NamedTuple):
    """A cell taken apart, line for line: Python text, and (first line from 0, text) of commands and written files."""

    python: str = ""
    commands: tuple[tuple[int, str], ...] = ()
    files: tuple[tuple[int, str, str], ...] = ()


_MAGIC = re.compile(r"(?:(?P<target>[A-Za-z_][\w., \t]*)=[ \t]*)?(?P<mark>!!?|%|\?{1,2})(?P<rest>[^\n]*)")
_HELP = re.compile(r"[\w.*]+\?{1,2}[ \t]*")
_SHELLS = frozenset({
    "bash", "sh", "script", "shell", "zsh", "cmd", "system", "sx", "!",
})  # fmt: skip
_TIMERS = frozenset({
    "time", "timeit", "prun", "memit", "capture", "px", "python", "python3", "debug",
})  # fmt: skip


def parts(text: str) -> Parts:
    """A cell taken apart; ``text`` may have any magics in it, or none."""
    lines = dedent(text.replace("\r", "")).split("\n")  # IPython takes code that is indented as a whole
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[first].startswith("%%"):
        return _cell_magic(lines, first)
    return _lines(lines)


def _cell_magic(lines: list[str], first: int) -> Parts:
    name, _, rest = lines[first][2:].strip().partition(" ")
    if name in _SHELLS:
        return Parts(commands=((first + 1, "\n".join(lines[first + 1 :])),))
    if name in {"writefile", "file"}:
        return Parts(files=((first + 1, rest.split()[-1] if rest.split() else "", "\n".join(lines[first + 1 :])),))
    return _lines([""] * (first + 1) + lines[first + 1 :]) if name in _TIMERS else Parts()


def _lines(lines: list[str]) -> Parts:
    """Python with its magics replaced by statements that do nothing, and the commands that were in them."""
    commands = []
    number = 0
    while number < len(lines):
        body = lines[number].lstrip()
        match = _MAGIC.fullmatch(body)
        end = _end(lines, number) if match else number + 1
        if match:
            if command := _command(match):
                commands.append((number, "\n".join([command, *lines[number + 1 : end]])))
            indent = lines[number][: len(lines[number]) - len(body)]
            lines[number:end] = [indent + _statement(match)] + [""] * (end - number - 1)
        elif _HELP.fullmatch(body):
            lines[number] = ""
        number = end
    return Parts("\n".join(lines), tuple(commands))


def _end(lines: list[str], number: int) -> int:
    """The line after a magic, which a backslash at the end of a line continues."""
    while number < len(lines) and lines[number].endswith("\\"):
        number += 1
    return min(number + 1, len(lines))


def _command(match: re.Match[str]) -> str:
    """The shell command of a line, empty where it has none."""
    if match["mark"].startswith("!"):
        return match["rest"]
    name, _, rest = match["rest"].partition(" ")
    if match["mark"] != "%":
        return ""
    if name in {"env", "set_env"}:
        return f"export {rest.strip().replace(' ', '=', 1) if '=' not in rest else rest}"
    if name == "run":
        return f"python {rest}"
    return f"{name} {rest}" if name in {"pip", "conda", "uv"} else rest if name in _SHELLS else ""


def _statement(match: re.Match[str]) -> str:
    """What a magic leaves of its line for Python: a timed statement, an assignment, or nothing."""
    name, _, rest = match["rest"].partition(" ")
    if match["mark"] == "%" and name in _TIMERS and rest and not rest.lstrip().startswith("-"):
        return rest.lstrip()
    return f"{match['target']}= None" if match["target"] else "pass"
