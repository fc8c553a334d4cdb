"""The service's settings: config.toml, then the environment."""

from __future__ import annotations

import os
import tomllib
from typing import NamedTuple


class Settings(NamedTuple):
    """What the other modules need to know."""

    embedding_model: str
    collection: str
    dimensions: int
    reranker_model: str
    keep: int
    generator_model: str
    served_as: str
    prompt_tokens: int
    generator_url: str
    qdrant_url: str


def load(path: str = "config.toml") -> Settings:
    """Read the file at ``path`` and the environment."""
    with open(path, "rb") as file:
        config = tomllib.load(file)
    return Settings(
        embedding_model=os.getenv("EMBEDDING_MODEL", config["embedding"]["model"]),
        collection=config["embedding"]["collection"],
        dimensions=config["embedding"]["dimensions"],
        reranker_model=config["reranker"]["model"],
        keep=config["reranker"]["keep"],
        generator_model=config["generator"]["model"],
        served_as=config["generator"]["served_as"],
        prompt_tokens=config["generator"]["prompt_tokens"],
        generator_url=os.getenv("GENERATOR_URL", "http://localhost:8001/v1"),
        qdrant_url=os.getenv("QDRANT_URL", "http://localhost:6333"),
    )
