"""Say what is known of a model, dataset, hosted model, license, Hub tag or SPDX expression, offline.

REF is an id (hf:tiiuae/falcon-180B, ollama:llama3.1:8b, openai:gpt-4o), a bare name (tiiuae/falcon-180B), a license
(llama3.1, Apache 2.0) or an expression (MIT OR Apache-2.0). A lone - reads one a line from standard input.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from weighstation.cli import _options

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``weighstation explain``."""
    parser.add_argument("refs", nargs="+", metavar="REF", help="what to explain; - for one a line on standard input")
    _options.add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Prints one answer for each reference, in order; "unknown" is an answer."""
    from weighstation import explain
    from weighstation.writers import explain_text

    answers = (explain.explain(ref) for ref in _refs(arguments.refs))
    if arguments.format == "json":
        text = "".join(json.dumps(explain.to_json(answer), ensure_ascii=False) + "\n" for answer in answers)
    else:
        text = "\n".join(explain_text.to_text(answer) for answer in answers)
    _options.write(text, arguments.output_file)
    return 0


def _refs(words: list[str]) -> Iterator[str]:
    for word in words:
        if word == "-":
            yield from (line.rstrip("\r\n") for line in sys.stdin)
        else:
            yield word
