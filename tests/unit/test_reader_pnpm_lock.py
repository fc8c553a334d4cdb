"""``pnpm-lock.yaml`` in versions 5, 6 and 9."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.errors import ReadError
from weighstation.model import Distribution, Occurrence
from weighstation.readers.pnpm_lock import read

SRI, HEX = "sha1-AAECAwQFBgcICQoLDA0ODxAREhM=", "000102030405060708090a0b0c0d0e0f10111213"

V9 = f"""\
lockfileVersion: '9.0'

importers:

  .:
    dependencies:
      a:
        specifier: ^1.0.0
        version: 1.0.0(@scope/c@3.0.0)
      tool:
        specifier: workspace:*
        version: link:packages/tool

packages:

  '@scope/c@3.0.0':
    resolution: {{integrity: {SRI}}}
    engines: {{node: '>=8'}}

  a@1.0.0:
    resolution: {{integrity: {SRI}}}
    peerDependencies:
      '@scope/c': '*'

  archive@https://example.org/x/archive-0.2.0.tgz:
    resolution: {{tarball: https://example.org/x/archive-0.2.0.tgz}}
    version: 0.2.0

  b@2.0.0-rc.1:
    resolution:
      {{
        integrity: {SRI},
      }}
    os: [linux, '!win32']

  folder@file:packages/folder:
    resolution: {{directory: packages/folder, type: directory}}

  node@runtime:24.4.1:
    resolution: {{type: variations, variants: []}}
    version: 24.4.1

  packed@file:packed.tgz:
    resolution: {{integrity: {SRI}, tarball: file:packed.tgz}}
    version: 0.3.0

snapshots:

  '@scope/c@3.0.0': {{}}

  a@1.0.0(@scope/c@3.0.0):
    dependencies:
      '@scope/c': 3.0.0
      alias: b@2.0.0-rc.1
      folder: file:packages/folder(a@1.0.0)
    transitivePeerDependencies:
      - z

  a@1.0.0(b@2.0.0-rc.1(@scope/c@3.0.0)):
    dependencies:
      b: 2.0.0-rc.1(@scope/c@3.0.0)
    optionalDependencies:
      archive: https://example.org/x/archive-0.2.0.tgz
      absent: 9.9.9

  b@2.0.0-rc.1(@scope/c@3.0.0):
    dependencies:
      c-alias: '@scope/c@3.0.0'
      packed: file:packed.tgz
"""

V6 = """\
lockfileVersion: '6.0'

packages:

  /@scope/c@3.0.0(a@1.0.0):
    resolution: {integrity: sha512-no}
    dependencies:
      a: 1.0.0
    dev: false

  /a@1.0.0:
    resolution: {integrity: sha512-no}
    dependencies:
      alias: /@scope/c@3.0.0(a@1.0.0)
      forked: example.org/who/forked/abcdef
      packed: file:packed.tgz

  example.org/own@1.2.3:
    resolution: {tarball: https://example.org/own-1.2.3.tgz}

  example.org/who/forked/abcdef:
    resolution: {tarball: https://example.org/who/forked/tar.gz/abcdef}
    name: '@who/forked'
    version: 4.0.0

  file:folder:
    resolution: {directory: folder, type: directory}
    name: folder

  file:packed.tgz:
    resolution: {tarball: file:packed.tgz}
    name: packed
    version: 0.3.0
"""

V5 = """\
lockfileVersion: 5.4

packages:

  /@scope/c/3.0.0_a@1.0.0:
    resolution: {integrity: sha512-no}
    dependencies:
      a: 1.0.0_e2d0
      own: example.org/own/1.2.3

  /a/1.0.0_e2d0:
    resolution: {integrity: sha512-no}
    dependencies:
      alias: /@scope/c/3.0.0_a@1.0.0

  /b/2.0.0/a@1.0.0:
    resolution: {integrity: sha512-no}

  example.org/own/1.2.3:
    resolution: {integrity: sha512-no}
"""


def sighted(text: str) -> list[tuple[str, str, int, tuple[str, ...]]]:
    found = read("pnpm-lock.yaml", text.encode())
    return [(one.id, one.version, one.occurrence.line, one.depends_on) for one in found]


def test_version_9_has_packages_once_and_what_they_need_once_for_each_choice_of_peers() -> None:
    assert sighted(V9) == [
        ("npm:@scope/c", "3.0.0", 16, ()),
        ("npm:a", "1.0.0", 20, ("npm:@scope/c", "npm:b", "npm:archive")),
        ("npm:archive", "0.2.0", 25, ()),
        ("npm:b", "2.0.0-rc.1", 29, ("npm:@scope/c", "npm:packed")),
        ("npm:packed", "0.3.0", 43, ()),
    ]


def test_version_6_has_a_slash_before_what_is_from_the_registry() -> None:
    assert sighted(V6) == [
        ("npm:@scope/c", "3.0.0", 5, ("npm:a",)),
        ("npm:a", "1.0.0", 11, ("npm:@scope/c", "npm:@who/forked", "npm:packed")),
        ("npm:own", "1.2.3", 18, ()),
        ("npm:@who/forked", "4.0.0", 21, ()),
        ("npm:packed", "0.3.0", 30, ()),
    ]


def test_version_5_has_slashes_between_and_peers_behind_an_underscore() -> None:
    assert sighted(V5) == [
        ("npm:@scope/c", "3.0.0", 5, ("npm:a", "npm:own")),
        ("npm:a", "1.0.0", 11, ("npm:@scope/c",)),
        ("npm:b", "2.0.0", 16, ()),
        ("npm:own", "1.2.3", 19, ()),
    ]


def test_the_archive_is_that_of_the_resolution() -> None:
    files = {one.id: one.distributions for one in read("pnpm-lock.yaml", V9.encode())}
    assert files == {
        "npm:@scope/c": (Distribution("", "", "sha1", HEX),),
        "npm:a": (Distribution("", "", "sha1", HEX),),
        "npm:archive": (Distribution("https://example.org/x/archive-0.2.0.tgz"),),
        "npm:b": (Distribution("", "", "sha1", HEX),),
        "npm:packed": (Distribution("", "", "sha1", HEX),),
    }


def test_symbol_use_and_column_are_those_of_a_lock_file() -> None:
    found = {one.occurrence._replace(line=0) for one in read("pnpm-lock.yaml", V5.encode())}
    assert found == {Occurrence("pnpm-lock.yaml", 0, 3, "load", "lock")}


def test_every_document_of_a_stream_counts() -> None:
    text = "---\npackages:\n  p@1.0.0:\n    resolution: {}\n---\npackages:\n  a@1.0.0:\n    resolution: {}\n"
    assert [found[:3] for found in sighted(text)] == [("npm:p", "1.0.0", 3), ("npm:a", "1.0.0", 7)]


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "lockfileVersion: '9.0'\nimporters:\n  .: {}\n"])
def test_a_project_without_packages_has_none(text: str) -> None:
    assert sighted(text) == []


@pytest.mark.parametrize(
    ("text", "message", "line", "kept"),
    [
        ("- a\n", "the document has to be keys with values", 0, []),
        ("packages: 1\n", "`packages` has to be keys with values", 1, []),
        ("packages:\n  a@1.0.0: 1\n  b@1.0.0: {}\n", "has to be a package with fields", 2, ["npm:b"]),
        ("packages:\n  b@1.0.0: {}\n  ? [a, b]\n  : {}\n", "has to be a package with a name", 3, ["npm:b"]),
        ('packages:\n  "a b@1.0.0": {}\n  b@1.0.0: {}\n', "has to be a package with a name", 2, ["npm:b"]),
        ("packages:\n  /a: {}\n  //: {}\n", "has to be a package with a name.*1 more", 2, []),
        ("packages:\n  1.0.0: {}\n", "has to be a package with a name", 2, []),
        ("packages:\n  a@1.0.0: {version: []}\n", "version` has to be a line of text", 2, ["npm:a"]),
        ("packages:\n  a@1.0.0:\n    dependencies: [b]\n", "has to be keys with values", 2, ["npm:a"]),
        ("packages:\n  a@1.0.0: {}\nsnapshots:\n  a@1.0.0: 1\n", "has to be a package with fields", 4, ["npm:a"]),
        ("packages:\n  a@1.0.0: {}\n  b@: [\n", "is not valid YAML", 4, []),
        ("packages:\n  a@1.0.0: {}\n---\n<<<<<<< HEAD\na: b: c\n", "is not valid YAML", 5, ["npm:a"]),
        ("packages:\n  a@1.0.0: " + "[" * 200, "nests deeper than", 2, []),
    ],
)
def test_wrong_entries_are_errors_with_a_line_after_the_good_ones(
    text: str, message: str, line: int, kept: list[str]
) -> None:
    found: list[str] = []
    with pytest.raises(ReadError, match=message) as caught:
        found.extend(one.id for one in read("pnpm-lock.yaml", text.encode()))
    assert (found, caught.value.line) == (kept, line)


def test_a_hostile_file_costs_no_more_than_its_length() -> None:
    keys = [f"  a@1.0.0({number}): {{dependencies: {{b: c}}}}\n" for number in range(2000)]
    assert len(sighted("".join(["packages:\n", *keys, "snapshots:\n", *keys]))) == len(keys)


def test_aliases_of_yaml_are_not_expanded() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"a{n}: &a{n} [*a, *a]\n" for n in range(50))
    assert sighted(bomb + "packages:\n  b@1.0.0: {}\n") == [("npm:b", "1.0.0", 53, ())]


@given(st.binary(max_size=200) | st.text("packages:snt@1.0/(_)-'{}[],&*?\n ", max_size=80).map(str.encode))
def test_whatever_the_bytes_only_read_errors_are_raised(data: bytes) -> None:
    with suppress(ReadError):
        assert all(one.id.startswith("npm:") for one in read("pnpm-lock.yaml", data))


@given(st.sampled_from([V9, V6, V5]), st.integers(0, len(V9)), st.binary(max_size=3))
def test_a_torn_file_raises_nothing_else(text: str, end: int, torn: bytes) -> None:
    with suppress(ReadError):
        assert all(one.version for one in read("pnpm-lock.yaml", text.encode()[:end] + torn) if one.distributions)
