"""What people read: form, order, colors, and nothing that a hostile name could smuggle in."""

from __future__ import annotations

from weighstation.model import (
    Ancestor,
    Component,
    Conclusion,
    Finding,
    Inventory,
    Occurrence,
    Outcome,
    Project,
    Reason,
    Run,
    Unread,
    Verdict,
    Weighed,
)
from weighstation.writers import scan_text, text

FALCON = Component(
    "hf:tiiuae/falcon-180B",
    "model",
    "",
    (Occurrence("app/a.py", 3, 9), Occurrence("b.sh", 1, 1), Occurrence("README.md", 2, 1, "mention")),
)
DENIED = Weighed(
    FALCON,
    Conclusion("LicenseRef-x", 0.9),
    Verdict("deny", (Reason("license-denied", "deny", "Falcon's license is denied", "section 9", "w.toml:4"),)),
)
ALLOWED = Weighed(
    Component("pypi:requests", "package", "2.0", (Occurrence("uv.lock", 8),)),
    Conclusion(""),
    Verdict("allow", (Reason("license-unknown", "allow", "not known"),)),
)
EXCEPTED = Weighed(
    Component("hf:meta-llama/Llama-2-7b", "model", "", (Occurrence("c.py", 5),)),
    Conclusion("LicenseRef-y", lineage=(Ancestor("hf:base/one", "adapter", "LicenseRef-y", "x", 0.9),)),
    Verdict("allow", (Reason("exception", "allow", "excepted until 2099-12-31: our agreement", policy="w.toml:9"),)),
)


def _run(*weighed: Weighed, findings: tuple[Finding, ...] = (), unread: tuple[Unread, ...] = (), files: int = 7) -> Run:
    components = tuple(entry.component for entry in weighed)
    outcome: Outcome = max(
        (entry.verdict.outcome for entry in weighed), key=("allow", "review", "deny").index, default="allow"
    )
    inventory = Inventory("/repo", Project("p"), components, unread, files)
    return Run(inventory, weighed, findings, outcome, "weighstation.toml")


def test_trouble_comes_first_and_one_line_sums_up() -> None:
    assert text.check(_run(ALLOWED, DENIED)) == (
        "app/a.py:3:9: deny hf:tiiuae/falcon-180B [license-denied]\n"
        "  Falcon's license is denied (section 9)  [w.toml:4]\n"
        "  also at: b.sh:1\n"
        "  instead, among language models under OSI-approved licenses: Qwen/Qwen2.5-7B-Instruct, "
        "mistralai/Mistral-7B-Instruct-v0.3, ibm-granite/granite-3.3-8b-instruct\n"
        "  to accept it: weighstation waive 'hf:tiiuae/falcon-180B' --finding license-denied --reason '…'\n"
        "\n"
        "help: license-denied: use another component, or record an exception with a reason in the policy\n"
        "help: an exception in the policy says the same as `weighstation waive`:\n"
        "  [[exceptions]]\n"
        '  component = "hf:tiiuae/falcon-180B"\n'
        '  finding = "license-denied"\n'
        '  reason = "why it may be used"\n'
        "\n"
        "deny: 1 denied, 1 allowed (1 package: license not known offline); policy: weighstation.toml"
    )


def test_what_an_exception_lets_pass_is_shown_and_the_rest_of_the_allowed_only_on_demand() -> None:
    short = text.check(_run(ALLOWED, EXCEPTED))
    assert "c.py:5:1: allow hf:meta-llama/Llama-2-7b [exception]" in short
    assert "from: hf:base/one (adapter), LicenseRef-y" in short
    assert "pypi:requests" not in short
    assert "uv.lock:8:1: allow pypi:requests 2.0" in text.check(_run(ALLOWED), text.Options(verbose=True))


def test_findings_and_unread_files_are_listed() -> None:
    finding = Finding("exception-expired", "error", "ended on 2020-01-01", "w.toml", 9, "renew it")
    unread = Unread("x.json", "is not valid JSON", 4, "mend it")
    shown = text.check(_run(ALLOWED, findings=(finding,), unread=(unread,)))
    assert "w.toml:9: error ended on 2020-01-01 [exception-expired]\n  help: renew it" in shown
    assert "x.json:4: not read: is not valid JSON (mend it)" in shown
    assert "1 file not read" in shown


def test_nothing_checked_is_said() -> None:
    assert text.check(_run(files=0)).startswith("nothing was checked")


def test_color_paints_the_outcome_only_when_asked() -> None:
    assert "\033[" not in text.check(_run(DENIED))
    assert "\033[31;1mdeny\033[0m" in text.check(_run(DENIED), text.Options(color=True))


def test_a_hostile_name_cannot_write_to_the_terminal() -> None:
    hostile = FALCON._replace(id="hf:a/\033[2Jb\r\x07", occurrences=(Occurrence("a\033]0;x\x07.py", 1),))
    shown = text.check(_run(DENIED._replace(component=hostile)), text.Options(color=True))
    assert "\033[2J" not in shown
    assert "\033]" not in shown
    assert "\r" not in shown
    assert "\x07" not in shown


def test_scan_lists_by_type_and_marks_mentions() -> None:
    only_mentioned = Component("hf:a/b", "model", "", (Occurrence("README.md", 2, 1, "mention"),))
    inventory = Inventory("/repo", Project("p"), (only_mentioned, FALCON), (), 3)
    shown = scan_text.scan(inventory, [Conclusion("MIT"), Conclusion("", candidates=("gpl-2.0", "gpl-3.0"))])
    assert "models (2)" in shown
    assert "hf:a/b                 MIT" in shown
    assert "README.md:2 (mention)" in shown
    assert "one of: gpl-2.0, gpl-3.0" in shown


def test_a_hostile_line_of_source_cannot_paint_or_turn_the_text_round() -> None:
    place = DENIED.component.occurrences[0]
    source = "x = '\ue002\ue000deny\ue001' # \u202e\u2066\u200f evil"
    plain = text.check(_run(DENIED), text.Options(sources={(place.path, place.line): source}))
    assert "\033" not in plain
    assert not {"\u202e", "\u2066", "\u200f"} & set(plain)


def test_a_name_with_a_line_end_stays_in_its_line() -> None:
    odd = FALCON._replace(occurrences=(Occurrence("a\nb.py", 3, 9), Occurrence("c\u2028\nd.py", 4)))
    shown = text.check(_run(DENIED._replace(component=odd), unread=(Unread("e\nf.py", "is\nodd"),)))
    assert "a\ufffdb.py:3:9: deny" in shown
    assert "also at: c\ufffd\ufffdd.py:4" in shown
    assert "e\ufffdf.py: not read: is\ufffdodd" in shown


def test_the_command_that_accepts_is_one_word_for_a_shell_whatever_the_name() -> None:
    odd = DENIED._replace(component=FALCON._replace(id="file:it's.gguf"))
    assert "weighstation waive 'file:it'\\''s.gguf' --finding" in text.check(_run(odd))


def test_several_reasons_by_one_license_stand_below_its_name() -> None:
    said = "Llama 9 (LicenseRef-9): {}"
    reasons = (
        Reason("user-threshold", "review", said.format("many users"), "section 2"),
        Reason("commercial-use", "review", said.format("a condition"), question="Is it met?"),
        Reason("license-unverified", "review", "Other (Nine) (X): nobody read it"),
    )
    shown = text.check(_run(DENIED._replace(verdict=Verdict("review", reasons))))
    assert (
        "  Llama 9 (LicenseRef-9):\n    many users (section 2)\n    a condition\n    to settle it: Is it met?\n"
        "  Other (Nine) (X): nobody read it\n"
    ) in shown
