"""The JavaScript and TypeScript reader: which strings are models, and which only look like it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighstation.errors import ReadError
from weighstation.readers import javascript


def seen(source: str, path: str = "a.tsx") -> list[tuple[int, str, str]]:
    """Line, id and use of everything the reader reports."""
    found = [(r.occurrence.line, r.id, r.occurrence.use) for r in javascript.read(path, source.encode())]
    return sorted(found)


def loads(*ids: str) -> list[tuple[int, str, str]]:
    return [(1, f"hf:{name}", "load") for name in ids]


FOUND = {
    # places
    "a loader's argument": ('const m = await AutoModel.from_pretrained("acme-lab/one")', loads("acme-lab/one")),
    "a loader's argument on a line of its own": (
        'const p = await pipeline(\n  "summarization",\n  "acme-lab/one",\n);',
        [(3, "hf:acme-lab/one", "load")],
    ),
    "an option by its name, in camel case": ('run({ baseModelId: "acme-lab/one" })', loads("acme-lab/one")),
    "a static field": ('class A {\n  static model_id = "acme-lab/one";\n}', [(2, "hf:acme-lab/one", "load")]),
    "a property of this": ('class A { constructor() { this.modelId = "acme-lab/one"; } }', loads("acme-lab/one")),
    "a list under a model's name": (
        'const MODELS = [\n  "acme-lab/one",\n  "acme-lab/two",\n];',
        [(2, "hf:acme-lab/one", "load"), (3, "hf:acme-lab/two", "load")],
    ),
    "a table under a model's name, by value and by key": (
        'const modelTable = { small: { id: "acme-lab/one" }, "acme-lab/two": 3 }',
        loads("acme-lab/one", "acme-lab/two"),
    ),
    "an environment default": ('const MODEL = process.env.MODEL_ID ?? "acme-lab/one"', loads("acme-lab/one")),
    "a default with or": ('const x = { model: import.meta.env.VITE_X || "acme-lab/one" }', loads("acme-lab/one")),
    "a default in a call": ('const a = getEnv("MODEL_ID", "acme-lab/one")', loads("acme-lab/one")),
    "both branches of a condition": (
        'const model = gpu ? "acme-lab/one" : "acme-lab/two"',
        loads("acme-lab/one", "acme-lab/two"),
    ),
    "a parameter's default": ('function f(a, modelName = "acme-lab/one") {}', loads("acme-lab/one")),
    "a default of a destructured parameter": ('const f = ({ model = "acme-lab/one" }) => 1', loads("acme-lab/one")),
    "an enum's member": ('enum Models { Small = "acme-lab/one" }', loads("acme-lab/one")),
    "a schema's default": ('const s = z.object({ model: z.string().default("acme-lab/one") })', loads("acme-lab/one")),
    "the state of a page": ('const [model, setModel] = useState("acme-lab/one")', loads("acme-lab/one")),
    "a setter": ('setModel("acme-lab/one")', loads("acme-lab/one")),
    "an attribute of an element": ('const x = <Chat model="acme-lab/one" />', loads("acme-lab/one")),
    "what a function returns": ('function defaultModel() { return "acme-lab/one" }', loads("acme-lab/one")),
    "a command-line option": ('program.option("-m, --model <id>", "what", "acme-lab/one")', loads("acme-lab/one")),
    "a known publisher's model where nothing else tells": (
        'const x = { small: "meta-llama/Llama-2-7b-hf" }',
        loads("meta-llama/Llama-2-7b-hf"),
    ),
    "behind casts and brackets": ('const model = ("acme-lab/one" as const)!', loads("acme-lab/one")),
    # following names
    "a constant that a loader consumes": (
        'const X = "acme-lab/one";\nconst m = await pipeline("x", X);',
        [(1, "hf:acme-lab/one", "load")],
    ),
    "a constant through another one": (
        'const X = "acme-lab/one";\nconst y = X;\npipeline("x", y);',
        [(1, "hf:acme-lab/one", "load")],
    ),
    "a constant of a function is not the module's": (
        'const X = "acme-lab/one";\nfunction f() {\n  const X = "acme-lab/two";\n  return pipeline("x", X);\n}',
        [(3, "hf:acme-lab/two", "load")],
    ),
    "a property that a loader consumes": (
        'class A {\n  static which = "acme-lab/one";\n  go() { return pipeline("x", A.which) }\n}',
        [(2, "hf:acme-lab/one", "load")],
    ),
    "an entry that a loader consumes": (
        'const list = [{ id: "acme-lab/one" }];\nfor (const one of list) pipeline("x", one.id);',
        [(1, "hf:acme-lab/one", "load")],
    ),
    "a function of the file that hands its parameter to a loader": (
        'const build = (n, which) => pipeline("x", which);\nbuild(3, "acme-lab/one");',
        [(2, "hf:acme-lab/one", "load")],
    ),
    "an option of a function of the file": (
        'function build({ which }) { return pipeline("x", which) }\nbuild({ which: "acme-lab/one" });',
        [(2, "hf:acme-lab/one", "load")],
    ),
    "a class of the file": (
        'class A { constructor(which) { pipeline("x", which) } }\nnew A("acme-lab/one");',
        [(2, "hf:acme-lab/one", "load")],
    ),
    # composed
    "a template of constants": (
        'const ORG = "acme-lab";\npipeline("x", `${ORG}/one`);',
        [(2, "hf:acme-lab/one", "load")],
    ),
    "a sum of constants": ('pipeline("x", "acme-lab/" + "one")', loads("acme-lab/one")),
    "a template with an unknown part": ('pipeline("x", `acme-lab/one-${size}`)', loads("acme-lab/one-{size}")),
    "a sum with an unknown part": ('const model = "acme-lab/" + opts.name', loads("acme-lab/{name}")),
    "an unknown part without a name": ("const model = `acme-lab/one-${pick()}`", loads("acme-lab/one-{}")),
    "files under an address": (
        "const url = `https://huggingface.co/acme-lab/one/resolve/main/${file}`",
        loads("acme-lab/one"),
    ),
    "an address with an unknown name": (
        "const url = `https://huggingface.co/acme-lab/${name}/resolve/main/a.onnx`",
        loads("acme-lab/{name}"),
    ),
    # libraries
    "WebLLM": (
        'await CreateMLCEngine("Llama-3.1-8B-Instruct-q4f32_1-MLC")',
        loads("mlc-ai/Llama-3.1-8B-Instruct-q4f32_1-MLC"),
    ),
    "WebLLM with a shorter context": (
        'engine.reload("Qwen2-0.5B-Instruct-q0f16-MLC-1k")',
        loads("mlc-ai/Qwen2-0.5B-Instruct-q0f16-MLC"),
    ),
    "node-llama-cpp": ('createModelDownloader({ modelUri: "hf:acme-lab/one/a.Q4_K_M.gguf" })', loads("acme-lab/one")),
    "node-llama-cpp with a quantization": ('resolveModelFile("hf:acme-lab/one:Q4_K_M")', loads("acme-lab/one")),
    "wllama": ('wllama.loadModelFromHF("acme-lab/one", "a.gguf")', loads("acme-lab/one")),
    "the Hub's client": ('downloadFile({ repo: "acme-lab/one", path: "a" })', loads("acme-lab/one")),
    "the Hub's inference": ('hf.textGeneration({ model: "acme-lab/one", inputs })', loads("acme-lab/one")),
    "Ollama": ('ollama.chat({ model: "llama3" })', [(1, "ollama:llama3", "load")]),
    "Ollama's client under another name": (
        'import { Ollama } from "ollama";\nconst client = new Ollama();\nclient.pull({ model: "mistral" });',
        [(3, "ollama:mistral", "load")],
    ),
    "LangChain with Ollama": ('new ChatOllama({ model: "llama3" })', [(1, "ollama:llama3", "load")]),
    "a provider next to the model": (
        'const c = { provider: "ollama", model: "llama3" }',
        [(1, "ollama:llama3", "load")],
    ),
    "LangChain with OpenAI": ('new ChatOpenAI({ modelName: "gpt-4o" })', [(1, "openai:gpt-4o", "hosted")]),
    "LangChain with Groq": (
        'new ChatGroq({ model: "llama-3.1-8b-instant" })',
        [(1, "groq:llama-3.1-8b-instant", "hosted")],
    ),
    "OpenAI's client": (
        'openai.chat.completions.create({ messages, model: "gpt-4o" })',
        [(1, "openai:gpt-4o", "hosted")],
    ),
    "Google's client": (
        'genAI.getGenerativeModel({ model: "gemini-1.5-pro" })',
        [(1, "google:gemini-1.5-pro", "hosted")],
    ),
    "Groq's client": (
        'import Groq from "groq-sdk";\nconst groq = new Groq();\n'
        'groq.chat.completions.create({ model: "llama3-8b-8192" })',
        [(3, "groq:llama3-8b-8192", "hosted")],
    ),
    "the ai SDK": (
        'import { openai } from "@ai-sdk/openai";\ngenerateText({ model: openai("gpt-4o") })',
        [(2, "openai:gpt-4o", "hosted")],
    ),
    "the ai SDK with a provider of one's own": (
        'import { createGroq } from "@ai-sdk/groq";\nconst fast = createGroq({});\nfast("llama-3.1-8b-instant")',
        [(3, "groq:llama-3.1-8b-instant", "hosted")],
    ),
    "the ai SDK with a server that speaks as OpenAI's": (
        'import { createOpenAI } from "@ai-sdk/openai";\nconst local = createOpenAI({ baseURL });\n'
        'local.chat("acme-lab/one")',
        [(3, "hf:acme-lab/one", "load")],
    ),
    "the ai SDK, imported from elsewhere": (
        'import { anthropic } from "@/lib/ai";\nanthropic("claude-3-haiku-20240307")',
        [(2, "anthropic:claude-3-haiku-20240307", "hosted")],
    ),
    "the ai SDK's embeddings": (
        'import { mistral } from "@ai-sdk/mistral";\nembed({ model: mistral.embedding("mistral-embed") })',
        [(2, "mistral-api:mistral-embed", "hosted")],
    ),
    "the gateway": ('streamText({ model: "openai/gpt-4o" })', [(1, "openai:gpt-4o", "hosted")]),
    "OpenRouter": (
        'import { openrouter } from "@openrouter/ai-sdk-provider";\nopenrouter("acme/large")',
        [(2, "openrouter:acme/large", "hosted")],
    ),
    "Replicate": ('replicate.run("acme/large:0f1e")', [(1, "replicate:acme/large", "hosted")]),
    "a command that the code starts": ('execSync("ollama pull llama3")', [(1, "ollama:llama3", "load")]),
    "a command in words": ('spawn("ollama", ["pull", "llama3"])', [(1, "ollama:llama3", "load")]),
    "a dataset": ('listFiles({ repo: { type: "dataset", name: "acme-lab/data" } })', [(1, "hf-dataset:acme-lab/data", "load")]),
    "the inference service": (
        'fetch("https://api-inference.huggingface.co/models/acme-lab/one")',
        loads("acme-lab/one"),
    ),
    "a version of Replicate in a table": (
        'const MODELS = ["acme/large:' + "0f" * 16 + '"]',
        [(1, "replicate:acme/large", "hosted")],
    ),
    "Ollama's library": ('const model = "library/llama3:8b"', [(1, "ollama:llama3:8b", "load")]),
    "Docker's models": ('const model = "ai/qwen3:8B-Q4_0"', [(1, "docker-model:ai/qwen3:8B-Q4_0", "load")]),
    "a hosted model under another name": ('const x = { a: "openai/gpt-5-mini" }', [(1, "openai:gpt-5-mini", "hosted")]),
    # mentions
    "a comparison": ('if (model === "acme-lab/one" || x) {}', []),
    "a comparison with a known model": (
        'if (which === "meta-llama/Llama-2-7b-hf") {}',
        [(1, "hf:meta-llama/Llama-2-7b-hf", "mention")],
    ),
    "what a test expects": (
        'expect(x).toEqual({ model: "acme-lab/one" })',
        [(1, "hf:acme-lab/one", "mention")],
    ),
    "a link": (
        'const x = <a href="https://huggingface.co/acme-lab/one">model</a>',
        [(1, "hf:acme-lab/one", "mention")],
    ),
    "the address of a page": ('open("https://huggingface.co/acme-lab/one")', [(1, "hf:acme-lab/one", "mention")]),
    "a message": ('console.log("meta-llama/Llama-2-7b-hf")', [(1, "hf:meta-llama/Llama-2-7b-hf", "mention")]),
    "an error": ('throw new Error("meta-llama/Llama-2-7b-hf")', [(1, "hf:meta-llama/Llama-2-7b-hf", "mention")]),
}  # fmt: skip


@pytest.mark.parametrize("case", FOUND)
def test_what_names_a_model_is_found(case: str) -> None:
    source, expected = FOUND[case]
    assert seen(source) == sorted(expected)


FOUND |= {
    "what a callback returns inside a function that is named for it": (
        'function chatModels() {\n  return list().catch(() => {\n    return ["gpt-4o"];\n  });\n}',
        [(3, "openai:gpt-4o", "hosted")],
    ),
    "a hosted model among the items of a list": (
        'const fallback = [{ id: "gpt-4o-mini", organization: "x" }];',
        [(1, "openai:gpt-4o-mini", "hosted")],
    ),
    "a hosted model with several slashes": (
        'const a = { model_id: "accounts/fireworks/models/yi-34b", model_provider: "Fireworks" };',
        [(1, "fireworks:accounts/fireworks/models/yi-34b", "hosted")],
    ),
    "a hosted model among the options of a form": (
        'const f = <option value="claude-3-opus-20240229">Opus</option>;',
        [(1, "anthropic:claude-3-opus-20240229", "hosted")],
    ),
    "files of a data set, put together at run time": (
        "const u = `https://huggingface.co/datasets/acme-lab/one/resolve/main/${x}`;",
        [(1, "hf-dataset:acme-lab/one", "load")],
    ),
}

NOTHING = {
    "an id that is a word of its own": 'const a = [{ id: "o1", name: "first" }, { id: "sonar" }];',
    "the files of a space": "const u = `https://huggingface.co/spaces/acme-lab/one/resolve/main/${x}`;",
    "imports": 'import a from "acme-lab/one"; import "meta-llama/Llama-2-7b-hf"; const b = require("meta-llama/Llama-2-7b-hf")',
    "a dynamic import": 'const model = await import("meta-llama/Llama-2-7b-hf")',
    "an export": 'export { model } from "meta-llama/Llama-2-7b-hf"',
    "scoped packages": 'const model = "@huggingface/transformers"',
    "a mocked module": 'vi.mock("meta-llama/Llama-2-7b-hf")',
    "MIME types": 'const model = { type: "text/plain", accept: "application/json" }',
    "classes of an element": 'const x = <div className="bg-white/10 model/large" />',
    "routes": 'fetch("/api/models"); router.push("chat/model"); const modelRoute = "/model/one"',
    "a repository elsewhere": 'const model = "https://github.com/acme-lab/one"',
    "comments": '// pipeline("x", "acme-lab/one")\n/* model: "acme-lab/one" https://huggingface.co/acme-lab/one */ const model = 1',
    "a dataset's address": 'const model_data = <img src="https://huggingface.co/spaces/acme-lab/one" />',
    "the kind of a model": 'const c = { model_type: "llama/one", chatTemplate: "llama3" }',
    "tasks": 'const p = await pipeline("text-classification")',
    "images": 'const modelImage = "assets/model.png"; const x = { image: "acme-lab/one" }',
    "paths": 'const modelPath = "./models/one"; const m = "models/one"',
    "placeholders": 'const model = "your-org/your-model"',
    "what is wholly unknown": "pipeline('x', `${org}/${name}`); const model = `${base}/v1/chat`",
    "a route with a part": "fetch(`acme-lab/${id}`)",
    "descriptions": 'const model = { description: "acme-lab/one", license: "acme/free" }',
    "plain words of other places": 'const ollama = 1; const role = "user"; const model = { role: "assistant" }',
    "names of types": 'type Model = { id: string }; let x: "acme-lab/one"',
    "an index": 'const model = prices["acme-lab/one"]',
    "words of one's own": 'openai("hello"); const model = "demo"',
    "targets of a push": 'createRepo({ repo: "acme-lab/one" }); uploadFile({ repo: "acme-lab/one" })',
    "long lines, which nobody wrote": 'const model = "acme-lab/one"; var a = "' + "x" * 2500 + '"',
    "actions of a store": 'const SET_MODEL = "editor/setModel"; const model = "editor/SET_MODEL"',
    "titles of models": 'const x = { model: { "acme-lab/one.js": "gpt2" } }',
    "modules of models": 'const modelImport = "test-app/models"',
    "models of another kind": 'const model = "duck/duck.glb"',
    "handlers of a route": 'app.get("/models", () => "acme-lab/one")',
    "a part of something longer": 'const version = "acme-lab/one"; const x = { model: base + version + "/a" }',
    "options that are no model": 'new ChatBedrockConverse({ region: "us-east-1" }); pipeline("x", { dtype: "acme/q8" })',
    "pages of the Hub": 'const modelUrl = "https://huggingface.co/oauth/userinfo"',
}


@pytest.mark.parametrize("case", NOTHING)
def test_what_only_looks_like_a_model_is_not(case: str) -> None:
    assert seen(NOTHING[case]) == []


MARKUP = {
    "page.html": '<p class="a/b">\n<script type="module">\n  pipeline("x", "acme-lab/one");\n</script>',
    "App.vue": '<template>\n</template><script setup lang="ts">\n const model: string = "acme-lab/one"\n</script>',
    "App.svelte": '<script lang="ts">\n\n let model = <string>"acme-lab/one"\n</script>\n<a href="/x">',
    "page.astro": '---\nimport x from "y"\nconst model = "acme-lab/one"\n---\n<p>{model}</p>',
}


@pytest.mark.parametrize("path", MARKUP)
def test_the_scripts_of_a_page_are_read_where_they_stand(path: str) -> None:
    assert seen(MARKUP[path], path) == [(3, "hf:acme-lab/one", "load")]


def test_data_in_a_page_is_no_script() -> None:
    assert seen('<script type="application/ld+json">{"model": "acme-lab/one"}</script>', "a.html") == []


def test_type_assertions_are_read_in_typescript() -> None:
    assert seen('const model = <Name>"acme-lab/one"', "a.ts") == loads("acme-lab/one")


def test_the_column_counts_characters_behind_the_quote() -> None:
    [reference] = javascript.read("a.js", 'const é = 1, model = "acme-lab/one"'.encode())
    assert reference.occurrence[1:3] == (1, 23)


def test_the_revision_is_that_of_the_options() -> None:
    source = (
        b'pipeline("x", "acme-lab/one", { revision: "v2" }); downloadFile({ repo: "acme-lab/two", revision: "v3" })'
    )
    assert [r.version for r in javascript.read("a.js", source)] == ["v2", "v3"]


def test_a_replicate_version_is_kept() -> None:
    [reference] = javascript.read("a.js", b'replicate.run("acme/large:0f1e")')
    assert reference.version == "0f1e"


def test_the_loader_is_the_symbol() -> None:
    [reference] = javascript.read("a.js", b'await AutoModel.from_pretrained("acme-lab/one")')
    assert reference.occurrence.symbol == "AutoModel.from_pretrained"


def test_broken_syntax_is_read_around() -> None:
    assert seen('const a = ;;; }}} (\nconst model = "acme-lab/one"\n') == [(2, "hf:acme-lab/one", "load")]


def test_bytes_that_are_no_text_are_unread() -> None:
    with pytest.raises(ReadError) as caught:
        list(javascript.read("a.js", b'x\nmodel = "\xff"'))
    assert caught.value.line == 2


def test_a_mark_of_byte_order_and_other_encodings_do_not_matter() -> None:
    source = 'const model = "acme-lab/one"'
    for data in (source.encode("utf-8-sig"), source.encode("utf-16")):
        assert [r.id for r in javascript.read("a.js", data)] == ["hf:acme-lab/one"]


def test_long_sums_and_deep_nesting_end() -> None:
    long = "const model = " + " +\n".join(['"acme-lab/one"'] * 300)
    deep = "const model = " + "[" * 3000 + '"acme-lab/one"' + "]" * 3000
    assert seen(long) == seen(deep) == []


WORDS = st.sampled_from(
    '"acme-lab/one" model : = ( ) { } [ ] , ; => const function f ` ${ } + ?? || ? this . new class < > / pipeline "x" '
    "import from return case switch enum \n".split(" ")
)


@settings(max_examples=100)
@given(st.lists(WORDS, max_size=25))
def test_no_arrangement_of_words_raises(words: list[str]) -> None:
    list(javascript.read("a.tsx", " ".join(words).encode()))


@settings(max_examples=100)
@given(st.binary(max_size=60))
def test_random_bytes_raise_nothing_but_a_read_error(data: bytes) -> None:
    for path in ("a.js", "a.ts", "a.vue"):
        try:
            list(javascript.read(path, b'const model = "acme-lab/one"; ' + data))
        except ReadError as error:
            assert error.line >= 1


@pytest.mark.parametrize("case", FOUND)
def test_truncated_source_raises_nothing(case: str) -> None:
    source = FOUND[case][0].encode()
    for end in range(0, len(source), 7):
        list(javascript.read("a.tsx", source[:end]))


def test_a_file_that_names_nothing_is_not_parsed() -> None:
    program = (
        "import sys; from weighstation.readers import javascript\n"
        "assert not list(javascript.read('a.ts', b'import m from \"acme-lab/model\"; const model = compute()'))\n"
        "assert not any('tree_sitter' in name for name in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
