"""The pre-commit hook over staged files: ``weighstation-hook [--policy FILE] [--fail-on deny|review] FILE…``.

Most commits hold no model reference, and every commit pays for the start of this process. So nothing is imported until
a file holds a mark of its reader: arguments are read by hand, files are searched as bytes. Exit codes are those of
``weighstation check``.
"""

from __future__ import annotations

import sys

from weighstation import readers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal, NoReturn

_POLICY_FILES = ("weighstation.toml", "weighstation-baseline.toml", "pyproject.toml")
_VALUES = ("--policy", "--fail-on")
_KIND, _REGULAR = 0o170000, 0o100000  # of a file's mode, as in the module stat
_LARGEST = 8 << 20  # bytes; no larger file is read whole


def main(argv: Sequence[str] | None = None) -> int:
    """Checks the named files of the working tree (under pre-commit it equals the index) and returns the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    options = _options(words)
    if words[:1] == ["--"]:
        del words[0]
    elif (words and words[0].startswith("-")) or options.get("--fail-on", "deny") not in {"deny", "review"}:
        return _command_line([*(f"{name}={value}" for name, value in options.items()), *words])
    promising = [path for path in words if _promising(path)]
    return _check(promising, options) if promising else 0


def run() -> NoReturn:
    """The hook as a program of its own, which leaves the short way: there is nothing to take apart at its end."""
    import os

    os._exit(main())  # whatever was written is flushed


def _options(words: list[str]) -> dict[str, str]:
    """Takes the leading options with a value off ``words``."""
    options: dict[str, str] = {}
    while words and words[0].partition("=")[0] in _VALUES:
        name, equals, value = words.pop(0).partition("=")
        options[name] = value if equals or not words else words.pop(0)
    return options


def _promising(path: str) -> bool:
    """Whether the full check has to look at this file; one that cannot be opened has to be reported by it."""
    if path.rpartition("/")[2] in _POLICY_FILES:
        return True
    row = readers.row_for(path)
    if row is None:
        return False
    if not row[2]:
        return True  # always read, and by the full check: it may be gigabytes of weights
    import os  # long imported: it costs nothing

    try:
        about = os.stat(path)
        if about.st_mode & _KIND != _REGULAR or about.st_size > _LARGEST:
            return True  # a pipe has no end, and what is too large is told by the full check
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return True
    return readers.promising(row, data) and (row[0] != "python_source" or _telling(data))


def _telling(data: bytes) -> bool:
    """Whether Python source has a literal that can name something: much speaks of models, and little names one."""
    from weighstation.readers import _python_lines

    try:
        return bool(_python_lines.telling(data.decode()))
    except UnicodeDecodeError:
        return True


def _command_line(words: list[str]) -> int:
    """An option of ``weighstation check`` that is rare enough to pay for a full command line."""
    from weighstation.cli import main as command

    return command(["check", *words])


def _check(paths: list[str], options: dict[str, str]) -> int:
    import gc

    from weighstation.cli import guarded

    gc.disable()  # nothing made from here on is garbage before the process ends
    return guarded(lambda: _judged(paths, options))


def _judged(paths: list[str], options: dict[str, str]) -> int:
    import os

    from weighstation import pipeline, policy
    from weighstation.cli import BLOCKED, OK, _streams, check
    from weighstation.sources import stores
    from weighstation.writers import text

    rules = policy.load(options.get("--policy") or policy.find("."))
    blocks: Literal["review", "deny"] = "review" if options.get("--fail-on", rules.fail_on) == "review" else "deny"
    scanned = pipeline.scan_files(".", [os.path.relpath(path) for path in paths], rules.readers)
    run = check.judge(scanned, rules, stores.here(os.environ), partial=True)
    if run.verdict != "allow" or run.findings or scanned.unread:
        lines = pipeline.source_lines(scanned.root, text.shown_places(run, verbose=False))
        _streams.write(
            text.check(run, text.Options(blocks=blocks, sources=lines, policy=options.get("--policy", ""))) + "\n"
        )
    return BLOCKED if policy.blocks(run, blocks) else OK


if __name__ == "__main__":
    run()
