"""The HTTP interface."""

from __future__ import annotations

from functools import cache

from fastapi import FastAPI
from pydantic import BaseModel, Field

from app import settings
from app.answer import Writer
from app.search import Search

app = FastAPI(title="Handbook search")


class Question(BaseModel):
    """A question in plain words."""

    text: str = Field(min_length=3, max_length=1000)


class Reply(BaseModel):
    """An answer and the paragraphs it rests on."""

    text: str
    sources: list[str]


@cache
def parts() -> tuple[Search, Writer]:
    """Load the models once."""
    loaded = settings.load()
    return Search(loaded), Writer(loaded)


@app.post("/ask")
def ask(question: Question) -> Reply:
    """Answer one question."""
    search, writer = parts()
    paragraphs = search.find(question.text)
    if not paragraphs:
        return Reply(text="The handbook says nothing about this.", sources=[])
    return Reply(text=writer.write(question.text, paragraphs), sources=[p.source for p in paragraphs])
