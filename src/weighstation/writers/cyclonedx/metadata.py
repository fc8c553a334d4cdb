"""Metadata: what was scanned, with what, against which policy and which state of knowledge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation import knowledge
from weighstation.errors import UsageError
from weighstation.writers.cyclonedx.items import TOOL
from weighstation.writers.cyclonedx.projects import ROOT, described
from weighstation.writers.cyclonedx.properties import listed
from weighstation.writers.cyclonedx.publisher import about, authors, references, supplier
from weighstation.writers.cyclonedx.text import Json, clean, present, relative, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from weighstation.model import Run, Unread
    from weighstation.writers.cyclonedx.projects import Part

_FORMAT = "%Y-%m-%dT%H:%M:%S"


def metadata(run: Run, parts: Iterable[Part], timestamp: str, tool_version: str) -> Json:
    """The ``metadata`` of the document; ``timestamp`` is left out where it is empty. Raises ``UsageError``.

    ``parts`` are the packages of the project, which are components of it.
    """
    project = run.inventory.project
    fields: Json = {
        "timestamp": checked(timestamp),
        "lifecycles": [{"phase": "pre-build"}],  # source code was read; nothing was built or run
        "tools": {"components": [{"type": "application", "bom-ref": TOOL, **tool(tool_version)}]},
        "authors": authors(run.publisher),
        "component": present(
            {
                "type": "application",
                "bom-ref": ROOT,
                "supplier": supplier(run.publisher),
                "name": clean(project.name) or "unnamed",
                "version": clean(project.version),
                "externalReferences": references(run.publisher),
                "components": [described(part) for part in parts],
                "properties": about(run.publisher),
            }
        ),
        "manufacturer": supplier(run.publisher),
        "supplier": supplier(run.publisher),
        "properties": listed(_properties(run, timestamp)),
    }
    return present(fields)


def tool(version: str) -> Json:
    """Name and version of weighstation."""
    return present({"name": "weighstation", "version": clean(version)})


def checked(timestamp: str) -> str:
    """The timestamp if it has the form ``2026-11-20T08:30:00Z``; else a ``UsageError``. An empty one passes.

    One form only: what the schema's ``date-time`` admits, and every Python version reads alike.
    """
    from datetime import datetime

    try:
        if not timestamp or datetime.strptime(timestamp, f"{_FORMAT}%z").strftime(f"{_FORMAT}Z") == timestamp:
            return timestamp
    except ValueError:
        pass
    raise UsageError(f"not a timestamp: {timestamp[:60]!r}", hint="write UTC as 2026-11-20T08:30:00Z")


def _properties(run: Run, timestamp: str) -> Iterator[tuple[str, str]]:
    if run.policy:  # else nobody judged
        yield "verdict", run.verdict
    yield "policy", relative(run.policy, run.inventory.root)
    yield "knowledge:as-of", knowledge.AS_OF
    yield "files", str(run.inventory.files)
    if not timestamp:
        yield "timestamp", "not recorded"
    yield from (("unread", _unread(one, run.inventory.root)) for one in run.inventory.unread)


def _unread(unread: Unread, root: str) -> str:
    line = f":{unread.line}" if unread.line > 0 else ""
    return f"{relative(unread.path, root)}{line}: {sentence(unread.reason, root)}"
