"""Write knowledge/models/openness.tsv from a copy of the Model Openness Tool's records (lfai/model_openness_tool).

    python scripts/generate_openness.py COPY COMMIT DATE

The class is computed by the tool's own rules (web/modules/mof/src/ModelEvaluator.php and LicenseHandler.php): a part
counts where it has an open license of its own, else that of its kind, else that of the whole release; the research
paper may stand for the technical report. Only records that name one model of the Hub are taken, and none whose open
weights are restricted by what is known here: some records have the license of the code there.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from weighstation.knowledge.licenses import license as known  # the tree's own, not an installed one
from weighstation.licensing.resolve import resolve
from weighstation.licensing.strictness import RESTRICTED, of_expression
from weighstation.model import Component

TABLE = ROOT / "src" / "weighstation" / "knowledge" / "models" / "openness.tsv"
HUB = re.compile(r"https://huggingface\.co/([\w.-]+/[\w.-]+?)/?")
WEIGHTS, REPORT, PAPER = "Model parameters (Final)", "Technical report", "Research paper"
CODE = ("Model architecture", "Data preprocessing code", "Training code", "Inference code", "Evaluation code")
DOCUMENTS = ("Evaluation results", "Model card", "Data card", REPORT, PAPER)
REQUIRED = (
    ("III", ("Model architecture", WEIGHTS, "Evaluation results", "Model card", "Data card", REPORT)),
    ("II", ("Training code", "Inference code", "Evaluation code", "Evaluation data")),
    ("I", ("Datasets", "Data preprocessing code", "Model parameters (Intermediate)", PAPER)),
)
OPEN_DATA = re.compile(
    r"CC0-1\.0|CC-BY-(?:SA-)?\d\.\d(?:-[A-Z]+)?|CDLA-.+|ODC-PDDL-1\.0|ODC-By-1\.0|ODbL-1\.0|GFDL-1\.3|OGL-.+|OpenMDW-1\.0"
)
UNLICENSED = "unlicensed"
NO_LICENSE = re.compile(r"(?i)component|,|;|^license only|^pubmed$")  # what records say in place of a license
TRIALS = ("-test.yml", "Unnamed-Model.yml")


def licenses(release: dict[str, Any]) -> dict[str, str]:
    """The license of each part that a record names."""
    whole = release.get("license") or {}
    found = {}
    for part in release.get("components") or ():
        name = part["name"]
        kind = "code" if name in CODE else "document" if name in DOCUMENTS else "data"
        fallback = (whole.get(each) or {} for each in (kind, "distribution"))
        own = part.get("license") or next((each["name"] for each in fallback if each.get("name")), "")
        found[name] = str(own).strip() or UNLICENSED
    return {name: text for name, text in found.items() if not NO_LICENSE.search(text)}


def contradicted(name: str, weights: str) -> bool:
    """Whether a record gives open weights to a model that is restricted by what is known here."""
    governs = resolve(Component(f"hf:{name}", "model", "", ())).expression
    return is_open(weights) and (not governs or of_expression(governs) >= RESTRICTED)


def is_open(license_id: str) -> bool:
    """Whether the tool takes an SPDX id for open; other spellings it does not know."""
    entry = known(license_id)
    listed = bool(entry and entry.id == license_id and (entry.osi_approved or entry.fsf_libre))
    return listed or bool(OPEN_DATA.fullmatch(license_id))


def mof_class(parts: dict[str, str]) -> str:
    """The highest class whose parts, and those of all classes below it, are there under open licenses."""
    reached = ""
    for name, required in REQUIRED:
        for part in required:
            stand_in = part == REPORT and is_open(parts.get(PAPER, ""))
            if not stand_in and not is_open(parts.get(part, "")):
                return reached
        reached = name
    return reached


def said(parts: dict[str, str], names: tuple[str, ...]) -> str:
    """The licenses that a record gives some parts."""
    found = sorted({parts[name] for name in names if name in parts})
    return " | ".join([each for each in found if each != UNLICENSED] or found)


def rows(copy: Path) -> dict[str, list[str]]:
    """A line for each Hub id that exactly one record names."""
    found: dict[str, list[str]] = {}
    twice = set()
    for path in sorted(copy.glob("models/*.yml")):
        release = yaml.safe_load(path.read_text(encoding="utf-8"))["release"]
        link = HUB.fullmatch(str(release.get("huggingface") or "").strip())
        parts = licenses(release)
        if not link or WEIGHTS not in parts or path.name.endswith(TRIALS) or contradicted(link[1], parts[WEIGHTS]):
            continue
        twice |= {link[1].lower()} & found.keys()
        summary = [mof_class(parts), parts[WEIGHTS], said(parts, CODE), said(parts, ("Datasets",))]
        found[link[1].lower()] = [link[1], *summary, path.name]
    return {key: row for key, row in found.items() if key not in twice}


def main(copy: str, commit: str, date: str) -> None:
    """Writes the table."""
    made = f"scripts/generate_openness.py, lfai/model_openness_tool@{commit} of {date}"
    lines = ["\t".join(row) + "\n" for _, row in sorted(rows(Path(copy)).items())]
    TABLE.write_text(f"# id class weights code data file; {made}\n" + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:4])
