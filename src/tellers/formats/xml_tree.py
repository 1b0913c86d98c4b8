r"""XML from anybody as a small tree: no document type, no entities, and no more of it than we can hold.

>>> tree = read_xml(b'<a xmlns="urn:x"><b c="1">A &amp; B</b></a>', where="a.xml")
>>> tree.name, tree.space, tree.children[0].attributes, tree.children[0].text
('a', 'urn:x', {'c': '1'}, 'A & B')
>>> read_xml(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', where="a.xml")
Traceback (most recent call last):
    ...
tellers.errors.FormatError: a.xml: a document type, which is never read
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from tellers.errors import FormatError

__all__ = ["Element", "attribute_text", "content_text", "read_xml"]

LARGEST = 50_000_000
DEEPEST = 100
MOST = 2_000_000
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True, eq=False)
class Element:
    """One element: its name apart from its namespace, its attributes, and what it holds."""

    name: str
    space: str
    attributes: dict[str, str]
    """By name; `{namespace}name` where it has one."""
    within: list[str | Element] = field(default_factory=list)
    """Its text and its children, in the order of the document."""

    @property
    def children(self) -> list[Element]:
        """Return its children."""
        return [one for one in self.within if isinstance(one, Element)]

    @property
    def text(self) -> str:
        """Return all text within."""
        return "".join(one if isinstance(one, str) else one.text for one in self.within)

    def every(self, name: str) -> Iterator[Element]:
        """Yield the elements of this name within, itself among them, in the order of the document."""
        if self.name == name:
            yield self
        for child in self.children:
            yield from child.every(name)

    def first(self, name: str) -> Element | None:
        """Return the first of them."""
        return next(self.every(name), None)


class _Builder:
    """What expat calls as it reads."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.open: list[Element] = []
        self.root: Element | None = None
        self.count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if len(self.open) >= DEEPEST or self.count > MOST:
            raise FormatError("nested too deeply, or too many elements", where=self.where)
        space, _, local = name.rpartition(" ")
        made = Element(local, space, {_braced(key): value for key, value in attributes.items()})
        if self.open:
            self.open[-1].within.append(made)
        else:
            self.root = made
        self.open.append(made)

    def end(self, _: str) -> None:
        self.open.pop()

    def text(self, piece: str) -> None:
        self.open[-1].within.append(piece)

    def refuse(self, *_: object) -> None:
        raise FormatError("a document type, which is never read", where=self.where, remedy="Remove it.")


def read_xml(content: bytes, *, where: str) -> Element:
    """Return the root of a document; `FormatError` for what is no XML, and for a document type."""
    if len(content) > LARGEST:
        raise FormatError(f"more than {LARGEST:,} bytes of XML", where=where)
    builder = _Builder(where)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    parser.StartDoctypeDeclHandler = builder.refuse
    parser.EntityDeclHandler = builder.refuse
    try:
        parser.Parse(content, True)  # noqa: FBT003 (expat's own argument: this is all of it)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise FormatError(f"not XML: {str(error)[:200]}", where=where) from error
    if builder.root is None:
        raise FormatError("not XML: nothing in it", where=where)
    return builder.root


def content_text(text: str) -> str:
    """Return text as the content of an element; what XML cannot hold becomes U+FFFD."""
    plain = _NOT_XML.sub("\ufffd", text)
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def attribute_text(text: str) -> str:
    r"""Return text as the value of an attribute, with its quotes; blanks of any kind survive.

    >>> attribute_text('a "b"\n')
    '"a &quot;b&quot;&#10;"'
    """
    plain = content_text(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return f'"{plain}"'


def _braced(name: str) -> str:
    space, _, local = name.rpartition(" ")
    return f"{{{space}}}{local}" if space else local
