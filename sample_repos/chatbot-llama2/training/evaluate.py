"""Compare the adapter's answers with those of a larger model that was not fine-tuned."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from serving.chat import Chat

QUESTIONS = Path(__file__).with_name("questions.json")


def main() -> None:
    """Print one JSON object for each question."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--adapter", default="adapters/support-lora", help="folder of the trained adapter")
    parser.add_argument(
        "--baseline",
        default="meta-llama/Llama-2-13b-chat-hf",
        help="chat model to compare with",
    )
    parser.add_argument("--max-new-tokens", type=int, default=256)
    args = parser.parse_args()

    questions = json.loads(QUESTIONS.read_text(encoding="utf-8"))
    for name in (args.adapter, args.baseline):
        chat = Chat.load(name)
        for question in questions:
            answer = chat.answer(question, max_new_tokens=args.max_new_tokens)
            print(json.dumps({"model": name, "question": question, "answer": answer}))


if __name__ == "__main__":
    main()
