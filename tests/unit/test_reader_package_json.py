"""``package.json``: what a Node project asks for."""

from __future__ import annotations

import pytest

from weighstation.errors import ReadError
from weighstation.model import Occurrence, Project, Reference
from weighstation.readers.package_json import project, read, resolve

EXAMPLE = b"""\
{
  "name": "studio",
  "version": "1.2.0",
  "license": "MIT",
  "dependencies": {
    "@xenova/transformers": "2.17.2",
    "react": "^18.3.0",
    "old": "npm:@scope/new@1.0.0", "design": "workspace:*"
  },
  "devDependencies": {"typescript": "~5.6.0"},
  "optionalDependencies": {"fsevents": "=2.3.3"},
  "peerDependencies": {"react": ">=18"},
  "engines": {"node": ">=20"}
}
"""


def test_every_table_of_dependencies_is_read_with_its_lines() -> None:
    found = [
        (found.id, found.version, found.occurrence.line, found.occurrence.column, found.occurrence.symbol)
        for found in read("package.json", EXAMPLE)
    ]
    assert found == [
        ("npm:@xenova/transformers", "2.17.2", 6, 5, "dependencies"),
        ("npm:react", "", 7, 5, "dependencies"),
        ("npm:@scope/new", "1.0.0", 8, 5, "dependencies"),
        ("npm:typescript", "", 10, 23, "devDependencies"),
        ("npm:fsevents", "2.3.3", 11, 28, "optionalDependencies"),
        ("npm:react", "", 12, 24, "peerDependencies"),
    ]


def test_the_license_of_the_project_is_not_its_dependencies() -> None:
    assert list(read("web/package.json", b'{"license": "MIT", "dependencies": {"a": "1"}}')) == [
        Reference("npm:a", "package", Occurrence("web/package.json", 1, 37, "load", "dependencies"))
    ]


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ("1.2.3", ("demo", "1.2.3")),
        ("v1.2.3", ("demo", "1.2.3")),
        ("=1.2.3-beta.1+build", ("demo", "1.2.3-beta.1+build")),
        ("1.2", ("demo", "")),
        ("1.2.x", ("demo", "")),
        ("1.2.3 - 2.0.0", ("demo", "")),
        ("1.2.3 || 2.0.0", ("demo", "")),
        ("latest", ("demo", "")),
        ("", ("demo", "")),
        ("npm:other@1.2.3", ("other", "1.2.3")),
        ("npm:@scope/other@^1", ("@scope/other", "")),
        ("npm:@scope/other", ("@scope/other", "")),
        ("git+https://example.org/o/r.git#v1", ("demo", "")),
        ("o/r", ("demo", "")),
        ("https://example.org/demo.tgz", ("demo", "")),
        ("file:vendor/demo-1.0.0.tgz", ("demo", "")),
        ("file:../demo", ("", "")),
        ("link:../demo", ("", "")),
        ("workspace:^1.0.0", ("", "")),
        ("../demo", ("", "")),
    ],
)
def test_a_specification_installs(spec: str, expected: tuple[str, str]) -> None:
    assert resolve("demo", spec) == expected


@pytest.mark.parametrize(
    ("data", "line", "message", "kept"),
    [
        (b'{"dependencies": {\n"a": 1,\n"b": "1"}}', 2, "`dependencies.a` has to be a line of text", ["npm:b"]),
        (b'{\n"dependencies": ["a"],\n"devDependencies": {"b": "1"}}', 2, "`dependencies` has to be keys", ["npm:b"]),
        (b'{"dependencies": {\n"": "1",\n"b": "1"}}', 2, "no package name", ["npm:b"]),
        (b'{"dependencies": {\n"b": "1",\n"\\ud800": "1"}}', 3, "no package name", ["npm:b"]),
        (b"[]", 0, "the document has to be keys with values", []),
    ],
)
def test_wrong_entries_are_errors_after_the_good_ones(data: bytes, line: int, message: str, kept: list[str]) -> None:
    found: list[str] = []
    with pytest.raises(ReadError, match=message) as caught:
        found.extend(reference.id for reference in read("package.json", data))
    assert (found, caught.value.line) == (kept, line)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (EXAMPLE, Project("studio", "1.2.0")),
        (b'{"name": "a"}', Project("a")),
        (b'{"name": "", "version": "1"}', None),
        (b'{"name": 1}', None),
        (b"{}", None),
        (b"[]", None),
        (b"{", None),
    ],
)
def test_the_project_is_what_the_file_says_of_itself(data: bytes, expected: Project | None) -> None:
    assert project(data) == expected
