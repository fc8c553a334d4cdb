"""Models by id: exact records, families, renames, hosted services."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.knowledge import _files, licenses, models
from weighstation.model import Base

SCHEMES = st.sampled_from(
    [
        "hf",
        "hf-dataset",
        "modelscope",
        "coqui",
        "ollama",
        "docker-model",
        "spacy",
        "bedrock",
        "openai",
        "litellm",
        "whisper",
        "x",
        "",
    ]
)


def best(model_id: str) -> models.ModelFact | None:
    now = models.canonical(model_id)
    return models.exact(now) or models.family(now)


def is_osi(key: str) -> bool:
    known = licenses.license(key)
    return known is not None and known.osi_approved


@pytest.mark.parametrize(
    ("model_id", "license_key", "match"),
    [
        ("hf:meta-llama/Llama-2-7b-hf", "llama2", "exact"),
        ("hf:meta-llama/Llama-2-13b-new", "llama2", "family"),
        ("hf:meta-llama/Meta-Llama-3-8B", "llama3", "exact"),
        ("hf:meta-llama/Llama-3.1-8B-Instruct", "llama3.1", "exact"),
        ("hf:META-LLAMA/llama-3.1-8b-instruct", "llama3.1", "exact"),
        ("hf:meta-llama/Llama-3.2-3B-Instruct", "llama3.2", "exact"),
        ("hf:meta-llama/Llama-4-Scout-17B-16E-Instruct", "llama4", "exact"),
        ("hf:tiiuae/falcon-7b", "apache-2.0", "exact"),
        ("hf:tiiuae/falcon-180B-chat", "falcon-180b-tii", "family"),
        ("hf:tiiuae/falcon-11B", "falcon-2-11b", "exact"),
        ("hf:Qwen/Qwen2.5-3B", "qwen-research", "exact"),
        ("hf:Qwen/Qwen2.5-7B-Instruct", "apache-2.0", "exact"),
        ("hf:Qwen/Qwen2.5-72B", "qwen", "exact"),
        ("hf:Qwen/Qwen2.5-Coder-3B-brand-new", "qwen-research", "family"),
        ("hf:Qwen/Qwen2-72B-Instruct", "tongyi-qianwen", "exact"),
        ("hf:mistralai/Codestral-22B-v0.1", "mnpl-0.1", "exact"),
        ("hf:mistralai/Mistral-7B-v0.1", "apache-2.0", "exact"),
        ("hf:mosaicml/mpt-7b", "apache-2.0", "exact"),
        ("hf:mosaicml/mpt-7b-instruct", "cc-by-sa-3.0", "exact"),
        ("hf:mosaicml/mpt-7b-chat", "cc-by-nc-sa-4.0", "exact"),
        ("hf:google/gemma-3-12b-it", "gemma", "exact"),
        ("hf:google/gemma-4-1234b-it", "apache-2.0", "family"),
        ("hf:google/gemma-5-7b", "gemma", "family"),
        ("hf:deepseek-ai/DeepSeek-V3", "deepseek", "exact"),
        ("hf:deepseek-ai/DeepSeek-R1", "mit", "exact"),
        ("hf:MiniMaxAI/MiniMax-M2.5", "minimax-model", "exact"),
        ("hf:lmsys/vicuna-13b-v1.3", "llama1", "exact"),
        ("hf:lmsys/vicuna-7b-v1.5-32k", "llama2", "family"),
        ("hf:gpt2", "mit", "exact"),
        ("spacy:en_core_web_lg", "mit", "exact"),
        ("docker-model:ai/llama3.2:3B-Q4_K_M", "llama3.2", "exact"),
        ("docker-model:ai/qwen2.5:3B-Q4_K_M", "qwen-research", "exact"),
        ("docker-model:ai/qwen2.5", "apache-2.0", "exact"),
        ("openai:gpt-4o", "openai-tou", "exact"),
        ("openai:gpt-99", "openai-tou", "family"),
        ("anthropic:claude-3-opus-20240229", "anthropic-terms", "family"),
        ("bedrock:us.anthropic.claude-sonnet-4-20250514-v1:0", "anthropic-terms", "exact"),
        ("bedrock:ai21.jamba-1-5-large-v1:0", "jamba-open-model", "exact"),
        ("google:gemini-1.5-pro", "gemini-api-tos", "family"),
        ("xai:grok-3", "xai-hosted", "family"),
        ("mistral-api:mistral-large-latest", "mistral-hosted", "exact"),
        ("whisper:tiny", "mit", "family"),
        ("hf-dataset:databricks/databricks-dolly-15k", "cc-by-sa-3.0", "exact"),
        ("hf-dataset:Tatsu-Lab/alpaca", "cc-by-nc-4.0", "exact"),
        ("hf-dataset:squad", "cc-by-sa-4.0", "exact"),
        ("hf-dataset:nsmc", "cc-by-2.0", "exact"),
        ("coqui:tts_models/multilingual/multi-dataset/xtts_v2", "cpml-1.0", "exact"),
        ("gpt4all:Meta-Llama-3-8B-Instruct.Q4_0.gguf", "llama3", "exact"),
        ("insightface:buffalo_l", "insightface-nc", "family"),
        ("torchhub:facebookresearch/dinov2:main", "apache-2.0", "family"),
        ("ultralytics:yolov8n", "agpl-3.0", "family"),
        ("ultralytics:yolo_nas_s", "other", "family"),
        ("kaggle:google/gemma/keras/gemma_2b_en", "gemma", "family"),
        ("keras:llama3.1_8b", "llama3.1", "family"),
    ],
)
def test_what_is_known_of_well_known_models(model_id: str, license_key: str, match: str) -> None:
    known = best(model_id)

    assert known is not None
    assert (known.license, known.match) == (license_key, match)


@pytest.mark.parametrize(
    ("model_id", "license_key"),
    [
        ("ollama:llama2", "llama2"),
        ("ollama:llama2:13b", "llama2"),
        ("ollama:llama2:latest", "llama2"),
        ("ollama:Llama2:7B-chat-q4_0", "llama2"),
        ("ollama:falcon", "apache-2.0"),
        ("ollama:falcon:40b", "apache-2.0"),
        ("ollama:falcon:180b-text", "falcon-180b-tii"),
        ("ollama:medgemma:27b", "hai-def"),
        ("ollama:qwen2.5:7b", "apache-2.0"),
        ("ollama:qwen2.5:3b", "qwen-research"),
        ("ollama:qwen2.5:32b", "apache-2.0"),
        ("ollama:qwen2.5:72b-instruct-q4_K_M", "qwen"),
        ("ollama:gemma3:27b", "gemma"),
        ("ollama:llama3.2:1b", "llama3.2"),
    ],
)
def test_an_ollama_tag_is_covered_by_the_most_specific_line(model_id: str, license_key: str) -> None:
    known = models.exact(model_id)

    assert known is not None
    assert known.license == license_key


@pytest.mark.parametrize(
    "model_id",
    [
        "ollama:somebody/llama2",
        "ollama:llama27",
        "ollama:",
        "hf:nobody/nothing",
        "hf:gpt2",
        "hf:",
        "hf:/",
        "hf:meta-llama/Llama-2-7b-hf/x",
        "hf:BAAI/bge-m3\tmit",
        "hf:BAAI/bge\n",
        "spacy:xx_nothing_sm",
        "nothing",
        "",
    ],
)
def test_what_has_no_record_has_none(model_id: str) -> None:
    assert models.exact(model_id) is None


def test_a_record_keeps_the_spelling_and_the_facts_of_its_line() -> None:
    known = models.exact("hf:deepseek-ai/deepseek-r1-distill-llama-8b")

    assert known == models.ModelFact(
        id="hf:deepseek-ai/DeepSeek-R1-Distill-Llama-8B",
        license="mit",
        bases=(Base("hf:meta-llama/Llama-3.1-8B", "finetune"),),
        base_licenses=("llama3.1",),
        verified=True,
        source=known.source if known else 0,
        note="own tag MIT on a Llama base",
        laxer=True,
    )
    assert "azureml-assets" in models.source_text(known.source if known else 0)


@pytest.mark.parametrize(
    ("model_id", "own", "of_base"),
    [
        ("hf:NousResearch/Hermes-2-Theta-Llama-3-8B", "apache-2.0", "llama3"),
        ("hf:EpistemeAI/Alpaca-Llama3.1-8B", "apache-2.0", "llama3.1"),
        ("hf:microsoft/harrier-oss-v1-270m", "mit", "gemma"),
        ("hf:HuggingFaceH4/zephyr-7b-gemma-v0.1", "apache-2.0", "gemma"),
        ("hf:microsoft/LLaMA-2-7b-GTL-Delta", "mit", "llama2"),
    ],
)
def test_the_own_tag_and_the_license_of_the_base_are_kept_apart(model_id: str, own: str, of_base: str) -> None:
    known = models.exact(model_id)

    assert known is not None
    assert (known.license, known.base_licenses, known.laxer) == (own, (of_base,), True)


def test_a_name_that_only_looks_like_llama_points_at_no_base() -> None:
    known = models.exact("hf:sentence-transformers/paraphrase-MiniLM-L3-v2")

    assert known is not None
    assert (known.license, known.base_licenses, known.laxer) == ("apache-2.0", (), False)


def test_where_the_own_tag_is_not_recorded_the_note_says_so() -> None:
    known = models.exact("hf:unsloth/DeepSeek-R1-Distill-Llama-8B")

    assert known is not None
    assert known.license == "llama3.1"
    assert known.note.startswith("own tag not recorded")
    assert not known.verified


def test_records_that_disagree_keep_the_stricter_and_name_the_other() -> None:
    known = models.exact("hf:MiniMaxAI/MiniMax-M2.7")

    assert known is not None
    assert (known.license, known.conflict) == ("minimax-m2.7-nc", "minimax-m2-mit-variant")


def test_vicuna_1_5_is_made_from_llama_2() -> None:
    known = models.exact("hf:lmsys/vicuna-7b-v1.5")

    assert known is not None
    assert known.bases == (Base("hf:meta-llama/Llama-2-7b-hf", "finetune"),)


def test_the_exception_of_a_family_is_honoured() -> None:
    rule, excepted = models.family("hf:BAAI/bge-small-xx"), models.family("hf:BAAI/bge-multilingual-gemma2")

    assert rule is not None
    assert excepted is not None
    assert (rule.license, excepted.license) == ("mit", "gemma")


@pytest.mark.parametrize(
    ("written", "today"),
    [
        ("hf:gpt2", "hf:openai-community/gpt2"),
        ("hf:bert-base-uncased", "hf:google-bert/bert-base-uncased"),
        ("hf:all-MiniLM-L6-v2", "hf:sentence-transformers/all-MiniLM-L6-v2"),
        ("hf:no-such-sentence-model", "hf:no-such-sentence-model"),
        ("hf-dataset:squad", "hf-dataset:rajpurkar/squad"),
        ("hf-dataset:no-such-set", "hf-dataset:no-such-set"),
        ("hf:neuralmagic/Some-New-Name", "hf:RedHatAI/Some-New-Name"),
        ("hf:THUDM/chatglm3-6b", "hf:THUDM/chatglm3-6b"),
        ("hf:mistralai/Mistral-7B-v0.1", "hf:mistralai/Mistral-7B-v0.1"),
        ("hf:", "hf:"),
        ("ollama:hf.co/bartowski/Llama-3.2-1B-Instruct-GGUF:Q4_K_M", "hf:bartowski/Llama-3.2-1B-Instruct-GGUF"),
        ("ollama:llama3", "ollama:llama3"),
        ("ollama:library/llama3.2:1b", "ollama:llama3.2:1b"),
        ("ollama:registry.ollama.ai/library/llama3.2", "ollama:llama3.2"),
        ("ollama:somebody/llama3.2", "ollama:somebody/llama3.2"),
        ("openai:gpt-4o", "openai:gpt-4o"),
    ],
)
def test_old_ids_lead_to_todays(written: str, today: str) -> None:
    assert models.canonical(written) == today


def test_publishers_are_those_with_records() -> None:
    assert {"meta-llama", "qwen", "baai", "sentence-transformers"} <= models.publishers()
    assert not {"actions", "nvidia.com", "my-org"} & models.publishers()


def test_the_text_of_a_source_is_found_by_its_number() -> None:
    assert models.source_text(1)
    assert models.source_text(0) == models.source_text(10**9) == models.source_text(-1) == ""


@pytest.mark.parametrize(
    "model_id",
    [
        "hf:meta-llama/Llama-2-anything",
        "hf:meta-llama/Llama-3.3-anything",
        "hf:google/gemma-2-anything",
        "hf:google/medgemma-anything",
        "hf:tiiuae/falcon-180B-anything",
        "hf:tiiuae/Falcon3-anything",
        "hf:Qwen/Qwen-72B-Chat-anything",
        "hf:Qwen/Qwen2.5-VL-72B-anything",
        "hf:Qwen/Qwen2.5-VL-3B-anything",
        "hf:black-forest-labs/FLUX.1-Anything-dev",
        "hf:stabilityai/stable-diffusion-3.5-anything",
        "hf:LGAI-EXAONE/EXAONE-4.0-anything",
        "hf:facebook/nllb-anything",
        "hf:facebook/opt-anything",
        "hf:moonshotai/Kimi-K2-anything",
        "hf:lmsys/vicuna-anything",
        "hf:microsoft/Orca-2-anything",
        "hf:bigcode/starcoder2-anything",
        "ollama:codestral:22b",
        "ollama:command-r",
        "ollama:mistral-large",
    ],
)
def test_no_restricted_family_resolves_to_an_osi_license(model_id: str) -> None:
    known = best(model_id)

    assert known is not None
    assert not is_osi(known.license)


def test_a_record_that_is_freer_than_its_family_says_who_disagrees_or_names_its_base() -> None:
    lax = []
    for table in _files.names("models/hf"):
        for row in _files.rows(f"models/hf/{table}", 8):
            rule = models.own_family(f"hf:{row[0]}") if is_osi(row[1]) else None
            if rule and not is_osi(rule.license) and not (row[3] or row[6]):
                lax.append(row[0])

    assert lax == []


@pytest.mark.parametrize(
    ("model_id", "license_key"),
    [
        ("hf:nobody/llama-7b-anything", "llama1"),
        ("hf:nobody/Llama-2-7b-anything", "llama2"),
        ("hf:nobody/llama2_7b_anything", "llama2"),
        ("hf:nobody/Anything-Llama-3-8B", "llama3"),
        ("hf:nobody/Llama-3.1-8B-anything", "llama3.1"),
        ("hf:nobody/Llama-3_1-anything", "llama3.1"),
        ("hf:nobody/anything_Llama-3.2-1B-anything", "llama3.2"),
        ("hf:nobody/CodeLlama-7b-anything", "llama2"),
        ("hf:nobody/gemma-2-9b-anything", "gemma"),
        ("hf:nobody/Qwen2.5-3B-anything", "qwen-research"),
        ("hf:nobody/Qwen2.5-72B-anything", "qwen"),
        ("hf:nobody/falcon-180B-anything", "falcon-180b-tii"),
        ("hf:nobody/Codestral-22B-anything", "mnpl-0.1"),
        ("hf:nobody/FLUX.1-dev-anything", "flux-1-dev-nc"),
        ("hf:nobody/vicuna-7b-v1.5-anything", "llama2"),
        ("hf:nobody/vicuna-7b-v1.3-anything", "llama1"),
        ("ollama:nobody/llama3-anything:8b", "llama3"),
        ("ollama:nobody/Llama-3.1-8B_anything", "llama3.1"),
    ],
)
def test_whoever_keeps_the_name_of_a_restricted_model_is_under_its_license(model_id: str, license_key: str) -> None:
    known = models.family(model_id)

    assert known is not None
    assert (known.license, known.verified) == (license_key, False)
    assert known.note.startswith("own tag not recorded; the license is the base's")
    assert models.own_family(model_id) is None


@pytest.mark.parametrize(
    "model_id",
    [
        "hf:nobody/gemma-4-anything",
        "hf:nobody/Qwen3-8B-anything",
        "hf:nobody/Qwen2.5-32B-anything",
        "hf:nobody/falcon-40b-anything",
        "hf:nobody/FLUX.1-schnell-anything",
        "hf:nobody/Mistral-7B-anything",
        "hf:nobody/open_llama_7b_anything",
        "hf:nobody/TinyLlama-1.1B-anything",
    ],
)
def test_the_name_of_an_open_model_says_nothing_of_what_others_made_of_it(model_id: str) -> None:
    assert models.family(model_id) is None


def test_no_name_that_anybody_may_give_leads_to_an_open_license() -> None:
    named = [row for row in _files.rows("models/families.tsv", 9) if row[0].startswith("hf:*/")]

    assert len(named) > 100
    assert [row[0] for row in named if is_osi(row[1]) or "v" in row[4] or "b" not in row[4]] == []


@pytest.mark.parametrize(
    ("model_id", "license_key"),
    [
        ("hf:nvidia/Llama3-ChatQA-2-anything", "cc-by-nc-4.0"),
        ("hf:allenai/Llama-3.1-Tulu-3-anything", "llama3.1"),
        ("hf:BAAI/bge-reranker-anything-gemma", "gemma"),
        ("hf:black-forest-labs/FLUX.2-klein-4B-anything", "apache-2.0"),
        ("hf:black-forest-labs/FLUX.2-klein-9B-anything", "flux-nc-2"),
        ("hf:depth-anything/Depth-Anything-V2-Metric-Indoor-Small-anything", "apache-2.0"),
        ("hf:depth-anything/Depth-Anything-V2-Metric-Indoor-Large-anything", "cc-by-nc-4.0"),
        ("hf:Qwen/Qwen2-Math-72B-anything", "tongyi-qianwen"),
        ("hf:zai-org/glm-4-9b-anything", "glm-4"),
        ("hf:zai-org/GLM-4-9B-0414-anything", "mit"),
        ("hf:google/gemma-scope-anything", "cc-by-4.0"),
        ("hf:google/txgemma-anything", "hai-def"),
        ("ollama:qwen:latest", "tongyi-qianwen-research"),
        ("ollama:qwen:7b-chat", "tongyi-qianwen"),
        ("ollama:devstral-2:123b", "mistral-modified-mit"),
    ],
)
def test_a_publishers_own_rule_goes_before_what_a_name_says(model_id: str, license_key: str) -> None:
    known = best(model_id)

    assert known is not None
    assert known.license == license_key


def test_hosted_models_that_nothing_is_recorded_of_are_not_called_open() -> None:
    closed = ["together:Qwen/Qwen3.7-Max", "deepinfra:Qwen/Qwen3-Max", "azure:ministral-3b", "fireworks:qwen3p7-plus"]

    assert [name for name in closed if (fact := models.exact(name)) is None or is_osi(fact.license)] == []


@given(SCHEMES, st.text())
def test_no_id_makes_a_lookup_fail(scheme: str, name: str) -> None:
    model_id = f"{scheme}:{name}"

    assert models.canonical(models.canonical(model_id))
    assert models.exact(model_id) is None or models.exact(model_id)
    assert models.family(model_id) is None or models.family(model_id)
    assert len(models.original(model_id)) <= 1
