"""Which embedding model finds the right paragraph most often?

Reads tab-separated lines of question and paragraph; a question counts when its own paragraph is nearest.
"""

from __future__ import annotations

import csv
import sys

from sentence_transformers import SentenceTransformer

CANDIDATES = [
    "sentence-transformers/all-MiniLM-L6-v2",
    "BAAI/bge-small-en-v1.5",
    "BAAI/bge-base-en-v1.5",
]


def hit_rate(name: str, questions: list[str], texts: list[str]) -> float:
    """The share of questions whose nearest paragraph is their own."""
    model = SentenceTransformer(name)
    scores = model.similarity(model.encode(questions), model.encode(texts))
    nearest = scores.argmax(dim=1).tolist()
    return sum(index == found for index, found in enumerate(nearest)) / len(questions)


def main() -> None:
    """Print one line for each candidate."""
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        pairs = [(row[0], row[1]) for row in csv.reader(file, delimiter="\t")]
    for name in CANDIDATES:
        rate = hit_rate(name, [q for q, _ in pairs], [t for _, t in pairs])
        print(f"{rate:6.1%}  {name}")


if __name__ == "__main__":
    main()
