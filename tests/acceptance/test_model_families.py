"""The families that teams ask about first: under which license each of them is, whatever its name suggests.

Only what the OSI has approved may come out as such; the rest of this table is restricted in one way or another.
"""

from __future__ import annotations

import pytest

from weighstation.knowledge.licenses import license as known
from weighstation.licensing.expression import leaves, parse
from weighstation.licensing.resolve import resolve
from weighstation.model import Component

OPEN = {"Apache-2.0", "MIT"}
FAMILIES = {
    "Llama": {
        "hf:huggyllama/llama-7b": "LicenseRef-scancode-llama-license-2023",
        "hf:meta-llama/Llama-2-7b-hf": "LicenseRef-scancode-llama-2-license-2023",
        "hf:meta-llama/Meta-Llama-3-8B": "LicenseRef-weighstation-llama-3",
        "hf:meta-llama/Llama-3.1-8B-Instruct": "LicenseRef-scancode-llama-3.1-license-2024",
        "hf:meta-llama/Llama-3.2-1B": "LicenseRef-scancode-llama-3.2-license-2024",
        "hf:meta-llama/Llama-3.2-11B-Vision": "LicenseRef-scancode-llama-3.2-license-2024",
        "hf:meta-llama/Llama-3.3-70B-Instruct": "LicenseRef-scancode-llama-3.3-license-2024",
        "hf:meta-llama/Llama-4-Scout-17B-16E-Instruct": "LicenseRef-scancode-llama-4-cla-2025",
        "ollama:llama3.1": "LicenseRef-scancode-llama-3.1-license-2024",
        "ollama:codestral": "LicenseRef-weighstation-mnpl-0.1",
    },
    "made from Llama": {
        "hf:lmsys/vicuna-7b-v1.3": "LicenseRef-scancode-llama-license-2023",
        "hf:lmsys/vicuna-13b-v1.5": "LicenseRef-scancode-llama-2-license-2023",
        "hf:WizardLMTeam/WizardLM-13B-V1.2": "LicenseRef-scancode-llama-2-license-2023",
        "hf:WizardLM/WizardLM-7B-V1.0": "LicenseRef-scancode-llama-license-2023",
        "hf:TheBloke/Llama-2-7B-Chat-GGUF": "LicenseRef-scancode-llama-2-license-2023",
        "hf:TheBloke/vicuna-13B-v1.5-AWQ": "LicenseRef-scancode-llama-2-license-2023",
        "hf:unsloth/llama-3-8b-bnb-4bit": "LicenseRef-weighstation-llama-3",
        "hf:nvidia/Llama-3.1-Nemotron-70B-Instruct-HF": "LicenseRef-scancode-llama-3.1-license-2024",
    },
    "responsible AI": {
        "hf:bigscience/bloom": "LicenseRef-scancode-bigscience-rail-1.0",
        "hf:bigscience/bloomz-560m": "LicenseRef-scancode-bigscience-rail-1.0",
        "hf:bigcode/starcoder": "LicenseRef-scancode-bigcode-open-rail-m-v1",
        "hf:bigcode/santacoder": "LicenseRef-scancode-bigcode-open-rail-m-v1",
        "hf:bigcode/starcoder2-15b": "LicenseRef-scancode-bigcode-open-rail-m-v1",
        "hf:CompVis/stable-diffusion-v1-4": "LicenseRef-scancode-stable-diffusion-2022-08-22",
        "hf:runwayml/stable-diffusion-v1-5": "LicenseRef-scancode-stable-diffusion-2022-08-22",
        "hf:stabilityai/stable-diffusion-2-1": "LicenseRef-scancode-bigscience-open-rail-m2",
        "hf:stabilityai/stable-diffusion-xl-base-1.0": "LicenseRef-scancode-bigscience-open-rail-m2",
    },
    "Falcon": {
        "hf:tiiuae/falcon-7b": "Apache-2.0",
        "hf:tiiuae/falcon-40b": "Apache-2.0",
        "hf:tiiuae/falcon-180B": "LicenseRef-weighstation-falcon-180b-tii-1.0",
        "hf:tiiuae/falcon-11B": "LicenseRef-scancode-falcon-2-11b-1.0",
        "hf:tiiuae/Falcon3-7B-Instruct": "LicenseRef-weighstation-tii-falcon-llm-2.0",
    },
    "open": {
        "hf:EleutherAI/gpt-neo-1.3B": "MIT",
        "hf:EleutherAI/gpt-j-6b": "Apache-2.0",
        "hf:EleutherAI/gpt-neox-20b": "Apache-2.0",
        "hf:EleutherAI/pythia-12b": "Apache-2.0",
        "hf:databricks/dolly-v2-12b": "MIT",
        "hf:openlm-research/open_llama_7b": "Apache-2.0",
    },
    "MPT, by its suffix": {
        "hf:mosaicml/mpt-7b": "Apache-2.0",
        "hf:mosaicml/mpt-7b-instruct": "CC-BY-SA-3.0",
        "hf:mosaicml/mpt-7b-chat": "CC-BY-NC-SA-4.0",
        "hf:mosaicml/mpt-7b-storywriter": "Apache-2.0",
        "hf:mosaicml/mpt-30b-chat": "CC-BY-NC-SA-4.0",
    },
    "hosted": {
        "openai:gpt-3.5-turbo": "LicenseRef-scancode-openai-tou-20241211",
        "openai:gpt-4": "LicenseRef-scancode-openai-tou-20241211",
    },
    "by size, version or date": {
        "hf:stabilityai/stable-diffusion-3-medium": "LicenseRef-scancode-stability-ai-community-2024",
        "hf:mistralai/Codestral-22B-v0.1": "LicenseRef-weighstation-mnpl-0.1",
        "hf:mistralai/Mistral-Large-Instruct-2407": "LicenseRef-weighstation-mrl-0.1",
        "hf:mistralai/Mistral-7B-v0.1": "Apache-2.0",
        "hf:Qwen/Qwen2-7B": "Apache-2.0",
        "hf:Qwen/Qwen2.5-3B": "LicenseRef-weighstation-qwen-research",
        "hf:Qwen/Qwen2.5-7B": "Apache-2.0",
        "hf:Qwen/Qwen2.5-72B": "LicenseRef-scancode-qwen-2024",
        "hf:google/gemma-2-9b": "LicenseRef-scancode-gemma-tou-2025-03-24",
        "hf:google/gemma-3-4b-it": "LicenseRef-scancode-gemma-tou-2025-03-24",
        "hf:google/gemma-4-31B-it": "Apache-2.0",
        "hf:01-ai/Yi-34B": "Apache-2.0",
        "hf:microsoft/phi-2": "MIT",
        "hf:moonshotai/Kimi-K2-Instruct": "LicenseRef-scancode-moonshot-ai-modified-mit-2025",
        "hf:deepseek-ai/deepseek-coder-6.7b-instruct": "LicenseRef-scancode-deepseek-la-1.0",
        "hf:deepseek-ai/DeepSeek-R1": "MIT",
        "hf:black-forest-labs/FLUX.1-dev": "LicenseRef-scancode-flux-1-nc",
        "hf:black-forest-labs/FLUX.1-schnell": "Apache-2.0",
        "hf:facebook/opt-1.3b": "LicenseRef-weighstation-opt-175b",
        "hf:facebook/nllb-200-distilled-600M": "CC-BY-NC-4.0",
        "hf:openai/whisper-large-v3": "MIT",
        "hf:openai-community/gpt2": "MIT",
        "hf:gpt2": "MIT",
        "hf:CohereForAI/c4ai-command-r-v01": "CC-BY-NC-4.0",
        "hf:HuggingFaceH4/zephyr-7b-beta": "MIT",
    },
}
MODELS = {model: expression for family in FAMILIES.values() for model, expression in family.items()}


def concluded(model: str) -> str:
    """The expression that governs a model or hosted model."""
    return resolve(Component(model, "service" if model.startswith("openai:") else "model", "", ())).expression


@pytest.mark.parametrize("model", MODELS)
def test_a_model_of_a_known_family_has_its_own_license(model: str) -> None:
    assert concluded(model) == MODELS[model]


@pytest.mark.parametrize("model", MODELS)
def test_only_what_is_osi_approved_is_called_so(model: str) -> None:
    licenses = [known(leaf.id) for leaf in leaves(parse(concluded(model)))]
    assert all(found is not None for found in licenses)
    approved = all(found.osi_approved for found in licenses if found)
    assert approved == (MODELS[model] in OPEN)


def test_the_weights_of_alpaca_are_not_for_commerce() -> None:
    found = known(concluded("hf:tatsu-lab/alpaca-7b-wdiff"))
    assert found is not None
    assert found.commercial_use == "no"
