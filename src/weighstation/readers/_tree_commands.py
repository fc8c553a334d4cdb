"""Commands inside configuration trees: scripts of workflows, ``command`` and ``args`` of containers."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from weighstation.model import Occurrence, Reference
from weighstation.readers import _keys
from weighstation.readers._fallback import written
from weighstation.readers._ids import identify

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from weighstation.readers._leaves import Keys, Leaf, Near
    from weighstation.readers._text import Position

# Keys whose text, or each text of their list, is shell.
_LINES = frozenset({
    "script", "before_script", "after_script", "run", "cmd", "cmds", "commands", "setup", "install", "shell",
    "start_command", "build_command", "post_create_command", "post_start_command", "on_create_command",
    "update_content_command", "post_attach_command", "init_commands", "pre_commands", "post_commands", "run_script",
    "startup_script", "user_data",
})  # fmt: skip
# Keys whose list is the words of one command, in the order in which a container puts them together.
_WORDS = {"entrypoint": 0, "command": 1, "args": 2, "argv": 2, "arguments": 2}


@lru_cache(maxsize=4096)
def _kind(name: str) -> str:
    word = _keys.fold(name)
    if word in _LINES:
        return "lines"
    return "words" if word in _WORDS or word.endswith(("_args", "_command")) else ""


def kind(keys: Keys) -> str:
    """``lines`` where the value at ``keys`` is shell text, ``words`` where it is one word of a command, else empty."""
    named = keys[:-1] if keys and isinstance(keys[-1], int) else keys
    if not named or not isinstance(named[-1], str):
        return ""
    found = _kind(named[-1])
    if named[-2:] == ("models", "run"):
        return ""  # what Ollama's chart is to run is a list of models
    return "lines" if found == "words" and named is keys else found


def references(path: str, leaves: Sequence[Leaf], near: Near, position: Position) -> Iterator[Reference]:
    """What the commands of one document load."""
    lists: dict[Keys, list[Leaf]] = {}
    for leaf in leaves:
        found = kind(leaf.keys)
        if found == "words" and (len(near.of(leaf.keys[:-1])) > 1 or not leaf.value.split()[1:]):
            lists.setdefault(leaf.keys[:-2], []).append(leaf)
        elif found:
            yield from _line(path, leaf, position)
    for words in lists.values():
        yield from _words(path, sorted(words, key=_order), near, position)


def _order(leaf: Leaf) -> int:
    return _WORDS.get(_keys.fold(str(leaf.keys[-2])), 2)


def _line(path: str, leaf: Leaf, position: Position) -> Iterator[Reference]:
    from weighstation.readers import _script, _shell

    return _script.references(path, _shell.commands(leaf.value), leaf.within(position))


def _words(path: str, leaves: list[Leaf], near: Near, position: Position) -> Iterator[Reference]:
    """The references of one command; each word gets an offset of its own, from which its leaf is found again.

    Arguments alone are for the program named next to them, or for that of an image, which often takes the model first.
    """
    from weighstation.readers import _script, _shell

    alone = _order(leaves[0]) > _WORDS["command"]
    program = near.of(leaves[0].keys[:-2]).get("command") or str(leaves[0].keys[-2])
    words = [_shell.Word(program, 0)] if alone else []
    starts, end = [], sum(len(word.text) + 1 for word in words)
    for leaf in leaves:
        starts.append(end)
        words.append(_shell.Word(written(leaf.value), end))
        end += len(words[-1].text) + 1

    def place(offset: int) -> tuple[int, int]:
        number = max(bisect_right(starts, offset) - 1, 0)
        return position(leaves[number].spot(min(max(offset - starts[number], 0), len(leaves[number].value))))

    found = list(_script.references(path, [_shell.Command(tuple(words))], place))
    yield from found
    model = identify(words[1].text, "weak") if alone else None
    if model and all(model.id != reference.id for reference in found):
        occurrence = Occurrence(path, *place(starts[0]), model.use, words[0].text)
        yield Reference(model.id, model.type, occurrence, model.revision)
