"""Shell text to words and commands: quoting, substitutions, variables, here-documents, and where each word stands."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from weighstation.readers._shell import Command, Comment, Word, commands, nested, part, script
from weighstation.readers._shell_reader import Reader

# What shells treat specially, so that random text meets every branch.
GRAMMAR = st.text(alphabet="ab=$(){}[]\"'`\\\n;&|<>#:-/ \t\rEOF", max_size=80)


def texts(text: str) -> list[list[str]]:
    return [[word.text for word in command.words] for command in commands(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a b  c", [["a", "b", "c"]]),
        ("a 'b c' \"d e\"", [["a", "b c", "d e"]]),
        ("a b\\ c", [["a", "b c"]]),
        ('a "b\\"c" "d\\e"', [["a", 'b"c', "d\\e"]]),
        ("a acme/na\"me\"'s'", [["a", "acme/names"]]),
        ("a ''", [["a", ""]]),
        ('a ""', [["a", ""]]),
        ("a \\\n  b", [["a", "b"]]),
        ("a \\\r\n  b", [["a", "b"]]),
        ("a; b && c || d | e & f\ng", [["a"], ["b"], ["c"], ["d"], ["e"], ["f"], ["g"]]),
        ("a # b\nc", [["a"], ["c"]]),
        ("a b#c", [["a", "b#c"]]),
        ("a > out 2>&1 b", [["a", "b"]]),
        ("a &> out; b", [["a"], ["b"]]),
        ("a < in <<< text b", [["a", "b"]]),
        ("(a; b)", [["a"], ["b"]]),
        ("f() { a; }", [["f"], ["{", "a"], ["}"]]),
        ("a $(b c) d", [["b", "c"], ["a", "$()", "d"]]),
        ("a `b c` d", [["b", "c"], ["a", "``", "d"]]),
        ('a "$(b "c d")"', [["b", "c d"], ["a", "$()"]]),
        ("a <(b c)", [["b", "c"], ["a", "<()"]]),
        ("case x in y) a;; esac", [["case", "x", "in", "y"], ["a"], ["esac"]]),
        ("echo it's", [["echo", "it's"]]),
        ('say 5" wide', [["say", '5"', "wide"]]),
        ("a $x ${y} ${z%.*}", [["a", "$x", "${y}", "${z%.*}"]]),
    ],
)
def test_commands_are_split_as_a_shell_splits_them(text: str, expected: list[list[str]]) -> None:
    assert texts(text) == expected


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("${M:-acme/x}", "acme/x"),
        ("${M-acme/x}", "acme/x"),
        ("${M:=acme/x}", "acme/x"),
        ('"${M:-"acme/x"}"', "acme/x"),
        ("${1:-acme/x}", "acme/x"),
        ("${A:-${B:-acme/x}}", "acme/x"),
        ("pre/${M:-x}/post", "pre/x/post"),
        ("${M:-}", ""),
        ("${M:?unset}", "${M:?unset}"),
        ("${M:+set}", "${M:+set}"),
        ("$$M", "$$M"),
    ],
)
def test_a_variable_stands_for_its_default(written: str, word: str) -> None:
    assert texts(f"run {written}") == [["run", word]]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("M=acme/x\nrun $M", ["run", "acme/x"]),
        ("M=acme/x\nrun ${M}", ["run", "acme/x"]),
        ('export M="acme/x"; run "$M"', ["run", "acme/x"]),
        ("local -r M=acme/x; run --m=$M", ["run", "--m=acme/x"]),
        ("O=acme; N=x; run $O/$N", ["run", "acme/x"]),
        ("O=acme; M=$O/x; run $M", ["run", "acme/x"]),
        ("M=${1:-acme/x}; run $M", ["run", "acme/x"]),
        ("M=a; M=b; run $M", ["run", "b"]),
        ("M=a; M=$(date); run $M", ["run", "$M"]),
        ("M=a; run '$M' \\$M", ["run", "$M", "$M"]),
        ("M=acme/x; run $$M", ["run", "acme/x"]),
        ("run $M; M=acme/x", ["M=acme/x"]),
    ],
)
def test_a_variable_stands_for_the_literal_assigned_before(text: str, last: list[str]) -> None:
    assert texts(text)[-1] == last


@pytest.mark.parametrize(
    "text",
    [
        "for m in a b; do run $m; done",
        "L='a b'\nfor m in $L; do run $m; done",
        'L=(a "b")\nfor m in "${L[@]}"; do run "$m"; done',
        "L=(a # one\n  b)\nrun ${L[@]}",
        "L=(a); L+=(b); run ${L[*]}",
    ],
)
def test_a_variable_of_several_values_makes_a_command_of_each(text: str) -> None:
    runs = [words[words.index("run") + 1] for words in texts(text) if "run" in words]
    assert runs == ["a", "b"]


def test_known_values_from_outside_are_put_in() -> None:
    known = {"M": (Word("acme/x", 7),)}
    assert [word.text for word in next(commands("run $M", variables=known)).words] == ["run", "acme/x"]


def test_an_array_assigns_each_of_its_values() -> None:
    assert texts("M=(a 'b c' [k]=d)") == [["M=a", "M=b c", "M=d"]]


def test_a_here_document_belongs_to_its_command_and_is_no_command() -> None:
    found = list(commands("cat > Modelfile <<'EOF' && next\nFROM $x\nEOF\nafter"))
    assert [word.text for command in found for word in command.words] == ["next", "cat", "after"]
    cat = found[1]
    assert (cat.output, [(body.text, body.offset) for body in cat.heredocs]) == ("Modelfile", [("FROM $x\n", 32)])


@pytest.mark.parametrize("text", ["a <<EOF\nb", "a $((1 << 2))\nb", "a <<-EOF\n\tbody\n\tEOF\nb", 'a <<"E F"\nb'])
def test_text_goes_on_after_a_here_document_and_after_what_is_none(text: str) -> None:
    assert texts(text)[-1] == ["b"]


def test_comments_are_handed_out_with_their_place() -> None:
    assert [item for item in script("a # one\n#two") if isinstance(item, Comment)] == [
        Comment(" one", 3),
        Comment("two", 9),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("run acme/x", "acme/x"),
        ("run 'acme/x'", "acme/x"),
        ('M="${M:-acme/x}"; run', "acme/x"),
        ('M="acme/x"\nrun $M', "acme/x"),
        ('run --m="acme/x"', "acme/x"),
        ('M="acme/x"\nrun --m=$M', "acme/x"),
        ("M=(z/z\n  'acme/x')", "acme/x"),
        ("run \\\n  acme/x", "acme/x"),
        ('x="$(run acme/x)"', "acme/x"),
    ],
)
def test_a_name_written_in_one_piece_is_placed_exactly(text: str, name: str) -> None:
    places = {
        part(word, word.text.index(name), word.text.index(name) + len(name)).offset
        for command in commands(text)
        for word in command.words
        if name in word.text
    }
    assert places == {text.index(name)}


def test_a_name_put_together_is_placed_where_it_is_used() -> None:
    text = "O=acme\nN=x\nrun $O/$N"
    word = list(commands(text))[-1].words[1]
    assert (word.text, part(word, 0).offset) == ("acme/x", text.index("$O"))


def test_shell_text_inside_a_word_keeps_its_places() -> None:
    text = 'bash -c "ollama pull \\"acme/x\\"\n  next"'
    inner = [word for command in nested(next(commands(text)).words[2]) for word in command.words]
    assert [word.text for word in inner] == ["ollama", "pull", "acme/x", "next"]
    assert [word.offset for word in inner] == [text.index(word.text) for word in inner]


@given(GRAMMAR)
@example("`$(`")
@example("A=(\n")
@example('"$(')
@example("${a:-")
def test_any_text_is_read_once_from_start_to_end(text: str) -> None:
    reader = Reader(text, 0)
    at = -1
    while at < len(text):
        assert reader.at > at, "no progress"
        at = reader.at
        reader.step()


@given(GRAMMAR)
def test_a_word_in_one_piece_is_what_the_source_says(text: str) -> None:
    for item in script(text):
        if isinstance(item, Command):
            for word in item.words:
                assert word.runs or text[word.offset : word.offset + len(word.text)] == word.text


@given(GRAMMAR, st.integers(0, 1000))
def test_places_are_counted_from_the_offset_and_nothing_is_raised(text: str, offset: int) -> None:
    for command in commands(text, offset):
        for word in command.words:
            assert offset <= word.offset <= offset + len(text)
            for inner in nested(word):
                assert all(isinstance(each.offset, int) for each in inner.words)


@pytest.mark.parametrize(
    "piece",
    ["$(", "`", '"', "(", "${a:-", "A=(", "a;", "<<a\n", "A=$A$A\n", "`$(`", "for a in b c\n$a ", "A+=a\n", "a\\\n"],
)
def test_garbage_takes_no_more_than_a_moment(piece: str) -> None:
    started = time.process_time()
    for _ in commands(piece * (30_000 // len(piece))):
        pass
    assert time.process_time() - started < 1
