"""Say which license a text is: a LICENSE, NOTICE or use policy, whole, inside a longer file, or with small changes.

A text is known by fingerprints, offline. It is never called the nearest license: what is unknown, holds several
licenses or adds words that may restrict has no key. exact: the license word for word, with nothing but titles and
copyright notices around it.

exit codes: 0 every text is one known license, 1 one is not, 2 one could not be read
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from weighstation.cli import OK, UNUSABLE, _options
from weighstation.errors import ReadError

if TYPE_CHECKING:
    import argparse

    from weighstation.identify import Match

UNKNOWN = 1
_MOST_EXTRAS = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``weighstation identify``."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="a text; - for standard input")
    _options.add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Prints one answer for each file, in order, also for those that cannot be read."""
    answers = [_answer(path, as_json=arguments.format == "json") for path in arguments.files]
    _options.write("\n".join(line for line, _ in answers), arguments.output_file)
    return max(code for _, code in answers)


def _answer(path: str, *, as_json: bool) -> tuple[str, int]:
    from weighstation import identify

    try:
        match = identify.text(_read(path))
    except ReadError as error:
        problem = ReadError(error.message, path=path, hint=error.hint)
        sys.stderr.write(f"weighstation: {problem}\n")
        return _json(path, None, error.message) if as_json else f"{path}: {error.message}", UNUSABLE
    line = _json(path, match, "") if as_json else _text(path, match)
    return line, OK if match and match.key else UNKNOWN


def _read(path: str) -> bytes:
    from weighstation.identify.words import MAX_BYTES

    if path == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        with open(path, "rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(f"cannot be read: {reason}", path=path, hint="name a text file") from error


def _json(path: str, match: Match | None, problem: str) -> str:
    """One object; the keys are documented in docs/json.md."""
    extra = [part._asdict() for part in match.extra] if match else []
    return json.dumps(
        {
            "path": path,
            "key": match.key or None if match else None,
            "keys": list(match.keys) if match else [],
            "id": match.id if match else None,
            "name": match.name if match else None,
            "score": match.score if match else 0.0,
            "exact": match.exact if match else False,
            "coverage": match.coverage if match else 0.0,
            "share": match.share if match else 0.0,
            "lines": list(match.lines) if match else [],
            "extra": extra,
            "note": match.note if match else problem,
        },
        ensure_ascii=False,
    )


def _text(path: str, match: Match | None) -> str:
    if match is None:
        return f"{path}: no license text that is known"
    what = f"{match.key} ({match.name})" if match.key else f"unknown: {match.note}"
    how = "exact" if match.exact else f"score {match.score:.2f}"
    lines = [f"{path}: {what}, {how}, lines {match.lines[0]}-{match.lines[1]}"]
    if match.key and match.note:
        lines.append(f"  {match.note}")
    shown = [extra for extra in match.extra if extra.limits or extra.words >= _MOST_EXTRAS]
    lines += [
        f"  lines {e.first_line}-{e.last_line}: {e.words} other words{_limits(e.limits)}" for e in shown[:_MOST_EXTRAS]
    ]
    return "\n".join(lines)


def _limits(limits: str) -> str:
    return f', among them "{limits}"' if limits else ""
