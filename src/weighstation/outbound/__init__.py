"""What the repository itself says to whoever gets it: notices, license texts, cards, manifests, readmes. No judging."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation import repository
from weighstation.outbound import _cards, _files, _manifests, _texts
from weighstation.outbound_model import Outbound

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["read"]


def read(root: str, folders: Iterable[str]) -> Outbound:
    """What the files in these folders and above them say; paths from ``root``, "" for itself. No folders: nothing.

    Never raises for what a file holds. Where there are too many files, ``Outbound.folders`` lacks those not looked at.
    """
    wanted = dict.fromkeys(step for folder in folders for step in _files.upwards(folder))
    if not wanted:
        return Outbound()
    repo = repository.open_repository(root)
    looked, paths = _files.listed(repo, wanted)
    files = [(path, data) for path in paths if not _texts.is_ours(data := _files.content(repo, path))]
    return Outbound(
        looked,
        notices=tuple(_texts.excerpt(*file) for file in files if _files.is_notice(file[0])),
        licenses=tuple(_texts.license_text(*file) for file in files if _files.is_license(file[0])),
        cards=tuple(card for file in files for card in _cards.cards(*file)),
        stated=tuple(word for file in files for word in _manifests.stated(*file)),
        texts=tuple(_texts.excerpt(*file, _texts.MOST) for file in files if _files.is_prose(file[0])),
        shown=tuple(
            _texts.excerpt(path, data)
            for path in _files.showing(repo)
            if not _texts.is_ours(data := _files.content(repo, path))
        ),
    )
