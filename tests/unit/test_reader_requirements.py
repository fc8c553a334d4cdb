"""pip's requirements files, line by line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.errors import ReadError
from weighstation.model import Occurrence, Reference
from weighstation.readers.requirements import read

EXAMPLE = """\
# Direct needs
-r base.txt
--index-url https://example.org/simple
requests==2.32.0  # pinned
  Flask[async]>=3 ; python_version >= "3.10"
numpy==1.26.4 \\
    --hash=sha256:aaaa \\
    --hash=sha256:bbbb

torch \\
  == 2.4.0

en_core_web_lg @ https://github.com/explosion/spacy-models/releases/download/en_core_web_lg-3.8.0/en_core_web_lg-3.8.0-py3-none-any.whl
-e git+https://example.org/team/tool.git@main#egg=tool
https://example.org/demo-0.3.tar.gz
--editable=git+ssh://git@example.org/team/untold
-e .[dev]
./wheels/local_demo-1.5-py3-none-any.whl
../sibling
"""


def sighted(text: str) -> list[tuple[str, str, int, int]]:
    return [
        (found.id, found.version, found.occurrence.line, found.occurrence.column)
        for found in read("requirements.txt", text.encode())
    ]


def test_every_way_to_name_a_package_is_read_with_its_line_and_column() -> None:
    assert sighted(EXAMPLE) == [
        ("pypi:requests", "2.32.0", 4, 1),
        ("pypi:flask", "", 5, 3),
        ("pypi:numpy", "1.26.4", 6, 1),
        ("pypi:torch", "2.4.0", 10, 1),
        ("spacy:en_core_web_lg", "3.8.0", 13, 1),
        ("pypi:tool", "", 14, 1),
        ("pypi:demo", "0.3", 15, 1),
        ("url:ssh://example.org/team/untold", "", 16, 1),
        ("pypi:local-demo", "1.5", 18, 1),
    ]


def test_the_symbol_is_requirements_and_the_use_is_load() -> None:
    assert list(read("a/requirements.txt", b"a==1")) == [
        Reference("pypi:a", "package", Occurrence("a/requirements.txt", 1, 1, "load", "requirements"), "1")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("# only\n\n   \n", []),
        ("--pre\n--no-binary :all:\n-c constraints.txt\n-i https://example.org", []),
        ("a#not-a-comment @ https://example.org/x", None),
        ("a # ==1", [("pypi:a", "", 1, 1)]),
        ("a==1 \\\n# a comment ends the line\nb", [("pypi:a", "1", 1, 1), ("pypi:b", "", 3, 1)]),
        ("a\\\n", [("pypi:a", "", 1, 1)]),
        ("a==1\r\nb==2\r\n", [("pypi:a", "1", 1, 1), ("pypi:b", "2", 2, 1)]),
        ("\ta==1", [("pypi:a", "1", 1, 2)]),
        ("a==1 --config-settings x=y", [("pypi:a", "1", 1, 1)]),
        ("a\na", [("pypi:a", "", 1, 1), ("pypi:a", "", 2, 1)]),
        ("demo-1.0-py3-none-any.whl", [("pypi:demo", "1.0", 1, 1)]),
        ("vendor/demo/", []),
        ("C:\\src\\demo", []),
        ("file:///srv/demo", []),
        ("git+https://example.org/o/r.git ; os_name == 'nt'", [("url:https://example.org/o/r", "", 1, 1)]),
    ],
)
def test_details_are_as_pip_has_them(text: str, expected: list[tuple[str, str, int, int]] | None) -> None:
    if expected is None:
        with pytest.raises(ReadError, match="is no requirement"):
            sighted(text)
    else:
        assert sighted(text) == expected


def test_good_lines_are_kept_and_the_first_bad_one_is_named() -> None:
    found: list[str] = []
    references = read("requirements.txt", b"a\npackage=1.0\nThis is prose.\nb\n")
    with pytest.raises(ReadError, match=r"`package=1\.0` is no requirement \(and 1 more") as caught:
        found.extend(reference.id for reference in references)
    assert found == ["pypi:a", "pypi:b"]
    assert (caught.value.path, caught.value.line) == ("requirements.txt", 2)
    assert caught.value.hint


def test_a_message_holds_nothing_that_could_steer_a_terminal() -> None:
    with pytest.raises(ReadError, match=r"`\? \?\[31m` is no requirement"):
        sighted("? \x1b[31m")


def test_a_file_that_is_no_text_is_an_error() -> None:
    with pytest.raises(ReadError, match="UTF-8"):
        list(read("requirements.txt", b"a\nb\xff"))


def test_what_powershell_writes_is_read() -> None:
    assert [found.id for found in read("requirements.txt", "a==1\r\nb\r\n".encode("utf-16"))] == ["pypi:a", "pypi:b"]


@given(st.binary() | st.text(alphabet="ab1.-_[],=<>~!;@()'\"#\\/:+& \t\r\n").map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        found = list(read("requirements.txt", data))
    except ReadError:
        return
    lines = data.count(b"\n") + 1
    assert all(1 <= reference.occurrence.line <= lines for reference in found)
