"""The files that lock files name, in CycloneDX: where they stand, in which order, and which are the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from weighstation.cli import main
from weighstation.inventory import components
from weighstation.model import (
    Component,
    Conclusion,
    Distribution,
    Inventory,
    Occurrence,
    Project,
    Reference,
    Run,
    Weighed,
)
from weighstation.writers.cyclonedx import Options, write

if TYPE_CHECKING:
    from pathlib import Path

A, B, C = "0a" * 32, "1b" * 32, "2c" * 64
OLD = "3d" * 20
WHEEL, ARCHIVE = "https://example.org/d-1.0.whl", "https://example.org/d-1.0.tar.gz"
LOCK = (Occurrence("uv.lock", 3, symbol="lock"),)


def _run(*files: Distribution, id_: str = "pypi:d", type_: Any = "package") -> Run:
    one = Component(id_, type_, "1.0", LOCK, distributions=tuple(sorted(files)))
    return Run(Inventory(".", Project("shop"), (one,), (), 1), (Weighed(one, Conclusion("MIT", 1.0)),), (), "allow", "")


def _written(*files: Distribution, **about: Any) -> dict[str, Any]:
    component: dict[str, Any] = json.loads(write(_run(*files, **about), Options()))["components"][0]
    return component


def _sha256(content: str) -> dict[str, str]:
    return {"alg": "SHA-256", "content": content}


def test_a_file_with_an_address_is_a_reference_and_alone_the_component_has_its_hashes() -> None:
    found = _written(Distribution(ARCHIVE, "", "sha512", C), Distribution(ARCHIVE, "", "sha1", OLD))
    hashes = [{"alg": "SHA-1", "content": OLD}, {"alg": "SHA-512", "content": C}]
    assert found["externalReferences"] == [{"url": ARCHIVE, "type": "distribution", "hashes": hashes}]
    assert found["hashes"] == hashes


def test_an_address_without_a_hash_is_one_too() -> None:
    assert _written(Distribution(ARCHIVE))["externalReferences"] == [{"url": ARCHIVE, "type": "distribution"}]


def test_files_stand_in_the_order_of_their_addresses() -> None:
    files = (Distribution(WHEEL, "", "sha256", A), Distribution(ARCHIVE, "", "sha256", B))
    expected = [
        {"url": ARCHIVE, "type": "distribution", "hashes": [_sha256(B)]},
        {"url": WHEEL, "type": "distribution", "hashes": [_sha256(A)]},
    ]
    assert _written(*files)["externalReferences"] == _written(*reversed(files))["externalReferences"] == expected


def test_the_hash_of_one_file_without_address_is_the_hash_of_the_component() -> None:
    for name in ("", "d-1.0.whl"):
        found = _written(Distribution("", name, "sha256", A))
        assert found["hashes"] == [_sha256(A)]
        assert "externalReferences" not in found


def test_several_files_without_address_are_told_by_the_purl_and_their_names() -> None:
    found = _written(Distribution("", "d-1.0+cpu.whl", "sha256", A), Distribution("", "d-1.0.tar.gz", "sha256", B))
    assert found["externalReferences"] == [
        {"url": "pkg:pypi/d@1.0?file_name=d-1.0%2Bcpu.whl", "type": "distribution", "hashes": [_sha256(A)]},
        {"url": "pkg:pypi/d@1.0?file_name=d-1.0.tar.gz", "type": "distribution", "hashes": [_sha256(B)]},
    ]
    assert "hashes" not in found


def test_hashes_that_stand_for_any_of_several_files_are_a_reference_each() -> None:
    found = _written(Distribution("", "", "sha256", A), Distribution("", "", "sha256", B))
    expected = [{"url": "pkg:pypi/d@1.0", "type": "distribution", "hashes": [_sha256(one)]} for one in (A, B)]
    assert found["externalReferences"] == expected


def test_a_file_that_two_lock_files_know_is_one() -> None:
    found = _written(
        Distribution(WHEEL, "", "sha256", A),
        Distribution("", "d-1.0.whl", "sha256", A),
        Distribution("", "", "sha256", A),
    )
    assert found["externalReferences"] == [{"url": WHEEL, "type": "distribution", "hashes": [_sha256(A)]}]
    assert found["hashes"] == [_sha256(A)]


def test_hashes_that_disagree_about_one_address_are_both_listed() -> None:
    found = _written(Distribution(WHEEL, "", "sha256", A), Distribution(WHEEL, "", "sha256", B))
    expected = [{"url": WHEEL, "type": "distribution", "hashes": [_sha256(one)]} for one in (A, B)]
    assert found["externalReferences"] == expected
    assert "hashes" not in found


@pytest.mark.parametrize(
    "file",
    [
        Distribution("", "", "sha256", A[:-1]),
        Distribution("", "", "sha256", A.upper()),
        Distribution("", "", "crc32", A),
        Distribution("file:///home/me/d.whl"),
        Distribution("https://example.org/%zz"),
        Distribution("", "d.whl"),
    ],
)
def test_what_the_schema_would_refuse_is_left_out(file: Distribution) -> None:
    assert _written(file).keys() & {"hashes", "externalReferences"} == set()


def test_a_model_in_a_wheel_keeps_its_own_references() -> None:
    found = _written(Distribution(WHEEL, "", "sha256", A), id_="spacy:en_core_web_sm", type_="model")
    assert found["externalReferences"][-1] == {"url": WHEEL, "type": "distribution", "hashes": [_sha256(A)]}


def test_xml_says_the_same() -> None:
    text = write(_run(Distribution(WHEEL, "", "sha256", A)), Options(output_format="xml"))
    lines = [line.strip() for line in text.splitlines()]
    start = lines.index('<reference type="distribution">')
    assert lines[start + 1 : start + 4] == [f"<url>{WHEEL}</url>", "<hashes>", f'<hash alg="SHA-256">{A}</hash>']


def test_a_component_has_the_files_of_its_own_version() -> None:
    def locked(version: str, path: str, *files: Distribution) -> Reference:
        return Reference("pypi:d", "package", Occurrence(path, 1), version, distributions=files)

    first, second, other = (Distribution("", "", "sha256", one) for one in (A, B, "4e" * 32))
    [one] = components([locked("1", "a", second, first, first)])
    assert one.distributions == (first, second)
    [one] = components([locked("1", "a", first), locked("1", "b", second), locked("", "c", other)])
    assert one.distributions == (first, second)
    found = components([locked("1", "a", first), locked("2", "b", second), locked("", "c")])
    assert [each.distributions for each in found] == [(first,), (second,)]


def test_sbom_states_what_the_lock_file_states(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "requirements.txt").write_text(f"d==1.0 --hash=sha256:{A}\n", encoding="utf-8")
    assert main(["sbom", str(tmp_path)]) == 0
    assert json.loads(capsys.readouterr().out)["components"][0]["hashes"] == [_sha256(A)]
