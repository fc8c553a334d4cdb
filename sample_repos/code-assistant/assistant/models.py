"""The models the assistant uses, one for each task."""

import os

MODELS = {
    "complete": {
        "model_id": os.getenv("ASSISTANT_COMPLETION_MODEL", "bigcode/starcoder"),
        "max_new_tokens": 96,
    },
    "explain": {
        "model_id": "tiiuae/falcon-180B",
        "max_new_tokens": 400,
    },
    "summarize": {
        "model_id": "Qwen/Qwen2.5-Coder-7B-Instruct",
        "max_new_tokens": 120,
    },
}

# Built by scripts/fetch_models.sh from ollama/Modelfile.
REVIEWER = "code-review"
