"""The decision tables of the guides that teams work by: facts of use in, verdict and reason out.

The scenarios are those of an open-source office's guide to Llama 2 (Korean and English) and of a deck on the RAIL
licenses. Where a guide and the text of the license disagree the text wins; ``docs/knowledge.md`` has the list.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from weighstation.cli import main

if TYPE_CHECKING:
    from tests.conftest import MakeRepo

LLAMA_1, LLAMA_2 = "huggyllama/llama-7b", "meta-llama/Llama-2-7b-chat-hf"
LLAMA_3, LLAMA_3_1 = "meta-llama/Meta-Llama-3-8B-Instruct", "meta-llama/Llama-3.1-8B-Instruct"
LLAMA_3_2_VISION, LLAMA_3_2 = "meta-llama/Llama-3.2-11B-Vision-Instruct", "meta-llama/Llama-3.2-1B-Instruct"
LLAMA_4 = "meta-llama/Llama-4-Scout-17B-16E-Instruct"
VICUNA_1_3, VICUNA_1_5, BLOOM, STARCODER = (
    "lmsys/vicuna-7b-v1.3", "lmsys/vicuna-7b-v1.5", "bigscience/bloom", "bigcode/starcoder",
)  # fmt: skip
HUNYUAN, QWEN_72B, SD_3_5 = (
    "tencent/Hunyuan-A13B-Instruct",
    "Qwen/Qwen2.5-72B-Instruct",
    "stabilityai/stable-diffusion-3.5-large",
)
GEMMA, FALCON_7B, FALCON_180B = "google/gemma-2-9b-it", "tiiuae/falcon-7b", "tiiuae/falcon-180B"
CODESTRAL, MPT_CHAT, QWEN_3B = "mistralai/Codestral-22B-v0.1", "mosaicml/mpt-7b-chat", "Qwen/Qwen2.5-3B-Instruct"
DOLLY = "databricks/dolly-v2-12b"

# A company that has answered everything: it sells, in Korea, to ten million people, and ships no model.
COMPANY = {
    "commercial": True,
    "monthly_active_users": 10_000_000,
    "annual_revenue_usd": 500_000_000,
    "territories": ["KR"],
    "purposes": ["customer-support"],
    "distributes": ["outputs"],
    "fine_tunes": False,
    "trains_other_models": False,
}

TABLE = [
    # the guide to Llama 2
    ("internal automation", LLAMA_2, {"distributes": []}, "allow", "license-allowed"),
    ("telecom customer service bot, 10 million users", LLAMA_2, {}, "allow", "license-allowed"),
    ("B2B summaries, 100,000 users", LLAMA_2, {"monthly_active_users": 100_000}, "allow", "license-allowed"),
    (
        "captions in a mobile app, 5 million users",
        LLAMA_2,
        {"monthly_active_users": 5_000_000},
        "allow",
        "license-allowed",
    ),
    ("social network, a billion users", LLAMA_2, {"monthly_active_users": 1_000_000_000}, "deny", "user-threshold"),
    (
        "exactly 700 million: more than that is meant",
        LLAMA_2,
        {"monthly_active_users": 700_000_000},
        "allow",
        "license-allowed",
    ),
    (
        "a billion today, 50 million before the release",
        LLAMA_2,
        {"monthly_active_users": 1_000_000_000, "monthly_active_users_on": {"2023-07-18": 50_000_000}},
        "allow",
        "license-allowed",
    ),
    (
        "50 million today, a billion as a goal",
        LLAMA_2,
        {"monthly_active_users": 50_000_000},
        "allow",
        "license-allowed",
    ),
    ("users not stated", LLAMA_2, {"monthly_active_users": None}, "review", "user-threshold"),
    (
        "a derivative is published",
        LLAMA_2,
        {"distributes": ["derivatives"], "fine_tunes": True},
        "allow",
        "license-allowed",
    ),
    ("the model is shared with a partner", LLAMA_2, {"distributes": ["partner"]}, "allow", "license-allowed"),
    ("outputs train another LLM", LLAMA_2, {"trains_other_models": True}, "deny", "model-training"),
    ("fine-tuning Llama 2 itself", LLAMA_2, {"fine_tunes": True}, "allow", "license-allowed"),
    ("generated text is sold", LLAMA_2, {"distributes": ["outputs"]}, "allow", "license-allowed"),
    ("military use", LLAMA_2, {"purposes": ["military"]}, "deny", "field-of-use"),
    ("medical advice without a license", LLAMA_2, {"purposes": ["medical advice"]}, "review", "field-of-use"),
    ("purposes not stated", LLAMA_2, {"purposes": None}, "review", "field-of-use"),
    # "the same guide applies to Llama 3": it does not
    ("outputs of Llama 3 train another LLM", LLAMA_3, {"trains_other_models": True}, "deny", "model-training"),
    ("outputs of Llama 3.1 train another LLM", LLAMA_3_1, {"trains_other_models": True}, "allow", "license-allowed"),
    ("Llama 3.2 Vision in Europe", LLAMA_3_2_VISION, {"territories": ["KR", "DE"]}, "deny", "territory"),
    ("Llama 3.2 Vision in Korea", LLAMA_3_2_VISION, {}, "allow", "license-allowed"),
    ("Llama 3.2 text in Europe", LLAMA_3_2, {"territories": ["EU"]}, "allow", "license-allowed"),
    ("Llama 4 everywhere", LLAMA_4, {"territories": ["worldwide"]}, "deny", "territory"),
    ("Llama 4, territories not stated", LLAMA_4, {"territories": None}, "review", "territory"),
    # which models may be used commercially
    ("LLaMA 1 in a product", LLAMA_1, {}, "deny", "commercial-use"),
    ("LLaMA 1 for a club's website", LLAMA_1, {"commercial": False}, "review", "commercial-use"),
    ("LLaMA 1 in research", LLAMA_1, {"commercial": False, "purposes": ["research"]}, "allow", "license-allowed"),
    ("Vicuna of LLaMA 1 in a product", VICUNA_1_3, {}, "deny", "commercial-use"),
    ("Vicuna of Llama 2 in a product", VICUNA_1_5, {}, "allow", "license-allowed"),
    ("Vicuna of Llama 2 trains another LLM", VICUNA_1_5, {"trains_other_models": True}, "deny", "model-training"),
    ("MPT chat in a product", MPT_CHAT, {}, "deny", "commercial-use"),
    ("MPT chat in research", MPT_CHAT, {"commercial": False}, "allow", "license-allowed"),
    ("Codestral in a product", CODESTRAL, {}, "deny", "commercial-use"),
    ("Qwen2.5 3B in a product", QWEN_3B, {}, "deny", "commercial-use"),
    ("Falcon 7B in a product", FALCON_7B, {}, "allow", "license-allowed"),
    ("Falcon 180B as a service", FALCON_180B, {"distributes": ["hosted-api"]}, "deny", "hosting"),
    ("Dolly 2.0 weights in a product", DOLLY, {}, "allow", "license-allowed"),
    # the deck on RAIL
    ("BLOOM for customer support", BLOOM, {}, "allow", "license-allowed"),
    ("BLOOM for medical advice", BLOOM, {"purposes": ["medical-advice"]}, "deny", "field-of-use"),
    ("BLOOM for law enforcement", BLOOM, {"purposes": ["law-enforcement"]}, "deny", "field-of-use"),
    ("BLOOM for asylum cases", BLOOM, {"purposes": ["asylum"]}, "deny", "field-of-use"),
    (
        "BLOOM decides alone about rights",
        BLOOM,
        {"purposes": ["fully automated legal decisions"]},
        "deny",
        "field-of-use",
    ),
    ("StarCoder in a product", STARCODER, {}, "allow", "license-allowed"),
    ("StarCoder writes malware", STARCODER, {"purposes": ["malware"]}, "deny", "field-of-use"),
    # thresholds, territories and training bans of others
    ("Hunyuan in Korea", HUNYUAN, {}, "deny", "territory"),
    ("Hunyuan in the US", HUNYUAN, {"territories": ["US"]}, "allow", "license-allowed"),
    ("Hunyuan in Britain, as people write it", HUNYUAN, {"territories": ["UK"]}, "deny", "territory"),
    ("Qwen 72B, 10 million users", QWEN_72B, {}, "allow", "license-allowed"),
    (
        "Qwen 72B, 200 million users of the group",
        QWEN_72B,
        {"monthly_active_users": 200_000_000},
        "review",
        "user-threshold",
    ),
    ("Stable Diffusion 3.5, half a billion of revenue", SD_3_5, {}, "deny", "revenue-threshold"),
    ("Gemma for customer support", GEMMA, {}, "allow", "license-allowed"),
    ("Gemma decides alone about rights", GEMMA, {"purposes": ["automated decisions"]}, "deny", "field-of-use"),
]


def policy_of(facts: dict[str, object]) -> str:
    """The facts as TOML: of the values used here, JSON differs only in tables."""
    stated = {key: value for key, value in facts.items() if value is not None}
    lines = [f"{key} = {json.dumps(value)}" for key, value in stated.items() if not isinstance(value, dict)]
    lines += [
        f'{key}."{day}" = {number}'
        for key, value in stated.items()
        if isinstance(value, dict)
        for day, number in value.items()
    ]
    return "\n".join(["[use]", *lines])


@pytest.mark.parametrize(("scenario", "model", "facts", "verdict", "code"), TABLE, ids=[row[0] for row in TABLE])
def test_scenario(  # noqa: PLR0913, PLR0917 - the columns of the table
    scenario: str,
    model: str,
    facts: dict[str, object],
    verdict: str,
    code: str,
    make_repo: MakeRepo,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = make_repo(
        {
            "app.py": f"from transformers import AutoModel\nAutoModel.from_pretrained({model!r})\n",
            "weighstation.toml": policy_of({**COMPANY, **facts}),
        }
    )
    assert main(["check", "--format", "json", str(root)]) == (verdict == "deny"), scenario
    (component,) = json.loads(capsys.readouterr().out)["components"]
    assert component["verdict"] == verdict
    codes = [reason["code"] for reason in component["reasons"] if reason["outcome"] == verdict]
    assert code in codes
    if verdict == "deny":
        deciding = [reason for reason in component["reasons"] if reason["code"] == code]
        assert all(reason["policy"].startswith("weighstation.toml:") for reason in deciding)
    if verdict == "review":
        assert all(reason["question"] for reason in component["reasons"] if reason["outcome"] == "review")
