"""A requirement line means to us what it means to ``packaging``."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.requirements import InvalidRequirement
from packaging.requirements import Requirement as Reference

from weighstation.readers._requirement import Requirement, is_name, parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("requests", Requirement("requests")),
        ("  Flask_Login  ", Requirement("Flask_Login")),
        ("requests==2.32.0", Requirement("requests", "2.32.0")),
        ("requests === 2.32.0 ", Requirement("requests", "2.32.0")),
        ("torch==2.4.0+cu121", Requirement("torch", "2.4.0+cu121")),
        ("requests[socks, security] == 2.32.0", Requirement("requests", "2.32.0")),
        ("requests (==2.32.0)", Requirement("requests", "2.32.0")),
        ("requests>=2,==2.32.0", Requirement("requests", "2.32.0")),
        ("requests==2.32.*", Requirement("requests")),
        ("requests>=2,<3", Requirement("requests")),
        ("requests==1.0,==2.0", Requirement("requests")),
        ("tomli==2.0.1; python_version < '3.11'", Requirement("tomli", "2.0.1")),
        ("demo @ https://example.org/demo.zip", Requirement("demo", url="https://example.org/demo.zip")),
        (
            "demo@https://example.org/demo.zip ; os_name == 'nt'",
            Requirement("demo", url="https://example.org/demo.zip"),
        ),
        ("demo[x]@ git+https://example.org/demo@v1", Requirement("demo", url="git+https://example.org/demo@v1")),
    ],
)
def test_a_requirement_is_its_name_its_one_version_and_its_url(text: str, expected: Requirement) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "?",
        "-r base.txt",
        "two words",
        "demo=1.0",
        "demo @",
        "demo >= ",
        "demo==1.0 extra",
        "./demo",
        "demo[x",
    ],
)
def test_what_is_no_requirement_is_none(text: str) -> None:
    assert parse(text) is None


_names = st.from_regex(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,8}[A-Za-z0-9])?", fullmatch=True)
_versions = st.from_regex(r"[0-9]{1,2}(\.[0-9]{1,2}){0,2}((a|rc)[0-9]|\.post[0-9]|\+[a-z]{1,3}[0-9])?", fullmatch=True)
_blank = st.sampled_from(["", " ", "  "])
_operators = st.sampled_from(["==", "===", ">=", "<=", "!=", "<", ">", "~="])
_clauses = st.builds("{}{}{}".format, _operators, _blank, _versions)
_markers = st.sampled_from(
    ["", ";python_version<'3.11'", ' ; extra == \'x\' and (os_name != "nt" or os_name == "a,b")']
)
_extras = st.sampled_from(["", "[a]", " [ a , b-c ]", "[]"])
_specifiers = st.lists(_clauses, max_size=3).flatmap(
    lambda found: st.sampled_from([",".join(found), f"({' , '.join(found)})"])
)
_written = st.builds("{}{}{}{}{}".format, _names, _extras, _blank, _specifiers, _markers)
_addressed = st.builds(
    "{}{}{}@{}https://example.org/{}.zip {}".format, _names, _extras, _blank, _blank, _names, _markers
)


@given(_written | _addressed | st.text(alphabet="ab1.-_[],=<>~!;@()' \t", max_size=20))
def test_every_valid_requirement_is_taken_as_packaging_takes_it(text: str) -> None:
    try:
        reference = Reference(text)
    except InvalidRequirement:
        return
    found = parse(text)
    assert found is not None
    assert (found.name, found.url) == (reference.name, reference.url or "")
    pins = {
        clause.version
        for clause in reference.specifier
        if clause.operator == "===" or (clause.operator == "==" and not clause.version.endswith(".*"))
    }
    assert found.version == (pins.pop() if len(pins) == 1 else "")


@pytest.mark.parametrize(
    ("text", "expected"), [("a", True), ("a.b-c_d", True), ("", False), ("-a", False), ("a b", False), ("a\n", False)]
)
def test_a_name_is_what_pep_508_calls_one(text: str, *, expected: bool) -> None:
    assert is_name(text) is expected
