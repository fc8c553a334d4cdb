"""Adding an exception to a policy file as text: every byte that is there stays, and the new table follows it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from weighstation.errors import PolicyError, ReadError, UsageError
from weighstation.policy import schema
from weighstation.policy.exemptions import exemptions
from weighstation.policy.files import LARGEST, Source
from weighstation.policy.toml_text import value

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from weighstation.policy.entries import Exemption
    from weighstation.toml_source import KeyPath

    Table = Mapping[str, str | date]  # one exception, by the keys of the policy

_BOM = b"\xef\xbb\xbf"


def understood(table: Table) -> Exemption:
    """The exception that a table would make. Raises ``PolicyError`` with every fault of its words, without a place."""
    source = Source("", "", {"exceptions": [dict(table)]}, {})
    faults = list(schema.faults(source))
    found = list(exemptions(source, 0, faults))
    if faults:
        raise PolicyError("the exception has faults", faults=tuple(faults))
    return found[0]


def added(data: bytes, name: str, table: Table, prefix: KeyPath = ()) -> bytes:
    """The file with one exception more; ``prefix`` says where in it the policy's table stands.

    What is there stays as it is, byte for byte, and the line ends of the new lines are those of the file. The result
    is read again: it holds what it held, and the exception, so a table that is ``understood`` brings no fault. Raises
    ``ReadError`` if the file is no TOML, ``PolicyError`` with what to paste where it has no place for another table.
    """
    before = _policy(data, name, prefix)
    grown = data + _gap(data) + _lines(table, prefix).replace("\n", _line_end(data)).encode()
    try:
        after = _policy(grown, name, prefix)
    except ReadError:
        after = {}
    listed = before.get("exceptions", [])
    if not isinstance(listed, list) or after != {**before, "exceptions": [*listed, dict(table)]}:
        raise _no_place(before, name, table)
    if len(grown) > LARGEST:
        raise PolicyError(
            "would be larger than 1 MiB", path=name, hint="remove exceptions that are not needed any more"
        )
    return grown


def save(path: str, data: bytes) -> None:
    """Replaces a file at once, or makes a new one; links are followed and permissions kept.

    Raises ``UsageError`` if that is not possible; the old file is then as it was.
    """
    target = os.path.realpath(path)
    temporary = f"{target}.{os.getpid()}.new"
    try:
        _write(temporary, target, data)
    except OSError as error:
        hint = "check its permissions and those of its folder"
        raise UsageError(f"cannot be written: {error.strerror}", path=path, hint=hint) from None
    finally:
        if os.path.lexists(temporary):
            os.unlink(temporary)


def _write(temporary: str, target: str, data: bytes) -> None:
    if os.path.exists(target) and not os.access(target, os.W_OK):
        raise PermissionError(13, "it is write-protected")
    with open(temporary, "xb") as file:
        file.write(data)
    if os.path.exists(target):
        os.chmod(temporary, os.stat(target).st_mode & 0o7777)
    os.replace(temporary, target)


def _policy(data: bytes, name: str, prefix: KeyPath) -> dict[str, Any]:
    """The policy's own table; an empty one where the file has none."""
    from weighstation.toml_source import loads

    table: Any = loads(name, data)
    for part in prefix:
        table = table.get(part, {}) if isinstance(table, dict) else {}
    return table if isinstance(table, dict) else {}


def _lines(table: Table, prefix: KeyPath) -> str:
    header = ".".join(map(str, (*prefix, "exceptions")))
    return "".join([f"[[{header}]]\n", *(f"{key} = {value(said)}\n" for key, said in table.items())])


def _gap(data: bytes) -> bytes:
    """What parts the new table from the text before it: a blank line, after the line end that may be missing."""
    if not data.removeprefix(_BOM):
        return b""
    end = _line_end(data).encode()
    if data.endswith((b"\n\n", b"\n\r\n")):
        return b""
    return end if data.endswith(b"\n") else end + end


def _line_end(data: bytes) -> str:
    """The line end of the file's first line."""
    return "\r\n" if data[: data.find(b"\n") + 1].endswith(b"\r\n") else "\n"


def _no_place(before: Mapping[str, Any], name: str, table: Table) -> PolicyError:
    item = value(dict(table))
    if "exceptions" in before:
        message = "`exceptions` is a list between brackets, after which no [[exceptions]] table can stand"
        return PolicyError(message, path=name, hint=f"add this item to it:\n{item},")
    message = "the policy is a table between braces, to which no [[exceptions]] table can be added"
    return PolicyError(message, path=name, hint=f"add this to it:\nexceptions = [{item}]")
