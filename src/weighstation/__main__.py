"""``python -m weighstation``: the same as the ``weighstation`` command."""

from weighstation.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
