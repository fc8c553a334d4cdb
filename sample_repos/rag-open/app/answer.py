"""Write an answer from paragraphs with the model that vLLM serves."""

from __future__ import annotations

import httpx
from transformers import AutoTokenizer

from app.search import Paragraph
from app.settings import Settings

PROMPT = "Answer from the paragraphs below and name their numbers. Say so if they do not answer the question."


class Writer:
    """Talks to the OpenAI-compatible endpoint of the generator container."""

    def __init__(self, settings: Settings) -> None:
        """Load the tokenizer; the model itself stays in its container."""
        self.settings = settings
        self.tokenizer = AutoTokenizer.from_pretrained(settings.generator_model)

    def write(self, question: str, paragraphs: list[Paragraph]) -> str:
        """The answer to ``question``."""
        reply = httpx.post(
            f"{self.settings.generator_url}/chat/completions",
            headers={"Accept": "application/json"},
            json={
                "model": self.settings.served_as,
                "temperature": 0,
                "messages": [{"role": "user", "content": self._prompt(question, paragraphs)}],
            },
            timeout=60,
        )
        reply.raise_for_status()
        return reply.json()["choices"][0]["message"]["content"].strip()

    def _prompt(self, question: str, paragraphs: list[Paragraph]) -> str:
        """As many paragraphs as fit."""
        lines = [PROMPT]
        for number, paragraph in enumerate(paragraphs, start=1):
            lines.append(f"[{number}] {paragraph.text}")
            if len(self.tokenizer.encode("\n".join(lines))) > self.settings.prompt_tokens:
                lines.pop()
                break
        return "\n\n".join([*lines, f"Question: {question}"])
