"""What a requirement is: a row of a table, and the ways to state what is missing."""

from __future__ import annotations

from typing import Literal, NamedTuple

Of = Literal["document", "project", "component", "all", "model", "dataset"]
"""What a field is asked of: the document, ``metadata.component``, each component, both, each model, each data set."""


class Row(NamedTuple):
    """One field that a standard asks for.

    ``section`` and ``what`` are the standard's own words. ``where`` are the places in CycloneDX JSON that count, in the
    form that ``lookup`` reads; one of them is enough. ``remedy`` is a key of ``REMEDIES``.
    """

    section: str
    what: str
    of: Of
    where: tuple[str, ...]
    remedy: str


class Standard(NamedTuple):
    """A document that asks for fields. ``source`` is where its list was read, ``note`` what to know about the table."""

    id: str
    title: str
    source: str
    rows: tuple[Row, ...]
    note: str = ""


class Remedy(NamedTuple):
    """How a missing field can be stated. ``key`` is the key of the policy for it, if there is one."""

    text: str
    key: str = ""


REMEDIES = {
    "tool": Remedy("the tool that writes the document states it: write it anew"),
    "time": Remedy("set SOURCE_DATE_EPOCH when the document is written"),
    "sign": Remedy("sign the document after it is written (JSF, or a detached signature that no field shows)"),
    "author": Remedy("who makes the SBOM", "sbom.author"),
    "contact": Remedy("how to reach whoever makes the SBOM", "sbom.contact-email"),
    "producer": Remedy("who makes the project", "sbom.supplier"),
    "area": Remedy("the area of application", "sbom.application-area"),
    "flow": Remedy("how data flows into, through and out of the product", "sbom.data-flow"),
    "usage": Remedy("how the product uses data, also personal data", "sbom.data-usage"),
    "input": Remedy("what the product takes and gives back", "sbom.input-output"),
    "hardware": Remedy("the hardware that the product needs", "sbom.hardware"),
    "controls": Remedy("the product's security controls", "sbom.security-controls"),
    "standards": Remedy("the security standards that the product was held against", "sbom.security-standards"),
    "security": Remedy("where the policy on vulnerabilities is, or security.txt", "sbom.security-policy-url"),
    "use": Remedy("what the models are meant to be used for", "sbom.intended-use"),
    "name": Remedy("the project's name and version in pyproject.toml or package.json"),
    "pin": Remedy("pin it: the commit of a model as revision in the code, a lock file for packages"),
    "license": Remedy("what a person found out of the license", "clarifications"),
    "expression": Remedy("write the document with --license-form expression; unknown ones need a clarification"),
    "card": Remedy("only the publisher's model card or data card has it: it is not read, since nothing is downloaded"),
    "lock": Remedy(
        "from lock files where they state it of one file, as npm's do, or pointers of Git LFS or DVC: "
        "where a package is several files, each has its own hash"
    ),
    "archive": Remedy("from lock files where they state it: npm's mostly have SHA-512, those of Python SHA-256"),
    "file": Remedy("cannot be known from a repository that does not hold the file"),
    "registry": Remedy("only the package's registry has it: nothing is downloaded"),
    "uses": Remedy("it is stated for each component that the repository uses; there is none"),
    "id": Remedy("no purl type fits it, or the tool left it out"),
    "publisher": Remedy("a model of a hub has one by its name; a folder of the repository has none"),
    "scanner": Remedy("a scanner of vulnerabilities adds it to the document"),
    "people": Remedy("only people know it, and no key of the policy is for it: add it to the document"),
}
"""How each kind of gap can be filled."""


def said(name: str) -> str:
    """The sentence for a remedy."""
    remedy = REMEDIES[name]
    return f"{remedy.text}: {remedy.key} in the policy" if remedy.key else remedy.text
