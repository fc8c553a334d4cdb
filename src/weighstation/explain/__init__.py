"""What is known of a model, service, package, license, expression or code: the answer to ``weighstation explain``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.explain.explanation import Explanation, to_json
from weighstation.explain.parts import parts
from weighstation.licensing.understand import MAX_LENGTH
from weighstation.sources.stores import NOWHERE

if TYPE_CHECKING:
    from weighstation.model import Component
    from weighstation.sources.stores import Stores

__all__ = ["Explanation", "explain", "to_json"]

_SUGGESTED_FOR = 3  # unknown parts of an expression; each takes some milliseconds


def explain(text: str, stores: Stores = NOWHERE) -> Explanation:
    """Explain a component id, a bare name, a license in any spelling, an expression, or a code. Never raises.

    What has a scheme or a slash is a component; of bare names, spellings of licenses go first (``llama3.1`` is the
    license, ``ollama:llama3.1`` and ``llama3.1:8b`` are the model), and what else they mean is in ``also``. Of a
    component this machine's ``stores`` are asked, too.
    """
    shown = text.encode(errors="replace").decode()
    name = shown.strip()
    if not name or len(name) > MAX_LENGTH or not name.isprintable():
        return Explanation(shown, "unknown")
    answer = _component(name, stores) or _word(name) or _bare(name, stores)
    return _near(answer or Explanation(shown, "unknown"), name)._replace(input=shown)


def _word(name: str) -> Explanation | None:
    """A code of this program, a license in any spelling, or an expression."""
    from weighstation.explain import codes, spelled

    if page := codes.page(name):
        return Explanation("", "code", page=page)
    return spelled.one(name) or spelled.several(name)


def _near(answer: Explanation, name: str) -> Explanation:
    """The answer, with names of nearly that spelling where nothing is known, or no more than what the name says."""
    known = answer.expression or answer.candidates or answer.evidence or answer.lineage or answer.kind == "license"
    if known and not _by_name_only(answer):
        return answer
    from weighstation.knowledge.near import near

    unknown = [part.expression for part in answer.parts if not part.operator and not (part.license or part.candidates)]
    found = (each for word in (unknown[:_SUGGESTED_FOR] if answer.parts else [name]) for each in near(word))
    return answer._replace(suggestions=tuple(dict.fromkeys(found)))


def _by_name_only(answer: Explanation) -> bool:
    """Whether all that is known of a model is that it is named after another."""
    concluded = [(claim.source, claim.acknowledgement) for claim in answer.evidence]
    return concluded == [("knowledge:family", "concluded")]


def _component(name: str, stores: Stores) -> Explanation | None:
    from weighstation.explain import refs

    found = refs.written_out(name)
    if not found and "/" in name and not _joined(name):
        found = refs.slug(name)
    return _concluded(found, stores) if found else None


def _joined(name: str) -> bool:
    """Whether the slash joins two licenses, as in ``MIT/X11``."""
    from weighstation.knowledge import models

    if models.exact(f"hf:{name}"):
        return False
    from weighstation.explain import spelled

    return spelled.joined_spdx(name)


def _bare(name: str, stores: Stores) -> Explanation | None:
    from weighstation.explain import refs

    found = refs.bare(name)
    return _concluded(found, stores) if found else None


def _concluded(component: Component, stores: Stores) -> Explanation:
    from weighstation.knowledge.openness import openness
    from weighstation.licensing.resolve import resolve
    from weighstation.licensing.strictness import governing

    found = resolve(component, stores)
    return Explanation(
        "",
        component.type,
        component.id,
        found.expression,
        governing(found.expression)[1] if found.expression else None,
        found.candidates,
        found.lineage,
        found.claims,
        found.conflicts,
        parts(found.expression),
        openness=openness(component.id),
    )
