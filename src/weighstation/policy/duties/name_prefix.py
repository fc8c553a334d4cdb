"""How the name of a model has to begin that was made from another one, and how it must not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.policy.duties._case import NO, SHIPPED, When, changed_leaves, duty, text
from weighstation.policy.duties._seen import Seen, finding, said
from weighstation.policy.duties._words import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.knowledge.licenses import License
    from weighstation.model import Finding
    from weighstation.outbound_model import Duty
    from weighstation.policy.duties._case import Case
    from weighstation.policy.duties._spot import Sight, Spot

CODE, _TERM = "name-of-derivative", "name_prefix"
# Marks that a derivative may name and not bear: the license grants no more than the usual description. The pair of
# names that the guides for Llama 2 have: "Llama 2 Pro" no, "CustomLLM-Llama2-7B" yes.
_MARKS = {"llama2": ("Llama 2", "trademark")}


def of(license: License, case: Case) -> Iterator[Duty]:  # noqa: A002 - the field's own word
    """The duty where a model that was made from it, or for some licenses from its outputs, is passed on."""
    prefix = text(license, _TERM)
    if not prefix or prefix.startswith("none"):
        return
    verb = "holds" if _anywhere(license) else "begins with"
    what = f"give models made from it a name that {verb} “{prefix}”"
    yield from duty("name-prefix", license, _when(license, case), what, _TERM, prefix)


def _when(license: License, case: Case) -> When:  # noqa: A002 - the field's own word
    changed = NO if case.relation is not None and not case.made else changed_leaves(case)
    if changed.holds or not _of_outputs(license) or not case.facts.does(*SHIPPED):
        return changed
    trains = case.facts.trains_other_models
    asks = When(None, "models trained on its outputs are passed on", "use.trains_other_models")
    return When(holds=True) if trains else changed if trains is False or changed.fact else asks


def _of_outputs(license: License) -> bool:  # noqa: A002 - the field's own word
    """Whether the duty reaches models that were trained on outputs (Llama 3.1 and later, HyperCLOVA X)."""
    return text(license, "name_prefix_trigger").endswith("outputs")


def _anywhere(license: License) -> bool:  # noqa: A002 - the field's own word
    """Whether the name may have the words at any place (MiniCPM)."""
    return "must include" in text(license, "name_prefix_trigger")


def check(duty: Duty, sight: Sight) -> Seen:
    """Whether the name in the card, else that of the folder, is as it has to be.

    A folder without a card may be anybody's working copy: its name counts where the facts say that models leave.
    """
    called, where = name(sight.spot)
    if not called or not sight.spot.made or (sight.spot.card is None and not sight.facts.does(*SHIPPED)):
        return Seen(None)
    bare, prefix = squeezed(called), squeezed(duty.words)
    if bare.startswith(prefix) or (_anywhere(sight.license) and prefix in bare):
        return Seen(met=True, where=where)
    verb = "hold" if _anywhere(sight.license) else "begin with"
    message = f"it is called “{called}”, and under {sight.license.name} its name has to {verb} “{duty.words}”"
    hint = f"rename it, such as {f'{duty.words}-{called}'.replace(' ', '-')}"
    return Seen(met=False, finding=finding(CODE, message, duty, sight.spot, hint, where))


def barred(license: License, spot: Spot) -> Iterator[Finding]:  # noqa: A002 - the field's own word
    """The finding on a derivative whose name begins with a mark that the license does not grant."""
    mark, term = _MARKS.get(license.key, ("", ""))
    called, where = name(spot)
    if mark and spot.card and spot.made and squeezed(called).startswith(squeezed(mark)) and not _is_copy(called, spot):
        message = f"it is called “{called}”, and {license.name} grants no right to a name that begins with “{mark}”"
        hint = f"put a name of your own first, such as Acme-{called.replace(' ', '-')}"
        yield said(CODE, f"{message} ({license.clauses.get(term, '')})", (where, 0), hint, spot.component)


def _is_copy(called: str, spot: Spot) -> bool:
    """Whether a name is that of the base in another form, as ``Llama-2-7B-GGUF`` of ``Llama-2-7b-hf``."""
    from weighstation.knowledge import repacks

    own, _ = repacks.stripped(called.replace(" ", "-"))
    bases = [base.id.rpartition("/")[2] for base in spot.bases]
    return any(squeezed(own).removesuffix("hf") == squeezed(base).removesuffix("hf") for base in bases)


def name(spot: Spot) -> tuple[str, str]:
    """The name of a model and the file that gives it: its card, else its folder, which for the top has none."""
    if spot.card and spot.card.name:
        return spot.card.name.rpartition("/")[2].strip(), spot.card.path
    return spot.folder.rpartition("/")[2], spot.card.path if spot.card else spot.path
