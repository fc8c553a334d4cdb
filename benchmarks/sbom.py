"""What a CycloneDX document costs: built, laid out and validated in a warm process, and from end to end.

usage: python benchmarks/sbom.py [--rounds N] [--components N] [--many N]

The warm part makes a run of N components by hand: a tenth are models, a twentieth data sets, as many hosted models, the
rest packages with their dependencies. The part from end to end makes a repository whose lock file and Python sources
name `--many` components, runs `weighstation sbom` on it and prints the time and the peak of its memory.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from weighstation.model import (
    Claim,
    Component,
    Conclusion,
    Inventory,
    Occurrence,
    Project,
    Reason,
    Run,
    Verdict,
    Weighed,
)
from weighstation.writers.cyclonedx import Options, consistency, schemas
from weighstation.writers.cyclonedx.document import document, written
from weighstation.writers.cyclonedx.layout import layout
from weighstation.writers.cyclonedx.xml_layout import xml

if TYPE_CHECKING:
    from collections.abc import Callable

LLAMA2 = "LicenseRef-scancode-llama-2-license-2023"
ALLOWED = Verdict("allow", (Reason("license-allowed", "allow", "class osi", policy="weighstation.toml:4"),))
VERSIONS: tuple[Literal["1.6", "1.7"], ...] = ("1.6", "1.7")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--components", type=int, default=1_000)
    parser.add_argument("--many", type=int, default=20_000)
    arguments = parser.parse_args()
    run = made(arguments.components)
    print(f"{arguments.components:,} components, warm process, median of {arguments.rounds} rounds\n")
    print("| version | step | ms |\n| --- | --- | ---: |")
    for version in VERSIONS:
        for step, work in steps(run, Options("", "0", spec_version=version)).items():
            print(f"| {version} | {step} | {1000 * timed(work, arguments.rounds):.1f} |")
    print(f"\n{arguments.many:,} components, from end to end\n\n| document | s | MB |\n| --- | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        repository(Path(folder), arguments.many)
        for form in ("json", "xml"):
            seconds, megabytes = end_to_end(folder, form, arguments.many)
            print(f"| {form}, validated | {seconds:.2f} | {megabytes:.0f} |")


def made(count: int) -> Run:
    """A run of that many components."""
    weighed = tuple(one(number, count) for number in range(count))
    return Run(
        Inventory("/repository", Project("shop", "1.0"), (), (), count), weighed, (), "allow", "weighstation.toml"
    )


def one(number: int, count: int) -> Weighed:
    if number % 10 == 0:
        restricted = number % 20 == 0
        place = Occurrence(f"src/a{number}.py", number + 1, symbol="AutoModelForCausalLM.from_pretrained")
        return weigh(
            Component(f"hf:org{number % 50}/model-{number}", "model", "", (place,)), LLAMA2 if restricted else "MIT"
        )
    if number % 20 == 1:
        place = Occurrence("train.py", number, symbol="load_dataset")
        return weigh(Component(f"hf-dataset:org/data-{number}", "dataset", "", (place,)), "CC-BY-4.0")
    if number % 20 == 2:
        place = Occurrence("ask.py", number, use="hosted", symbol="OpenAI")
        return weigh(Component(f"openai:gpt-{number}", "service", "", (place,)), "")
    needed = (f"pypi:package-{(number * 7) % count}", f"pypi:package-{(number * 3) % count}")
    lock = Occurrence("uv.lock", number, symbol="lock")
    return weigh(
        Component(f"pypi:package-{number}", "package", f"1.{number}", (lock,), depends_on=needed), "Apache-2.0"
    )


def weigh(component: Component, expression: str) -> Weighed:
    claim = Claim(expression, "knowledge:exact", "a public record", 0.95, as_of="2026-11-20", verified=True)
    return Weighed(component, Conclusion(expression, 0.95, (claim,) if expression else ()), ALLOWED)


def steps(run: Run, options: Options) -> dict[str, Callable[[], object]]:
    """Each step alone, on what the one before made."""
    built, _ = written(run, options)
    text = xml(built)
    version = options.spec_version
    return {
        "built": lambda: document(run, options),
        "laid out as JSON": lambda: layout(built),
        "laid out as XML": lambda: xml(built),
        "validated: JSON schema": lambda: schemas.json_faults(built, version),
        "validated: XSD": lambda: schemas.xml_faults(text, version),
        "validated: references and purls": lambda: consistency.faults(built),
    }


def timed(work: Callable[[], object], rounds: int) -> float:
    work()
    found = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return statistics.median(found)


def repository(folder: Path, count: int) -> None:
    """A lock file with all packages but 500, and 500 Python files with a model each."""
    models = min(500, count // 2)
    packages = {
        f"node_modules/package-{number}": {"version": f"1.0.{number}", "license": "MIT", "dependencies": needs(number)}
        for number in range(count - models)
    }
    lock = {"name": "shop", "lockfileVersion": 3, "packages": {"": {"name": "shop", "version": "1.0.0"}, **packages}}
    (folder / "package-lock.json").write_text(json.dumps(lock, indent=1), encoding="utf-8")
    for number in range(models):
        text = f'model = AutoModelForCausalLM.from_pretrained("org{number % 20}/model-{number}")\n'
        (folder / f"load_{number}.py").write_text(text, encoding="utf-8")


def needs(number: int) -> dict[str, str]:
    return {f"package-{number // 2}": "^1.0.0"}


def end_to_end(folder: str, form: str, count: int) -> tuple[float, float]:
    """Seconds, and the peak of resident memory in MB, of one run; its document has to have that many components."""
    target = Path(folder).parent / f"{Path(folder).name}.{form}"
    command = [sys.executable, "-m", "weighstation", "sbom", folder, "-o", str(target)]
    start = time.perf_counter()
    subprocess.run(command, check=True)
    seconds = time.perf_counter() - start
    text = target.read_text(encoding="utf-8")
    target.unlink()
    found = text.count('"bom-ref": ') - 2 if form == "json" else text.count(" bom-ref=") - 2
    assert found == count, found
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


if __name__ == "__main__":
    main()
