"""Dependencies: everything is reached from the project, nothing points outside of the document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.model import Component, ComponentType, Conclusion, Inventory, Occurrence, Project, Run, Use, Weighed
from weighstation.writers.cyclonedx.dependencies import dependencies
from weighstation.writers.cyclonedx.items import TOOL, items
from weighstation.writers.cyclonedx.projects import ROOT, Part, folders, parts


def _weighed(component_id: str, symbol: str, *depends_on: str, kind: ComponentType = "package") -> Weighed:
    places = (Occurrence("uv.lock", 1, symbol=symbol),)
    return Weighed(Component(component_id, kind, "", places, depends_on=depends_on), Conclusion(""))


def _run(*weighed: Weighed) -> Run:
    return Run(Inventory(".", Project("shop"), (), (), 0), weighed, (), "allow", "")


def _graph(*weighed: Weighed) -> dict[str, list[str]]:
    """Short names to short names."""
    entries: list[dict[str, object]] = dependencies(items(_run(*weighed)))
    targets = {str(entry["ref"]): entry["dependsOn"] for entry in entries}
    return {
        ref.removeprefix("pkg:pypi/"): [str(one).removeprefix("pkg:pypi/") for one in found]
        for ref, found in targets.items()
        if isinstance(found, list)
    }


@pytest.mark.parametrize(
    ("weighed", "direct"),
    [
        ([], []),
        ([("pypi:a", "project.dependencies", "pypi:b"), ("pypi:b", "lock")], ["a"]),
        ([("pypi:a", "dependencies", "pypi:b"), ("pypi:b", "dependencies")], ["a", "b"]),
        ([("pypi:a", "lock", "pypi:b"), ("pypi:b", "lock")], ["a"]),
        ([("pypi:a", "lock", "pypi:b"), ("pypi:b", "lock", "pypi:a")], ["a"]),
        ([("pypi:a", "lock", "pypi:a")], ["a"]),
        ([("pypi:a", "lock", "pypi:missing")], ["a"]),
    ],
)
def test_what_the_project_depends_on_directly(weighed: list[tuple[str, ...]], direct: list[str]) -> None:
    graph = _graph(*(_weighed(*one) for one in weighed))
    assert graph[ROOT] == direct


def test_edges_go_to_what_is_in_the_document() -> None:
    assert _graph(_weighed("pypi:a", "lock", "pypi:b", "pypi:a", "pypi:gone"), _weighed("pypi:b", "lock")) == {
        ROOT: ["a"],
        "a": ["b"],
        "b": [],
    }


def test_models_data_sets_and_services_are_direct_even_when_something_depends_on_them() -> None:
    model = _weighed("hf:o/m", "lock", "hf-dataset:o/d", kind="model")
    graph = _graph(model, _weighed("hf-dataset:o/d", "lock", kind="dataset"), _weighed("x:y", "", kind="service"))
    assert graph[ROOT] == ["pkg:huggingface/datasets/o/d", "pkg:huggingface/o/m", "x:y"]
    assert graph["pkg:huggingface/o/m"] == ["pkg:huggingface/datasets/o/d"]


NAMES = st.sampled_from([f"pypi:{letter}" for letter in "abcdefgh"])
EDGES = st.dictionaries(NAMES, st.tuples(st.sampled_from(["lock", "dependencies"]), st.lists(NAMES, max_size=4)))


@given(EDGES)
def test_everything_is_reached_from_the_project(edges: dict[str, tuple[str, list[str]]]) -> None:
    graph = _graph(*(_weighed(name, symbol, *targets) for name, (symbol, targets) in edges.items()))
    reached = {ROOT}
    while more := {target for ref in reached for target in graph[ref]} - reached:
        reached |= more
    assert reached == set(graph)


def test_two_components_with_one_purl_are_told_apart_by_their_ids() -> None:
    run = _run(_weighed("hf:gpt2", "", kind="model"), _weighed("hf:openai-community/gpt2", "", kind="model"))
    assert [item.ref for item in items(run)] == ["hf:gpt2", "hf:openai-community/gpt2"]


def test_references_are_never_taken_twice() -> None:
    names = (ROOT, TOOL, "", "urn:cdx:x", "a\x00", "a\x01")
    refs = [item.ref for item in items(_run(*(_weighed(name, "", kind="model") for name in names)))]
    assert len({*refs, ROOT, TOOL}) == len(names) + 2
    assert not [ref for ref in refs if not ref or ref.startswith("urn:cdx:")]


def _used_in(component_id: str, *places: str, kind: ComponentType = "model") -> Weighed:
    """A component with one place for each of ``path symbol``; a path in brackets only mentions it."""
    found = [[*place.strip("[]").split(), ""] for place in places]
    uses: list[Use] = ["mention" if place.startswith("[") else "load" for place in places]
    seen = tuple(Occurrence(path, 1, use=use, symbol=word) for (path, word, *_), use in zip(found, uses, strict=True))
    return Weighed(Component(component_id, kind, "", seen), Conclusion(""))


MONOREPO = (
    _used_in("pypi:a", "packages/api/pyproject.toml project.dependencies", "uv.lock lock", kind="package"),
    _used_in("pypi:b", "uv.lock lock", kind="package"),
    _used_in("npm:c", "packages/web/package.json dependencies", "[docs/site/package.json]", kind="package"),
    _used_in("pypi:top", "pyproject.toml project.dependencies", kind="package"),
    _used_in("hf:o/one", "packages/api/src/deep/x.py"),
    _used_in("hf:o/both", "packages/api/x.py", "packages/web/y.ts", "[tool.py]"),
    _used_in("hf:o/top", "packages/apiary/x.py", "tool.py"),
    _used_in("openai:gpt", "packages/web/y.ts", kind="service"),
)


def test_a_folder_with_a_manifest_is_a_package_of_the_project() -> None:
    assert folders(_run(*MONOREPO)) == ("docs/site", "packages/api", "packages/web")


def test_what_the_files_of_a_package_use_hangs_on_the_package() -> None:
    own = parts([("packages/web", Project("web")), ("packages/api", Project("api", "1.0"))])
    graph = {str(one["ref"]): one["dependsOn"] for one in dependencies(items(_run(*MONOREPO), own), own)}
    hub = "pkg:huggingface/o"
    assert graph[ROOT] == [f"{hub}/top", "pkg:pypi/b", "pkg:pypi/top", "project:packages/api", "project:packages/web"]
    assert graph["project:packages/api"] == [f"{hub}/both", f"{hub}/one", "pkg:pypi/a"]
    assert graph["project:packages/web"] == ["openai:gpt", f"{hub}/both", "pkg:npm/c"]


def test_a_package_inside_of_a_package_has_what_is_in_it() -> None:
    own = parts([("a", Project("a")), ("a/b", Project("b"))])
    run = _run(_used_in("hf:o/m", "a/b/c/x.py"), _used_in("hf:o/n", "a/c/x.py"))
    graph = {str(one["ref"]): one["dependsOn"] for one in dependencies(items(run, own), own)}
    assert graph["project:a/b"] == ["pkg:huggingface/o/m"]
    assert graph["project:a"] == ["pkg:huggingface/o/n"]


def test_no_component_has_the_reference_of_a_package_of_the_project() -> None:
    own = (Part("a", "project:a", Project("a")),)
    assert [item.ref for item in items(_run(_weighed("project:a", "", kind="model")), own)] == ["project:a#2"]
