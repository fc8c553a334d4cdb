"""Draft an answer for a person to check."""

from __future__ import annotations

import os

from anthropic import Anthropic, AnthropicError

from mailroom import fallback

MODEL = os.getenv("DRAFT_MODEL", "claude-sonnet-4-5")
TASK = "Draft a short, friendly answer to this mail. Promise nothing. Sign as the {desk} desk."


def draft(mail: str, desk: str) -> str:
    """The draft's text."""
    task = TASK.format(desk=desk)
    try:
        reply = Anthropic().messages.create(
            model=MODEL,
            max_tokens=600,
            system=task,
            messages=[{"role": "user", "content": mail}],
        )
        return "".join(block.text for block in reply.content if block.type == "text")
    except AnthropicError:
        return fallback.ask(task, mail)
