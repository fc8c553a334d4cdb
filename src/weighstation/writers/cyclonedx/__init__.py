"""CycloneDX 1.6 and 1.7, JSON and XML: what a run found and what the policy says of it.

The document is built by hand, since the library's object model has no model cards, data, compositions or annotations
and needs minutes for large projects; the library's schema is the judge in the tests. One module per concern:
``document`` puts together ``metadata``, ``components`` (with ``licenses``, ``hashes``, ``distributions``, ``links``,
``pedigree``, ``evidence``, ``modelcard``, ``properties``), ``dependencies``, ``compositions``, ``annotations`` and
``citations``; ``items`` and ``projects`` choose what goes in, ``text`` makes foreign text fit, ``layout`` writes JSON
and ``xml_layout`` XML, ``validation`` judges the result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from weighstation.model import Project, Run


Format = Literal["json", "xml"]


class Options(NamedTuple):
    """What a document depends on besides the run.

    ``timestamp`` is UTC as ``2026-11-20T08:30:00Z`` (the caller takes it from ``SOURCE_DATE_EPOCH``), empty where none
    shall be recorded. ``license_form`` says how a license outside the SPDX list is written: as ``license.name``, which
    all consumers show, or as an ``expression``, which policy engines of some weigh. ``packages`` are those of a
    monorepo: the ``folders`` of a run, and what the manifest in each says of itself.
    """

    timestamp: str = ""
    tool_version: str = ""
    license_form: Literal["name", "expression"] = "name"
    spec_version: Literal["1.6", "1.7"] = "1.6"
    output_format: Format = "json"
    packages: tuple[tuple[str, Project], ...] = ()


def folders(run: Run) -> tuple[str, ...]:
    """The folders below the top in which a package of its own has its manifest, as far as the run has met it."""
    from weighstation.writers.cyclonedx import projects

    return projects.folders(run)


def write(run: Run, options: Options) -> str:
    """The run as CycloneDX text, in ASCII: the same bytes for the same run and options, everywhere.

    Raises ``UsageError`` for a timestamp of another form.
    """
    from weighstation.writers.cyclonedx.document import written

    return written(run, options)[1]


def validated(run: Run, options: Options) -> tuple[str, bool]:
    """The same, and whether the schema has judged it: it has not where the extra ``sbom`` is not installed.

    Raises ``WeighstationError`` with all that is wrong, which would be a fault of ours.
    """
    from weighstation.writers.cyclonedx import large
    from weighstation.writers.cyclonedx.document import written
    from weighstation.writers.cyclonedx.validation import validate

    whole = large.validated(run, options)
    if whole:
        return whole
    document, text = written(run, options)
    return text, validate(document, text, options)
