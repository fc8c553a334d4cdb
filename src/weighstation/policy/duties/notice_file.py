"""A Notice file, with the words of the license, beside what is passed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.policy.duties._case import When, both, duty, leaves, text
from weighstation.policy.duties._seen import Seen, finding
from weighstation.policy.duties._words import holding
from weighstation.policy.duties.license_copy import reaches_services

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.knowledge.licenses import License
    from weighstation.model import Finding
    from weighstation.outbound_model import Duty, Excerpt
    from weighstation.policy.duties._case import Case
    from weighstation.policy.duties._spot import Sight

_TERM, _WORDS = "notice_file", "notice_prefix"
_MISSING, _WRONG = "notice-missing", "notice-wrong"
_CARRIED = ("carry", "keep", "if the work")  # how a term begins that is about notices which the model came with


def of(license: License, case: Case) -> Iterator[Duty]:  # noqa: A002 - the field's own word
    """The duty to write a notice, or to keep the one that the model came with."""
    words = text(license, _WORDS)
    if not words and not license.terms.get(_TERM):
        return
    when, term = leaves(case.facts, service=reaches_services(license)), _TERM if _TERM in license.clauses else _WORDS
    if _is_carried(license):
        came = both(when, When(None, "the model came with a notice"))
        yield from duty("notice-file", license, came, "keep the notices that the model came with", term)
        return
    what = f"write a Notice file that begins “{words} …”" if words else "write a Notice file as the license words it"
    yield from duty("notice-file", license, when, what, term, words)


def check(duty: Duty, sight: Sight) -> Seen:
    """Whether a Notice file beside the weights or above them has the words. Some licenses leave the place open."""
    notices, anywhere = sight.notices, sight.license.terms.get(_TERM) is not True
    held = holding([*notices, *sight.texts] if anywhere else notices, [duty.words]) if duty.words else ""
    if held:
        return Seen(met=True, where=held)
    if not sight.complete or not sight.spot.in_tree or _is_carried(sight.license) or (notices and not duty.words):
        return Seen(None)
    said = _wrong(duty, sight, notices[-1]) if notices else _missing(duty, sight)
    return Seen(met=False, finding=said)


def _is_carried(license: License) -> bool:  # noqa: A002 - the field's own word
    """Whether only notices that the model came with have to be kept."""
    return text(license, _TERM).startswith(_CARRIED) and not text(license, _WORDS)


def _missing(duty: Duty, sight: Sight) -> Finding:
    message = f"{sight.license.name} asks for a Notice file, and none lies beside these weights or above them"
    return finding(_MISSING, message, duty, sight.spot, f"write {sight.spot.beside('NOTICE')}{_begins(duty)}")


def _wrong(duty: Duty, sight: Sight, notice: Excerpt) -> Finding:
    message = f"the notice that {sight.license.name} asks for is not in it"
    message += f": it {notice.fault}" if notice.fault else ""
    hint = f"add the notice of the license to {notice.path}{_begins(duty)}"
    return finding(_WRONG, message, duty, sight.spot, hint, notice.path)


def _begins(duty: Duty) -> str:
    return f"; it begins “{duty.words} …” and goes on as the license has it" if duty.words else ""
