"""Exceptions on record: what they allow, for how long, and what is said about them."""

from __future__ import annotations

import datetime as dt

import pytest

from weighstation.model import Component, Conclusion, Finding, Occurrence, Verdict
from weighstation.policy.entries import Entry, Exemption, Policy
from weighstation.policy.judge import judge

TODAY = dt.date(2026, 11, 20)
ENTRIES = (
    Entry("class", "permissive", "allow", where="weighstation.toml:2"),
    Entry("class", "copyleft", "deny", where="weighstation.toml:3"),
)


def exception(glob: str = "hf:org/*", **more: object) -> Exemption:
    base = Exemption(glob, "agreed with legal", path="weighstation.toml", line=9)
    return base._replace(**more)  # type: ignore[arg-type]


def judged(
    *exceptions: Exemption, name: str = "hf:org/model", conclusion: Conclusion | None = None
) -> tuple[Verdict, tuple[Finding, ...]]:
    component = Component(name, "model", "", (Occurrence("a.py", 1),))
    pairs = [(component, conclusion or Conclusion("GPL-3.0-only"))]
    (verdict,), findings = judge(pairs, Policy("p", ENTRIES, exceptions), TODAY)
    return verdict, findings


def test_an_exception_allows_and_says_who_why_and_until_when() -> None:
    terms = exception(expires=dt.date(2027, 6, 30), approved_by="Kim Lee", ticket="LEGAL-12")
    verdict, findings = judged(terms)
    (reason,) = verdict.reasons
    assert (verdict.outcome, reason.code, reason.policy) == ("allow", "exception", "weighstation.toml:9")
    assert reason.message == (
        "allowed by exception, weighstation.toml:9: "
        "agreed with legal, until 2027-06-30, approved by Kim Lee, LEGAL-12; "
        "without it: GNU General Public License v3.0 only (GPL-3.0-only) is denied: class copyleft, weighstation.toml:3"
    )
    assert not findings


@pytest.mark.parametrize(
    ("glob", "name", "matches"),
    [
        ("hf:org/*", "hf:org/model", True),
        ("hf:ORG/Model", "hf:Org/model", True),
        ("hf:org/*", "hf:organisation/model", False),
        ("hf:org/model", "hf:org/model-2", False),
        ("ollama:llama3.1:*", "ollama:llama3.1:8b", True),
        ("*", "hf:any/thing", True),
    ],
)
def test_the_glob_names_components_by_id(glob: str, name: str, matches: bool) -> None:  # noqa: FBT001 - a column
    assert (judged(exception(glob), name=name)[0].outcome == "allow") is matches


@pytest.mark.parametrize(
    ("narrowed", "conclusion", "outcome"),
    [
        ({"license": "gpl-3.0"}, Conclusion("GPL-3.0-only"), "allow"),
        ({"license": "gpl-2.0"}, Conclusion("GPL-3.0-only"), "deny"),
        ({"license": "gpl-3.0"}, Conclusion("GPL-3.0-only AND GPL-2.0-only"), "deny"),
        ({}, Conclusion("GPL-3.0-only AND GPL-2.0-only"), "allow"),
        ({"finding": "license-denied"}, Conclusion("GPL-3.0-only"), "allow"),
        ({"finding": "license-review"}, Conclusion("GPL-3.0-only"), "deny"),
        ({"finding": "license-unknown"}, Conclusion(""), "allow"),
        ({"license": "gpl-3.0"}, Conclusion(""), "review"),
        ({"license": "gpl-3.0"}, Conclusion("", candidates=("gpl-3.0", "gpl-2.0")), "deny"),
        ({"finding": "license-ambiguous"}, Conclusion("", candidates=("gpl-3.0", "gpl-2.0")), "allow"),
    ],
)
def test_license_and_finding_narrow_an_exception(
    narrowed: dict[str, str], conclusion: Conclusion, outcome: str
) -> None:
    assert judged(exception(**narrowed), conclusion=conclusion)[0].outcome == outcome


def test_a_branch_that_needs_no_exception_is_preferred() -> None:
    verdict, _ = judged(exception(), conclusion=Conclusion("GPL-3.0-only OR MIT"))
    assert [reason.code for reason in verdict.reasons] == ["license-allowed"]


@pytest.mark.parametrize(
    ("expires", "outcome", "codes"),
    [
        (dt.date(2026, 11, 19), "deny", ["exception-expired"]),
        (dt.date(2026, 11, 20), "allow", ["exception-expiring"]),
        (dt.date(2026, 12, 20), "allow", ["exception-expiring"]),
        (dt.date(2026, 12, 21), "allow", []),
        (None, "allow", []),
    ],
)
def test_an_exception_holds_through_its_last_day_and_warns_in_time(
    expires: dt.date | None, outcome: str, codes: list[str]
) -> None:
    verdict, findings = judged(exception(expires=expires))
    assert (verdict.outcome, [finding.code for finding in findings]) == (outcome, codes)


def test_an_expired_exception_is_a_warning_at_its_line() -> None:
    (finding,) = judged(exception(expires=dt.date(2026, 1, 1)))[1]
    assert (finding.level, finding.path, finding.line) == ("warning", "weighstation.toml", 9)
    assert finding.message == "the exception for hf:org/* ended on 2026-01-01"
    assert finding.hint


@pytest.mark.parametrize(
    ("unused", "conclusion"),
    [
        (exception("hf:other/*"), Conclusion("GPL-3.0-only")),
        (exception(finding="license-review"), Conclusion("GPL-3.0-only")),
        (exception(), Conclusion("MIT")),
    ],
)
def test_an_exception_that_excuses_nothing_is_reported(unused: Exemption, conclusion: Conclusion) -> None:
    assert [finding.code for finding in judged(unused, conclusion=conclusion)[1]] == ["exception-unused"]


def test_an_exception_of_an_extended_file_may_be_unused_here() -> None:
    assert not judged(exception("hf:other/*", layer=1))[1]


def test_of_several_exceptions_the_longest_lasting_is_shown_and_all_count_as_used() -> None:
    short, long = exception(expires=dt.date(2027, 1, 31), line=9), exception(expires=dt.date(2027, 2, 28), line=19)
    for order in ((short, long), (long, short)):
        verdict, findings = judged(*order)
        assert verdict.reasons[0].policy == "weighstation.toml:19"
        assert not findings


def test_a_conflict_that_an_exception_names_is_a_note_with_the_reason() -> None:
    conclusion = Conclusion("MIT", conflicts=("laxer-than-base: MIT on llama3.1",))
    _, findings = judged(exception(finding="laxer-than-base"), conclusion=conclusion)
    assert [(found.code, found.level) for found in findings] == [("laxer-than-base", "note")]
    assert "agreed with legal" in findings[0].message


def test_a_conflict_is_not_silenced_by_an_exception_that_does_not_name_it() -> None:
    conclusion = Conclusion("GPL-3.0-only", conflicts=("a says MIT, b says GPL",))
    verdict, findings = judged(exception(), conclusion=conclusion)
    assert verdict.outcome == "allow"
    assert [(found.code, found.level) for found in findings] == [("license-conflict", "warning")]
