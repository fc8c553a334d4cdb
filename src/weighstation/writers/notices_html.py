"""A bundle of notices as one HTML page: no script, nothing fetched, light or dark as the reader wants it, printable."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from weighstation.outbound_model import NOTICES_MARK
from weighstation.writers.cyclonedx.text import clean
from weighstation.writers.notices_lines import lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from weighstation.writers.notices import Bundle
    from weighstation.writers.notices_lines import Line
    from weighstation.writers.notices_spans import Span

_TAGS = {"title": "h1", "section": "h2", "block": "h3", "paragraph": "p", "part": "li", "item": "li"}
_INNER = {"plain": "", "code": "code", "strong": "strong"}
_STYLE = """\
:root { color-scheme: light dark }
body { margin: 2rem auto; max-width: 52rem; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif }
body { background: Canvas; color: CanvasText; overflow-wrap: anywhere }
h2 { border-bottom: 1px solid GrayText; margin-top: 2.5rem }
ul { padding-left: 1.5rem }
.parts { columns: 20rem; column-gap: 2rem }
blockquote { border-left: 0.25rem solid GrayText; margin: 1rem 0; padding-left: 1rem }
@media print {
  body { margin: 0; max-width: none; padding: 0; font-size: 10pt }
  h1, h2, h3 { break-after: avoid }
  li, blockquote { break-inside: avoid }
  a { color: inherit }
}
"""


def write(bundle: Bundle) -> str:
    """The bundle as a page that is HTML5 and well-formed XML."""
    title = _text(f"Notices of {bundle.project}")
    return "\n".join(
        (
            "<!DOCTYPE html>",
            '<html lang="en">',
            '<head>\n<meta charset="utf-8" />',
            f'<meta name="generator" content="{_text(NOTICES_MARK)}" />',
            '<meta name="viewport" content="width=device-width, initial-scale=1" />',
            f"<title>{title}</title>",
            f"<style>\n{_STYLE}</style>\n</head>",
            "<body>\n<main>",
            *_body(lines(bundle)),
            "</main>\n</body>\n</html>",
        )
    )


def _body(found: Iterable[Line]) -> Iterator[str]:
    """Each line as an element, the items of one list inside of it."""
    for kind, group in groupby(found, key=lambda line: line.kind):
        if kind in {"part", "item"}:
            yield f'<ul class="{kind}s">'
            yield from map(_line, group)
            yield "</ul>"
        else:
            yield from map(_line, group)


def _line(line: Line) -> str:
    inside = "".join(map(_span, line.spans))
    if line.kind == "quote":
        return f"<blockquote><p>{inside}</p></blockquote>"
    return f"<{_TAGS[line.kind]}>{inside}</{_TAGS[line.kind]}>"


def _span(span: Span) -> str:
    tag, text = _INNER[span.kind], _text(span.text)
    shown = f"<{tag}>{text}</{tag}>" if tag else text
    return f'<a href="{_text(span.address)}">{shown}</a>' if span.address else shown


def _text(text: str) -> str:
    return escape(clean(text))
