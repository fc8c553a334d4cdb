"""The command line: complete, explain, summarize, review."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def complete(place: str) -> str:
    """What follows after ``file:line``."""
    from assistant.generate import generate

    name, _, line = place.rpartition(":")
    lines = Path(name).read_text(encoding="utf-8").splitlines()
    before, after = "\n".join(lines[: int(line)]), "\n".join(lines[int(line) :])
    return generate("complete", f"<fim_prefix>{before}\n<fim_suffix>\n{after}<fim_middle>")


def about(task: str, name: str) -> str:
    """An explanation or a summary of a file."""
    from assistant.generate import generate

    code = Path(name).read_text(encoding="utf-8")
    return generate(task, f"{code}\n\n# What the code above does, in plain words:\n#")


def main() -> None:
    """Read the command line and print what the model says."""
    parser = argparse.ArgumentParser(prog="assistant", description=__doc__)
    parser.add_argument("task", choices=["complete", "explain", "summarize", "review"])
    parser.add_argument("place", nargs="?", default="-", help="file, or file:line for complete")
    args = parser.parse_args()
    if args.task == "review":
        from assistant.review import review

        print(review(sys.stdin.read()))
    elif args.task == "complete":
        print(complete(args.place))
    else:
        print(about(args.task, args.place))


if __name__ == "__main__":
    main()
