"""What a restriction sounds like in other languages than English: a sentence below an English license takes back, too.

Only the commonest words are known here, of business, research and what is forbidden. Nothing else is understood.
"""

from __future__ import annotations

import re
from functools import cache

# Chinese, Japanese and Korean put words together, so these are looked for anywhere.
_ANYWHERE = (
    "商业 商業 商用 营利 營利 営利 禁止 不得 仅供 僅供 仅限 僅限 仅用于 僅用於 只能用于 学术研究 學術研究 "
    "研究目的 研究用途 に限り に限る のみ使用 使用できません "
    "상업 영리 금지 연구목적 연구용 한하여 한해 허용되지 사용할수없"
)
# German, French, Spanish, Portuguese, Italian, Russian: whole words, or how they begin.
_WORDS = (
    r"kommerziell\w*|nichtkommerziell\w*|gewerblich\w*|untersagt|verboten|ausschliesslich|forschungszweck\w*|"
    r"commerciale(?:s|mente)?|interdite?s?|uniquement|exclusivement|fins de recherche|"
    r"comercial\w*|prohibid[oa]s?|únicamente|solamente|exclusivamente|fines de investigación|"
    r"proibid[oa]s?|somente|apenas para|fins de pesquisa|"
    r"commerciali|vietat[oaie]|esclusivamente|scopi di ricerca|"
    r"коммерч\w*|некоммерч\w*|запрещ\w*|исключительно|исследовательск\w*"
)


def restriction(words: list[str]) -> str:
    """The words of a stretch that restrict in another language, or nothing; ``words`` as normalised."""
    if all(map(str.isascii, words)):
        return _found(_european(), " ".join(words))
    return _found(_eastern(), "".join(words)) or _found(_european(), " ".join(words))


def _found(pattern: re.Pattern[str], text: str) -> str:
    hit = pattern.search(text)
    return hit[0] if hit else ""


@cache
def _european() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_WORDS})\b")


@cache
def _eastern() -> re.Pattern[str]:
    return re.compile("|".join(_ANYWHERE.split()))
