"""The HTTP endpoint that the customer portal calls."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from pydantic import BaseModel, Field

from serving.chat import Chat

ADAPTER = os.environ.get("SUPPORT_ADAPTER", "adapters/support-lora")


class Question(BaseModel):
    """What the customer wrote."""

    text: str = Field(min_length=1, max_length=2000)


class Answer(BaseModel):
    """What the bot answers, and which adapter said so."""

    text: str
    adapter: str = ADAPTER


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Load the model once, before the first request."""
    app.state.chat = Chat.load(ADAPTER)
    yield


app = FastAPI(title="Harbor support bot", lifespan=lifespan)


@app.post("/answer")
def answer(question: Question, request: Request) -> Answer:
    """Answer one question."""
    return Answer(text=request.app.state.chat.answer(question.text))


@app.get("/healthz")
def health() -> dict[str, str]:
    """Say that the model is loaded."""
    return {"status": "ok"}
