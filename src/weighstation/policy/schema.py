"""The keys of a policy file: names, types, defaults, and the check that finds every fault of the structure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from weighstation.errors import PolicyError
    from weighstation.policy.files import Source
    from weighstation.toml_source import KeyPath

Type = Literal[
    "text", "texts", "outcome", "threshold", "date", "flag", "count", "dated-counts", "levels", "table", "tables"
]  # fmt: skip


class Key(NamedTuple):
    """One key: its type, an example for messages, and whether its table must have it."""

    type: Type
    example: str = ""
    required: bool = False


_LISTS = {
    "allow": Key("texts", 'allow = ["osi"]'),
    "weigh": Key("texts", 'weigh = ["community"]'),
    "review": Key("texts", 'review = ["source-available"]'),
    "deny": Key("texts", 'deny = ["noncommercial"]'),
    "unknown": Key("outcome", 'unknown = "review"'),
    "unverified": Key("outcome", 'unverified = "review"'),
}
_FACTS = {
    "commercial": Key("flag", "commercial = true"),
    "monthly_active_users": Key("count", "monthly_active_users = 250_000"),
    "monthly_active_users_on": Key("dated-counts", 'monthly_active_users_on = { "2023-07-18" = 40_000 }'),
    "annual_revenue_usd": Key("count", "annual_revenue_usd = 5_000_000"),
    "territories": Key("texts", 'territories = ["KR", "EU"]'),
    "purposes": Key("texts", 'purposes = ["customer-support"]'),
    "distributes": Key("texts", 'distributes = ["outputs", "hosted-api"]'),
    "fine_tunes": Key("flag", "fine_tunes = false"),
    "trains_other_models": Key("flag", "trains_other_models = false"),
}

KEYS: Mapping[str, Key] = {
    "extends": Key("texts", 'extends = ["osi-only"]'),
    "fail-on": Key("threshold", 'fail-on = "deny"'),
    **{
        key: value
        for section in ("licenses", "models", "packages", "datasets", "hosted")
        for key, value in (
            (section, Key("table", f"[{section}]")),
            *((f"{section}.{name}", key) for name, key in _LISTS.items()),
        )
    },
    "use": Key("table", "[use]"),
    **{f"use.{name}": key for name, key in _FACTS.items()},
    "use.overrides": Key("tables", "[[use.overrides]]"),
    "use.overrides.paths": Key("texts", 'paths = ["demo/*"]'),
    "use.overrides.components": Key("texts", 'components = ["hf:meta-llama/*"]'),
    **{f"use.overrides.{name}": key for name, key in _FACTS.items()},
    "readers": Key("table", "[readers]"),
    "readers.loaders": Key("texts", 'loaders = ["acme.load_model"]'),
    "readers.keys": Key("texts", 'keys = ["acme_model"]'),
    "readers.exclude": Key("texts", 'exclude = ["tests/fixtures/*"]'),
    "levels": Key("levels", "[levels]"),
    "baseline": Key("table", "[baseline]"),
    "baseline.file": Key("text", 'file = "weighstation-baseline.toml"'),
    "sbom": Key("table", "[sbom]"),
    "sbom.supplier": Key("text", 'supplier = "Acme"'),
    "sbom.supplier-url": Key("text", 'supplier-url = "https://acme.example"'),
    "sbom.contact-name": Key("text", 'contact-name = "Product security"'),
    "sbom.contact-email": Key("text", 'contact-email = "security@acme.example"'),
    "sbom.author": Key("text", 'author = "Release engineering, Acme"'),
    "sbom.application-area": Key("text", 'application-area = "customer support"'),
    "sbom.intended-use": Key("text", 'intended-use = "answers customers, a person reads along"'),
    "sbom.data-flow": Key("text", 'data-flow = "mail to the model, its draft to a clerk"'),
    "sbom.data-usage": Key("text", 'data-usage = "names and addresses, kept for 30 days"'),
    "sbom.input-output": Key("text", 'input-output = "text in English, at most 4000 words; text"'),
    "sbom.hardware": Key("text", 'hardware = "one GPU with 24 GB"'),
    "sbom.security-controls": Key("text", 'security-controls = "single sign-on, encrypted disks, audit log"'),
    "sbom.security-standards": Key("text", 'security-standards = "ISO/IEC 27001:2022, audited in 2026"'),
    "sbom.security-policy-url": Key("text", 'security-policy-url = "https://acme.example/security"'),
    "clarifications": Key("tables", "[[clarifications]]"),
    "clarifications.component": Key("text", 'component = "hf:acme/chat"', required=True),
    "clarifications.license": Key("text", 'license = "apache-2.0"', required=True),
    "clarifications.reason": Key("text", 'reason = "the publisher told us, mail of 2026-05-02"', required=True),
    "clarifications.revision": Key("text", 'revision = "c1358f8a35e6d2af81890deffbbfa575b978c62f"'),
    "clarifications.file": Key("text", 'file = "models/chat/LICENSE"'),
    "clarifications.sha256": Key("text", 'sha256 = "9f86d081884c7d65…"'),
    "clarifications.approved-by": Key("text", 'approved-by = "Kim Lee"'),
    "exceptions": Key("tables", "[[exceptions]]"),
    "exceptions.component": Key("text", 'component = "hf:meta-llama/*"', required=True),
    "exceptions.license": Key("text", 'license = "llama3.1"'),
    "exceptions.finding": Key("text", 'finding = "license-denied"'),
    "exceptions.reason": Key("text", 'reason = "the legal team agreed to it"', required=True),
    "exceptions.expires": Key("date", "expires = 2027-06-30"),
    "exceptions.approved-by": Key("text", 'approved-by = "Kim Lee"'),
    "exceptions.ticket": Key("text", 'ticket = "LEGAL-12"'),
}
"""Every key by its dotted name."""

_CHOICES: Mapping[str, tuple[str, ...]] = {"outcome": ("allow", "review", "deny"), "threshold": ("deny", "review")}
_WORDS: Mapping[Type, str] = {
    "text": "a text that is not empty",
    "texts": "a list of texts",
    "outcome": '"allow", "review" or "deny"',
    "threshold": '"deny" or "review"',
    "date": "a date without quotes",
    "flag": "true or false",
    "count": "a whole number without quotes and unit, 0 or more",
    "dated-counts": "a table from days to whole numbers",
    "levels": "a table from codes to levels",
    "table": "a table",
    "tables": "an array of tables",
}


def faults(source: Source) -> Iterator[PolicyError]:
    """Every unknown key, wrong type and missing key of a policy file."""
    yield from _in_table(source, source.table, (), "")


def fits(value: object, kind: Type) -> bool:
    """Whether a value that TOML gave is of a type of this table."""
    if kind in _CHOICES:
        return isinstance(value, str) and value in _CHOICES[kind]
    if kind == "tables":
        return isinstance(value, list) and all(isinstance(item, dict) for item in value)
    return _FITS[kind](value)


def _is_date(value: object) -> bool:
    from datetime import date  # tomli has it loaded already

    return type(value) is date  # not datetime, which is a subclass


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_dated(value: object) -> bool:
    return isinstance(value, dict) and all(_is_day(day) and _is_count(users) for day, users in value.items())


_FITS: Mapping[Type, Callable[[object], bool]] = {
    "text": lambda value: isinstance(value, str) and bool(value.strip()),
    "texts": lambda value: isinstance(value, list),
    "date": _is_date,
    "flag": lambda value: isinstance(value, bool),
    "count": _is_count,
    "dated-counts": _is_dated,
    "levels": lambda value: isinstance(value, dict),  # what is in it is checked where it is read
    "table": lambda value: isinstance(value, dict),
}


def _is_day(word: str) -> bool:
    """Whether a word is a day in ISO 8601, such as 2023-07-18."""
    from datetime import date

    try:
        return date.fromisoformat(word).isoformat() == word
    except ValueError:
        return False


def _in_table(source: Source, table: dict[str, Any], path: KeyPath, prefix: str) -> Iterator[PolicyError]:
    for name, value in table.items():
        yield from _at_key(source, value, (*path, name), prefix + name)
    for name, key in _keys_of(prefix):
        if key.required and name not in table:
            message = f"`{name}` is missing in [[{prefix[:-1]}]]"
            yield source.fault(message, path, f"add a line such as {key.example}")


def _at_key(source: Source, value: Any, path: KeyPath, dotted: str) -> Iterator[PolicyError]:  # noqa: ANN401 - TOML's
    key = KEYS.get(dotted)
    if key is None or "." in str(path[-1]):  # a quoted "licenses.allow" is one key, not a path
        yield source.fault(f"unknown key `{dotted}`", path, _unknown_hint(dotted))
    elif not fits(value, key.type):
        yield source.fault(f"`{dotted}` must be {_WORDS[key.type]}", path, f"write it as {key.example}")
    elif key.type == "table":
        yield from _in_table(source, value, path, f"{dotted}.")
    elif key.type == "tables":
        for index, table in enumerate(value):
            yield from _in_table(source, table, (*path, index), f"{dotted}.")
    elif key.type == "texts":
        for index, item in enumerate(value):
            if not fits(item, "text"):
                message = f"`{dotted}` has an item that is empty or not a text"
                yield source.fault(message, (*path, index), f"write it as {key.example}")


def _unknown_hint(dotted: str) -> str:
    if dotted in KEYS:
        return "quotes make it one key: write it without them"
    if dotted == "tool":
        return "only a pyproject.toml has [tool.weighstation]; here its keys stand by themselves"
    from weighstation.policy.suggest import did_you_mean

    prefix = dotted[: dotted.rfind(".") + 1]
    siblings = [name for name, _ in _keys_of(prefix)]
    return did_you_mean(dotted.removeprefix(prefix), siblings) or f"the keys here are {', '.join(siblings)}"


def _keys_of(prefix: str) -> list[tuple[str, Key]]:
    """Names and keys of one table, given as its dotted name and a dot."""
    inside = [(dotted.removeprefix(prefix), key) for dotted, key in KEYS.items() if dotted.startswith(prefix)]
    return [(name, key) for name, key in inside if "." not in name]
