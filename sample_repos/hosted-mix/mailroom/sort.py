"""Which desk does a mail belong to?"""

from __future__ import annotations

from openai import OpenAI, OpenAIError

from mailroom import fallback

DESKS = ("billing", "delivery", "returns", "other")
QUESTION = f"Which desk does this mail belong to? Answer with one word of: {', '.join(DESKS)}."


def sort(mail: str) -> str:
    """One of DESKS; ``other`` when the model answers anything else."""
    try:
        reply = OpenAI().chat.completions.create(
            model="gpt-4o",
            temperature=0,
            max_tokens=3,
            messages=[{"role": "system", "content": QUESTION}, {"role": "user", "content": mail}],
        )
        word = reply.choices[0].message.content or ""
    except OpenAIError:
        word = fallback.ask(QUESTION, mail)
    desk = word.strip().strip(".").lower()
    return desk if desk in DESKS else "other"
