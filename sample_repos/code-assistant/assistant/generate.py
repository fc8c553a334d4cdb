"""Generate text with one of the models of models.py."""

from __future__ import annotations

from functools import cache

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, PreTrainedModel, PreTrainedTokenizerBase

from assistant.models import MODELS


@cache
def load(model_id: str) -> tuple[PreTrainedTokenizerBase, PreTrainedModel]:
    """Load a model once, spread over the GPUs there are."""
    tokenizer = AutoTokenizer.from_pretrained(model_id)
    model = AutoModelForCausalLM.from_pretrained(model_id, torch_dtype=torch.bfloat16, device_map="auto")
    return tokenizer, model


@torch.inference_mode()
def generate(task: str, prompt: str) -> str:
    """What the task's model writes after ``prompt``."""
    entry = MODELS[task]
    tokenizer, model = load(entry["model_id"])
    inputs = tokenizer(prompt, return_tensors="pt").to(model.device)
    output = model.generate(**inputs, max_new_tokens=entry["max_new_tokens"], do_sample=False)
    return tokenizer.decode(output[0, inputs["input_ids"].shape[1] :], skip_special_tokens=True)
