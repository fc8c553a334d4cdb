"""Write the tables of docs/detection.md from the tables that the readers use.

Run it after a change to ``readers.TABLE``, ``readers/_loaders.py``, ``readers/_command_table.py`` or the keys of
``readers/_keys.py``. Each table stands between two markers and replaces what was between them.
"""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from weighstation import readers
from weighstation.readers import _command_table, _loaders
from weighstation.readers._keys import _EXACT as KEYS

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "detection.md"
_READERS = ROOT / "src" / "weighstation" / "readers"


def code(words: Iterable[str]) -> str:
    """Words as code, with commas between them."""
    return ", ".join(f"`{word}`" for word in words)


def table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = (heads, ("---",) * len(heads), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def reader_rows() -> str:
    """One row for each row of ``readers.TABLE`` that has a reader, then the names that are passed over."""
    rows = [(code(names), _about(module), _marks(marks)) for module, names, marks in readers.TABLE if module]
    passed = [name for module, names, _ in readers.TABLE if not module for name in names]
    lists = (f"Passed over: {code(passed)}.", *(f"**{name}**: {code(marks)}." for name, marks in _mark_lists()))
    return "\n\n".join((table(("file", "read as", "opened"), rows), *lists))


def _about(module: str) -> str:
    """The first line of a reader's docstring."""
    text = ast.get_docstring(ast.parse((_READERS / f"{module}.py").read_text(encoding="utf-8"))) or module
    return " ".join(text.partition("\n\n")[0].split()).replace("``", "`").replace("|", "\\|").rstrip(".:")


def _mark_lists() -> list[tuple[str, list[str]]]:
    lists = (("text marks", _text_marks()), ("Python marks", _python_marks()))
    return [(name, [mark.decode() for mark in marks]) for name, marks in lists]


def _python_marks() -> tuple[bytes, ...]:
    return next(marks for module, _, marks in readers.TABLE if module == "python_source")


def _text_marks() -> tuple[bytes, ...]:
    return next(marks for module, _, marks in readers.TABLE if module == "yaml_file")


def _marks(marks: tuple[bytes, ...]) -> str:
    """When a file of a row is opened."""
    if not marks:
        return "always"
    if marks == _python_marks():
        return "with a Python mark"
    more = [mark.decode() for mark in marks if mark not in _text_marks()]
    return "with a text mark" + (f" or {code(more)}" if more else "")


def loader_rows() -> str:
    """The Python callables, those with the same arguments together."""
    rows = []
    for names in _grouped(_loaders.LOADERS, lambda row: (tuple(row.positional.items()), tuple(row.keywords.items()))):
        row = _loaders.LOADERS[names[0]]
        places = sorted({*row.positional.values(), *row.keywords.values()})
        counted = [str(index + 1) for index in row.positional]
        rows.append((code(names), ", ".join(counted) or "none", code(row.keywords) or "by name", code(places)))
    lists = (
        ("Never load, whatever they are given", _loaders.WRITERS),
        ("Only speak (a name that stands by itself is a mention)", _loaders.SPEAKERS),
        ("Their second argument or `default=` counts", _loaders.DEFAULTS),
        ("Their default counts", _loaders.FIELDS),
    )
    tail = (f"{title}: {code(sorted(words))}." for title, words in lists)
    return "\n\n".join((table(("callable", "argument", "keywords", "place"), rows), *tail))


def command_rows() -> str:
    """The commands whose first plain word names something, by what it names."""
    places = {key: str(place) for key, place in _command_table.FIRST_WORD.items()}
    rows = [(code([places[names[0]]]), code(names)) for names in _grouped(places, str)]
    options = [
        (code([program]), ", ".join(f"`{name}` (`{place}`)" for name, place in own.items()))
        for program, own in {**_command_table.OPTIONS, "llama.cpp": _command_table.LLAMA_CPP}.items()
    ]
    made = f"Made, pushed or removed, never fetched: {code(sorted(_command_table.WRITES))}."
    return "\n\n".join((table(("place", "commands"), rows), table(("program", "options"), options), made))


def key_rows() -> str:
    """The keys that have a place of their own."""
    places = {key: str(place) for key, place in KEYS.items()}
    return table(("place", "keys"), [(code([places[names[0]]]), code(names)) for names in _grouped(places, str)])


def _grouped(rows: Mapping[str, object], alike: Callable[..., Hashable]) -> list[list[str]]:
    """The keys of ``rows``, those with like values together, in the order of the first of each."""
    groups: dict[Hashable, list[str]] = defaultdict(list)
    for name, value in rows.items():
        groups[alike(value)].append(name)
    return list(groups.values())


SECTIONS: dict[str, Callable[[], str]] = {
    "readers": reader_rows,
    "loaders": loader_rows,
    "commands": command_rows,
    "keys": key_rows,
}


def renewed(page: str) -> str:
    """The page with every section written anew; a ``ValueError`` where a marker is missing."""
    for name, section in SECTIONS.items():
        begin, end = f"<!-- begin: {name} -->", f"<!-- end: {name} -->"
        start = page.index(begin) + len(begin)
        page = f"{page[:start]}\n{section()}\n{page[page.index(end, start) :]}"
    return page


def main() -> int:
    """Write the page."""
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
