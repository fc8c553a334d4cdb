"""The HTTP interface and the page."""

from __future__ import annotations

import base64
import io
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import FastAPI, File, Form, HTTPException, UploadFile
from fastapi.staticfiles import StaticFiles
from PIL import Image

from studio import pipelines
from studio.draw import draw

TERMS = """
<p>The pictures are drawn by models that must not be used to harm or deceive people, to break the law, or to decide
about a person's rights. By using the studio you agree to pass these limits on with the pictures.</p>
"""


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Load one pipeline before the first visitor comes."""
    if warm_up := os.getenv("STUDIO_WARM_UP"):
        getattr(pipelines, warm_up)()
    yield


app = FastAPI(title="Image studio", lifespan=lifespan)


@app.post("/api/pictures")
def picture(
    prompt: Annotated[str, Form(max_length=500)],
    style: Annotated[str, Form()] = "preview",
    drawing: Annotated[UploadFile | None, File()] = None,
) -> dict[str, str]:
    """Draw one picture; it comes back as a data URL with its caption."""
    try:
        drawn = draw(style, prompt, Image.open(drawing.file) if drawing else None)
    except ValueError as error:
        raise HTTPException(422, str(error)) from error
    buffer = io.BytesIO()
    drawn.image.save(buffer, "PNG")
    url = f"data:image/png;base64,{base64.b64encode(buffer.getvalue()).decode()}"
    return {"url": url, "caption": drawn.caption, "media_type": "image/png"}


@app.get("/api/terms")
def terms() -> dict[str, str]:
    """What the pictures may not be used for, as HTML."""
    return {"html": TERMS}


app.mount("/", StaticFiles(directory="web/dist", html=True))
