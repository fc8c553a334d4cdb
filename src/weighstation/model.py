"""The vocabulary of a run: frozen values that flow one way.

    Reference -> Component -> Claim -> Conclusion -> Verdict -> Run

Readers make references, the inventory groups them into components, sources make claims about a component's
license, licensing draws one conclusion, the policy gives the verdict, writers show the run. No value here does
I/O, and none is ever changed after it was made.

Annotations are evaluated here: typing compiles each one that is a string, and the hook would pay for a hundred.
"""

from typing import Literal, NamedTuple

ComponentType = Literal["model", "dataset", "package", "service"]
Use = Literal["load", "hosted", "mention"]
Outcome = Literal["allow", "review", "deny"]
Relation = Literal["", "finetune", "adapter", "quantized", "merge", "conversion"]
Acknowledgement = Literal["declared", "concluded"]
Level = Literal["error", "warning", "note", "off"]


class Occurrence(NamedTuple):
    """Where a component is referred to, and what that place does with it.

    ``line`` and ``column`` count from 1 in the file as git shows it (for a notebook: the raw JSON), 0 where the
    format has no lines. ``symbol`` is the call, key or command that holds the reference, such as
    ``AutoModel.from_pretrained`` or ``base_model``.
    """

    path: str
    line: int
    column: int = 1
    use: Use = "load"
    symbol: str = ""


class Base(NamedTuple):
    """A model that another one was made from, and how (the relations of the Hub's ``base_model_relation``)."""

    id: str
    relation: Relation = ""


class Distribution(NamedTuple):
    """A file that a lock file names for a package, with one hash of it; a file with two hashes is two of these.

    ``url`` is http or https, without credentials, query and fragment; ``name`` is the file's name where there is no
    ``url``. ``algorithm`` is spelled as in SPDX 3 (``sha256``), ``content`` is in hexadecimal. Each may be empty.
    """

    url: str = ""
    name: str = ""
    algorithm: str = ""
    content: str = ""


class Reference(NamedTuple):
    """One sighting of a component by one reader.

    ``id`` has a scheme: ``hf:org/name``, ``ollama:llama3.1:8b``, ``hf-dataset:org/name``, ``openai:gpt-4o``,
    ``pypi:requests``, ``npm:left-pad``, ``file:adapters/support`` … Parts of a name that are only known at run time
    stand in it in braces (``hf:org/chat-{size}``), which no registry allows in a name. ``version`` is the exact
    version of a package or the revision of a model as written, empty where none is. ``license`` is what the file
    itself says about this component's license, in the file's own spelling. ``depends_on`` holds component ids.
    """

    id: str
    type: ComponentType
    occurrence: Occurrence
    version: str = ""
    license: str = ""
    bases: tuple[Base, ...] = ()
    depends_on: tuple[str, ...] = ()
    distributions: tuple[Distribution, ...] = ()


class Offer(NamedTuple):
    """A constant of a Python module or class whose text has the form of a name, and of which its own file says no more.

    It becomes a reference if another file imports and loads it.
    """

    path: str
    name: str
    text: str
    line: int
    column: int

    @property
    def module(self) -> str:
        """The last part of the module's dotted name, as an import ends with it."""
        return self.path.removesuffix(".py").removesuffix("/__init__").rpartition("/")[2]


class Statement(NamedTuple):
    """A license as a file of the repository states it for a component, not yet understood."""

    text: str
    path: str
    line: int


class Component(NamedTuple):
    """Everything the repository says about one id: the sum of its references, occurrences in path order."""

    id: str
    type: ComponentType
    version: str
    occurrences: tuple[Occurrence, ...]
    statements: tuple[Statement, ...] = ()
    bases: tuple[Base, ...] = ()
    depends_on: tuple[str, ...] = ()
    distributions: tuple[Distribution, ...] = ()

    @property
    def scheme(self) -> str:
        """The part of the id before the first colon, such as ``hf`` or ``pypi``."""
        return self.id.partition(":")[0]

    @property
    def name(self) -> str:
        """The id without its scheme, such as ``org/name`` or ``requests``."""
        return self.id.partition(":")[2]

    @property
    def dynamic(self) -> bool:
        """Whether parts of the name are only known at run time."""
        return "{" in self.id and self.scheme not in {"file", "url", "uri"}

    @property
    def used(self) -> bool:
        """Whether any occurrence does more than mention the component."""
        return any(occurrence.use != "mention" for occurrence in self.occurrences)


class Claim(NamedTuple):
    """One source's word on one component's license.

    ``expression`` is an SPDX expression over SPDX ids and ``LicenseRef-`` ids, or empty when the source's words fit
    several licenses (``candidates`` then has their keys) or none. ``confidence`` runs from 0 to 1. ``source`` names
    the kind of source (``knowledge:exact``, ``model-card`` …), ``where`` the place a person can look it up.
    """

    expression: str
    source: str
    where: str
    confidence: float
    acknowledgement: Acknowledgement = "declared"
    candidates: tuple[str, ...] = ()
    verified: bool = False
    as_of: str = ""
    note: str = ""


class Ancestor(NamedTuple):
    """One step of a model's lineage: the base, how it was used, its own license, who says so."""

    id: str
    relation: Relation
    expression: str
    source: str
    confidence: float
    depth: int = 1


class Conclusion(NamedTuple):
    """What licensing holds to be true of a component after hearing every claim.

    ``expression`` governs: where claims or lineage disagree it is the stricter side (an ``AND`` of both where both
    bind). It is empty when the license is unknown. ``conflicts`` says, in a sentence each, who disagrees with whom.
    """

    expression: str
    confidence: float = 0.0
    claims: tuple[Claim, ...] = ()
    lineage: tuple[Ancestor, ...] = ()
    conflicts: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


class Reason(NamedTuple):
    """Why a verdict is what it is: one step that a person can check.

    ``policy`` is ``file:line`` of the policy entry that decided, ``clause`` the place in the license, ``question``
    the one fact that would settle a ``review``.
    """

    code: str
    outcome: Outcome
    message: str
    clause: str = ""
    policy: str = ""
    question: str = ""


class Verdict(NamedTuple):
    """The policy's word on one component; the strictest reason that was not excepted decides."""

    outcome: Outcome
    reasons: tuple[Reason, ...] = ()


class Finding(NamedTuple):
    """Something the run has to say that is not the verdict on one component (an unused or expired exception …)."""

    code: str
    level: Level
    message: str
    path: str = ""
    line: int = 0
    hint: str = ""
    component: str = ""


class Unread(NamedTuple):
    """A file that could not be read, why, and what to do about it. It was not checked, and the run says so."""

    path: str
    reason: str
    line: int = 0
    hint: str = ""


class ReaderOptions(NamedTuple):
    """What a team tells the readers: loaders and keys of its own, and globs of paths that are not to be read.

    A loader is a dotted callable with the argument that takes the id, by place or name: ``acme.load_model(0)``,
    ``acme.Encoder(weights)``; without one it is the first. A key is the name of a setting, variable or option.
    """

    loaders: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


class Project(NamedTuple):
    """The scanned project itself: name and version as its own manifest states them, else the folder's name."""

    name: str
    version: str = ""


class Inventory(NamedTuple):
    """What the readers saw: components in id order, and the files that could not be read.

    ``files`` counts those that a reader wanted, ``excluded`` those of them that the policy excludes.
    """

    root: str
    project: Project
    components: tuple[Component, ...]
    unread: tuple[Unread, ...]
    files: int
    excluded: int = 0


class Weighed(NamedTuple):
    """A component with the conclusion about its license and, after judging, the verdict."""

    component: Component
    conclusion: Conclusion
    verdict: Verdict = Verdict("allow")


class Publisher(NamedTuple):
    """What a team says of itself and its product, for documents that it publishes; empty where it says nothing.

    ``supplier`` hands the product out, ``author`` made the document. ``application_area`` and ``intended_use`` are
    those of the models in the product (G7 SBOM for AI; AI Act, annex IV), the others after them those of the product
    (G7 SBOM for AI: system level properties, infrastructure, security properties).
    """

    supplier: str = ""
    supplier_url: str = ""
    contact_name: str = ""
    contact_email: str = ""
    author: str = ""
    application_area: str = ""
    intended_use: str = ""
    data_flow: str = ""
    data_usage: str = ""
    input_output: str = ""
    hardware: str = ""
    security_controls: str = ""
    security_standards: str = ""
    security_policy_url: str = ""


class Run(NamedTuple):
    """The whole result that every writer shows. ``policy`` names the policy file, or the built-in default.

    ``publisher`` is what the policy's ``[sbom]`` says of whoever publishes a document of it.
    """

    inventory: Inventory
    weighed: tuple[Weighed, ...]
    findings: tuple[Finding, ...]
    verdict: Outcome
    policy: str
    publisher: Publisher = Publisher()
