"""The effective policy as TOML that people read and the program loads, and as values for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weighstation.policy.said import Said
from weighstation.policy.toml_text import comment, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.policy.said import Effective, Table


def to_toml(policy: Effective) -> str:
    """One TOML file, which loads and judges as the policy does; each value is followed by where it comes from."""
    lines = [f"# What holds here, put together from {comment(', '.join(policy.files))}."]
    lines += ["# Each value is followed by where it comes from."]
    for table in policy.tables:
        if table.values:
            lines += ["", *_table(table)]
    return "\n".join(lines) + "\n"


def to_json(policy: Effective) -> dict[str, Any]:
    """``files``, and the tables by their names; every value as an object with ``value``, ``where`` and ``note``."""
    document: dict[str, Any] = {"files": list(policy.files)}
    for table in policy.tables:
        values = {key: _json(said) for key, said in table.values.items()}
        if table.item:
            document.setdefault(table.name, []).append({**values, "where": table.where})
        elif table.name:
            document[table.name] = values
        else:
            document.update(values)
    return document


def _json(said: Said | tuple[Said, ...]) -> object:
    if not isinstance(said, Said):
        return [_json(each) for each in said]
    plain = said.value.isoformat() if hasattr(said.value, "isoformat") else said.value
    return {"value": plain, "where": said.where, "note": said.note}


def _table(table: Table) -> Iterator[str]:
    if table.name:
        header = f"[[{table.name}]]" if table.item else f"[{table.name}]"
        yield _commented(header, Said(None, table.where))
    for key, said in table.values.items():
        yield from [_line(key, said)] if isinstance(said, Said) else _list(key, said)


def _line(key: str, said: Said) -> str:
    if said.value is None:
        return f"# {key}: {said.where}"
    return _commented(f"{key} = {value(said.value)}", said)


def _list(key: str, items: tuple[Said, ...]) -> Iterator[str]:
    """A list with an item a line; one whose items have no places on one line."""
    if not any(said.where for said in items):
        yield f"{key} = {value([said.value for said in items])}"
        return
    yield f"{key} = ["
    yield from (_commented(f"  {value(said.value)},", said) for said in items)
    yield "]"


def _commented(line: str, said: Said) -> str:
    words = "; ".join(part for part in (said.where, said.note) if part)
    return f"{line}  # {comment(words)}" if words else line
