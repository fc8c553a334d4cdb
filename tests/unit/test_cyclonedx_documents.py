"""Whole documents of small runs, byte for byte: ``WEIGHSTATION_UPDATE_SNAPSHOTS=1`` writes them anew."""

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from weighstation.errors import UsageError
from weighstation.model import (
    Ancestor,
    Base,
    Claim,
    Component,
    Conclusion,
    Finding,
    Inventory,
    Occurrence,
    Outcome,
    Project,
    Publisher,
    Reason,
    Run,
    Statement,
    Unread,
    Verdict,
    Weighed,
)
from weighstation.writers.cyclonedx import Options, write

SNAPSHOTS = Path(__file__).parents[1] / "snapshots" / "cyclonedx"
ROOT = "/home/someone/shop"
COMMIT = "0123456789abcdef0123456789abcdef01234567"
LLAMA2 = "LicenseRef-scancode-llama-2-license-2023"
GEMMA = "LicenseRef-scancode-gemma-tou-2025-03-24"
LLAMA31 = "LicenseRef-scancode-llama-3.1-license-2024"
DATED = Options("2026-11-20T08:30:00Z", "0.1.0")


def _run(*weighed: Weighed, verdict: Outcome = "allow", policy: str = "weighstation.toml") -> Run:
    inventory = Inventory(ROOT, Project("shop", "1.2.0"), tuple(one.component for one in weighed), (), 7)
    return Run(inventory, weighed, (), verdict, policy)


def _allowed(message: str) -> Verdict:
    return Verdict("allow", (Reason("license-allowed", "allow", message, policy="weighstation.toml:4"),))


def _claim(expression: str, source: str = "knowledge:exact", where: str = "a public record") -> Claim:
    return Claim(expression, source, where, 0.95, as_of="2026-11-20", verified=source.startswith("knowledge"))


def _package(name: str, version: str, symbol: str, *depends_on: str, license_id: str = "") -> Weighed:
    scheme, _, _ = name.partition(":")
    path = {"pypi": "uv.lock", "npm": "package-lock.json"}[scheme]
    places = (Occurrence(path, len(name), symbol=symbol),)
    claims = (_claim(license_id, "lock-file field", f"{path}:{len(name)}"),) if license_id else ()
    component = Component(name, "package", version, places, depends_on=depends_on)
    return Weighed(component, Conclusion(license_id, 0.8, claims), _allowed("fine"))


ADAPTED = Weighed(
    Component(
        "hf:shop-team/support-lora",
        "model",
        COMMIT.upper(),
        (
            Occurrence("README.md", 3, use="mention"),
            Occurrence("adapters/support/adapter_config.json", 4, 3, symbol="base_model_name_or_path"),
            Occurrence("src/serve.py", 12, 9, symbol="PeftModel.from_pretrained"),
        ),
        (Statement("llama2", "adapters/support/README.md", 2),),
        (Base("hf:meta-llama/Llama-2-7b-chat-hf", "adapter"), Base("hf:shop-team/not-public", "merge")),
        ("hf-dataset:shop-team/support-talks",),
    ),
    Conclusion(
        LLAMA2,
        0.95,
        (_claim(LLAMA2, "model-card", f"{ROOT}/adapters/support/README.md:2"),),
        (
            Ancestor("hf:meta-llama/Llama-2-7b-hf", "finetune", LLAMA2, "knowledge:exact", 0.95, 2),
            Ancestor("hf:meta-llama/Llama-2-7b-chat-hf", "adapter", LLAMA2, "knowledge:exact", 0.95),
        ),
    ),
    Verdict(
        "review",
        (
            Reason(
                "license-review",
                "review",
                "Llama 2 Community License Agreement needs a look: class community",
                "section 2",
                f"{ROOT}/weighstation.toml:9",
                "How many monthly active users does the whole group have?",
            ),
        ),
    ),
)

DISTILLED = Weighed(
    Component("hf:deepseek-ai/DeepSeek-R1-Distill-Llama-8B", "model", "main", (Occurrence("src/judge.py", 2),)),
    Conclusion(
        f"MIT AND {LLAMA31}",
        0.9,
        (_claim("MIT"),),
        (Ancestor("hf:meta-llama/Llama-3.1-8B", "finetune", LLAMA31, "knowledge:exact", 0.95),),
        ("laxer-than-base: tagged MIT, but made from a model under the Llama 3.1 license",),
    ),
    _allowed("allowed"),
)

AMBIGUOUS = Weighed(
    Component("ollama:llama3.1:8b", "model", "", (Occurrence("run.sh", 2, symbol="ollama pull"),)),
    Conclusion("", candidates=("llama3", "llama3.1")),
    Verdict("deny", (Reason("license-ambiguous", "deny", "one of several licenses", policy="built-in default"),)),
)

LEGACY = Weighed(
    Component("hf:gpt2", "model", "", (Occurrence("src/tiny.py", 1, symbol="pipeline"),)),
    Conclusion("MIT", 0.95, (_claim("MIT"), _claim("Apache-2.0", "model-card", "README.md:1"))),
    _allowed("class osi"),
)

DATASET = Weighed(
    Component("hf-dataset:shop-team/support-talks", "dataset", "", (Occurrence("train.py", 9, symbol="load_dataset"),)),
    Conclusion("CC-BY-4.0", 0.7, (_claim("CC-BY-4.0", "model-card", "data/README.md:4"),)),
    _allowed("class creative-commons"),
)

HOSTED = Weighed(
    Component("openai:gpt-4o", "service", "", (Occurrence("src/ask.py", 3, use="hosted", symbol="OpenAI"),)),
    Conclusion("LicenseRef-scancode-openai-tou-20241211", 0.5),
    Verdict(
        "allow",
        (
            Reason("license-review", "review", "terms of a hosted service", policy="weighstation.toml:20"),
            Reason("exception", "allow", "agreed with the provider until 2099-12-31", policy="weighstation.toml:31"),
        ),
    ),
)

MENTIONED = Weighed(
    Component("hf:org/only-in-prose", "model", "", (Occurrence("README.md", 1, use="mention"),)), Conclusion("")
)

PACKAGES = (
    _package("pypi:requests", "2.32.0", "project.dependencies", "pypi:idna", "pypi:gone", license_id="Apache-2.0"),
    _package("pypi:idna", "3.10", "lock", license_id="BSD-3-Clause"),
    _package("pypi:left", "1.0", "lock", "pypi:right", license_id="MIT OR Apache-2.0"),
    _package("pypi:right", "1.0", "lock", "pypi:left", "pypi:right"),
    _package("npm:@scope/name", "1.0.0", "lock", license_id="OpenMDW-1.0"),
)

PARTS = (("packages/web", Project("@shop/web", "3.0.0")), ("packages/api", Project("shop-api")))
IN_A_PART = Weighed(
    Component(
        "hf:google/gemma-2b",
        "model",
        "",
        (
            Occurrence("packages/api/src/answer.py", 3, 9, symbol="AutoModelForCausalLM.from_pretrained"),
            Occurrence("tool.py", 1, symbol="AutoModelForCausalLM.from_pretrained"),
        ),
    ),
    Conclusion(GEMMA, 0.95, (_claim(GEMMA)._replace(note="the terms name Gemma 1 to 3"),)),
    _allowed("class community"),
)
POINTER = Weighed(
    Component(
        "file:packages/api/voice.safetensors",
        "model",
        f"sha256:{'0a' * 32}",
        (Occurrence("packages/api/voice.safetensors", 1, symbol="git-lfs pointer to 12,345 bytes"),),
    ),
    Conclusion(""),
    Verdict("review", (Reason("license-unknown", "review", "the license is not known", policy="weighstation.toml:2"),)),
)

PUBLISHER = Publisher(
    "Acme",
    "https://acme.example",
    "Product security",
    "security@acme.example",
    "Release engineering, Acme",
    "customer support",
    "answers customers, a person reads along",
)

FINDINGS = (
    Finding("exception-expired", "error", "ended on 2026-01-01", "weighstation.toml", 40, component="openai:gpt-4o"),
    Finding("exception-unused", "warning", "matches nothing", f"{ROOT}/weighstation.toml", 44, "remove the entry"),
)


def _troubled() -> Run:
    run = _run(HOSTED, MENTIONED, verdict="review")
    unread = (Unread("data/broken.ipynb", f"{ROOT}/data/broken.ipynb is no JSON", 3), Unread("big.bin", "too large"))
    return run._replace(findings=FINDINGS, inventory=run.inventory._replace(unread=unread))


DOCUMENTS: dict[str, tuple[Run, Options]] = {
    "empty": (_run(), DATED),
    "models": (_run(ADAPTED, DISTILLED, AMBIGUOUS, LEGACY, DATASET, verdict="deny"), DATED),
    "models-as-expressions": (_run(ADAPTED, LEGACY), DATED._replace(license_form="expression")),
    "packages": (_run(*PACKAGES), DATED),
    "hosted-with-findings": (_troubled(), DATED),
    "not-judged-not-dated": (_run(DATASET._replace(verdict=Verdict("allow")), policy=""), Options()),
    "published": (_run(LEGACY)._replace(publisher=PUBLISHER), DATED),
    "monorepo": (_run(IN_A_PART, POINTER, HOSTED, PACKAGES[0], PACKAGES[1]), DATED._replace(packages=PARTS)),
}
VERSIONED: dict[str, tuple[Run, Options]] = {
    f"{name}-1.7": (run, options._replace(spec_version="1.7"))
    for name, (run, options) in DOCUMENTS.items()
    if name in {"models", "monorepo", "hosted-with-findings"}
}
XML: dict[str, tuple[Run, Options]] = {
    name: (run, options._replace(output_format="xml"))
    for name, (run, options) in {**DOCUMENTS, **VERSIONED}.items()
    if name.startswith(("models", "monorepo", "hosted-with", "published"))
}
FILES = {
    **{f"{name}.cdx.json": made for name, made in {**DOCUMENTS, **VERSIONED}.items()},
    **{f"{name}.cdx.xml": made for name, made in XML.items()},
}
"""Every kind of document in JSON; those with the most in them in both versions and formats, too."""


@pytest.mark.parametrize("name", FILES)
def test_a_document_is_as_recorded(name: str) -> None:
    text = write(*FILES[name])
    recorded = SNAPSHOTS / name
    if os.environ.get("WEIGHSTATION_UPDATE_SNAPSHOTS"):
        recorded.write_bytes(text.encode())
    assert text == recorded.read_bytes().decode()


def test_every_recorded_document_has_its_run() -> None:
    assert {path.name for path in SNAPSHOTS.iterdir()} == set(FILES)


@pytest.mark.parametrize(
    "environment",
    [{"PYTHONHASHSEED": "0"}, {"PYTHONHASHSEED": "1", "LANG": "C", "LC_ALL": "C"}, {"TZ": "Pacific/Auckland"}],
    ids=str,
)
def test_documents_do_not_depend_on_hash_seed_language_or_time_zone(
    environment: dict[str, str], tmp_path: Path
) -> None:
    code = (
        "import pickle, sys; from weighstation.writers.cyclonedx import write; "
        "sys.stdout.write(''.join(write(*one) for one in pickle.load(sys.stdin.buffer)))"
    )
    sources = os.pathsep.join(os.path.abspath(path) for path in sys.path)
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=pickle.dumps(tuple(FILES.values())),
        cwd=tmp_path,
        capture_output=True,
        check=True,
        env={**os.environ, **environment, "PYTHONPATH": sources},
    )
    assert done.stdout.decode().replace("\r\n", "\n") == "".join(write(*one) for one in FILES.values())


def test_documents_do_not_depend_on_the_order_of_components() -> None:
    run, options = DOCUMENTS["models"]
    assert write(run._replace(weighed=run.weighed[::-1]), options) == write(run, options)


def test_documents_do_not_depend_on_the_folder_of_the_project() -> None:
    run, options = DOCUMENTS["models"]
    moved = pickle.loads(pickle.dumps(run).replace(ROOT.encode(), b"/home/another/shop"))  # of equal length
    assert moved.inventory.root != ROOT
    assert write(moved, options) == write(run, options)


def test_no_document_names_the_folder_of_the_project() -> None:
    assert "someone" in str(DOCUMENTS)
    assert not [name for name, one in FILES.items() if "someone" in write(*one)]


@pytest.mark.parametrize("name", XML)
def test_both_formats_of_a_document_have_one_serial_number(name: str) -> None:
    serial = json.loads(write(*{**DOCUMENTS, **VERSIONED}[name]))["serialNumber"]
    assert f'serialNumber="{serial}"' in write(*XML[name])


def test_the_serial_number_changes_with_the_content_only() -> None:
    run, options = DOCUMENTS["empty"]
    other = run._replace(inventory=run.inventory._replace(files=8))
    serials = [json.loads(write(one, options))["serialNumber"] for one in (run, run, other)]
    assert serials[0] == serials[1] != serials[2]


@pytest.mark.parametrize("wrong", ["yesterday", "2026-11-20", "2026-11-20T08:30:00+01:00", "2026-1-2T3:4:5Z", "\0"])
def test_a_timestamp_of_another_form_is_refused(wrong: str) -> None:
    with pytest.raises(UsageError, match="not a timestamp"):
        write(_run(), Options(wrong))


def test_components_that_are_only_mentioned_are_left_out() -> None:
    assert json.loads(write(_run(MENTIONED), DATED))["components"] == []
