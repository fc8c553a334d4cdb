"""The diffusion pipelines, loaded when first asked for and then kept on the GPU."""

from __future__ import annotations

import os
from functools import cache

import torch
from controlnet_aux import CannyDetector
from diffusers import (
    ControlNetModel,
    LCMScheduler,
    StableDiffusionControlNetPipeline,
    StableDiffusionXLPipeline,
)
from PIL import Image
from transformers import Pipeline, pipeline

SKETCH_MODEL = os.getenv("SKETCH_MODEL", "stable-diffusion-v1-5/stable-diffusion-v1-5")
OUTLINES = "https://huggingface.co/lllyasviel/ControlNet-v1-1/blob/main/control_v11p_sd15_canny.pth"


def load_sdxl() -> StableDiffusionXLPipeline:
    """Stable Diffusion XL in half precision, at the revision we tested."""
    return StableDiffusionXLPipeline.from_pretrained(
        "stabilityai/stable-diffusion-xl-base-1.0",
        revision="462165984030d82259a11f4367a4eed129e94a7b",
        torch_dtype=torch.float16,
        variant="fp16",
        use_safetensors=True,
    ).to("cuda")


@cache
def photo() -> StableDiffusionXLPipeline:
    """Thirty steps, full quality."""
    return load_sdxl()


@cache
def preview() -> StableDiffusionXLPipeline:
    """Four steps, good enough to see where a prompt leads."""
    loaded = load_sdxl()
    loaded.load_lora_weights("latent-consistency/lcm-lora-sdxl")
    loaded.scheduler = LCMScheduler.from_config(loaded.scheduler.config)
    return loaded


@cache
def sketch() -> StableDiffusionControlNetPipeline:
    """Follows the outlines of a drawing."""
    controlnet = ControlNetModel.from_single_file(OUTLINES, torch_dtype=torch.float16)
    return StableDiffusionControlNetPipeline.from_pretrained(
        SKETCH_MODEL, controlnet=controlnet, torch_dtype=torch.float16
    ).to("cuda")


@cache
def captions() -> Pipeline:
    """Writes the text for readers who cannot see the picture."""
    return pipeline("image-to-text", model="Salesforce/blip-image-captioning-base", device=0)


def outlines(drawing: Image.Image) -> Image.Image:
    """The outlines of ``drawing``, white on black."""
    return CannyDetector()(drawing.convert("RGB"))
