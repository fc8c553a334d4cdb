"""Commands inside configuration trees: scripts of workflows, ``command`` and ``args`` of containers."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from weighstation.readers import _keys
from weighstation.readers._fallback import written
from weighstation.readers._ids import identify
from weighstation.readers._tree import Sighting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from weighstation.readers._tree import Keys, Leaf, Near

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
    if found == "lines" and len(named) > 1 and isinstance(named[-2], str) and _keys.place(named[-2]):
        return ""  # `models: run: [llama3]` lists models
    return "lines" if found == "words" and named is keys else found


def sight(leaves: Sequence[Leaf], near: Near) -> Iterator[Sighting]:
    """What the commands of one document load."""
    lists: dict[Keys, list[Leaf]] = {}
    for leaf in leaves:
        match kind(leaf.keys):
            case "lines":
                yield from _line(leaf)
            case "words" if len(near.of(leaf.keys[:-1])) == 1 and _is_line(leaf.value):
                yield from _line(leaf)
            case "words":
                lists.setdefault(leaf.keys[:-2], []).append(leaf)
    for words in lists.values():
        yield from _words(sorted(words, key=_order))


def _is_line(value: str) -> bool:
    return any(char.isspace() for char in value.strip())


def _order(leaf: Leaf) -> int:
    return _WORDS.get(_keys.fold(str(leaf.keys[-2])), 2)


def _line(leaf: Leaf) -> Iterator[Sighting]:
    from weighstation.readers import _commands, _shell

    for command in _shell.commands(leaf.value):
        for word, named, symbol in _commands.sight(command.words):
            yield Sighting(leaf.spot(word.offset), named, symbol)


def _words(leaves: list[Leaf]) -> Iterator[Sighting]:
    """Sight the words of one command; each gets an offset of its own, from which its leaf is found again.

    Arguments alone are for the program of an image, which often takes the model first.
    """
    from weighstation.readers import _commands, _shell

    alone = _order(leaves[0]) > _WORDS["command"]
    words = [_shell.Word(str(leaves[0].keys[-2]), 0)] if alone else []
    starts, end = [], sum(len(word.text) + 1 for word in words)
    for leaf in leaves:
        starts.append(end)
        words.append(_shell.Word(written(leaf.value), end))
        end += len(words[-1].text) + 1
    found = list(_commands.sight(tuple(words)))
    if alone and (model := identify(words[1].text, "weak")) and all(word != words[1] for word, _, _ in found):
        found.append((words[1], model, words[0].text))
    for word, named, symbol in found:
        number = bisect_right(starts, word.offset) - 1
        leaf = leaves[number]
        yield Sighting(leaf.spot(min(word.offset - starts[number], len(leaf.value))), named, symbol)
