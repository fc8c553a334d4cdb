"""Review a diff with the model that Ollama serves on this machine."""

import os

import requests

from assistant.models import REVIEWER

OLLAMA = os.getenv("OLLAMA_HOST", "http://localhost:11434")


def review(diff: str) -> str:
    """The reviewer's remarks on ``diff``."""
    reply = requests.post(
        f"{OLLAMA}/api/generate",
        json={"model": REVIEWER, "prompt": diff, "stream": False},
        headers={"Content-Type": "application/json"},
        timeout=120,
    )
    reply.raise_for_status()
    return reply.json()["response"].strip()
