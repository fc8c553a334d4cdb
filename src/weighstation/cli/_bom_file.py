"""The file that ``weighstation sbom`` writes or compares with: what it held before, and what follows from that."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from weighstation.cli import _options
from weighstation.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from weighstation.writers.cyclonedx import Format

_SAME, _CHANGED = 0, 1  # exit codes: it is as it should be, or is (or was) out of date
_STANDARD_OUTPUT = (None, "", "-")


class BomFile(NamedTuple):
    """A file, its format, and what it holds so far: None where there is nothing, or nobody asked."""

    path: str | None
    form: Format
    before: str | None


def opened(arguments: argparse.Namespace) -> BomFile:
    """The file that the arguments name, read where it is compared. Raises ``UsageError`` if it cannot be."""
    path = arguments.output_file
    form: Format = arguments.output_format or _named(path or "")
    asked = "--check" if arguments.check else "--exit-non-zero-on-change" if arguments.exit_non_zero_on_change else ""
    if not asked:
        return BomFile(path, form, None)
    if path in _STANDARD_OUTPUT:
        raise UsageError(f"{asked} needs a file to compare with", hint=f"name it: {asked} -o bom.cdx.json")
    before = _content(path)
    if before is None and arguments.check:
        raise UsageError("does not exist", path=path, hint="write it without --check")
    return BomFile(path, form, before)


def _named(path: str) -> Format:
    return "xml" if path.endswith(".xml") else "json"


def _content(path: str) -> str | None:
    try:
        with open(path, encoding="utf-8", errors="replace") as stream:
            return stream.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", path=path, hint="name another file") from None


def glob(arguments: argparse.Namespace) -> tuple[str, ...]:
    """The glob of the file as seen from the repository, none if it is not in there: it is no part of what is read."""
    from glob import escape

    if arguments.output_file in _STANDARD_OUTPUT:
        return ()
    try:
        path = os.path.relpath(os.path.realpath(arguments.output_file), os.path.realpath(arguments.path))
    except ValueError:  # on another drive
        return ()
    return () if path.startswith("..") else (escape(path.replace(os.sep, "/")),)


def timestamp(file: BomFile) -> str:
    """The timestamp that the file records: when it was written is no difference. Raises ``UsageError``."""
    from weighstation.writers.cyclonedx import differences, metadata

    try:
        return metadata.checked(differences.timestamp(file.before or "", file.form))
    except differences.NotReadableError as error:
        raise UsageError(str(error), path=file.path or "", hint="write it again without --check") from None
    except UsageError:
        return ""  # none of ours: a difference


def compare(file: BomFile, text: str) -> int:
    """Prints what the file says otherwise than the text. Exit code 1 if anything."""
    from weighstation.writers.cyclonedx.differences import differences

    lines = differences(file.before or "", text, file.form)
    if not lines:
        return _SAME
    _options.write("\n".join([f"{file.path} is out of date:", *(f"  {line}" for line in lines)]), None)
    return _CHANGED


def keep(file: BomFile, text: str, arguments: argparse.Namespace) -> int:
    """Writes the text, unless the file is known to hold it. Exit code 1 where a change was asked to be one."""
    if file.before == text:
        return _SAME
    _options.write(text, file.path)
    if not arguments.exit_non_zero_on_change:
        return _SAME
    told = "did not exist and is written now" if file.before is None else "was out of date and is written anew"
    sys.stderr.write(f"weighstation: {file.path} {told}\n")
    return _CHANGED
