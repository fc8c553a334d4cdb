"""The settings of one training run, as configs/*.yaml states them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class TrainConfig:
    """Defaults that a configuration file may override key by key."""

    base_model: str = "meta-llama/Llama-2-7b-chat-hf"
    output_dir: str = "adapters/support-lora"
    hub_model_id: str = ""
    max_seq_length: int = 1024
    seed: int = 7
    datasets: list[dict[str, Any]] = field(default_factory=list)
    lora: dict[str, Any] = field(default_factory=dict)
    training: dict[str, Any] = field(default_factory=dict)


def load_config(path: Path) -> TrainConfig:
    """Read a YAML file into a TrainConfig; an unknown key is an error."""
    return TrainConfig(**yaml.safe_load(path.read_text(encoding="utf-8")))
