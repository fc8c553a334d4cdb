"""Split the handbook's Markdown files into paragraphs and store their vectors."""

from __future__ import annotations

import sys
import uuid
from pathlib import Path

from qdrant_client import QdrantClient, models
from sentence_transformers import SentenceTransformer

from app import settings


def paragraphs(folder: Path) -> list[dict[str, str]]:
    """Every paragraph of more than a headline's length, with the file it stands in."""
    found = []
    for file in sorted(folder.rglob("*.md")):
        for text in file.read_text(encoding="utf-8").split("\n\n"):
            if len(text.strip()) > 80:
                found.append({"text": text.strip(), "source": str(file.relative_to(folder))})
    return found


def main() -> None:
    """Read the folder named on the command line and fill the collection anew."""
    config = settings.load()
    client = QdrantClient(url=config.qdrant_url)
    client.delete_collection(config.collection)
    client.create_collection(
        config.collection,
        vectors_config=models.VectorParams(size=config.dimensions, distance=models.Distance.COSINE),
    )
    rows = paragraphs(Path(sys.argv[1]))
    vectors = SentenceTransformer(config.embedding_model).encode([row["text"] for row in rows])
    points = [
        models.PointStruct(id=str(uuid.uuid4()), vector=vector.tolist(), payload=row)
        for vector, row in zip(vectors, rows, strict=True)
    ]
    client.upsert(config.collection, points=points)
    print(f"{len(points)} paragraphs stored in {config.collection}")


if __name__ == "__main__":
    main()
