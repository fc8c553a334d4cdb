"""The bytes of a file that is too large to be read, fetched where somebody asks for some of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO


class Window:
    """Behaves as ``bytes`` do for ``len`` and slices without a step; nothing is kept. The stream stays its owner's.

    Not ``mmap``: a file that shrinks while it is read would end the process.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._size = stream.seek(0, os.SEEK_END)

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, part: slice, /) -> bytes:
        """The bytes of a slice; fewer where the file has become shorter."""
        start, stop, _ = part.indices(self._size)
        self._stream.seek(start)
        return self._stream.read(max(stop - start, 0))
