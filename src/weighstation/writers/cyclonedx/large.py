"""A large document in portions: each is made, judged, laid out and forgotten, by two processes where there are two.

What is made of twenty thousand components at once is slower by a third, for it fits in no processor's cache. Only for
JSON of version 1.6, which is what large repositories are written as. Whatever is wrong with a portion is left to the
ordinary way, which says what it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weighstation import processes
from weighstation.writers.cyclonedx import consistency, schemas
from weighstation.writers.cyclonedx.components import component
from weighstation.writers.cyclonedx.document import NO_SERIAL, SPEC, assembled, serial_number
from weighstation.writers.cyclonedx.items import items
from weighstation.writers.cyclonedx.layout import WIDTH, layout
from weighstation.writers.cyclonedx.projects import parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from weighstation.model import Run
    from weighstation.writers.cyclonedx import Options
    from weighstation.writers.cyclonedx.items import Item

    Json = dict[str, Any]
    Laid = tuple[list[str], str]  # the bom-refs of some components, and their text as it stands in the list

WORTH_IT = 4_000
"""Components; below, all this saves less than a tenth of a second."""

_PORTION = 250  # components
_COMPONENTS = "\0" * WIDTH  # stands for them: too long for a line, and no text of a document holds control characters
_MARGIN = " " * 4  # of a component in the list of all


def validated(run: Run, options: Options) -> tuple[str, bool] | None:
    """The document, and whether the schema has judged it; None where it is small, of another kind, or has a fault."""
    plain = (options.spec_version, options.output_format) == ("1.6", "json")
    if not plain or len(run.weighed) < WORTH_IT:
        return None
    judged = schemas.installed(options.spec_version)
    own = parts(options.packages)
    found = items(run, own)
    listed = [one for one in found if one.component.type != "service"]
    middle = len(listed) * 4 // 9 if processes.possible() else len(listed)  # the rest is for this process, too
    helper = (
        processes.start(lambda: _laid_out(listed[middle:], run, options, judged=judged)) if listed[middle:] else None
    )
    values: Json = assembled(run, options, own, found, [])
    mine = _laid_out(listed[:middle], run, options, judged=judged)
    theirs = processes.result(helper) if helper else ([], "")
    if not mine or not theirs or not _is_sound(values, (*mine[0], *theirs[0]), judged=judged):
        return None
    start, _, end = f"{layout({**values, 'components': [_COMPONENTS]})}\n".partition(layout(_COMPONENTS))
    text = f",\n{_MARGIN}".join(filter(None, (mine[1], theirs[1])))
    serial = serial_number(start, text, end)
    return "".join((start.replace(NO_SERIAL, serial, 1), text, end)), judged


def _laid_out(listed: Sequence[Item], run: Run, options: Options, *, judged: bool) -> Laid | None:
    """What these components come to, portion by portion; None if a fault was found."""
    refs: list[str] = []
    texts: list[str] = []
    for start in range(0, len(listed), _PORTION):
        portion = [component(one, run, options) for one in listed[start : start + _PORTION]]
        document: Json = {**SPEC[options.spec_version], "serialNumber": NO_SERIAL, "version": 1, "components": portion}
        if not _is_sound(document, (), judged=judged):
            return None
        refs += consistency.references(document)
        texts += (layout(one, _MARGIN) for one in portion)
    return refs, f",\n{_MARGIN}".join(texts)


def _is_sound(document: Json, elsewhere: Sequence[str], *, judged: bool) -> bool:
    valid = not judged or not schemas.json_faults(document, document["specVersion"])
    return valid and not consistency.faults(document, elsewhere)
