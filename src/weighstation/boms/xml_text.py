"""CycloneDX XML as plain values: expat's events, without any document type; then the keys of the JSON format.

A declaration of entities or of a document type is refused before anything of it is used, so that neither a bomb of
entities nor a file or address outside the document can get in. No BOM has one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, NoReturn

from weighstation.boms.source import Place, Source, count_parts, unknown
from weighstation.errors import ReadError

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

    from weighstation.boms.source import Json

DEEPEST = 100  # levels of elements; real documents have about fifteen
_NAMESPACE = "http://cyclonedx.org/schema/bom/"


class Element(NamedTuple):
    """One element; ``texts`` are the pieces of its own text."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list[Element]
    texts: list[str]

    @property
    def text(self) -> str:
        """Its text without the white space around it."""
        return "".join(self.texts).strip()


def parse(path: str, data: bytes) -> Source:
    """The CycloneDX document in ``data``. Raises ``ReadError`` for bad XML, document types, other documents."""
    from weighstation.boms.xml_values import values

    root = tree(path, data)
    namespace, _, name = root.name.rpartition(" ")
    if name != "bom" or not namespace.startswith(_NAMESPACE):
        raise unknown(path)
    places: dict[str, Place] = {"": Place("/bom", root.line)}
    document: Json = values(root, places)
    return Source(
        path, "cyclonedx", namespace.removeprefix(_NAMESPACE), document, lambda at, _="": _nearest(places, at), "xml"
    )


def _nearest(places: dict[str, Place], pointer: str) -> Place:
    while pointer and pointer not in places:
        pointer = pointer.rpartition("/")[0]
    return places[pointer]


def tree(path: str, data: bytes) -> Element:
    """The tree of elements, ``namespace name`` the name of each. Raises ``ReadError``."""
    from xml.parsers import expat

    count_parts(path, max(data.count(b"<"), data.count(b"=")) // 2)  # elements have two tags; an attribute is smaller
    parser = expat.ParserCreate(namespace_separator=" ")
    top = Element("", {}, 0, [], [])
    _handle(parser, path, top)
    try:
        parser.Parse(data, True)  # noqa: FBT003 - the signature of expat
    except expat.ExpatError as error:
        fault = f"is not valid XML: {expat.ErrorString(error.code)} (column {error.offset + 1})"
        raise _fault(path, error.lineno, fault) from None
    except (ValueError, LookupError) as error:  # an encoding that expat or Python does not know
        raise _fault(path, parser.CurrentLineNumber, f"cannot be decoded: {error}") from None
    return top.children[0]


def _handle(parser: XMLParserType, path: str, top: Element) -> None:
    """Makes the parser build the tree below ``top``, and refuse what no document needs."""
    opened = [top]

    def begin(name: str, attributes: dict[str, str]) -> None:
        if len(opened) > DEEPEST:
            raise _fault(path, parser.CurrentLineNumber, "is nested too deeply to be a bill of materials")
        element = Element(name, attributes, parser.CurrentLineNumber, [], [])
        opened[-1].children.append(element)
        opened.append(element)

    def refuse(*_: object) -> NoReturn:
        fault = "declares a document type or entities, which no bill of materials needs"
        raise _fault(path, parser.CurrentLineNumber, fault)

    def add_text(text: str) -> None:
        opened[-1].texts.append(text)

    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = begin, lambda _: opened.pop()
    parser.CharacterDataHandler = add_text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse


def _fault(path: str, line: int, message: str) -> ReadError:
    return ReadError(message, path=path, line=line, hint="write it anew with the tool that makes it")
