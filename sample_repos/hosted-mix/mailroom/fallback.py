"""An open model on our own machine, for the hours when a provider is down."""

from __future__ import annotations

import os

from openai import OpenAI

URL = os.getenv("FALLBACK_URL", "http://localhost:8000/v1")


def ask(task: str, mail: str) -> str:
    """The open model's answer; vLLM speaks the same protocol as the hosted service."""
    reply = OpenAI(base_url=URL, api_key="none").chat.completions.create(
        model="Qwen/Qwen2.5-7B-Instruct",
        temperature=0,
        max_tokens=600,
        messages=[{"role": "system", "content": task}, {"role": "user", "content": mail}],
    )
    return reply.choices[0].message.content or ""
