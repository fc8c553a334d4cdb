"""``package-lock.json`` in its three versions."""

from __future__ import annotations

import json
from typing import Any

import pytest

from weighstation.errors import ReadError
from weighstation.readers import _json_source, npm_lock
from weighstation.readers.npm_lock import read

V3 = b"""\
{
  "name": "studio",
  "lockfileVersion": 3,
  "packages": {
    "": {"name": "studio", "dependencies": {"a": "^1.0.0"}, "license": "MIT"},
    "node_modules/@scope/c": {
      "version": "3.0.0",
      "license": "ISC"
    },
    "node_modules/a": {
      "version": "1.0.0",
      "resolved": "https://example.org/a/-/a-1.0.0.tgz",
      "license": "MIT",
      "dependencies": {"b": "^2.0.0", "absent": "1"},
      "optionalDependencies": {"@scope/c": "*"},
      "peerDependencies": {"a": "*"}
    },
    "node_modules/a/node_modules/b": {"version": "2.0.0", "dependencies": {"@scope/c": "3", "alias": "1"}},
    "node_modules/alias": {"name": "real", "version": "9.0.0"},
    "node_modules/b": {"version": "1.0.0", "dependencies": {"tool": "1"}},
    "node_modules/tool": {"resolved": "packages/tool", "link": true},
    "packages/tool": {"version": "0.1.0", "dependencies": {"a": "1"}},
    "packages/tool/node_modules/b": {"version": "3.0.0", "dependencies": {"a": "1"}}
  }
}
"""

V1 = b"""\
{
  "name": "studio",
  "lockfileVersion": 1,
  "requires": true,
  "dependencies": {
    "a": {
      "version": "1.0.0",
      "requires": {"b": "^2.0.0", "c": "^3.0.0"},
      "dependencies": {
        "b": {"version": "2.0.0", "requires": {"c": "^3.0.0"}}
      }
    },
    "b": {"version": "1.0.0", "bundled": true},
    "c": {"version": "npm:real@3.0.0"},
    "d": {"version": "git+https://example.org/d.git#abc"},
    "e": {"version": "file:packages/e"}
  }
}
"""


def sighted(data: bytes) -> list[tuple[str, str, int, tuple[str, ...]]]:
    return [
        (found.id, found.version, found.occurrence.line, found.depends_on) for found in read("package-lock.json", data)
    ]


def test_version_3_lists_what_is_installed_and_what_node_finds_for_each_need() -> None:
    assert sighted(V3) == [
        ("npm:@scope/c", "3.0.0", 6, ()),
        ("npm:a", "1.0.0", 10, ("npm:b", "npm:@scope/c")),
        ("npm:b", "2.0.0", 18, ("npm:@scope/c", "npm:real")),
        ("npm:real", "9.0.0", 19, ()),
        ("npm:b", "1.0.0", 20, ()),
        ("npm:b", "3.0.0", 23, ("npm:a",)),
    ]


def test_version_2_is_read_once_from_its_packages() -> None:
    document = json.loads(V3) | {"lockfileVersion": 2, "dependencies": {"a": {"version": "1.0.0"}}}
    assert [found[:2] for found in sighted(json.dumps(document).encode())] == [found[:2] for found in sighted(V3)]


def test_version_1_nests_what_is_installed_below_a_package() -> None:
    assert sighted(V1) == [
        ("npm:a", "1.0.0", 6, ("npm:b", "npm:real")),
        ("npm:b", "2.0.0", 10, ("npm:real",)),
        ("npm:b", "1.0.0", 13, ()),
        ("npm:real", "3.0.0", 14, ()),
        ("npm:d", "", 15, ()),
    ]


def test_symbol_and_use_are_those_of_a_lock_file() -> None:
    assert {(found.occurrence.symbol, found.occurrence.use, found.type) for found in read("x", V3)} == {
        ("lock", "load", "package")
    }


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"license": "MIT"}, "MIT"),
        ({"license": "SEE LICENSE IN LICENSE.txt"}, "SEE LICENSE IN LICENSE.txt"),
        ({"license": {"type": "BSD-3-Clause", "url": "https://example.org"}}, "BSD-3-Clause"),
        ({"license": ["MIT", "Apache-2.0"]}, "MIT OR Apache-2.0"),
        ({"licenses": [{"type": "MIT"}, {"type": "GPL-2.0"}]}, "MIT OR GPL-2.0"),
        ({"license": 3}, ""),
        ({"license": None}, ""),
        ({"license": {}}, ""),
        ({"license": "\ud800"}, ""),
        ({}, ""),
    ],
)
def test_the_license_is_as_npm_copied_it(fields: dict[str, Any], expected: str) -> None:
    data = json.dumps({"packages": {"node_modules/a": {"version": "1.0.0", **fields}}}).encode()
    assert [found.license for found in read("package-lock.json", data)] == [expected]


@pytest.mark.parametrize(
    ("document", "message", "kept"),
    [
        ({"packages": []}, "`packages` has to be keys with values", []),
        ({"packages": {"node_modules/a": 1, "node_modules/b": {}}}, "has to be a package", ["npm:b"]),
        ({"packages": {"node_modules/": {}, "node_modules/b": {}}}, "has to be a package", ["npm:b"]),
        ({"packages": {"node_modules/a": {"version": 1}}}, r"version` has to be a line of text", ["npm:a"]),
        ({"packages": {"node_modules/a": {"dependencies": []}}}, "has to be keys", ["npm:a"]),
        ({"packages": {"node_modules/" + "a" * 5000: {}, "node_modules/b": {}}}, "has to be a package", ["npm:b"]),
        ({"dependencies": {"a": "1.0.0", "b": {}}}, "has to be a package", ["npm:b"]),
        ([], "the document has to be keys", []),
    ],
)
def test_wrong_entries_are_errors_after_the_good_ones(document: object, message: str, kept: list[str]) -> None:
    found: list[str] = []
    with pytest.raises(ReadError, match=message):
        found.extend(reference.id for reference in read("package-lock.json", json.dumps(document).encode()))
    assert found == kept


def test_the_line_of_a_fault_is_that_of_its_entry() -> None:
    with pytest.raises(ReadError) as caught:
        list(read("package-lock.json", b'{"packages": {\n"node_modules/a": {\n"version": 1}}}'))
    assert caught.value.line == 2


def test_a_lock_of_one_line_has_columns() -> None:
    (found,) = read("package-lock.json", b'{"packages": {"node_modules/a": {"version": "1.0.0"}}}')
    assert (found.occurrence.line, found.occurrence.column) == (1, 15)


def test_folders_nested_without_end_cost_no_time() -> None:
    document: dict[str, Any] = {}
    for _ in range(400):
        document = {"dependencies": {"a": document}}
    with pytest.raises(ReadError, match="has to be a package"):
        list(read("package-lock.json", json.dumps(document).encode()))


@pytest.mark.parametrize("indent", [None, 0, 1, 2, 4])
@pytest.mark.parametrize("key", ["node_modules/a", 'node_modules/"a', "node_modules/@s/é"])
def test_the_layout_of_npm_changes_no_place(indent: int | None, key: str) -> None:
    document = {
        "name": "x",
        "packages": {"": {}, key: {"version": "1.0.0", "dependencies": {"b": "1"}}, "node_modules/b": {}},
    }
    text = json.dumps(document, indent=indent)
    places = npm_lock._as_npm_lays_out(text, document)
    assert not places or places.items() <= _json_source.locate(text, 2).items()
    full = {"packages": {"": {"name": "x"}, "node_modules/a": {"version": "1.0.0"}}}
    assert npm_lock._as_npm_lays_out(json.dumps(full, indent=2), full) == {
        ("packages", ""): (3, 5),
        ("packages", "node_modules/a"): (6, 5),
    }
