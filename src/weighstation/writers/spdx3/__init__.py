"""SPDX 3.0.1 JSON-LD: models as ``ai_AIPackage``, data sets as ``dataset_DatasetPackage``, packages, licenses, lineage.

The document is built by hand, one flat ``@graph``; SPDX's own Python model is the judge in the tests. ``items`` chooses
what goes in (as for CycloneDX, and the ancestors), ``packages``, ``distributions``, ``agents``, ``licenses``,
``relations`` and ``notes`` make elements of it, ``element`` names them, ``document`` puts them together.

Only what is known is written. The AI and Dataset profiles ask for the release time of every package, which no
repository has, so ``profileConformance`` does not claim them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from weighstation.model import Run


class Options(NamedTuple):
    """What a document depends on besides the run: the time (UTC as ``2026-11-20T08:30:00Z``, or empty), our version."""

    timestamp: str = ""
    tool_version: str = ""


def write(run: Run, options: Options) -> str:
    """The run as SPDX JSON-LD text, in ASCII: the same bytes for the same run and options, everywhere.

    Raises ``UsageError`` for a timestamp of another form.
    """
    from weighstation.writers.spdx3.document import written

    return written(run, options)
