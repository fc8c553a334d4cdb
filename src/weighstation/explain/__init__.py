"""What is known of one model, service, package, license or expression: the answer to ``weighstation explain``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.explain.explanation import Explanation, to_json
from weighstation.licensing.expression import ExpressionError, Leaf, leaves, parse
from weighstation.licensing.settle import keys
from weighstation.licensing.strictness import governing
from weighstation.licensing.understand import MAX_LENGTH, NOTHING, understand
from weighstation.model import Claim

if TYPE_CHECKING:
    from weighstation.explain.explanation import Kind
    from weighstation.knowledge.licenses import License
    from weighstation.model import Component

__all__ = ["Explanation", "explain", "to_json"]


def explain(text: str) -> Explanation:
    """Explain a component id, a bare name, a license in any spelling, or a license expression. Never raises.

    What has a scheme or a slash is a component; of bare names, spellings of licenses go first (``llama3.1`` is the
    license, ``ollama:llama3.1`` and ``llama3.1:8b`` are the model).
    """
    shown = text.encode(errors="replace").decode()
    name = shown.strip()
    if not name or len(name) > MAX_LENGTH or not name.isprintable():
        return Explanation(shown, "unknown")
    answer = _component(name) or _license(name) or _expression(name) or _bare(name)
    return (answer or Explanation(shown, "unknown"))._replace(input=shown)


def _component(name: str) -> Explanation | None:
    from weighstation.explain import refs

    found = refs.written_out(name)
    if not found and not _joined_spdx(name):
        found = refs.slug(name)
    return _concluded(found) if found else None


def _bare(name: str) -> Explanation | None:
    from weighstation.explain import refs

    found = refs.bare(name)
    return _concluded(found) if found else None


def _concluded(component: Component) -> Explanation:
    from weighstation.licensing.resolve import resolve

    found = resolve(component)
    return Explanation(
        "",
        component.type,
        component.id,
        found.expression,
        _governing(found.expression),
        found.candidates,
        found.lineage,
        found.claims,
        found.conflicts,
    )


def _joined_spdx(name: str) -> bool:
    """Whether a word with a slash joins licenses of the SPDX list (``MIT/X11``), so that it is no ``org/name``."""
    from weighstation.knowledge.licenses import license as known

    found = understand(name)
    entries = [known(key) for key in found.candidates or (keys(found.expression) if found.expression else ())]
    return bool(entries) and all(entry and "spdx" in entry.classes for entry in entries)


def _license(name: str) -> Explanation | None:
    from weighstation.knowledge.names import keys_for

    if not keys_for(name.removeprefix("license:")) and not _is_reference(name):
        return None
    found = understand(name)
    return _of_licenses("license", found.expression, found.candidates)


def _is_reference(name: str) -> bool:
    return "LicenseRef-" in name and understand(name).expression == name and isinstance(parse(name), Leaf)


def _expression(name: str) -> Explanation | None:
    """Two or more licenses joined, or one WITH an exception; words that merely look so are none."""
    found = understand(name)
    if found != NOTHING:
        return _of_licenses("expression", found.expression, found.candidates)
    try:
        words = [leaf.id for leaf in leaves(parse(name))]
    except ExpressionError:
        return None
    unknown = [word for word in words if understand(word) == NOTHING]
    if len(unknown) == len(words):
        return None
    return Explanation("", "expression", conflicts=tuple(f"{word} is no license known here" for word in unknown))


def _of_licenses(kind: Kind, expression: str, candidates: tuple[str, ...]) -> Explanation:
    from weighstation.knowledge import AS_OF
    from weighstation.knowledge.licenses import license as known

    chosen = candidates or (keys(expression) if expression else ())
    entries = [entry for entry in map(known, chosen) if entry and entry.named]
    evidence = tuple(
        Claim(
            entry.id,
            "knowledge:license",
            "; ".join(entry.sources) or entry.url,
            0.95 if entry.verified else 0.7,
            verified=entry.verified,
            as_of=AS_OF,
            note="; ".join(filter(None, (entry.verified_what, entry.note))),
        )
        for entry in entries
    )
    possible = tuple(entry.key for entry in entries) if candidates or " OR " in expression else ()
    return Explanation("", kind, "", expression, _governing(expression), possible, (), evidence)


def _governing(expression: str) -> License | None:
    return governing(expression)[1] if expression else None
