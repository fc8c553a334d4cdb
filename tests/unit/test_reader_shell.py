"""Shell scripts: what commands, options, variables and here-documents name, and what they do not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.errors import ReadError
from weighstation.readers import shell
from weighstation.readers._commands import sight_list

WHEEL = "https://github.com/explosion/spacy-models/releases/download/en_core_web_lg-3.7.1/en_core_web_lg-3.7.1.whl"


def sightings(text: str) -> list[tuple[str, str, str]]:
    found = shell.read("run.sh", text.encode())
    return [(each.id, each.occurrence.use, each.occurrence.symbol) for each in found]


def loads(text: str) -> list[str]:
    return [name for name, use, _ in sightings(text) if use != "mention"]


@pytest.mark.parametrize(
    ("line", "name", "symbol"),
    [
        ("hf download acme/x", "hf:acme/x", "hf download"),
        ("hf download acme/x config.json --local-dir models/x", "hf:acme/x", "hf download"),
        ("hf download --local-dir out acme/x", "hf:acme/x", "hf download"),
        ("huggingface-cli download gpt2", "hf:gpt2", "huggingface-cli download"),
        ("hf download --repo-type dataset acme/data", "hf-dataset:acme/data", "hf download"),
        ("hf download acme/data --repo-type=dataset", "hf-dataset:acme/data", "hf download"),
        ("ollama pull llama3.1:8b", "ollama:llama3.1:8b", "ollama pull"),
        ("ollama run llama3.2:latest 'why is the sky blue'", "ollama:llama3.2", "ollama run"),
        ("ollama show mistral", "ollama:mistral", "ollama show"),
        ("ollama cp codellama:13b mine", "ollama:codellama:13b", "ollama cp"),
        ("ollama pull hf.co/acme/x-GGUF:Q4_K_M", "hf:acme/x-GGUF", "ollama pull"),
        ("ramalama run ollama://smollm:135m", "ollama:smollm:135m", "ramalama run"),
        ("lms get acme/x", "hf:acme/x", "lms get"),
        ("docker model pull ai/smollm2", "docker-model:ai/smollm2", "docker model pull"),
        ("docker model run ai/qwen3:8B-Q4_0 hello", "docker-model:ai/qwen3:8B-Q4_0", "docker model run"),
        ("docker model run hf.co/acme/x-GGUF", "hf:acme/x-GGUF", "docker model run"),
        ("vllm serve --port 8000 acme/x", "hf:acme/x", "vllm serve"),
        ("vllm bench serve --model acme/x", "hf:acme/x", "--model"),
        ("python -m vllm.entrypoints.openai.api_server --model acme/x", "hf:acme/x", "--model"),
        ("llama-server -hf acme/x-GGUF:Q4_K_M -c 4096", "hf:acme/x-GGUF", "-hf"),
        ("./build/bin/llama-cli --hf-repo acme/x-GGUF", "hf:acme/x-GGUF", "--hf-repo"),
        ("text-generation-launcher --model-id acme/x", "hf:acme/x", "--model-id"),
        ("text-embeddings-router --model-id acme/x --port 80", "hf:acme/x", "--model-id"),
        ("python -m spacy download en_core_web_sm", "spacy:en_core_web_sm", "spacy download"),
        ("spacy download de_core_news_lg", "spacy:de_core_news_lg", "spacy download"),
        ("mlx_lm.generate --model acme/x-4bit", "hf:acme/x-4bit", "--model"),
        ("optimum-cli export onnx -m distilbert-base-uncased out/", "hf:distilbert-base-uncased", "-m"),
        ("trl sft --model_name_or_path acme/x", "hf:acme/x", "--model_name_or_path"),
        ("accelerate launch train.py --base_model=acme/x", "hf:acme/x", "--base_model"),
        ("autotrain llm --train --model acme/x", "hf:acme/x", "--model"),
        ("litgpt download acme/x", "hf:acme/x", "litgpt download"),
        ("tune download acme/x --output-dir out", "hf:acme/x", "tune download"),
        ("whisper talk.mp3 --model medium", "whisper:medium", "--model"),
        ("lm_eval --model hf --model_args pretrained=acme/x,dtype=float16", "hf:acme/x", "--model_args"),
        (
            "aws bedrock-runtime invoke-model --model-id anthropic.claude-v2",
            "bedrock:anthropic.claude-v2",
            "--model-id",
        ),
        ("litellm --model ollama/llama2", "ollama:llama2", "--model"),
        ("train.py model.name=acme/x trainer.devices=1", "hf:acme/x", "model.name="),
        ("train.py --trainer.base_model acme/x", "hf:acme/x", "--trainer.base_model"),
        ("train.py --dataset acme/data", "hf-dataset:acme/data", "--dataset"),
        ("vllm serve $M --lora-modules sql=acme/lora", "hf:acme/lora", "--lora-modules"),
        ("""vllm serve $M --speculative-config '{"model": "acme/draft"}'""", "hf:acme/draft", "--speculative-config"),
        ("git clone https://huggingface.co/acme/x", "hf:acme/x", "git clone"),
        ("git clone git@hf.co:acme/x", "hf:acme/x", "git clone"),
        ("git clone https://me:$TOKEN@huggingface.co/acme/x.git", "hf:acme/x", "git clone"),
        ("git submodule add https://huggingface.co/acme/x", "hf:acme/x", "git submodule"),
        ("git lfs clone https://huggingface.co/acme/x", "hf:acme/x", "git lfs"),
        ("wget -O m.bin https://huggingface.co/acme/x/resolve/main/m.bin", "hf:acme/x", "wget"),
        ("curl -L https://huggingface.co/acme/x/resolve/main/$FILE", "hf:acme/x", "curl"),
        ("hfget --from=hf://acme/x", "hf:acme/x", "--from"),
        (f"pip install {WHEEL}", "spacy:en_core_web_lg", "pip"),
        ("benchmark meta-llama/Llama-3.2-1B-Instruct", "hf:meta-llama/Llama-3.2-1B-Instruct", "benchmark"),
        ("MODEL_ID=acme/x", "hf:acme/x", "MODEL_ID="),
        ('export BASE_MODEL="acme/x"', "hf:acme/x", "BASE_MODEL="),
        ("LLM=llama2", "ollama:llama2", "LLM="),
        ('URL="${VAR:-https://huggingface.co/acme/x}"', "hf:acme/x", "URL="),
        (': "${MODEL_ID:=acme/x}"', "hf:acme/x", "MODEL_ID="),
        ('serve.py "${MODEL:-acme/x}"', "hf:acme/x", "MODEL="),
        ("for model in acme/x; do run.py $model; done", "hf:acme/x", "model="),
        ('VLLM_ARGS="--model acme/x --port 1"', "hf:acme/x", "--model"),
        ("declare -A MODELS=([small]=acme/x)", "hf:acme/x", "MODELS="),
    ],
)
def test_a_command_names_the_model_it_loads(line: str, name: str, symbol: str) -> None:
    assert [(found, at) for found, use, at in sightings(line) if use != "mention"] == [(name, symbol)]


@pytest.mark.parametrize(
    "before",
    [
        "sudo",
        "sudo -E",
        "HF_TOKEN=x",
        "env A=b",
        "time",
        "nohup",
        "exec",
        "uv run",
        "poetry run",
        "if !",
        "docker exec -it ollama",
        "docker compose exec ollama",
        "kubectl exec pod --",
        "/usr/local/bin/retry 3",
    ],
)
def test_a_command_is_found_behind_whatever_starts_it(before: str) -> None:
    assert loads(f"{before} ollama pull llama3") == ["ollama:llama3"]


@pytest.mark.parametrize(
    "line",
    [
        'bash -c "ollama pull llama3"',
        "sh -c 'sleep 5; ollama pull llama3'",
        'docker exec web bash -lc "ollama pull llama3 && echo done"',
        'ssh host "ollama pull llama3"',
        'tmux send-keys -t web "ollama pull llama3" C-m',
        """bash -c "bash -c 'ollama pull llama3'" """,
        "x=$(ollama pull llama3)",
        "(sleep 5 && ollama pull llama3) &",
        "bash <<EOF\nollama pull llama3\nEOF",
        "M=llama3\nollama pull $M",
        "for m in llama3; do ollama pull $m; done",
        'curl http://localhost:11434/api/pull -d \'{"name": "llama3"}\'',
        "cat > Modelfile <<EOF\nFROM llama3\nEOF\nollama create mine -f Modelfile",
        "ollama create mine -f - <<EOF\nFROM llama3\nEOF",
        "echo 'FROM llama3' > build/Modelfile",
        'cat >> .env <<EOF\nOLLAMA_MODEL="llama3"\nEOF',
    ],
)
def test_a_command_is_found_wherever_a_shell_would_run_it(line: str) -> None:
    assert loads(line) == ["ollama:llama3"]


@pytest.mark.parametrize(
    "line",
    [
        "hf upload acme/x out/",
        "hf repo create acme/x",
        "hf cache scan acme/x",
        "huggingface-cli upload acme/x .",
        "hf download --repo-type space acme/app",
        "hf download $MODEL onnx/model",
        "git push https://huggingface.co/acme/x",
        "git remote add hub https://huggingface.co/acme/x",
        "REPO_ID=acme/x; hf upload $REPO_ID out/",
        "train.py --hub_model_id acme/x --push_to_hub",
        "train.py --output_dir acme/x --save-model acme/x",
        "train.py --output_dir meta-llama/Llama-2-7b-ours",
        "vllm serve $M --served-model-name acme/x --chat-template llama3",
        "ollama create mymodel -f Modelfile; ollama run mymodel",
        "ollama create mymodel",
        "ollama list; ollama serve; ollama rm llama3",
        "ollama pull $MODEL",
        "train.py --model your_name/lora_model --base_model path/to/model",
        "train.py --model_name_or_path ./outputs/x --model models/Qwen2.5-7B --ckpt out/x.pt",
        "train.py --model /data/acme/x --lora ~/acme/x --model a/b/c",
        "train.py --dataset train --dtype float16 --model_type llama",
        "docker run nvidia/cuda:12.1.1-devel nvidia-smi",
        "docker pull vllm/vllm-openai:v0.8.3; docker push acme/x",
        "docker build -t acme/x .; IMAGE=acme/model-server",
        "curl -H 'Content-Type: application/json' https://example.org/v1/text/plain",
        "git clone https://github.com/acme/x; gh repo clone acme/x-7b",
        "pip install acme/x git+https://github.com/huggingface/peft.git@main",
        "curl -fsSL https://ollama.com/install.sh | sh",
        "curl -LO https://ollama.com/download/ollama-linux-amd64.tgz",
        "wget https://huggingface.co/docs/hub/index https://huggingface.co/spaces/acme/app",
        "wget https://huggingface.co/$ORG/x/resolve/main/m https://huggingface.co/acme/x-$SIZE/resolve/main/m",
        '[ "$MODEL" = "acme/x" ] && [[ $MODEL == acme/y ]]',
        'echo "run: ollama pull llama3"; printf "%s" "hf download acme/x"',
        "sed -i s/openai/azure/g src/app.py; grep -r acme/x-7b docs",
        "MODEL_DIR=acme/x; MODEL_BRANCH=feature/x; TTS_REPO=acme/tts",
        "cat <<EOF\nollama pull llama3\nhf download acme/x\nEOF",
        "npx @huggingface/hub; rm -rf models/x; tar xf assets/conll-2012.tar.gz",
    ],
)
def test_what_is_pushed_local_an_image_or_only_said_is_no_load(line: str) -> None:
    assert loads(line) == []


def test_hosted_models_are_hosted() -> None:
    line = """curl https://example.org/v1/chat/completions -d '{"model": "gpt-4o", "prompt": "text/plain"}'"""
    assert sightings(line) == [("openai:gpt-4o", "hosted", "-d")]


def test_addresses_that_are_said_and_ids_in_comments_are_mentions() -> None:
    text = "echo see https://huggingface.co/acme/x\n# was meta-llama/Llama-2-7b-hf, w/o tests\n"
    assert sightings(text) == [
        ("hf:acme/x", "mention", "echo"),
        ("hf:meta-llama/Llama-2-7b-hf", "mention", ""),
    ]


def test_a_list_names_each_of_its_models_and_prose_names_none() -> None:
    assert loads('run --models "acme/x,acme/y"') == ["hf:acme/x", "hf:acme/y"]
    assert loads('MODELS="acme/x acme/y"') == ["hf:acme/x", "hf:acme/y"]
    assert loads("run --models acme/x acme/y --fast") == ["hf:acme/x", "hf:acme/y"]
    assert loads('MODEL_HELP="takes acme/x and/or more"') == []


def test_a_variable_is_reported_once_where_it_is_assigned() -> None:
    text = '#!/bin/bash\nMODEL_PATH="acme/x"\npython serve.py --model-path $MODEL_PATH\nvllm serve $MODEL_PATH\n'
    found = list(shell.read("run.sh", text.encode()))
    assert [(each.id, each.occurrence.line, each.occurrence.column) for each in found] == [("hf:acme/x", 2, 13)]


def test_a_variable_whose_name_says_nothing_counts_by_its_use() -> None:
    found = list(shell.read("run.sh", b"X=acme/x\nvllm serve $X\n"))
    assert [(each.id, each.occurrence.line, each.occurrence.symbol) for each in found] == [
        ("hf:acme/x", 1, "vllm serve")
    ]


def test_a_variable_that_is_pushed_and_downloaded_is_downloaded() -> None:
    assert loads("REPO_ID=acme/x; hf upload $REPO_ID .; hf download $REPO_ID") == ["hf:acme/x"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["ollama", "pull", "llama3"], [(2, "ollama:llama3")]),
        (["run", "--model=acme/x", "--tokenizer", "acme/y"], [(1, "hf:acme/x"), (3, "hf:acme/y")]),
        (["bash", "-c", "sleep 1; ollama pull llama3"], [(2, "ollama:llama3")]),
        (["run", "MODELS=acme/x,acme/y", ""], [(1, "hf:acme/x"), (1, "hf:acme/y")]),
        ([], []),
    ],
)
def test_a_list_of_arguments_tells_which_of_them_names_the_model(words: list[str], expected: list[object]) -> None:
    assert [(index, named.id) for index, named, _ in sight_list(words)] == expected


def test_the_revision_is_kept() -> None:
    (found,) = shell.read("run.sh", b"hf download acme/x --revision abc123")
    assert (found.id, found.version) == ("hf:acme/x", "abc123")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("python -c \"\nimport os\nm = AutoModel.from_pretrained('acme/x')\n\"\n", (3, 32)),
        ("python - <<'EOF'\nm = AutoModel.from_pretrained('acme/x')\nEOF\n", (2, 32)),
        ("cat > get.py <<'EOF'\nm = AutoModel.from_pretrained('acme/x')\nEOF\n", (2, 32)),
    ],
)
def test_python_inside_a_script_is_read_as_python(text: str, place: tuple[int, int]) -> None:
    (found,) = shell.read("run.sh", text.encode())
    assert found.id == "hf:acme/x"
    assert (found.occurrence.line, found.occurrence.column) == place


def test_python_that_the_shell_completes_is_no_fault() -> None:
    assert list(shell.read("run.sh", b'python -c "$CODE"; python -c "print("')) == []


MANIFEST = "apiVersion: v1\nkind: Pod\nspec:\n- name: MODEL_ID\n  value: acme/x\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"kubectl apply -f - <<EOF\n{MANIFEST}EOF\n", 6),
        (f"cat <<EOF | kubectl apply -f -\n{MANIFEST}EOF\n", 6),
        (f"cat > pod.yaml <<'EOF'\n{MANIFEST}EOF\n", 6),
        ('cat > conf.json <<EOF\n{\n  "model_id": "acme/x"\n}\nEOF\n', 3),
        ('cat > conf.toml <<EOF\n[x]\nmodel_id = "acme/x"\nEOF\n', 3),
        ('curl -d @- http://localhost <<EOF\n{"model": "acme/x"}\nEOF\n', 2),
        ("read -r -d '' arguments <<EOF\ntrain \\\n  --model_name_or_path acme/x\nEOF\n", 3),
    ],
)
def test_configuration_in_a_here_document_is_read_as_such(text: str, line: int) -> None:
    found = [(each.id, each.occurrence.use, each.occurrence.line) for each in shell.read("run.sh", text.encode())]
    assert found == [("hf:acme/x", "load", line)]
    assert {each.occurrence.path for each in shell.read("run.sh", text.encode())} == {"run.sh"}


def test_a_here_document_that_is_no_configuration_names_nothing() -> None:
    assert sightings("cat <<EOF\nusage: run --model acme/x\nmodel acme/x\nEOF\n") == []
    assert sightings("cat > a.yaml <<EOF\n{{ not: yaml\nEOF\n") == []


def test_a_variable_that_is_printed_for_later_steps_is_loaded() -> None:
    line = 'echo "MODEL_URL=https://huggingface.co/acme/x/resolve/main/a.gguf" >> "$GITHUB_ENV"\n'
    assert sightings(line) == [("hf:acme/x", "load", "MODEL_URL=")]


def test_bytes_that_are_no_text_are_an_error_with_a_line() -> None:
    with pytest.raises(ReadError, match="UTF-8") as caught:
        list(shell.read("run.sh", b"a\n\xff\xfe\xfd"))
    assert (caught.value.path, caught.value.line) == ("run.sh", 2)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        list(shell.read("run.sh", data))
    except ReadError:
        return


@given(
    st.text(alphabet="ab/=-$(){}\"'`\\\n;<> #:{}[],", max_size=120),
    st.sampled_from(["ollama pull ", "M=", "--model ", "for a in "]),
)
def test_any_text_is_read(text: str, start: str) -> None:
    for found in shell.read("run.sh", (start + text).encode()):
        assert found.occurrence.line >= 1
        assert found.occurrence.column >= 1


@pytest.mark.parametrize("piece", ["--model a/b ", "for a in ", 'bash -c "', 'echo "', "model=a,b,", "-d [ "])
def test_garbage_takes_no_more_than_a_moment(piece: str) -> None:
    started = time.process_time()
    list(shell.read("run.sh", (piece * (30_000 // len(piece))).encode()))
    assert time.process_time() - started < 1
