"""Where a model stands in the repository, and which of its files speak of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from weighstation.policy.duties._case import is_made

if TYPE_CHECKING:
    from weighstation.knowledge.licenses import License
    from weighstation.model import Ancestor, Component, Conclusion, Relation
    from weighstation.outbound_model import Excerpt, LicenseText, ModelCard, Outbound
    from weighstation.policy.facts import Facts

_OF_THE_WHOLE = ("licenses", "legal", "docs", "doc")  # folders whose files speak for the folder they are in


class Spot(NamedTuple):
    """A model and its place. ``in_tree``: its weights, card or configuration lie in ``folder``; "" is the top.

    ``relation`` is that to its nearest base, None where it has none or does not lie here.
    """

    component: str
    expression: str
    path: str
    line: int = 0
    folder: str = ""
    in_tree: bool = False
    card: ModelCard | None = None
    bases: tuple[Ancestor, ...] = ()

    @property
    def relation(self) -> Relation | None:
        """How it was made from its nearest base; None: it was not, or it does not lie here."""
        return self.bases[0].relation if self.in_tree and self.bases else None

    @property
    def made(self) -> bool:
        """Whether it lies here and is another model than its base."""
        return is_made(self.relation)

    def reached_by(self, path: str) -> bool:
        """Whether a file lies beside the model, above it, or in a folder of licenses or documentation there."""
        folder = path.rpartition("/")[0]
        if folder.rpartition("/")[2].lower() in _OF_THE_WHOLE and folder != self.folder:
            folder = folder.rpartition("/")[0]
        return not folder or f"{self.folder}/".startswith(f"{folder}/")

    def beside(self, name: str) -> str:
        """The path of a file of this name beside the model."""
        return f"{self.folder}/{name}".lstrip("/")


class Sight(NamedTuple):
    """What a check of a duty can see: the license, the place of the model, what the repository says, the facts."""

    license: License
    spot: Spot
    outbound: Outbound
    facts: Facts

    @property
    def notices(self) -> list[Excerpt]:
        """The notices that speak of the model."""
        return [each for each in self.outbound.notices if self.spot.reached_by(each.path)]

    @property
    def texts(self) -> list[Excerpt]:
        """The readmes and pages of the documentation that speak of the model."""
        return [each for each in self.outbound.texts if self.spot.reached_by(each.path)]

    @property
    def licenses(self) -> list[LicenseText]:
        """The texts of licenses that speak of the model."""
        return [each for each in self.outbound.licenses if self.spot.reached_by(each.path)]

    @property
    def own_text(self) -> str:
        """The path of the text of the license itself, empty where none of these is it."""
        return next((each.path for each in self.licenses if self.license.key in each.keys), "")

    @property
    def granted_here(self) -> bool:
        """Whether the model was made here from others, none of which is under the license: it is its maker's own."""
        inherited = {word.strip("()") for base in self.spot.bases for word in base.expression.split()}
        return self.spot.made and self.license.id not in inherited

    @property
    def complete(self) -> bool:
        """Whether the files around the model were read, so that what is not there is missing."""
        return self.spot.folder in self.outbound.folders


def spot(component: Component, conclusion: Conclusion, outbound: Outbound) -> Spot:
    """The place of a model, with the card that describes it and the models it was made from."""
    used = [occurrence for occurrence in component.occurrences if occurrence.use != "mention"]
    folder = folder_of(component)
    cards = {occurrence.path for occurrence in used if occurrence.symbol == "model card"}
    card = next((card for card in outbound.cards if card.path in cards), None)
    bases = tuple(ancestor for ancestor in conclusion.lineage if ancestor.depth == 1)
    path, line = (used[0].path, used[0].line) if used else ("", 0)
    return Spot(component.id, conclusion.expression, path, line, folder or "", folder is not None, card, bases)


def folder_of(component: Component) -> str | None:
    """The folder of a model that lies in the repository, "" for its top; None where it is only named."""
    if component.scheme != "file":
        return None
    name = component.name.strip("/")
    inside = any(occurrence.path.startswith(f"{name}/") for occurrence in component.occurrences)
    if name in {"", "."}:
        return ""
    return name if inside else name.rpartition("/")[0]
