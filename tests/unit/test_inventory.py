"""From references to components."""

from __future__ import annotations

from weighstation.inventory import components
from weighstation.model import Base, Occurrence, Reference, Statement


def _package(version: str, path: str, symbol: str = "lock", license_: str = "") -> Reference:
    return Reference("pypi:x", "package", Occurrence(path, 1, symbol=symbol), version, license_)


def test_references_of_one_id_are_one_component_with_sorted_occurrences() -> None:
    second = Reference("hf:a/b", "model", Occurrence("b.py", 2))
    first = Reference("hf:a/b", "model", Occurrence("a.py", 9), bases=(Base("hf:c/d", "adapter"),))
    [component] = components([second, first, second])
    assert [(place.path, place.line) for place in component.occurrences] == [("a.py", 9), ("b.py", 2)]
    assert component.bases == (Base("hf:c/d", "adapter"),)


def test_a_package_takes_the_version_of_its_lock() -> None:
    [component] = components([_package("", "pyproject.toml", "project.dependencies"), _package("1.2", "uv.lock")])
    assert component.version == "1.2"
    assert {place.path for place in component.occurrences} == {"pyproject.toml", "uv.lock"}


def test_two_locked_versions_are_two_components() -> None:
    found = components([_package("1", "a/uv.lock"), _package("2", "b/uv.lock"), _package("", "requirements.txt")])
    assert [(c.version, [place.path for place in c.occurrences]) for c in found] == [
        ("1", ["a/uv.lock", "requirements.txt"]),
        ("2", ["b/uv.lock", "requirements.txt"]),
    ]


def test_a_model_with_several_revisions_is_one_component_without_version() -> None:
    one = Reference("hf:a/b", "model", Occurrence("a.py", 1), version="v1")
    two = Reference("hf:a/b", "model", Occurrence("a.py", 2), version="v2")
    assert [component.version for component in components([one, two])] == [""]
    assert [component.version for component in components([one])] == ["v1"]


def test_what_files_say_of_a_license_is_kept_with_its_place() -> None:
    [component] = components([_package("1", "package-lock.json", license_="MIT")])
    assert component.statements == (Statement("MIT", "package-lock.json", 1),)


def test_only_mentioned_is_not_used() -> None:
    [component] = components([Reference("hf:a/b", "model", Occurrence("README.md", 1, use="mention"))])
    assert not component.used
