"""Judging: expressions, unknown and ambiguous licenses, precedence, conflicts, exceptions."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighstation.knowledge.licenses import license as known_license
from weighstation.model import Component, ComponentType, Conclusion, Finding, Inventory, Occurrence, Project, Run, Use
from weighstation.policy import Policy, blocks
from weighstation.policy.entries import OUTCOMES, Entry, Exemption, Kind, Section
from weighstation.policy.judge import judge, overall
from weighstation.rules import RULES

if TYPE_CHECKING:
    import random

    from weighstation.model import Outcome, Verdict

TODAY = dt.date(2026, 11, 20)
LLAMA = "LicenseRef-scancode-llama-3.1-license-2024"


def component(name: str = "hf:org/model", kind: ComponentType = "model", use: Use = "load") -> Component:
    return Component(name, kind, "", (Occurrence("src/app.py", 7, use=use),))


def policy(*lines: str, exceptions: tuple[Exemption, ...] = ()) -> Policy:
    """A policy of lines such as ``allow osi``, ``packages deny mit`` or ``1 deny osi`` (layer 1), numbered from 1."""
    return Policy("weighstation.toml", tuple(entry(line, number) for number, line in enumerate(lines, 1)), exceptions)


def entry(line: str, number: int = 1) -> Entry:
    *head, word, subject = line.split()
    layer = next((int(part) for part in head if part.isdigit()), 0)
    section: Section = next((part for part in ("packages", "datasets", "hosted") if part in head), "licenses")
    outcome: Outcome = next(known for known in OUTCOMES if known in (word, subject))
    kind: Kind = "unknown" if word == "unknown" else "license" if known_license(subject) else "class"
    return Entry(kind, "" if kind == "unknown" else subject, outcome, section, layer, f"file{layer}:{number}")


def verdict(expression: str, *lines: str, of: Component | None = None, candidates: tuple[str, ...] = ()) -> Verdict:
    conclusion = Conclusion(expression, candidates=candidates)
    (only,), _ = judge([(of or component(), conclusion)], policy(*lines), TODAY)
    return only


def codes(result: Verdict) -> list[str]:
    return [reason.code for reason in result.reasons]


@pytest.mark.parametrize(
    ("expression", "lines", "outcome", "code", "place"),
    [
        # a license beats a class, whatever the outcomes
        ("MIT", ["allow mit", "deny permissive"], "allow", "license-allowed", "file0:1"),
        ("MIT", ["deny mit", "allow permissive"], "deny", "license-denied", "file0:1"),
        ("MIT", ["1 deny mit", "allow permissive"], "deny", "license-denied", "file1:1"),
        # a narrow class beats its umbrella, spdx loses to every class
        ("GPL-3.0-only", ["allow strong-copyleft", "deny copyleft"], "allow", "license-allowed", "file0:1"),
        ("MIT", ["allow osi", "deny spdx"], "allow", "license-allowed", "file0:1"),
        # equally specific: the nearer file, then the stricter outcome
        ("GPL-3.0-only", ["allow osi", "deny copyleft"], "deny", "license-denied", "file0:2"),
        ("GPL-3.0-only", ["allow osi", "1 deny copyleft"], "allow", "license-allowed", "file0:1"),
        ("MIT", ["1 review osi", "2 deny osi"], "review", "license-review", "file1:1"),
        # research-only models have no commercial use; data without it is caught, too
        ("LicenseRef-weighstation-none-such", ["allow osi"], "review", "license-unknown", ""),
        # nothing covers it
        ("MIT", ["allow community"], "review", "license-unlisted", ""),
        # the later operator of a list id, and exceptions to a license
        ("Apache-2.0+", ["allow apache-2.0"], "allow", "license-allowed", "file0:1"),
        ("GPL-2.0-only WITH Classpath-exception-2.0", ["deny gpl-2.0"], "deny", "license-denied", "file0:1"),
        # a LicenseRef of one's own
        ("LicenseRef-Acme", ["allow licenseref-acme"], "review", "license-unknown", ""),
    ],
)
def test_the_entry_that_decides(expression: str, lines: list[str], outcome: str, code: str, place: str) -> None:
    result = verdict(expression, *lines)
    assert result.outcome == outcome
    assert [(reason.code, reason.policy) for reason in result.reasons] == [(code, place)]


def test_a_license_of_ones_own_is_judged_by_its_entry() -> None:
    own = Policy("p", (Entry("license", "licenseref-acme", "allow", where="p:1"),))
    (result,), _ = judge([(component(), Conclusion("LicenseRef-Acme"))], own, TODAY)
    assert (result.outcome, codes(result)) == ("allow", ["license-allowed"])


@pytest.mark.parametrize(
    ("kind", "outcome"), [("model", "allow"), ("package", "deny"), ("dataset", "review"), ("service", "allow")]
)
def test_the_components_own_section_beats_licenses(kind: ComponentType, outcome: str) -> None:
    lines = ["allow mit", "packages deny permissive", "datasets review osi"]
    assert verdict("MIT", *lines, of=component("x:y", kind)).outcome == outcome


@pytest.mark.parametrize(
    ("expression", "outcome", "reasons"),
    [
        ("MIT AND GPL-3.0-only", "deny", ["license-allowed", "license-denied"]),
        ("MIT OR GPL-3.0-only", "allow", ["license-allowed"]),
        ("GPL-3.0-only OR LGPL-3.0-only", "review", ["license-review"]),
        ("GPL-3.0-only OR (MIT AND LGPL-3.0-only)", "review", ["license-allowed", "license-review"]),
        ("(MIT OR GPL-3.0-only) AND (ISC OR LGPL-3.0-only)", "allow", ["license-allowed", "license-allowed"]),
        ("MIT AND mit", "allow", ["license-allowed"]),
        ("MIT OR LicenseRef-Acme", "allow", ["license-allowed"]),
        ("MIT AND LicenseRef-Acme", "review", ["license-allowed", "license-unknown"]),
    ],
)
def test_and_takes_the_strictest_or_the_most_lenient(expression: str, outcome: str, reasons: list[str]) -> None:
    result = verdict(expression, "allow permissive", "review weak-copyleft", "deny strong-copyleft")
    assert (result.outcome, codes(result)) == (outcome, reasons)


def test_the_reason_names_the_choice_that_was_made() -> None:
    (reason,) = verdict("GPL-3.0-only OR MIT", "allow osi", "deny copyleft").reasons
    assert reason.message == (
        "MIT License (MIT) is allowed: class osi, file0:1; of GPL-3.0-only OR MIT the branch is MIT"
    )


def test_a_denial_says_what_why_and_where() -> None:
    (reason,) = verdict("CC-BY-NC-4.0", "deny noncommercial").reasons
    assert reason.message.endswith("(CC-BY-NC-4.0) is denied: class noncommercial, file0:1")
    assert reason.clause.startswith("section ")


def test_facts_that_nobody_verified_are_said_to_be_so() -> None:
    falcon = known_license("falcon-180b-tii")
    assert falcon
    (reason,) = verdict(falcon.id, "review community").reasons
    assert "facts not verified" in reason.message


@pytest.mark.parametrize(
    ("kind", "lines", "outcome", "words"),
    [
        ("model", [], "review", "the default of `unknown` in [licenses]"),
        ("package", [], "allow", "the default of `unknown` in [packages]"),
        ("dataset", [], "review", "the default of `unknown` in [datasets]"),
        ("service", ["unknown allow"], "review", "the default of `unknown` in [hosted]"),
        ("model", ["unknown deny"], "deny", "unknown licenses are denied, file0:1"),
        ("package", ["packages unknown review", "1 packages unknown allow"], "review", "file0:1"),
    ],
)
def test_an_unknown_license_follows_the_setting_of_its_section(
    kind: ComponentType, lines: list[str], outcome: str, words: str
) -> None:
    result = verdict("", *lines, of=component("x:y", kind))
    assert (result.outcome, codes(result)) == (outcome, ["license-unknown"])
    assert words in result.reasons[0].message
    assert result.reasons[0].question == ("" if outcome == "allow" else "Which license does x:y have?")


@pytest.mark.parametrize(
    ("candidates", "lines", "outcome", "code"),
    [
        (("mit", "gpl-3.0"), ["allow osi"], "review", "license-ambiguous"),
        (("mit", "gpl-3.0"), ["allow osi", "deny gpl-3.0"], "deny", "license-ambiguous"),
        (("gpl-2.0", "gpl-3.0"), ["deny copyleft"], "deny", "license-ambiguous"),
        (("mit", "isc"), ["allow osi", "unknown allow"], "allow", "license-ambiguous"),
        (("mit", "gpl-3.0"), ["allow mit", "deny copyleft", "unknown allow"], "deny", "license-ambiguous"),
        (("other",), ["allow osi"], "review", "license-unknown"),
        (("other", "mit"), ["allow osi"], "review", "license-ambiguous"),
    ],
)
def test_one_of_several_licenses_is_weighed_like_the_strictest(
    candidates: tuple[str, ...], lines: list[str], outcome: str, code: str
) -> None:
    result = verdict("", *lines, candidates=candidates)
    assert (result.outcome, codes(result)) == (outcome, [code])
    assert bool(result.reasons[0].question) is (outcome != "allow")


def test_an_ambiguous_reason_names_the_candidates_and_the_one_that_decides() -> None:
    (reason,) = verdict("", "allow mit", "deny copyleft", candidates=("mit", "gpl-3.0")).reasons
    assert "is one of mit, gpl-3.0; GNU General Public License v3.0 only (GPL-3.0-only) is denied" in reason.message
    assert reason.policy == "file0:2"


def test_what_is_only_mentioned_is_allowed_and_unjudged() -> None:
    pair = (component(use="mention"), Conclusion("GPL-3.0-only", conflicts=("a says MIT, b says GPL",)))
    (result,), findings = judge([pair], policy("deny copyleft"), TODAY)
    assert (result.outcome, codes(result)) == ("allow", ["mention-only"])
    assert not findings


def test_an_expression_that_is_none_counts_as_unknown() -> None:
    assert codes(verdict("MIT AND (", "allow osi")) == ["license-unknown"]


def test_conflicts_are_warnings_and_change_no_verdict() -> None:
    conflicts = ("laxer-than-base: it says MIT, its base llama3.1", "the card says MIT, the manifest ISC")
    (result,), findings = judge([(component(), Conclusion("MIT", conflicts=conflicts))], policy("allow mit"), TODAY)
    assert result.outcome == "allow"
    assert [(found.code, found.level, found.component) for found in findings] == [
        ("laxer-than-base", "warning", "hf:org/model"),
        ("license-conflict", "warning", "hf:org/model"),
    ]
    assert findings[0].message == "it says MIT, its base llama3.1"
    assert (findings[0].path, findings[0].line) == ("src/app.py", 7)


def test_findings_of_the_loading_come_first() -> None:
    said = Finding("policy-shadowed", "warning", "…")
    assert judge([], Policy("p", findings=(said,)), TODAY) == ((), (said,))


@pytest.mark.parametrize(
    ("outcome", "fail_on", "blocked"),
    [("allow", "review", False), ("review", "deny", False), ("review", "review", True), ("deny", "deny", True)],
)
def test_what_blocks_is_the_mildest_outcome_named(outcome: Outcome, fail_on: Outcome, blocked: bool) -> None:  # noqa: FBT001 - a column
    run = Run(Inventory(".", Project("p"), (), (), 0), (), (), outcome, "p")
    assert blocks(run, fail_on) is blocked


def test_the_run_is_as_strict_as_its_strictest_verdict() -> None:
    results = [verdict("MIT", "allow mit"), verdict("GPL-3.0-only", "deny copyleft")]
    assert overall(results) == "deny"
    assert overall([]) == "allow"


# Properties over random policies.

_few = settings(max_examples=40)
_LICENSES = ("mit", "apache-2.0", "gpl-3.0", "lgpl-3.0", "cc-by-4.0", "cc-by-nc-4.0", "llama3.1", "qwen-research")
_CLASSES = ("osi", "spdx", "permissive", "copyleft", "strong-copyleft", "noncommercial", "research-only", "community")
_subjects = st.one_of(
    st.tuples(st.just("license"), st.sampled_from(_LICENSES)), st.tuples(st.just("class"), st.sampled_from(_CLASSES))
)


def _entries(*outcomes: str) -> st.SearchStrategy[Entry]:
    return st.builds(
        lambda subject, outcome, section, layer, line: Entry(
            subject[0], subject[1], outcome, section, layer, f"{layer}:{line}"
        ),
        _subjects,
        st.sampled_from(outcomes),
        st.sampled_from(["licenses", "packages"]),
        st.integers(0, 2),
        st.integers(1, 99),
    )


_policies = st.lists(_entries(*OUTCOMES), max_size=8)
_leaves = st.sampled_from([*(found.id for key in _LICENSES if (found := known_license(key))), "LicenseRef-Acme"])
_expressions = st.recursive(
    _leaves, lambda inner: st.builds("({} {} {})".format, inner, st.sampled_from(["AND", "OR"]), inner), max_leaves=5
)
_pairs = st.lists(
    st.tuples(
        st.sampled_from([component(), component("pypi:x", "package")]),
        st.builds(Conclusion, _expressions)
        | st.builds(Conclusion, st.just(""), candidates=st.lists(st.sampled_from(_LICENSES), max_size=3).map(tuple)),
    ),
    min_size=1,
    max_size=3,
)


def severities(pairs: list[tuple[Component, Conclusion]], entries: list[Entry], *exceptions: Exemption) -> list[int]:
    verdicts, _ = judge(pairs, Policy("p", tuple(entries), exceptions), TODAY)
    return [OUTCOMES.index(result.outcome) for result in verdicts]


def _pairwise(left: list[int], right: list[int]) -> bool:
    return all(one <= other for one, other in zip(left, right, strict=True))


@_few
@given(_pairs, _policies, _entries("allow"))
def test_adding_an_allow_to_what_is_listed_never_makes_anything_stricter(
    pairs: list[tuple[Component, Conclusion]], entries: list[Entry], more: Entry
) -> None:
    assert _pairwise(severities(pairs, [*entries, more]), severities(pairs, entries))


@_few
@given(_pairs, _policies, _entries("deny"))
def test_adding_a_deny_never_makes_anything_looser(
    pairs: list[tuple[Component, Conclusion]], entries: list[Entry], more: Entry
) -> None:
    assert _pairwise(severities(pairs, entries), severities(pairs, [*entries, more]))


@_few
@given(_pairs, _policies, st.randoms(use_true_random=False))
def test_the_order_of_entries_never_matters(
    pairs: list[tuple[Component, Conclusion]], entries: list[Entry], chance: random.Random
) -> None:
    shuffled = list(entries)
    chance.shuffle(shuffled)
    assert judge(pairs, Policy("p", tuple(entries)), TODAY) == judge(pairs, Policy("p", tuple(shuffled)), TODAY)


@_few
@given(_pairs, _policies, st.sampled_from(["*", "hf:*", "pypi:x"]), st.integers(1, 400))
def test_an_expired_exception_is_like_none_and_a_live_one_never_makes_stricter(
    pairs: list[tuple[Component, Conclusion]], entries: list[Entry], glob: str, days: int
) -> None:
    plain = severities(pairs, entries)
    expired = Exemption(glob, "why", expires=TODAY - dt.timedelta(days))
    assert severities(pairs, entries, expired) == plain
    assert _pairwise(severities(pairs, entries, Exemption(glob, "why")), plain)


@_few
@given(_pairs, _policies)
def test_a_verdict_is_as_strict_as_its_strictest_reason_and_every_code_is_in_the_catalogue(
    pairs: list[tuple[Component, Conclusion]], entries: list[Entry]
) -> None:
    for result in judge(pairs, Policy("p", tuple(entries)), TODAY)[0]:
        assert result.reasons
        assert result.outcome == max((reason.outcome for reason in result.reasons), key=OUTCOMES.index)
        assert set(codes(result)) <= set(RULES)


def test_where_every_branch_is_denied_the_reason_says_so() -> None:
    (reason,) = verdict("GPL-3.0-only OR AGPL-3.0-only", "deny copyleft").reasons
    assert reason.message.endswith("; every branch of GPL-3.0-only OR AGPL-3.0-only is denied, this is GPL-3.0-only")
