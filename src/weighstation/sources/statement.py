"""What the repository's own files say: model cards, headers of weights, license fields of manifests and lock files."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from weighstation.licensing.understand import NOTHING, Understood, understand
from weighstation.model import Claim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.model import Component

CONFIDENCE = 0.8  # a file next to the weights speaks of them, but whoever copied it there may have changed it


def claims(component: Component) -> Iterator[Claim]:
    """One claim for each statement, also for those nobody understands: the reader of the evidence may."""
    for statement in component.statements:
        found = understand(statement.text)
        yield Claim(
            found.expression,
            _source(statement.path),
            f"{statement.path}:{statement.line}" if statement.line else statement.path,
            CONFIDENCE,
            candidates=found.candidates,
            note=_note(statement.text, found),
        )


@lru_cache(maxsize=16)
def _source(path: str) -> str:
    name = path.rpartition("/")[2].lower()
    if any(word in name for word in ("licen", "copying", "terms")):
        from weighstation.sources import license_text

        if license_text.names([name]):
            return license_text.SOURCE
    if name.endswith(".md"):
        return "model-card"
    if name.endswith((".gguf", ".safetensors", ".onnx")):
        return "weight-header"
    return "lock-file" if name.endswith((".lock", "-lock.json", "-lock.yaml")) else "manifest"


def _note(text: str, found: Understood) -> str:
    shown = f"{text.strip()[:80]!r}"
    if found.expression:
        return f"written as {shown}"
    return f"{shown} names no license that is known here" if found == NOTHING else f"{shown} fits more than one license"
