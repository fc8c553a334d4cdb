"""Dependencies: everything is reached from the project, nothing points outside of the document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.model import Component, ComponentType, Conclusion, Inventory, Occurrence, Project, Run, Weighed
from weighstation.writers.cyclonedx.dependencies import dependencies
from weighstation.writers.cyclonedx.items import ROOT, TOOL, items


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
