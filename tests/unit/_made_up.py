"""Made-up license texts: the real ones are nobody's to copy into a repository."""

from __future__ import annotations

import random
from functools import lru_cache

from weighstation.identify.build import Source, build
from weighstation.knowledge.fingerprints import Fingerprints, unpack

WORDS = (
    "herewith grantor receiver thing deed bestow carry fashion notice bearing warrant fitness hazard damage loss claim "
    "liable whole part copy bundle shape source form binary hand party deed holder name endorse derive promote clause "
    "shall each every into upon under above below given freely charge kind either express implied event tort contract"
).split()


def made_up(seed: int, length: int) -> str:
    """A text of some sentences, the same for the same numbers."""
    rng = random.Random(seed)
    words = [rng.choice(WORDS) + ("." if at % 13 == 12 else "") for at in range(length)]
    return "\n".join(" ".join(words[at : at + 11]) for at in range(0, length, 11))


def edited(text: str, seed: int, share: float = 0.05) -> str:
    """A text with some of its words replaced, left out, or followed by another."""
    rng = random.Random(seed)
    words = text.split(" ")
    for at, word in enumerate(words):
        if rng.random() < share:
            words[at] = rng.choice(("river", "", f"{word} window"))
    return " ".join(words)


# Keys of the knowledge base, for their facts: mit grants commercial use, llama2 on conditions, cc-by-nc-4.0 none.
MIT, SHORTER, LONG = made_up(1, 170), made_up(2, 200), made_up(3, 1400)
LONGER = SHORTER + "\n" + made_up(4, 60)
LLAMA = made_up(5, 600).replace("grantor", "Almeta").replace("thing", "Almeta 2")
FREE, CLOSED, POLICY, EXCEPTION = made_up(6, 300), made_up(7, 300), made_up(8, 150), made_up(9, 80)
SHOP = MIT + "\n" + made_up(10, 12) + "\nNot for shops."


@lru_cache(maxsize=1)
def known() -> Fingerprints:
    """Fingerprints of the texts above."""
    sources = [
        Source("mit", "MIT", "license", "MIT License", MIT),
        Source("bsd-2-clause", "BSD-2-Clause", "license", "Two Clauses", SHORTER),
        Source("bsd-3-clause", "BSD-3-Clause", "license", "Three Clauses", LONGER),
        Source("apache-2.0", "Apache-2.0", "license", "Apache License 2.0", LONG),
        Source("llama2", "LicenseRef-llama", "license", "Almeta 2 License", LLAMA),
        Source("isc", "ISC", "license", "One Text", FREE),
        Source("0bsd", "0BSD", "license", "The Same Text", FREE),
        Source("cc-by-nc-4.0", "CC-BY-NC-4.0", "license", "Closed", CLOSED),
        Source("llama2", "LicenseRef-policy", "policy", "Almeta Use Policy", POLICY),
        Source("", "Some-exception", "exception", "Some Exception", EXCEPTION),
        Source("", "LicenseRef-shop", "other", "Shop License", SHOP),
    ]
    return unpack(*build(sources, "columns"))
