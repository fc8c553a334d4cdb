"""Whether a license lets its model, or the model's outputs, train other models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.policy.rules._case import asks, collides, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weighstation.knowledge.licenses import License
    from weighstation.model import Reason
    from weighstation.policy.rules._case import Case

CODE, _TERM, _FACT = "model-training", "trains_other_models", "trains_other_models"
_BANNED = {
    "banned": "training other models with it is barred",
    "own-only": "training other models than its own derivatives with it, or with its outputs, is barred",
    "competing": "training competing models with it is barred",
    "noncommercial": "training other models with it is for non-commercial research only",
}


def weigh(license: License, case: Case) -> Iterator[Reason]:  # noqa: A002 - the field's own word
    """Silent where training is free, or where the team trains no other model.

    ``derivative``: a model trained on outputs is a derivative under the same terms, which is a duty and no ban.
    """
    ban = _BANNED.get(rule(license, "training_rule"), "")
    if not ban or case.facts.trains_other_models is False:
        return
    words = license.terms.get(_TERM)
    said = f"{ban} (on record: {words})" if words else ban
    if case.facts.trains_other_models is None:
        yield asks(CODE, said, license, _TERM, "Do outputs train other models? (use.trains_other_models)")
        return
    where = case.facts.where(_FACT)
    if rule(license, "training_rule") == "competing":
        question = "Would the trained model compete with the licensor's? If not, record it as an exception."
        yield collides(CODE, "review", said, license, _TERM, where)._replace(question=question)
    elif rule(license, "training_rule") != "noncommercial" or case.facts.commercial is not False:
        yield collides(CODE, "deny", said, license, _TERM, where)
