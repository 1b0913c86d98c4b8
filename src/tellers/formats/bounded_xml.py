"""XML from a stranger: no document type, no entity, nothing fetched, of bounded depth and size.

The parser is the standard library's expat, which by itself would take a document type with
entities that grow a thousandfold. Here any document type is refused, whatever it declares, and
with it every entity that is not one of XML's own five.

>>> root = read_xml(b'<a xmlns="urn:x"><b n="1">one <c/>two</b></a>', where="a.xml")
>>> root.name, root.namespace, [child.name for child in root.elements], root.words()
('a', 'urn:x', ['b'], 'one two')
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat

from tellers.errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Element", "read_xml"]

DEEPEST = 60
"""Elements inside each other; a text has about ten."""
MOST_ELEMENTS = 100_000


@dataclass(slots=True)
class Element:
    """An element as read; filled by the parser, and not changed after."""

    name: str
    namespace: str
    attributes: dict[str, str]
    """By local name; those of another namespace stand under `namespace name`."""
    children: list[Element | str] = field(default_factory=list)

    @property
    def elements(self) -> list[Element]:
        """Return the elements directly inside it."""
        return [child for child in self.children if isinstance(child, Element)]

    def first(self, name: str) -> Element | None:
        """Return the first element of this name anywhere inside it, or None."""
        return next((element for element in self.walk() if element.name == name), None)

    def walk(self) -> Iterator[Element]:
        """Yield every element inside it, in the text's order."""
        for child in self.elements:
            yield child
            yield from child.walk()

    def words(self, *, without: frozenset[str] = frozenset()) -> str:
        """Return all text inside it, but not of elements so named."""
        return "".join(
            child if isinstance(child, str) else "" if child.name in without else child.words(without=without)
            for child in self.children
        )


def read_xml(content: bytes, *, where: str, most: int = MOST_ELEMENTS) -> Element:
    """Return the root element; `FormatError` for what is not well-formed, too deep or too large."""
    reader = _Reader(where, most)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(content, True)  # noqa: FBT003 (expat takes it by place: this is all there is)
    except expat.ExpatError as error:
        raise FormatError(
            f"not XML: {expat.ErrorString(error.code)}",
            where=f"{where}, line {error.lineno}",
            expected="well-formed XML",
        ) from error
    except (LookupError, ValueError, UnicodeError) as error:  # an encoding that does not exist
        raise FormatError("not XML in an encoding that is read", where=where, expected="UTF-8") from error
    assert reader.root is not None  # noqa: S101 (expat refuses a document without an element)
    return reader.root


class _Reader:
    """Builds the elements as expat finds them."""

    def __init__(self, where: str, most: int) -> None:
        self._where = where
        self._most = most
        self._open: list[Element] = []
        self._count = 0
        self.root: Element | None = None

    def doctype(self, *_declared: object) -> NoReturn:
        """Refuse a document type: it could declare entities, and a draft needs none."""
        raise FormatError(
            "a document type",
            where=self._where,
            expected="XML without <!DOCTYPE>",
            remedy="Remove that line.",
        )

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        self._count += 1
        if len(self._open) >= DEEPEST or self._count > self._most:
            bound = f"at most {DEEPEST} elements inside each other and {self._most} in all"
            raise FormatError("too deep or too many elements", where=self._where, expected=bound)
        namespace, _, local = name.rpartition(" ")
        element = Element(local, namespace, attributes)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def end(self, _name: str) -> None:
        """Close it."""
        self._open.pop()

    def text(self, words: str) -> None:
        """Keep the text inside it."""
        self._open[-1].children.append(words)
