"""The terms of a license in plain words, grouped by what a person wants to do, each with its clause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from weighstation.knowledge.licenses import License

# Topic -> (term, words for a term that is true, words for one that is false). Where the term has a value of its own,
# it follows the first words after a colon. Empty words: nothing to say.
TOPICS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "Commercial use": (
        ("commercial_condition", "on condition", ""),
        ("user_threshold", "changes with users", ""),
        ("revenue_threshold", "changes with revenue", ""),
        ("other_threshold", "changes also", ""),
        ("royalty", "royalty", ""),
        ("integrated_end_user_product_exempt_from_threshold", "who gets it within a product is exempt from it", ""),
        ("internal_use_exempt", "internal use is exempt from it", ""),
    ),
    "Redistribution": (
        ("license_copy", "pass on a copy of the license", ""),
        ("notice_file", "pass on a notice file", ""),
        ("notice_file_name", "name of the notice file", ""),
        ("notice_prefix", "the notice says", ""),
        ("attribution_text", "display", ""),
        ("attribution_where", "where", ""),
        ("modification_statement", "say what you changed", ""),
        ("modification_how", "how", ""),
        ("flow_down", "the same terms bind whoever gets it from you", "the terms need not be passed on"),
        ("flow_down_how", "how", ""),
        ("share_alike", "derivatives stay under this license", ""),
        ("network_clause", "use over a network counts as distribution", ""),
        ("hosting", "offering it as a service", ""),
        ("hosted_service_counts_as_distribution", "a hosted service counts as distribution", ""),
        ("integrated_end_user_product_exempt", "within a product", ""),
        ("trademark", "trademarks", ""),
    ),
    "Fine-tuning": (
        ("name_prefix", "the name of a derivative begins with", ""),
        ("name_prefix_trigger", "when", ""),
        ("base_terms", "the terms of the base model bind too", ""),
        ("distillation_counts_as_derivative", "a model trained on its outputs counts as a derivative", ""),
        ("reverse_engineering_ban", "no reverse engineering", ""),
    ),
    "Outputs": (
        ("outputs_covered", "the license puts limits on outputs", "the license puts no limits on outputs"),
        ("outputs_note", "outputs", ""),
        ("trains_other_models", "training of other models that is barred", ""),
        ("publication_acknowledgement", "publications must acknowledge the model", ""),
    ),
    "Limits": (
        ("restriction_topics", "not for", ""),
        ("aup_url", "use policy", ""),
        ("aup_attachment", "listed in", ""),
        ("territory_exclusion", "not in", ""),
        ("territory_scope", "that concerns", ""),
        ("territory_where", "to be found", ""),
        ("extra", "besides", ""),
    ),
    "Its end": (
        ("revocable", "may be revoked", "cannot be revoked"),
        ("termination", "ends on", ""),
        ("updates", "changes", ""),
        ("patent_reserved", "grants no patent rights", ""),
    ),
    "Open source": (("osd_breaks", "breaks points of the Open Source Definition", ""), ("osd_reason", "because", "")),
}


def lines(license: License) -> Iterator[tuple[str, str]]:  # noqa: A002 - the field's own word
    """Topic and sentence for each term that is known; topics without any are left out."""
    clause = license.clauses.get("commercial_use", "")
    yield "Commercial use", license.commercial_use + (f" [{clause}]" if clause else "")
    for topic, terms in TOPICS.items():
        for term, yes, no in terms:
            words = _words(license.terms.get(term), yes, no)
            clause = license.clauses.get(term, "")
            if words:
                yield topic, words + (f" [{clause}]" if clause else "")


def _words(value: object, yes: str, no: str) -> str:
    if value is None or isinstance(value, bool):
        return {True: yes, False: no}.get(value, "") if value is not None else ""
    if isinstance(value, dict):
        return f"{yes}: {_threshold(value)}"
    shown = ", ".join(map(str, value)) if isinstance(value, list) else value
    return f"{yes}: {shown}"


def _threshold(value: Mapping[str, Any]) -> str:
    """``more than 700,000,000, counted: …, measured: …``; currency amounts with their currency."""
    number = value.get("number", value.get("amount", 0))
    how = {"greater-than": "more than ", "at-least": "at least "}.get(value.get("comparator", ""), "")
    amount = f"{how}{number:,} {value.get('currency', '')}".strip()
    named = ("counts", "basis", "measured")
    return ", ".join([amount, *(f"{name}: {value[name]}" for name in named if name in value)])
