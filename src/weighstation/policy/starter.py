"""The text of a new policy: a preset, the facts of use that the licenses at hand ask for, and what else is useful."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from weighstation.policy import files, schema
from weighstation.policy.toml_text import comment, text, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from weighstation.model import Reason, Run, Weighed
    from weighstation.policy.facts import Facts

QUESTIONS: Mapping[str, str] = {
    "commercial": "Is the use commercial? Use inside a company is, too.",
    "monthly_active_users": "How many monthly active users does the whole group have, with its affiliates?",
    "monthly_active_users_on": "How many were they in the calendar month before a day that a license names?",
    "annual_revenue_usd": "What is the annual revenue of the whole group, in US dollars?",
    "territories": 'Where is it used or offered? Codes of ISO 3166, "EU", or "worldwide".',
    "purposes": "What is it used for?",
    "distributes": "What leaves the team: outputs, hosted-api, weights, derivatives, partner? [] is nothing.",
    "fine_tunes": "Are models fine-tuned?",
    "trains_other_models": "Do outputs of models train other models?",
}
"""The question that each fact of use answers."""

_ASKED = re.compile(r"\(use\.(\w+)")  # the key of the fact that a question is about
_FIXTURES = re.compile(r"(?:.*?/)?(?:fixtures|testdata|test[_-]data|tests?/data|cassettes|snapshots|__snapshots__)/")
_SHOWN = 3  # components that ask
_HEAD = """\
# Which licenses the models, datasets and packages of this repository may have.
# `weighstation init` wrote this for what it found here; take the # away from what you need.

"""
_LISTS = """
# Lists of your own come before those of the preset: licenses, classes, components or stewards.
# [licenses]
# allow = ["llama3.1"]
# deny = ["research-only"]
"""


def policy_text(preset: str, facts: Facts, run: Run) -> str:
    """A commented policy that judges as ``preset`` alone, whose ``facts`` it states, for what a ``run`` by it found."""
    parts = [_HEAD, f"# {_purpose(preset)}\n", f"extends = [{_quoted(preset)}]\n"]
    parts += ["\n# What blocks: what is denied, or also what needs review.\n", '# fail-on = "review"\n']
    parts += ["\n# Facts of use: the terms of licenses are weighed against them.\n[use]\n", *_facts(facts, asked(run))]
    parts += [_LISTS, *_exception(run), *_readers(fixtures(run))]
    return "".join(parts)


def asked(run: Run) -> dict[str, tuple[str, ...]]:
    """The facts that would settle a review, each with the ids of the components that ask; most asked first."""
    found: dict[str, dict[str, None]] = {}
    for weighed in run.weighed:
        for reason in weighed.verdict.reasons:
            for key in _ASKED.findall(reason.question):
                found.setdefault(key, {})[weighed.component.id] = None
    order = sorted(found, key=lambda key: -len(found[key]))
    return {key: tuple(found[key]) for key in order if key in QUESTIONS}


def fixtures(run: Run) -> tuple[str, ...]:
    """Globs of the folders with material for tests that hold references."""
    places = (place.path for weighed in run.weighed for place in weighed.component.occurrences)
    return tuple(sorted({f"{found[0].replace('[', '[[]')}*" for path in places if (found := _FIXTURES.match(path))}))


def listing(ids: Sequence[str]) -> str:
    """Some ids, and how many more, without anything that would end a line."""
    shown = ", ".join(map(comment, ids[:_SHOWN]))
    return f"{shown} and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else shown


def _quoted(word: str) -> str:
    """A TOML string; bytes of a path that are no UTF-8 become question marks, since no TOML can hold them."""
    return text(word.encode("utf-8", "replace").decode())


def _purpose(preset: str) -> str:
    """The first line of a preset: whom it is for."""
    with open(files.preset(preset)[0], encoding="utf-8") as file:
        return file.readline().lstrip("# ").rstrip()


def _facts(facts: Facts, asking: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """A line for each fact, those that are asked for first; what nobody stated is a comment."""
    stated: dict[str, Any] = {**facts._asdict(), "monthly_active_users_on": dict(facts.past_users) or None}
    for key in dict.fromkeys([*asking, *QUESTIONS]):
        who = f" Asked by {listing(asking[key])}." if key in asking else ""
        yield f"# {QUESTIONS[key]}{who}\n"
        if stated[key] is None:
            yield f"# {schema.KEYS[f'use.{key}'].example}\n"
        else:
            yield f"{key} = {value(stated[key])}  # as the preset has it\n"


def _exception(run: Run) -> Iterator[str]:
    """An exception for the first component that is held up, as an example."""
    held = _held(run.weighed)
    component = held[0].component.id if held else "hf:org/name"
    yield "\n# An exception lets a component pass, and stays on record; `weighstation waive` adds one.\n"
    yield "# [[exceptions]]\n"
    yield f"# component = {_quoted(component)}\n"
    if held:
        yield f"# finding = {text(_deciding(held[0]).code)}\n"
    yield '# reason = "why it may be used"\n# expires = 2027-06-30\n# approved-by = "Kim Lee"\n'


def _held(weighed: Iterable[Weighed]) -> list[Weighed]:
    """The components that do not pass, the denied ones first."""
    return sorted(
        (each for each in weighed if each.verdict.outcome != "allow"), key=lambda each: each.verdict.outcome != "deny"
    )


def _deciding(weighed: Weighed) -> Reason:
    return next(reason for reason in weighed.verdict.reasons if reason.outcome == weighed.verdict.outcome)


def _readers(globs: tuple[str, ...]) -> Iterator[str]:
    yield "\n# What is not to be read"
    yield ": these folders hold references, and look like material for tests.\n" if globs else ".\n"
    shown = ", ".join(map(_quoted, globs)) or text("tests/fixtures/*")
    yield f"# [readers]\n# exclude = [{shown}]\n"
