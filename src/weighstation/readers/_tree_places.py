"""In what place the leaf of a configuration tree stands, judged by its keys and by what is next to it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from weighstation.readers import _keys
from weighstation.readers._tree_keys import BARRED, LINKS, NAMING, NEVER, PROVIDER_KEYS, SERVED, VARIABLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from weighstation.readers._ids import Place
    from weighstation.readers._leaves import Keys, Leaf, Near

_SERVING = re.compile(
    r"model|llm|embed|tokenizer|encoder|checkpoint|rerank|vae|unet|lora|whisper|pretrained|backbone|diffus|bert|gpt|asr|tts"
    r"|^providers?$"
)
_PLURAL = re.compile(r"(?:model|llm|embedding|tokenizer|reranker|encoder)s$")
_TITLES = frozenset({"id", "name", "repo", "repo_id", "hf", "hf_id", "hf_name", "hub_id"})
_MANY = 100  # keys of one mapping that are looked through
_VARIABLE = re.compile(r"([A-Za-z_]\w*)=(.*)", re.DOTALL)


_OF_IMAGES = frozenset({"tag", "image_tag", "digest", "pull_policy", "image_pull_policy", "registry"})


class Spot(NamedTuple):
    """What is known of the place of a leaf: the kind of names in it, its symbol, and who serves the model."""

    place: Place
    symbol: str
    provider: str = ""
    mention: bool = False


fold = lru_cache(maxsize=4096)(_keys.fold)


def barred(keys: Keys) -> bool:
    """Whether the keys say that the value names no model: the last of them, or one that bars all below it."""
    names = [fold(key) for key in keys if isinstance(key, str)]
    return not BARRED.isdisjoint(names) or (bool(names) and names[-1] in NEVER)


def spot(leaf: Leaf, near: Near) -> tuple[Spot | None, int]:
    """The spot of a leaf, and where in its value the part begins that stands there (after ``NAME=``, else at 0)."""
    names = tuple(fold(key) for key in leaf.keys if isinstance(key, str))
    if names and names[-1] in VARIABLES and (assigned := _VARIABLE.fullmatch(leaf.value)):
        return _of_key(assigned[1], assigned[1]), assigned.start(2)
    return _of_keys(leaf.keys, names, near), 0


def variable(keys: Keys, near: Near) -> str:
    """The name next to a value where both are a pair, as in ``name: MODEL_ID``, ``value: org/name``; else empty."""
    here = near.of(keys[:-1])
    return next((here[key] for key in ("name", "key", "parameter") if here.get(key)), "")


def _of_keys(keys: Keys, names: tuple[str, ...], near: Near) -> Spot | None:
    key, above = names[-1] if names else "", names[-2] if len(names) > 1 else ""
    here = near.of(keys[:-1]) if keys and isinstance(keys[-1], str) else {}
    if key in {"value", "default"} and (name := variable(keys, near)):
        return _of_key(name, name)
    if _is_label(key, here):
        return None
    if key == "name" and any("ransformer" in here.get(kind, "") for kind in ("@architectures", "@model_loaders")):
        return Spot("hub", f"{above}.name")  # spacy-transformers and spacy-curated-transformers
    if _is_compose(names, near):
        return Spot("docker-model", ".".join(names[-3:]))
    if key in _TITLES and _PLURAL.search("".join(names[-3:-2])) and not _place(above):
        return Spot("model", f"{above}.{key}")  # `models: fast: name: org/name`
    found = _of_naming(key, above) if key in NAMING else _of_key(key, str(keys[-1]) if here else key)
    return _provided(found, key, names, here, near.of(keys[:-2]))


def _is_label(key: str, here: Iterable[str | int]) -> bool:
    """Whether a key names no model for what is next to it: the name that callers use, or an image in a Helm chart."""
    beside = {fold(name) for name in here if isinstance(name, str)}
    if key == "model_name":
        return "litellm_params" in beside
    return key in {"repository", "repo"} and not _OF_IMAGES.isdisjoint(beside)


def _of_key(name: str, symbol: str) -> Spot | None:
    place = _place(fold(name))
    if place is None and _keys.never(name) and not fold(name).endswith("version"):  # that may be an address
        return None
    return Spot(place or "weak", symbol, mention=fold(name) in LINKS)


def _of_naming(key: str, above: str) -> Spot | None:
    """``name`` and its like stand for the key above them, unless they say something themselves."""
    if above in {"image", "images"}:
        return None
    own, place = _place(key), _place(above)
    if place and (place in {"dataset", "data"} or _SERVING.search(above)):
        return Spot(own if own and own != "weak" and place == "weak" else place, f"{above}.{key}")
    return Spot(own or "weak", key, mention=key in LINKS)


def _place(name: str) -> Place | None:
    return "hosted" if name in {"provider", "providers"} else _keys.place(name)


def _is_compose(names: tuple[str, ...], near: Near) -> bool:
    """Models of a Compose file: ``models: NAME: model`` at the top, and services with ``provider: type: model``."""
    if "services" not in near.of(()):
        return False
    return (names[:1] == ("models",) and names[2:] == ("model",)) or names[-3:] == ("provider", "options", "model")


def _provided(found: Spot | None, key: str, names: tuple[str, ...], *levels: dict[str | int, str]) -> Spot | None:
    """The spot, told by the value next to it (``provider: ollama``) or a key above it who serves the model."""
    if found is None or (found.place not in {"model", "hub"} and key != "name"):
        return found
    word = _provider(levels) or next((name for name in names[:-1] if name == "ollama"), "")
    if not word or (key == "name" and word in SERVED and found.place == "weak"):
        return found
    return found._replace(place=SERVED[word]) if word in SERVED else found._replace(provider=word)


def _provider(levels: Iterable[dict[str | int, str]]) -> str:
    """What the first key that says a provider holds; a table of hundreds of rows is not asked."""
    pairs = (pair for level in levels if len(level) <= _MANY for pair in level.items())
    return next((fold(text) for name, text in pairs if text and fold(str(name)) in PROVIDER_KEYS), "")
