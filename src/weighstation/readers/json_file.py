"""JSON: model and adapter configurations, catalogues of models, settings of applications."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from weighstation.errors import ReadError
from weighstation.model import Base, Occurrence, Reference
from weighstation.readers import _json, _tree
from weighstation.readers._text import decode, positions

if TYPE_CHECKING:
    from collections.abc import Iterator

_LARGEST = 2_000_000  # characters: larger files are vocabularies, indexes and data
_MANY = 100  # entries in a list that is a table
_NAME = re.compile(r'"[^"\n]*[/:_\d-][^"\n]*"\s*[,}\]]')
_RECORDS = frozenset({
    "conversations", "messages", "instruction", "prompt", "question", "text", "input", "output", "answer", "choices",
    "content",
})  # fmt: skip


def read(path: str, data: bytes) -> Iterator[Reference]:
    """References of a JSON file. Lists of records (conversations, prompts, rows) are data and name no model.

    A PEFT ``adapter_config.json`` also gives the adapter itself, made from its base. Raises ``ReadError`` with the line
    where the file is not JSON; comments and commas before a closing bracket are let pass.
    """
    if path.endswith((".jsonl", ".ndjson")) or len(data) > _LARGEST:
        return
    text = decode(path, data)
    value = _value(path, text)
    if value is None or _is_data(value) or _is_bom(value) or not _may_name(text):
        return
    found = tuple(_tree.sight(path, _json.leaves(text), positions(text)))
    yield from _first_of_each(found) if isinstance(value, list) and len(value) > _MANY else found
    if path.rpartition("/")[2] == "adapter_config.json":
        yield _adapter(path, found)


def _is_bom(value: Any) -> bool:  # noqa: ANN401 - JSON is of any type
    """Whether it is a bill of materials, which says what somebody found and loads nothing; ``audit`` reads those."""
    return isinstance(value, dict) and (
        "bomFormat" in value or "spdxVersion" in value or "spdx.org" in str(value.get("@context", ""))
    )


def _may_name(text: str) -> bool:
    """Whether any string may be a name: Ollama's can be plain words, all others hold one of these characters."""
    return _NAME.search(text) is not None or "ollama" in text.lower()


def _value(path: str, text: str) -> Any:  # noqa: ANN401 - JSON is of any type
    try:
        return json.loads(text)
    except RecursionError:
        raise ReadError("nests too deeply to be read", path=path, hint="exclude the file if it is generated") from None
    except ValueError as error:
        return _lenient(path, text, error)


def _lenient(path: str, text: str, strict: ValueError) -> Any:  # noqa: ANN401 - JSON is of any type
    """The value of JSON with comments or trailing commas, None for JSON Lines; else the fault of the strict reading."""
    try:
        return json.loads(_json.plain(text))
    except (ValueError, RecursionError):
        if _is_lines(text):
            return None
    line = strict.lineno if isinstance(strict, json.JSONDecodeError) else 0
    message = f"{strict.msg} (column {strict.colno})" if isinstance(strict, json.JSONDecodeError) else str(strict)
    raise ReadError(f"is not valid JSON: {message}", path=path, line=line, hint="correct the syntax there")


def _is_lines(text: str) -> bool:
    """Whether the text is JSON Lines under another name: a value on its first line, another one after it."""
    first, _, rest = text.lstrip().partition("\n")
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return False
    return rest.lstrip()[:1] in ("{", "[")


def _is_data(value: object) -> bool:
    first = value[0] if isinstance(value, list) and value else None
    return isinstance(first, dict) and not _RECORDS.isdisjoint(first)


def _first_of_each(found: tuple[Reference, ...]) -> Iterator[Reference]:
    """The first sighting of each component: tables of results repeat the same few models in every row."""
    return iter({reference.id: reference for reference in reversed(found)}.values())


def _adapter(path: str, found: tuple[Reference, ...]) -> Reference:
    """The adapter that a PEFT configuration belongs to, with the base model it was trained on."""
    base = next((each for each in found if each.occurrence.symbol == "base_model_name_or_path"), None)
    line, column = (base.occurrence.line, base.occurrence.column) if base else (1, 1)
    occurrence = Occurrence(path, line, column, "load", "adapter_config.json")
    bases = (Base(base.id, "adapter"),) if base else ()
    return Reference(f"file:{path.rpartition('/')[0] or '.'}", "model", occurrence, bases=bases)
