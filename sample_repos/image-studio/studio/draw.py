"""From a request to a picture."""

from __future__ import annotations

from typing import NamedTuple

from PIL import Image

from studio import pipelines

UNWANTED = "text, watermark, logo, deformed"


class Picture(NamedTuple):
    """A picture and its text for screen readers."""

    image: Image.Image
    caption: str


def draw(style: str, prompt: str, drawing: Image.Image | None = None) -> Picture:
    """Draw ``prompt`` in one of the three styles; ``sketch`` needs a drawing."""
    if style == "photo":
        image = pipelines.photo()(prompt, negative_prompt=UNWANTED, num_inference_steps=30).images[0]
    elif style == "preview":
        image = pipelines.preview()(prompt, num_inference_steps=4, guidance_scale=1.0).images[0]
    elif style == "sketch" and drawing is not None:
        image = pipelines.sketch()(prompt, image=pipelines.outlines(drawing), negative_prompt=UNWANTED).images[0]
    else:
        raise ValueError(f"no style {style!r}, or the drawing is missing")
    return Picture(image, pipelines.captions()(image)[0]["generated_text"])
