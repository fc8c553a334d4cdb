"""The families that teams ask about first: under which license each of them is, whatever its name suggests.

Every line is asked for the way ``weighstation explain`` is. Only what the OSI has approved may come out as such; the rest
of this table is restricted in one way or another. Where a guide and the text of a license disagree, the text is right
(docs/knowledge.md, "Where guides and license texts disagree").
"""

from __future__ import annotations

import pytest

from weighstation.explain import explain
from weighstation.licensing.settle import keys

Expected = tuple[str, bool, str]
"""The key of the license (several joined by " + " where all of them bind), whether what governs is approved by the
OSI, and whether that allows commercial use."""

FAMILIES: dict[str, dict[str, Expected]] = {
    "Llama": {
        "hf:huggyllama/llama-7b": ("llama1", False, "no"),
        "hf:decapoda-research/llama-7b-hf": ("llama1", False, "no"),
        "hf:meta-llama/Llama-2-7b-hf": ("llama2", False, "conditional"),
        "hf:meta-llama/Llama-2-70b-chat-hf": ("llama2", False, "conditional"),
        "hf:codellama/CodeLlama-7b-hf": ("llama2", False, "conditional"),
        "hf:meta-llama/Meta-Llama-3-8B": ("llama3", False, "conditional"),
        "hf:meta-llama/Meta-Llama-3-70B-Instruct": ("llama3", False, "conditional"),
        "hf:meta-llama/Llama-3.1-8B-Instruct": ("llama3.1", False, "conditional"),
        "hf:meta-llama/Meta-Llama-3.1-405B": ("llama3.1", False, "conditional"),
        "hf:meta-llama/Llama-3.2-1B": ("llama3.2", False, "conditional"),
        "hf:meta-llama/Llama-3.2-11B-Vision": ("llama3.2", False, "conditional"),
        "hf:meta-llama/Llama-3.3-70B-Instruct": ("llama3.3", False, "conditional"),
        "hf:meta-llama/Llama-4-Scout-17B-16E-Instruct": ("llama4", False, "conditional"),
        "ollama:llama3.1": ("llama3.1", False, "conditional"),
    },
    "made from Llama": {
        "hf:tatsu-lab/alpaca-7b-wdiff": ("cc-by-nc-4.0", False, "no"),
        "hf:lmsys/vicuna-7b-v1.3": ("llama1", False, "no"),
        "hf:lmsys/vicuna-13b-v1.5": ("llama2", False, "conditional"),
        "hf:WizardLMTeam/WizardLM-13B-V1.2": ("llama2", False, "conditional"),
        "hf:WizardLM/WizardLM-7B-V1.0": ("llama1", False, "no"),
        "hf:WizardLMTeam/WizardLM-70B-V1.0": ("llama2", False, "conditional"),
        "hf:WizardLMTeam/WizardCoder-15B-V1.0": ("bigscience-openrail-m", False, "yes"),
        "hf:TheBloke/Llama-2-7B-Chat-GGUF": ("llama2", False, "conditional"),
        "hf:TheBloke/vicuna-13B-v1.5-AWQ": ("llama2", False, "conditional"),
        "hf:unsloth/llama-3-8b-bnb-4bit": ("llama3", False, "conditional"),
        "hf:nvidia/Llama-3.1-Nemotron-70B-Instruct-HF": ("llama3.1", False, "conditional"),
    },
    "responsible AI": {
        "hf:bigscience/bloom": ("bigscience-bloom-rail-1.0", False, "yes"),
        "hf:bigscience/bloomz-560m": ("bigscience-bloom-rail-1.0", False, "yes"),
        "hf:bigcode/starcoder": ("bigcode-openrail-m", False, "yes"),
        "hf:bigcode/santacoder": ("bigcode-openrail-m", False, "yes"),
        "hf:bigcode/starcoder2-15b": ("bigcode-openrail-m", False, "yes"),
        "hf:CompVis/stable-diffusion-v1-4": ("creativeml-openrail-m", False, "yes"),
        "hf:runwayml/stable-diffusion-v1-5": ("creativeml-openrail-m", False, "yes"),
        "hf:stabilityai/stable-diffusion-2-1": ("openrail++", False, "yes"),
        "hf:stabilityai/stable-diffusion-xl-base-1.0": ("openrail++", False, "yes"),
        "license:RAIL-A": ("rail-a-family", False, "unknown"),
        "license:OpenRAIL-S": ("responsible-ai-source-1.1", False, "conditional"),
        "license:creativeml-openrail-m": ("creativeml-openrail-m", False, "yes"),
        "license:CreativeML-OpenRAIL-M": ("creativeml-openrail-m", False, "yes"),
    },
    "Falcon": {
        "hf:tiiuae/falcon-7b": ("apache-2.0", True, "yes"),
        "hf:tiiuae/falcon-40b": ("apache-2.0", True, "yes"),
        "hf:tiiuae/falcon-180B": ("falcon-180b-tii", False, "conditional"),
        "hf:tiiuae/falcon-11B": ("falcon-2-11b", False, "yes"),
        "hf:tiiuae/Falcon3-7B-Instruct": ("falcon-llm-license", False, "yes"),
        "hf:tiiuae/falcon-mamba-7b": ("falcon-mamba", False, "conditional"),
    },
    "open": {
        "hf:EleutherAI/gpt-neo-1.3B": ("mit", True, "yes"),
        "hf:EleutherAI/gpt-j-6b": ("apache-2.0", True, "yes"),
        "hf:EleutherAI/gpt-neox-20b": ("apache-2.0", True, "yes"),
        "hf:EleutherAI/pythia-12b": ("apache-2.0", True, "yes"),
        "hf:openlm-research/open_llama_7b": ("apache-2.0", True, "yes"),
    },
    "MPT, by its suffix": {
        "hf:mosaicml/mpt-7b": ("apache-2.0", True, "yes"),
        "hf:mosaicml/mpt-7b-instruct": ("cc-by-sa-3.0", False, "yes"),
        "hf:mosaicml/mpt-7b-chat": ("cc-by-nc-sa-4.0", False, "no"),
        "hf:mosaicml/mpt-7b-storywriter": ("apache-2.0", True, "yes"),
        "hf:mosaicml/mpt-30b": ("apache-2.0", True, "yes"),
        "hf:mosaicml/mpt-30b-instruct": ("cc-by-sa-3.0", False, "yes"),
        "hf:mosaicml/mpt-30b-chat": ("cc-by-nc-sa-4.0", False, "no"),
    },
    "Dolly: weights and data": {
        "hf:databricks/dolly-v2-12b": ("mit", True, "yes"),
        "hf-dataset:databricks/databricks-dolly-15k": ("cc-by-sa-3.0", False, "yes"),
        "hf:databricks/dolly-v1-6b": ("cc-by-nc-4.0", False, "no"),
        "hf-dataset:tatsu-lab/alpaca": ("cc-by-nc-4.0", False, "no"),
    },
    "fine-tuned on what a hosted model wrote, and guards by version": {
        "hf:MBZUAI/LaMini-T5-738M": ("cc-by-nc-4.0", False, "no"),
        "hf:meta-llama/LlamaGuard-7b": ("llama2", False, "conditional"),
        "hf:meta-llama/Prompt-Guard-86M": ("llama3.1 + llama3.2", False, "conditional"),
    },
    "hosted": {
        "openai:gpt-3.5-turbo": ("openai-tou", False, "conditional"),
        "openai:gpt-4": ("openai-tou", False, "conditional"),
        "openai:gpt-4o": ("openai-tou", False, "conditional"),
    },
    "by size, version, suffix or date": {
        "hf:mistralai/Codestral-22B-v0.1": ("mnpl-0.1", False, "no"),
        "hf:mistralai/Mistral-Large-Instruct-2407": ("mrl-0.1", False, "no"),
        "hf:mistralai/Mistral-7B-v0.1": ("apache-2.0", True, "yes"),
        "hf:Qwen/Qwen2-7B": ("apache-2.0", True, "yes"),
        "hf:Qwen/Qwen2-72B-Instruct": ("tongyi-qianwen", False, "conditional"),
        "hf:Qwen/Qwen2.5-3B": ("qwen-research", False, "no"),
        "hf:Qwen/Qwen2.5-7B": ("apache-2.0", True, "yes"),
        "hf:Qwen/Qwen2.5-72B": ("qwen", False, "conditional"),
        "hf:google/gemma-2-9b": ("gemma", False, "yes"),
        "hf:google/gemma-3-4b-it": ("gemma", False, "yes"),
        "hf:google/gemma-4-31B-it": ("apache-2.0", True, "yes"),
        "hf:01-ai/Yi-34B": ("apache-2.0", True, "yes"),
        "hf:01-ai/Yi-1.5-9B": ("apache-2.0", True, "yes"),
        "hf:microsoft/phi-2": ("mit", True, "yes"),
        "hf:stabilityai/stable-diffusion-3-medium": ("stabilityai-community", False, "conditional"),
        "hf:stabilityai/stable-diffusion-3-medium-diffusers": ("stabilityai-nc-research", False, "no"),
        "hf:moonshotai/Kimi-K2-Instruct": ("modified-mit-kimi", False, "conditional"),
        "hf:deepseek-ai/deepseek-coder-6.7b-instruct": ("deepseek", False, "yes"),
        "hf:deepseek-ai/DeepSeek-V3": ("deepseek", False, "yes"),
        "hf:deepseek-ai/DeepSeek-V3-0324": ("mit", True, "yes"),
        "hf:deepseek-ai/DeepSeek-R1": ("mit", True, "yes"),
        "hf:deepseek-ai/DeepSeek-R1-Distill-Llama-8B": ("mit + llama3.1", False, "conditional"),
        "hf:black-forest-labs/FLUX.1-dev": ("flux-1-dev-nc", False, "no"),
        "hf:black-forest-labs/FLUX.1-schnell": ("apache-2.0", True, "yes"),
        "hf:facebook/opt-1.3b": ("opt-175b", False, "no"),
        "hf:facebook/nllb-200-distilled-600M": ("cc-by-nc-4.0", False, "no"),
        "hf:openai/whisper-large-v3": ("apache-2.0", True, "yes"),
        "hf:openai-community/gpt2": ("mit", True, "yes"),
        "hf:gpt2": ("mit", True, "yes"),
        "hf:CohereForAI/c4ai-command-r-v01": ("cc-by-nc-4.0", False, "no"),
        "hf:HuggingFaceH4/zephyr-7b-beta": ("mit", True, "yes"),
        "ollama:codestral": ("mnpl-0.1", False, "no"),
        "ollama:falcon:180b": ("falcon-180b-tii", False, "conditional"),
        "ollama:qwen2.5:3b": ("qwen-research", False, "no"),
    },
}
FAMILY_NAMES = ["OpenRAIL", "OpenRAIL-M", "openrail-m", "RAIL"]
MODELS = {model: expected for family in FAMILIES.values() for model, expected in family.items()}


@pytest.mark.parametrize("model", MODELS)
def test_a_member_of_a_known_family_has_its_own_license(model: str) -> None:
    answer = explain(model)

    assert " + ".join(keys(answer.expression)) == MODELS[model][0]


@pytest.mark.parametrize("model", MODELS)
def test_only_what_is_osi_approved_is_called_so_and_commercial_use_is_what_the_text_says(model: str) -> None:
    governing = explain(model).license

    assert governing is not None
    assert (governing.osi_approved, governing.commercial_use) == MODELS[model][1:]


@pytest.mark.parametrize("name", FAMILY_NAMES)
def test_the_name_of_a_family_of_licenses_is_never_one_of_them(name: str) -> None:
    answer = explain(f"license:{name}")

    assert answer.license is None
    assert {"bigcode-openrail-m", "creativeml-openrail-m", "openrail++"} <= set(answer.candidates)


def test_nobody_is_told_that_a_vendors_own_terms_are_open_source() -> None:
    approved = {expected[0] for expected in MODELS.values() if expected[1]}

    assert approved == {"apache-2.0", "mit"}
