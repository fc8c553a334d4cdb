"""What a word in a list of the policy names: a class, or one license in any of its spellings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.errors import PolicyError
from weighstation.knowledge.licenses import CLASSES, PSEUDO_CLASSES, license  # noqa: A004 - the field's own word
from weighstation.knowledge.names import keys_for

if TYPE_CHECKING:
    from weighstation.knowledge.licenses import License
    from weighstation.policy.entries import Kind

_OURS = ("licenseref-scancode-", "licenseref-weighstation-")  # name spaces that the knowledge base fills
_SHOWN = 8  # candidates in a message


def subject(word: str) -> tuple[Kind, str]:
    """What a word names: a component or a steward, a class, else the license with that key, id or spelling.

    ``hf:meta-llama/*`` and ``meta-llama/*`` are globs over component ids, ``steward:Meta`` is whoever wrote a license.
    A spelling has to fit exactly one license.

    A ``LicenseRef-`` id that nobody knows is a license of the team's own. Raises ``PolicyError``, still without a
    place, for every other word.
    """
    word = word.strip()
    if word.lower().startswith("steward:"):
        return "steward", _steward(word[len("steward:") :].strip())
    if ":" in word or ("/" in word and not keys_for(word)):
        return "component", word.lower() if ":" in word else f"hf:{word.lower()}"
    if word in PSEUDO_CLASSES:
        raise _no_license(word)
    if word in CLASSES:
        return "class", word
    if found := license(word):
        return "license", _named(word, found)
    keys = keys_for(word)
    if len(keys) > 1:
        raise PolicyError(
            f"`{word}` fits several licenses: {_listing(keys)}", hint="name those that are meant, or a class"
        )
    if keys and (found := license(keys[0])):
        return "license", _named(word, found)
    if word.lower().startswith("licenseref-") and not word.lower().startswith(_OURS):
        return "license", word.lower()
    raise PolicyError(f"`{word}` is no license or class that is known here", hint=_hint(word))


def _steward(name: str) -> str:
    from weighstation.knowledge.licenses import stewards

    known = {each.lower(): each for each in stewards()}
    if name.lower() in known:
        return name.lower()
    from weighstation.policy.suggest import did_you_mean

    hint = did_you_mean(name, known.values()) or "see `steward` in the answers of weighstation explain"
    raise PolicyError(f"`{name}` wrote no license that is known here", hint=hint)


def _named(word: str, found: License) -> str:
    if not found.named:
        raise _no_license(word)
    return found.key


def _no_license(word: str) -> PolicyError:
    hint = 'set `unknown` to "allow", "review" or "deny" for components without a known license'
    return PolicyError(f"`{word}` is not a license: it means that none is known", hint=hint)


def _hint(word: str) -> str:
    if {"OR", "AND", "WITH"} & set(word.upper().split()):
        return "list each license of an expression on its own: expressions are weighed part by part"
    from weighstation.knowledge.licenses import keys
    from weighstation.policy.suggest import did_you_mean

    return did_you_mean(word, (*CLASSES, *keys())) or "write an SPDX id, a license key or a class (see docs/policy.md)"


def _listing(keys: tuple[str, ...]) -> str:
    """Some keys as running text, cut where it gets long."""
    shown = ", ".join(keys[:_SHOWN])
    return f"{shown} and {len(keys) - _SHOWN} more" if len(keys) > _SHOWN else shown
