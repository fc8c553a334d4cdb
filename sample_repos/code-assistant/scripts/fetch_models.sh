#!/bin/sh
# Downloads everything the assistant needs. Run it once on each machine.
set -eu

# Completion and explanation: about 420 GB, GPU servers only.
if command -v nvidia-smi >/dev/null; then
    huggingface-cli download bigcode/starcoder --exclude "*.bin"
    huggingface-cli download tiiuae/falcon-180B \
        --exclude "*.h5" --max-workers 16
fi

# Review: runs on a laptop.
ollama pull codellama:13b
ollama create code-review -f "$(dirname "$0")/../ollama/Modelfile"

# The tasks that notebooks/evaluation.ipynb measures with.
huggingface-cli download --repo-type dataset openai/openai_humaneval
