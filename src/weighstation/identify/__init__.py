"""Which license a text is: whole, inside a longer file, or with small changes.

Bytes become words that matter (``words``), words become hashed shingles (``shingles``), the known texts that explain
most of them are placed in the file (``place``), and what is left over is searched for restrictions (``rest``).
"""

from __future__ import annotations

from weighstation.identify.match import Match, text
from weighstation.identify.rest import Extra

__all__ = ["Extra", "Match", "text"]
