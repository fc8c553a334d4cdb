"""What a component of a foreign document is: from its purl, its links, its name and group to an id of ours.

The purl is believed first, then an address of a model hub among its links, then a name as people write them. What is
none of these keeps its purl (``purl:TYPE/NAME``) or its name (``bom:NAME``) as id, and nothing is known of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from weighstation.boms.purls import Named, from_purl
from weighstation.explain import refs
from weighstation.readers import _hosted, _ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from weighstation.model import Component, ComponentType
    from weighstation.readers._ids import Place

_DASHES = re.compile(r"[-_.]+")
_OWN = ("model-card", "distribution", "vcs")  # addresses of a component itself, and of nothing that it is about
_LONGEST = 300  # characters of a name that is looked up


class Described(NamedTuple):
    """What a document says a component is.

    ``links`` are addresses of its own, the most telling first; ``mentions`` others, which need not be of itself.
    """

    type: ComponentType
    name: str
    group: str = ""
    version: str = ""
    purl: str = ""
    links: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """``group/name``, or the name alone."""
        return f"{self.group}/{self.name}" if self.group and not self.name.startswith(f"{self.group}/") else self.name


def named(described: Described) -> Named:
    """The component that is described: always one, perhaps of a scheme that nothing is known of."""
    by_purl = from_purl(described.purl, described.type) if described.purl else None
    if by_purl and not by_purl.id.startswith("purl:"):
        # A model that is handed out as a package is weighed as a model, of which unknown licenses count.
        kind = described.type if by_purl.type == "package" else by_purl.type
        return Named(by_purl.id, kind, by_purl.version or described.version)
    found = _by_words(described) or by_purl or Named(f"bom:{described.slug}", described.type)
    return found._replace(version=found.version or described.version)


def _by_words(described: Described) -> Named | None:
    if described.type == "package":
        return _disguised(described)
    return _by_links(described) or _by_name(described)


def _disguised(described: Described) -> Named | None:
    """The model or data set that a document calls a package: by an address with its name, or one on record."""
    from weighstation.knowledge import models

    found = next(iter(_same_name(described)), None)
    if found or "/" not in described.slug or not models.exact(f"hf:{described.slug}"):
        return found
    return Named(f"hf:{described.slug}", "model")


def _by_links(described: Described) -> Named | None:
    """The first address of a hub whose last part is the name; else the first of those that are its own."""
    own = (each for link in described.links if (each := _addressed(link)) and each.type == described.type)
    return next((each for each in _same_name(described) if each.type == described.type), None) or next(own, None)


def _same_name(described: Described) -> Iterator[Named]:
    """What the addresses name whose last part is the name."""
    name = described.slug.rpartition("/")[2].lower()
    found = (_addressed(link) for link in (*described.links, *described.mentions) if name in link.lower())
    return (each for each in found if each and each.id.rpartition("/")[2].lower() == name)


def _addressed(link: str) -> Named | None:
    found = _ids.identify(link.removeprefix("git+"), "weak") if "://" in link else None
    return Named(found.id, found.type, found.revision) if found and not found.id.startswith("url:") else None


def _by_name(described: Described) -> Named | None:
    word = described.slug
    if not word or len(word) > _LONGEST or len(word.split(None, 1)) != 1:
        return None
    if described.type == "dataset":
        return _in_place(word, "dataset")
    return _ours(refs.written_out(word) or refs.slug(word) or (None if "/" in word else refs.bare(word)))


def _ours(found: Component | None) -> Named | None:
    return Named(found.id, found.type) if found and found.type in {"model", "service"} else None


def _in_place(word: str, place: Place) -> Named | None:
    found = _ids.identify(word, place)
    return Named(found.id, found.type, found.revision) if found else None


def service(described: Described, provider: str, model: str) -> Named | None:
    """The hosted model of a service; None for one of which nothing says that it is a model.

    ``provider`` is who offers it in the document's words, ``model`` the model it names, where it does.
    """
    word = _DASHES.sub("-", provider.strip().lower().replace(" ", "-"))
    host = _hosted.provider(word) or _hosted.provider(word.replace("-", ""))
    if model:
        known = _hosted.bare(model) or (_hosted.served(model, host) if host else None)
        return Named(known.id, "service", known.revision) if known else None
    found = _by_name(described)
    if found and found.type == "service":
        return found
    return Named(f"{host}:{_DASHES.sub('-', described.name.replace(' ', '-')).lower()}", "service") if host else None


def linked(described: Described, links: Iterable[tuple[str, str]]) -> Described:
    """The description with its addresses by their kind (``externalReferences[].type``)."""
    known = [(_OWN.index(kind) if kind in _OWN else len(_OWN), url) for kind, url in links]
    own = [url for rank, url in sorted(known, key=lambda link: link[0]) if rank < len(_OWN)]
    return described._replace(links=tuple(own), mentions=tuple(url for rank, url in known if rank == len(_OWN)))
