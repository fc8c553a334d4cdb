"""Write knowledge/fingerprints.tsv, fingerprints.bin and phrases.tsv from the license texts of ScanCode's package.

usage: python scripts/generate_fingerprints.py SCANCODE

The package is ``scancode-toolkit-mini``. It is large and needed nowhere else, so it is no development dependency:

    pip download --no-deps --only-binary :all: scancode-toolkit-mini==32.5.0

SCANCODE is that wheel. Texts whose SPDX or ScanCode id is a license of the knowledge base, and all of the SPDX
list, are identified. A text of another license is kept as one of kind "other" if it resembles one of these: it is the
proof that a text is not the license it looks like. Of the licenses that everybody changes a little (BSD, MIT) those
wordings of ScanCode's rules are added that would else be taken for another license. Texts are never stored, only hashes
of words.
"""

from __future__ import annotations

import sys
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import tomli
import yaml

SOURCE = Path(__file__).parents[1] / "src"
sys.path.insert(0, str(SOURCE))

from weighstation.identify.build import Source, build
from weighstation.identify.shingles import shingles
from weighstation.identify.words import normalise
from weighstation.knowledge import licenses

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

KNOWLEDGE = SOURCE / "weighstation" / "knowledge"
FOLDER = "licensedcode/data/licenses/"
RULES = "licensedcode/data/rules/"
ALIKE = 0.5  # the share of another license's shingles from which a text has to be known apart from it
REWORDED = ("bsd-new", "bsd-simplified", "mit")  # ScanCode keys of licenses with many wordings
SAME = 0.9  # the likeness from which a wording needs no fingerprints of its own
LEAST_REWORDED = 60  # words of a whole wording
LEAST = 12  # words of the shortest text worth looking for
LEAST_SPACES = 2  # in a phrase that can be told from chance

# ScanCode keys of texts that are another edition of a license of ours, or its use policy.
EDITIONS = {
    "gemma-tou-2024-04-01": "gemma",
    "ltxv-owl-2025-04-17": "ltxv-owl",
    "openai-tou-20230314": "openai-tou",
}
POLICIES = {"gemma-pup-2024-02-21": "gemma", "llama-4-license-2025": "llama4"}
# Where the license begins behind remarks on it, and where it ends and advice on how to apply it begins: many files have
# only what is between.
BEGINNING = "By exercising the Licensed Rights"
ENDS = ("END OF TERMS AND CONDITIONS", "Creative Commons is not a party to")


class Entry(NamedTuple):
    """One license of ScanCode: its record and text."""

    record: dict[str, Any]
    text: str

    @property
    def id(self) -> str:
        """The SPDX id, or the LicenseRef id that ScanCode gives it."""
        return str(self.record.get("spdx_license_key") or f"LicenseRef-scancode-{self.record['key']}")


def entries(wheel: Path) -> Iterator[Entry]:
    """All licenses of the package that have a text and are no placeholders, in the order of their keys."""
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(
            name for name in archive.namelist() if name.startswith(FOLDER) and name.endswith(".LICENSE")
        ):
            head, _, text = archive.read(name).decode().removeprefix("---\n").partition("\n---")
            record = yaml.safe_load(head)
            if not (record.get("is_generic") or record.get("is_unknown")) and len(normalise(text).words) >= LEAST:
                yield Entry(record, text)


def key(entry: Entry) -> str:
    """The key of the license in the knowledge base, or an empty string."""
    name = entry.record["key"]
    own = EDITIONS.get(name) or POLICIES.get(name) or by_scancode_key().get(name)
    found = None if own else licenses.license(entry.id)
    return own or (found.key if found else "")


@cache
def by_scancode_key() -> dict[str, str]:
    """The keys of our licenses by what their files say is ScanCode's key."""
    files = {name: license_file(name) for name in list(licenses.keys())}
    return {data["scancode_key"]: name for name, data in files.items() if data.get("scancode_key")}


def license_file(name: str) -> dict[str, Any]:
    """The facts of a license as its file has them."""
    return tomli.loads((KNOWLEDGE / "licenses" / f"{name}.toml").read_text(encoding="utf-8"))


def kind(entry: Entry) -> str:
    """What a text is, as in ``fingerprints.Text``."""
    if entry.record.get("is_exception") and licenses.exception(entry.id):
        return "exception"
    return "policy" if entry.record["key"] in POLICIES else "license" if key(entry) else "other"


def source(entry: Entry) -> Source:
    """A text with what it is; an exception has no key, it goes with a license that has."""
    what = kind(entry)
    return Source("" if what == "exception" else key(entry), entry.id, what, entry.record["name"], entry.text)


def parts(wanted: Source) -> Iterator[Source]:
    """A license without the remarks before it, without the advice behind it, without both."""
    _, found, body = wanted.text.partition(BEGINNING)
    texts = [wanted.text, found + body] if found else [wanted.text]
    for end in ENDS:
        for text in list(texts):
            head, found, _ = text.rpartition(end)
            if found and len(head) > len(text) / 2:
                texts += [head + end, head] if end.startswith("END") else [head]
    return (wanted._replace(text=text) for text in texts[1:])


def wanted(found: list[Entry], more: Sequence[Source] = ()) -> list[Source]:
    """The texts to be known: ``more``, those with a key, exceptions of the SPDX list, and what resembles them."""
    sources = [source(entry) for entry in found]
    listed = [s for s in sources if s.key or s.kind == "exception"]
    known = [*more, *listed] + [head for s in listed for head in parts(s)]
    return _once(known) + list(_alike([s for s in sources if s not in listed], known))


def _once(known: list[Source]) -> list[Source]:
    """Each text once for each key."""
    return list({(s.key or s.id, " ".join(normalise(s.text).words)): s for s in reversed(known)}.values())[::-1]


def _alike(others: list[Source], known: list[Source]) -> Iterator[Source]:
    """Those that share much with a known text, but are not the same."""
    sets = [set(shingles(normalise(s.text).words)) for s in known]
    for other in others:
        own = set(shingles(normalise(other.text).words))
        if any(len(own & one) > ALIKE * len(one) for one in sets) and own not in sets:
            yield other._replace(key="", kind="other")


def wordings(wheel: Path, known: list[Source]) -> Iterator[Source]:
    """Texts of rules that ScanCode takes for a license, and that are more like another text than like its own."""
    own = {one.id: one for one in known}
    sets = [(one.key, shingle_set(one.text)) for one in known]
    with zipfile.ZipFile(wheel) as archive:
        for scancode_key in REWORDED:
            license_ = next(entry for entry in entries(wheel) if entry.record["key"] == scancode_key)
            for text in sorted(_rule_texts(archive, scancode_key)):
                found = shingle_set(text)
                likes = [(alike(found, one), key) for key, one in sets]
                best = max(like for like, key in likes if key == own[license_.id].key)
                if best <= SAME and best <= max(like for like, key in likes if key != own[license_.id].key):
                    sets.append((own[license_.id].key, found))
                    yield own[license_.id]._replace(text=text)


def _rule_texts(archive: zipfile.ZipFile, scancode_key: str) -> Iterator[str]:
    prefix = f"{RULES}{scancode_key}_"
    for name in archive.namelist():
        if name.startswith(prefix) and name.endswith(".RULE"):
            head, _, text = archive.read(name).decode().removeprefix("---\n").partition("\n---")
            rule = yaml.safe_load(head)
            whole = rule.get("license_expression") == scancode_key and rule.get("is_license_text")
            if whole and len(normalise(text).words) >= LEAST_REWORDED:
                yield text


def shingle_set(text: str) -> frozenset[int]:
    """The different shingles of a text."""
    return frozenset(shingles(normalise(text).words))


def alike(one: frozenset[int], two: frozenset[int]) -> float:
    """The share of common shingles (Jaccard), from 0 to 1."""
    both = len(one & two)
    return both / (len(one) + len(two) - both)


def phrases(known: list[Source]) -> list[str]:
    """Lines of key and phrase: what the files of licenses quote and no text of another license has."""
    said = [(s.key, f" {' '.join(normalise(s.text).words)} ") for s in known]
    lines: list[str] = []
    for name in list(licenses.keys()):
        data = license_file(name)
        if not data["id"].startswith("LicenseRef-"):
            continue
        known_by = data.get("unique_phrases", []) + data.get("phrases", [])
        told = dict.fromkeys(" ".join(normalise(phrase).words) for phrase in known_by)
        lines += [f"{name}\t{phrase}" for phrase in told if _only_there(phrase, name, said)]
    return lines


def _only_there(phrase: str, name: str, said: list[tuple[str, str]]) -> bool:
    return phrase.count(" ") >= LEAST_SPACES and not any(f" {phrase} " in text for key, text in said if key != name)


def main(arguments: list[str]) -> int:
    """Write the three files and say what is in them."""
    if len(arguments) != 1:
        print(__doc__)
        return 2
    wheel = Path(arguments[0])
    found = list(entries(wheel))
    texts = wanted(found, list(wordings(wheel, wanted(found))))
    release = "-".join(wheel.name.split("-")[:2]).replace("_", "-")
    by = f"generated by scripts/generate_fingerprints.py from {release}"
    table, hashes = build(texts, f"key id kind words size digest name limiting names; {by}")
    (KNOWLEDGE / "fingerprints.tsv").write_bytes(table)
    (KNOWLEDGE / "fingerprints.bin").write_bytes(hashes)
    (KNOWLEDGE / "phrases.tsv").write_bytes(
        "\n".join([f"# key phrase; {by}", *phrases([source(entry) for entry in found]), ""]).encode()
    )
    kinds = {name: sum(s.kind == name for s in texts) for name in ("license", "policy", "exception", "other")}
    print(kinds, len({s.key for s in texts}) - 1, "keys,", len(table), "+", len(hashes), "bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
