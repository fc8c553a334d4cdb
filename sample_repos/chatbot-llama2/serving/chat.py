"""The model behind the endpoint: loads an adapter together with its base, or a plain chat model."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from peft import AutoPeftModelForCausalLM
from transformers import AutoModelForCausalLM, AutoTokenizer, PreTrainedModel, PreTrainedTokenizerBase

SYSTEM_PROMPT = "You are the support assistant of Harbor Telecom. Answer briefly. Never promise a refund."


@dataclass(frozen=True)
class Chat:
    """A loaded model and its tokenizer."""

    model: PreTrainedModel
    tokenizer: PreTrainedTokenizerBase

    @classmethod
    def load(cls, name: str) -> Chat:
        """Load a folder that holds an adapter, or a chat model by its Hub id."""
        is_adapter = Path(name, "adapter_config.json").is_file()
        loader = AutoPeftModelForCausalLM if is_adapter else AutoModelForCausalLM
        model = loader.from_pretrained(name, torch_dtype=torch.bfloat16, device_map="auto")
        return cls(model, AutoTokenizer.from_pretrained(name))

    @torch.inference_mode()
    def answer(self, question: str, max_new_tokens: int = 256) -> str:
        """The model's answer to one question."""
        messages = [{"role": "system", "content": SYSTEM_PROMPT}, {"role": "user", "content": question}]
        prompt = self.tokenizer.apply_chat_template(messages, add_generation_prompt=True, return_tensors="pt")
        output = self.model.generate(prompt.to(self.model.device), max_new_tokens=max_new_tokens, do_sample=False)
        return self.tokenizer.decode(output[0, prompt.shape[1] :], skip_special_tokens=True).strip()
