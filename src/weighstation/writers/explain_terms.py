"""The terms of a license in plain words, grouped by what a person wants to do, each with its clause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weighstation.writers import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from weighstation.knowledge.licenses import License
    from weighstation.writers.words import Words

# Topic -> the terms that answer it, in the order in which they are shown.
TOPICS: dict[str, tuple[str, ...]] = {
    "commercial": ("commercial_condition", "royalty", "internal_use_exempt"),
    "redistribution": (
        "license_copy", "notice_file", "notice_file_name", "notice_prefix", "attribution_text", "attribution_where",
        "modification_statement", "modification_how", "flow_down", "flow_down_how", "share_alike",
        "integrated_end_user_product_exempt", "trademark",
    ),
    "finetuning": (
        "name_prefix", "name_prefix_trigger", "base_terms", "distillation_counts_as_derivative",
        "reverse_engineering_ban",
    ),
    "outputs": ("outputs_covered", "outputs_note", "trains_other_models", "publication_acknowledgement"),
    "hosting": ("hosting", "hosted_service_counts_as_distribution", "network_clause"),
    "who": (
        "user_threshold", "revenue_threshold", "other_threshold", "integrated_end_user_product_exempt_from_threshold",
    ),
    "where": ("territory_exclusion", "territory_scope", "territory_where"),
    "what_for": ("restriction_topics", "aup_url", "aup_attachment", "difference", "extra"),
    "end": ("revocable", "termination", "updates", "patent_reserved"),
    "open_source": ("osd_breaks", "osd_reason"),
}  # fmt: skip
ASKED = ("redistribution", "finetuning", "outputs", "hosting", "who", "where", "what_for")
"""Topics that everybody asks about: where nothing is recorded, that is said."""
QUOTED = frozenset({"notice_prefix"})
"""Terms whose value is the license's own text."""
_OSD = {"finetuning": "osd.derived", "who": "osd.persons", "what_for": "osd.fields"}  # what approval itself promises


def lines(license: License, told: Words) -> Iterator[tuple[str, str]]:  # noqa: A002 - the field's own word
    """Topic and sentence for each term that is known; last the topics of ``ASKED`` of which nothing is."""
    silent = []
    for topic in TOPICS:
        found = list(_of_topic(license, topic, told))
        yield from ((topic, sentence) for sentence in found)
        silent += [told[f"topic.{topic}"]] * (not found and topic in ASKED)
    if silent:
        yield "silent", ", ".join(silent)


def _of_topic(license: License, topic: str, told: Words) -> Iterator[str]:  # noqa: A002 - the field's own word
    if topic == "commercial":
        yield told[f"commercial.{license.commercial_use}"] + _place(license, "commercial_use", told)
    if topic == "redistribution" and f"redistribution.{license.category}" in told:
        yield told[f"redistribution.{license.category}"]
    if license.osi_approved and topic in _OSD:
        yield told[_OSD[topic]]
    for term in TOPICS[topic]:
        sentence = _sentence(term, license.terms.get(term), told)
        if sentence:
            yield sentence + _place(license, term, told)


def _place(license: License, term: str, told: Words) -> str:  # noqa: A002 - the field's own word
    clause = license.clauses.get(term, "")
    return f" [{words.clause(told, clause)}]" if clause else ""


def _sentence(term: str, value: object, told: Words) -> str:
    if value is None or isinstance(value, bool):
        return told.get(f"term.{term}.{'yes' if value else 'no'}", "") if value is not None else ""
    if isinstance(value, dict):
        return _threshold(term, value, told)
    shown = "; ".join(words.fact(told, str(each)) for each in value) if isinstance(value, list) else str(value)
    return told[f"term.{term}.is"].format(value=shown if term in QUOTED else words.fact(told, shown))


def _threshold(term: str, value: Mapping[str, Any], told: Words) -> str:
    """The number at which the free permission ends or changes, what is counted, and when."""
    number = words.number(told, value.get("number", value.get("amount", 0)))
    currency = value.get("currency", "")
    amount = told[f"threshold.{'money' if currency else 'users'}.{value.get('comparator', 'is')}"]
    effect = told.get(f"term.{term}.{value.get('effect', 'is')}") or told[f"term.{term}.is"]
    sentence = effect.format(value=amount.format(number=number, currency=currency))
    details = ("counts", "basis", "measured")
    shown = (told[f"threshold.{name}"].format(value=words.fact(told, value[name])) for name in details if name in value)
    return sentence + "".join(f"; {detail}" for detail in shown)
