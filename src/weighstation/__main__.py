"""``python -m weighstation``: the same as the ``weighstation`` command."""

from weighstation.cli import run

if __name__ == "__main__":
    run()
