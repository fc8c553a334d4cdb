"""Train the support adapter: LoRA on the Llama 2 chat model."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from datasets import Dataset, concatenate_datasets, load_dataset
from peft import LoraConfig
from transformers import AutoModelForCausalLM, AutoTokenizer
from trl import SFTConfig, SFTTrainer

from training.config import TrainConfig, load_config


def conversation(row: dict[str, str]) -> dict[str, list[dict[str, str]]]:
    """One question and its answer as the chat messages that the tokenizer's template expects."""
    return {
        "messages": [
            {"role": "user", "content": row["instruction"]},
            {"role": "assistant", "content": row["response"]},
        ]
    }


def load_conversations(config: TrainConfig) -> Dataset:
    """The first rows of every data set of the configuration, shuffled together."""
    parts = []
    for entry in config.datasets:
        rows = load_dataset(entry["path"], split=f"train[:{entry['rows']}]")
        parts.append(rows.map(conversation, remove_columns=rows.column_names))
    return concatenate_datasets(parts).shuffle(seed=config.seed)


def train(config: TrainConfig, *, push: bool) -> None:
    """Train the adapter and save it where the configuration says."""
    tokenizer = AutoTokenizer.from_pretrained(config.base_model)
    tokenizer.pad_token = tokenizer.eos_token
    tokenizer.padding_side = "right"
    model = AutoModelForCausalLM.from_pretrained(config.base_model, torch_dtype=torch.bfloat16)
    trainer = SFTTrainer(
        model=model,
        args=SFTConfig(
            output_dir=config.output_dir,
            max_seq_length=config.max_seq_length,
            seed=config.seed,
            push_to_hub=push,
            hub_model_id=config.hub_model_id or None,
            **config.training,
        ),
        train_dataset=load_conversations(config),
        peft_config=LoraConfig(task_type="CAUSAL_LM", **config.lora),
        processing_class=tokenizer,
    )
    trainer.train()
    trainer.save_model(config.output_dir)


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, default=Path("configs/support-lora.yaml"))
    parser.add_argument("--push", action="store_true", help="push the adapter to the Hub when done")
    args = parser.parse_args()
    train(load_config(args.config), push=args.push)


if __name__ == "__main__":
    main()
