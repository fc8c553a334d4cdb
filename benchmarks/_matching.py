"""When a finding is the reference that a label means: same file, nearly the same line, the same id in any spelling."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

Row = dict[str, Any]

NEAR = 3  # lines between a label and a finding of the same reference; notebooks are compared by file
_HUB = re.compile(r"(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co|hf-mirror\.com)/([\w.-]+/[\w.-]+)")
_SCHEME = re.compile(r"(hf|huggingface|ollama)://|([a-z][a-z-]*):(?!//)")
_SCHEMES = {"huggingface": "hf", "gemini": "google", "dmr": "docker-model"}
# The owners of bare names, which code may leave out, and the prefixes by which routers name a provider.
_OWNERS = frozenset(
    "sentence-transformers openai-community google-t5 google-bert facebookai distilbert library openai anthropic "
    "google gemini ollama ollama_chat bedrock vertex_ai azure huggingface xai mistral cohere groq cerebras "
    "replicate".split()
)


class Score(NamedTuple):
    """Found and all loads by the way they are written, and what became of the findings in labelled files."""

    recall: dict[str, list[int]]
    missed: list[Row]
    true: int
    false: list[Row]
    ambiguous: int
    use_right: int


def score(labels: Iterable[Row], files: Iterable[Row], findings: Iterable[Row]) -> Score:
    """Findings held against labels. Loads composed at run time (``dynamic``) or built here (``local``) do not count."""
    by_file = _grouped(labels)
    labelled = {(row["repo"], row["path"]) for row in files}
    found = _grouped(_once(findings))
    recall: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    missed = []
    for key, rows in by_file.items():
        for row in rows:
            if row.get("use") != "load" or row.get("dynamic") or row.get("local"):
                continue
            hit = any(matches(row, finding) for finding in found.get(key, ()))
            recall[row["how"]][0] += hit
            recall[row["how"]][1] += 1
            missed += [] if hit else [row]
    judged = [_judged(row, by_file.get(key, [])) for key, rows in found.items() if key in labelled for row in rows]
    false = [row for verdict, row in judged if verdict == "false"]
    verdicts = [verdict for verdict, _ in judged]
    right = verdicts.count("use")
    return Score(dict(recall), missed, right + verdicts.count("true"), false, verdicts.count("ambiguous"), right)


def _grouped(rows: Iterable[Row]) -> dict[tuple[str, str], list[Row]]:
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["repo"], row["path"]].append(row)
    return groups


def _once(findings: Iterable[Row]) -> Iterable[Row]:
    """A reference that stands twice in a line is one finding."""
    return {(row["repo"], row["path"], row["line"], row["ref"].lower()): row for row in reversed([*findings])}.values()


def _judged(finding: Row, labels: list[Row]) -> tuple[str, Row]:
    """``use`` (right in all), ``true`` (another use was labelled), ``ambiguous`` or ``false``."""
    hits = [row for row in labels if "ref" in row and matches(row, finding)]
    if hits:
        return ("use" if any(row["use"] == finding["use"] for row in hits) else "true"), finding
    near = [row for row in labels if "string" in row and _near(row, finding) and _alike(row["string"], finding["ref"])]
    if any(row.get("ignore") for row in near) and not any(row.get("negative") for row in near):
        return "ambiguous", finding
    return "false", finding


def matches(label: Row, finding: Row) -> bool:
    """Whether a finding in the label's file is what the label means."""
    return _near(label, finding) and bool(_spellings(label["ref"]) & _spellings(finding["ref"]))


def _near(label: Row, finding: Row) -> bool:
    return label["path"].endswith(".ipynb") or abs(int(label["line"]) - int(finding["line"])) <= NEAR


def _alike(string: str, ref: str) -> bool:
    string, body = string.lower(), normal(ref)
    return body in (string, normal(string)) or (len(body) > NEAR and (body in string or string in body))


def _spellings(ref: str) -> set[str]:
    body = normal(ref)
    owner, _, name = body.partition("/")
    return {body, name} if name and owner in _OWNERS else {body}


def normal(ref: str) -> str:
    """An id in lower case without scheme, revision, ``:latest`` and the rest of a path or address."""
    ref = ref.strip().lower().removeprefix("pkg:huggingface/")
    if address := _HUB.match(ref):
        return address[1]
    parted = _SCHEME.match(ref)
    scheme, body = (parted[1] or parted[2], ref[parted.end() :]) if parted else ("", ref)
    scheme = _SCHEMES.get(scheme, scheme)
    if scheme in ("", "hf"):
        body = "/".join(body.partition("@")[0].removeprefix("models/").split("/")[:2])
        return body.partition(":")[0] if scheme else body
    body = body.removesuffix(":latest")
    body = body if scheme in ("anthropic", "vertex", "url", "uri") else body.partition("@")[0]
    return body.partition("?")[0].rstrip("/.,;")
