"""License expressions are read and written as SPDX says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.licensing.expression import (
    MAX_DEPTH,
    And,
    ExpressionError,
    Leaf,
    Node,
    Or,
    combine_and,
    leaves,
    parse,
    render,
)

MIT, APACHE, GPL = Leaf("MIT"), Leaf("Apache-2.0"), Leaf("GPL-2.0-only")

IDS = st.sampled_from(["MIT", "Apache-2.0", "GPL-2.0+", "LicenseRef-x.y-1", "DocumentRef-a:LicenseRef-b"])
EXCEPTIONS = st.sampled_from(["", "Classpath-exception-2.0", "AdditionRef-mine"])
LEAVES = st.builds(Leaf, IDS, EXCEPTIONS)


def _several(inner: st.SearchStrategy[Node], unwanted: type[And | Or]) -> st.SearchStrategy[tuple[Node, ...]]:
    return st.lists(inner.filter(lambda part: not isinstance(part, unwanted)), min_size=2, max_size=4).map(tuple)


def _lists(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.builds(And, _several(inner, And)) | st.builds(Or, _several(inner, Or))


NODES: st.SearchStrategy[Node] = st.recursive(LEAVES, _lists, max_leaves=12)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("MIT", MIT),
        (" ( (MIT) ) ", MIT),
        ("GPL-2.0+", Leaf("GPL-2.0+")),
        ("MIT or Apache-2.0", Or((MIT, APACHE))),
        ("MIT AND Apache-2.0 OR GPL-2.0-only", Or((And((MIT, APACHE)), GPL))),
        ("MIT And (Apache-2.0 Or GPL-2.0-only)", And((MIT, Or((APACHE, GPL))))),
        ("MIT AND (Apache-2.0 AND GPL-2.0-only)", And((MIT, APACHE, GPL))),
        ("GPL-2.0-only WITH Classpath-exception-2.0 AND MIT", And((Leaf(GPL.id, "Classpath-exception-2.0"), MIT))),
        ("DocumentRef-a:LicenseRef-b", Leaf("DocumentRef-a:LicenseRef-b")),
        ("MIT WITH AdditionRef-x", Leaf("MIT", "AdditionRef-x")),
    ],
)
def test_an_expression_is_read_with_the_precedence_of_spdx(text: str, tree: Node) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("", 0),
        ("MIT Apache-2.0", 4),
        ("MIT AND", 7),
        ("OR MIT", 0),
        ("(MIT", 4),
        ("MIT)", 3),
        ("MIT/X11", 0),
        ("a:b", 0),
        ("GPL++", 0),
        ("LicenseRef-x+", 0),
        ("MIT WITH X+", 9),
        ("MIT WITH", 8),
        ("with+", 0),
        ("Apache 2.0", 7),
        ("MÏT", 0),
    ],
)
def test_what_is_no_expression_is_refused_with_its_place(text: str, offset: int) -> None:
    with pytest.raises(ExpressionError) as error:
        parse(text)
    assert error.value.offset == offset


def test_parentheses_are_followed_to_a_bound() -> None:
    assert parse("(" * MAX_DEPTH + "MIT" + ")" * MAX_DEPTH) == MIT
    with pytest.raises(ExpressionError, match="64 parentheses"):
        parse("(" * 100_000)


def test_and_and_or_of_the_same_parts_differ() -> None:
    assert parse("MIT AND GPL-2.0-only") != parse("MIT OR GPL-2.0-only")


@given(NODES)
def test_a_rendered_tree_reads_back_as_itself(tree: Node) -> None:
    assert parse(render(tree)) == tree


@given(st.text() | st.text(alphabet="aAnNdDoOrRwWiItThH()+:.- \t"))
def test_any_text_is_an_expression_or_an_expression_error(text: str) -> None:
    try:
        tree = parse(text)
    except ExpressionError:
        return
    assert parse(render(tree)) == tree


def test_leaves_are_listed_in_order() -> None:
    assert [leaf.id for leaf in leaves(parse("MIT AND (Apache-2.0 OR MIT)"))] == ["MIT", "Apache-2.0", "MIT"]


@pytest.mark.parametrize(
    ("expressions", "combined"),
    [
        ([], ""),
        (["", " "], ""),
        (["MIT", "", "mit"], "MIT"),
        (["MIT AND GPL-2.0-only", "GPL-2.0-only"], "MIT AND GPL-2.0-only"),
        (["MIT OR Apache-2.0", "GPL-2.0-only"], "(MIT OR Apache-2.0) AND GPL-2.0-only"),
        (["MIT OR Apache-2.0"], "MIT OR Apache-2.0"),
    ],
)
def test_expressions_are_combined_without_repetition(expressions: list[str], combined: str) -> None:
    assert combine_and(expressions) == combined
