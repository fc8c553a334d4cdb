"""Say what is known of a model, dataset, hosted model, license, Hub tag, SPDX expression or finding code, offline.

REF is an id (hf:tiiuae/falcon-180B, ollama:llama3.1:8b, openai:gpt-4o), a bare name (tiiuae/falcon-180B), a license
(llama3.1, Apache 2.0), an expression (MIT OR Apache-2.0), or a code of this program (user-threshold). A lone - reads
one a line from standard input.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from weighstation.cli import _options
from weighstation.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from weighstation.explain import Explanation

# What JSON leaves as it is, though some programs take it for the end of a line.
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``weighstation explain``."""
    from weighstation.writers.words import LANGUAGES

    parser.add_argument("refs", nargs="+", metavar="REF", help="what to explain; - for one a line on standard input")
    parser.add_argument(
        "--lang",
        choices=LANGUAGES,
        default="en",
        help="language of the text (default: en, whatever the environment says); JSON is the same in all",
    )
    _options.add_stores(parser, asked=True)
    _options.add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Prints one answer for each reference, in order; "unknown" is an answer."""
    from weighstation import explain
    from weighstation.writers import explain_text

    stores = _options.stores(arguments)
    answers = (explain.explain(ref, stores) for ref in _refs(arguments.refs))
    if arguments.format == "json":
        text = "".join(map(_line, answers))
    else:
        _check_encoding(arguments)
        text = "\n".join(explain_text.to_text(answer, arguments.lang) for answer in answers)
    if text or arguments.output_file:
        _options.write(text, arguments.output_file)
    return 0


def _check_encoding(arguments: argparse.Namespace) -> None:
    """Raises ``UsageError`` where standard output would show Korean as question marks."""
    try:
        "가".encode((not arguments.output_file and arguments.lang == "ko" and sys.stdout.encoding) or "utf-8")
    except UnicodeEncodeError:
        hint = "set PYTHONIOENCODING=utf-8, or write to a file with -o"
        raise UsageError(f"standard output is {sys.stdout.encoding} and cannot hold Korean", hint=hint) from None


def _line(answer: Explanation) -> str:
    import json

    from weighstation.explain import to_json

    return json.dumps(to_json(answer), ensure_ascii=False).translate(_LINE_ENDS) + "\n"


def _refs(words: list[str]) -> Iterator[str]:
    for word in words:
        if word == "-":
            yield from _lines()
        else:
            yield word


def _lines() -> Iterator[str]:
    """The lines of standard input as UTF-8, bytes that are none replaced; only a line feed ends a line."""
    data = sys.stdin.buffer.read().decode("utf-8", "replace")
    lines = data.split("\n")
    yield from (line.removesuffix("\r") for line in (lines[:-1] if not lines[-1] else lines))
