"""From references to components."""

from __future__ import annotations

import pytest

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


def _file(path: str, symbol: str = "safetensors", license_: str = "", bases: tuple[Base, ...] = ()) -> Reference:
    return Reference(f"file:{path}", "model", Occurrence(path, 0, symbol=symbol), license=license_, bases=bases)


def _card(folder: str, name: str = "README.md") -> Reference:
    path = f"{folder}/{name}".removeprefix("./")
    return Reference(f"file:{folder}", "model", Occurrence(path, 2, symbol="model card"), license="mit")


@pytest.mark.parametrize("folder", ["models/a", "models", "."])
def test_weights_belong_to_the_model_that_a_card_in_their_folder_describes(folder: str) -> None:
    path = f"{folder}/model.safetensors".removeprefix("./")
    [component] = components([_file(path, license_="apache-2.0", bases=(Base("hf:c/d"),)), _card(folder)])
    assert component.id == f"file:{folder}"
    assert [statement.text for statement in component.statements] == ["mit", "apache-2.0"]
    assert (len(component.occurrences), component.bases) == (2, (Base("hf:c/d"),))


def test_weights_in_another_folder_do_not_and_cards_stay_apart() -> None:
    found = components([_card("."), _card("models"), _card("models/a"), _file("models/b/x.pt"), _file("other/x.pt")])
    assert [component.id for component in found] == [
        "file:.",
        "file:models",
        "file:models/a",
        "file:models/b/x.pt",
        "file:other/x.pt",
    ]


@pytest.mark.parametrize(
    ("path", "symbol", "expected"),
    [
        ("m/config.json", "_name_or_path", (Base("hf:a/b"),)),
        ("m/model_index.json", "_name_or_path", (Base("hf:a/b"),)),
        ("m/config.json", "base_model", ()),
        ("m/settings.json", "_name_or_path", ()),
        ("n/config.json", "_name_or_path", ()),
    ],
)
def test_weights_were_made_from_what_the_configuration_beside_them_names(
    path: str, symbol: str, expected: tuple[Base, ...]
) -> None:
    origin = Reference("hf:a/b", "model", Occurrence(path, 2, symbol=symbol))
    weights, _ = components([_file("m/model.safetensors"), origin])
    assert (weights.id, weights.bases) == ("file:m/model.safetensors", expected)


@pytest.mark.parametrize(
    "described_by", [_card("."), Reference("hf:a/b", "model", Occurrence("config.json", 2, symbol="_name_or_path"))]
)
def test_weights_of_any_name_are_not_what_the_repository_describes(described_by: Reference) -> None:
    found = components([_file("yolo.pt", "pt"), described_by])
    [weights] = [component for component in found if component.id == "file:yolo.pt"]
    assert (weights.statements, weights.bases) == ((), ())


def test_weights_of_any_name_are_what_the_card_in_their_own_folder_describes_but_not_an_adapter() -> None:
    adapter = Reference("file:b", "model", Occurrence("b/adapter_config.json", 2, symbol="adapter_config.json"))
    files = [_file("a/x.Q4_K_M.gguf"), _file("b/yolo.pt"), _file("b/adapter_model.safetensors")]
    found = components([*files, _card("a"), adapter])
    assert {component.id: len(component.occurrences) for component in found} == {
        "file:a": 2,
        "file:b": 2,
        "file:b/yolo.pt": 1,
    }


def test_what_the_header_says_goes_before_the_configuration() -> None:
    origin = Reference("hf:a/b", "model", Occurrence("m/config.json", 2, symbol="_name_or_path"))
    weights, _ = components([_file("m/model.safetensors", bases=(Base("hf:c/d"),)), origin])
    assert weights.bases == (Base("hf:c/d"),)
