"""Find the paragraphs that belong to a question."""

from __future__ import annotations

from typing import NamedTuple

from qdrant_client import QdrantClient
from sentence_transformers import CrossEncoder, SentenceTransformer

from app.settings import Settings


class Paragraph(NamedTuple):
    """A piece of the handbook and where it stands."""

    text: str
    source: str


class Search:
    """Vector search first, then a reranker that reads question and paragraph together."""

    def __init__(self, settings: Settings) -> None:
        """Load both models and connect to the vector store."""
        self.settings = settings
        self.embedder = SentenceTransformer(settings.embedding_model)
        self.reranker = CrossEncoder(settings.reranker_model)
        self.vectors = QdrantClient(url=settings.qdrant_url)

    def find(self, question: str) -> list[Paragraph]:
        """The best paragraphs, best first."""
        hits = self.vectors.query_points(
            collection_name=self.settings.collection,
            query=self.embedder.encode(question).tolist(),
            limit=20,
            with_payload=True,
        ).points
        found = [Paragraph(hit.payload["text"], hit.payload["source"]) for hit in hits if hit.payload]
        if not found:
            return []
        ranked = self.reranker.rank(question, [p.text for p in found], top_k=self.settings.keep)
        return [found[int(entry["corpus_id"])] for entry in ranked]
