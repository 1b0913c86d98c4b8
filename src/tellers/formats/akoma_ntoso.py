"""A draft in Akoma Ntoso 3.0 (OASIS LegalDocML, 2018): `bill`, `doc`, `statement`, `act`.

The preamble's recitals and citations are reasons, its formulas headings; in the body every numbered
element is a request, and what is inside it one level deeper. `wId`, the identity of a part through
all its expressions, is the paragraph's id. What the standard has and a draft does not hold is
said: notes, references, changes marked in the text, signatures, attachments. The words of an
element that is not known are kept as a paragraph, and the element is named.

>>> page = b'''<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="r">
... <preamble><recitals><recital><p><i>Recalling</i> its purposes,</p></recital></recitals></preamble>
... <mainBody><paragraph><num>1.</num><content><p>Asks for peace.</p></content></paragraph></mainBody>
... </statement></akomaNtoso>'''
>>> [(p.kind.value, p.number, p.text) for p in read_akoma_ntoso(page, where="d.xml").paragraphs]
[('preambular', '', 'Recalling its purposes,'), ('operative', '1', 'Asks for peace.')]
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from tellers.canonical import canonical_number
from tellers.errors import FormatError
from tellers.formats.bounded_xml import Element, read_xml
from tellers.formats.draft_reading import (
    LARGEST_DRAFT,
    DraftNote,
    DraftReading,
    one_line,
    verify_characters,
    verify_number_of,
)
from tellers.formats.resolution_style import Block, settle_kinds, title_of
from tellers.model import ParagraphKind

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LANGUAGES", "NAMESPACE", "read_akoma_ntoso"]

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
LANGUAGES = {"eng": "en", "spa": "es", "fra": "fr", "fre": "fr", "por": "pt"}
"""ISO 639-2, as `FRBRlanguage` has them, to the two letters used here."""
HEADING, REASON, REQUEST = ParagraphKind.HEADING, ParagraphKind.PREAMBULAR, ParagraphKind.OPERATIVE
_DOCUMENTS = ("bill", "doc", "statement", "act")
_BODIES = {"body", "mainBody"}
_ASIDE = frozenset({"authorialNote", "del", "noteRef", "remark"})
"""Inside a text and no part of its words: footnotes, deletions marked by an editor."""
_BLOCKS = {"p", "block", "tblock", "blockContainer", "formula", "longTitle", "docTitle"}
_GROUPS = {"recitals", "citations", "container", "preamble", "content", "wrapUp", "intro"} | _BODIES
_HIERARCHY = {
    "alinea", "article", "book", "chapter", "clause", "crossHeading", "division", "hcontainer",
    "indent", "item", "level", "list", "paragraph", "part", "point", "proviso", "rule", "section",
    "subchapter", "subclause", "subdivision", "sublist", "subparagraph", "subpart", "subrule",
    "subsection", "title", "tome", "transitional",
}  # fmt: skip
_HEADINGS = {"formula", "longTitle", "heading", "subheading"}
_UNREAD = {"coverPage", "conclusions", "attachments", "components", "collectionBody"}
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


def read_akoma_ntoso(content: bytes, *, where: str, language: str = "") -> DraftReading:
    """Return the paragraphs of an Akoma Ntoso document; `FormatError` for anything else."""
    if len(content) > LARGEST_DRAFT:
        raise FormatError("too large for a draft", where=where, expected=f"at most {LARGEST_DRAFT} bytes")
    root = read_xml(content, where=where)
    document = next((e for e in root.elements if e.name in _DOCUMENTS), None)
    if root.name != "akomaNtoso" or document is None:
        raise FormatError(
            "not a draft in Akoma Ntoso",
            where=where,
            expected=f"<akomaNtoso> with one of {', '.join(_DOCUMENTS)}",
            got=f"<{root.name}> with {', '.join(e.name for e in root.elements[:5]) or 'nothing'}"[:200],
        )
    notes: Counter[str] = Counter()
    if root.namespace != NAMESPACE:
        notes["namespace " + (root.namespace or "-")[:120]] += 1
    blocks = [block for part in document.elements for block in _part(part, notes)]
    verify_number_of(len(blocks), where=where)
    told = language or _language(document)
    reading = settle_kinds(blocks, language=told)
    found = replace(
        reading,
        title=_title(document) or title_of(reading),
        language_told=bool(told),
        date=_date(document),
        notes=tuple(
            DraftNote(code.partition(" ")[0], (code.partition(" ")[2] or str(count)))
            for code, count in sorted(notes.items())
        ),
    )
    for text in (found.title, *(p.text for p in found.paragraphs), *(p.number for p in found.paragraphs)):
        verify_characters(text, where=where)
    return found


def _part(part: Element, notes: Counter[str]) -> Iterator[Block]:
    """Yield the paragraphs of one part of a document."""
    if part.name == "meta":
        return
    if part.name == "preface":
        for element in part.elements:
            title = element if element.name == "docTitle" else element.first("docTitle")
            if title is not None:
                yield from _block(title, notes, kind=HEADING)
            elif element.words().strip():
                notes[f"preface {one_line(element.words())[:80]}"] += 1
    elif part.name == "preamble":
        yield from _preamble(part, notes)
    elif part.name in _BODIES:
        yield from _body(part, notes, level=1)
    elif part.name in _UNREAD:
        notes[f"not-held <{part.name}>"] += 1
    else:
        yield from _kept(part, notes, kind=None)


def _preamble(part: Element, notes: Counter[str]) -> Iterator[Block]:
    for element in part.elements:
        if element.name in {"recital", "citation"}:
            yield from _block(element, notes, number=element.first("num"), kind=REASON)
        elif element.name in _HEADINGS or element.attributes.get("name") == "heading":
            yield from _block(element, notes, number=element.first("num"), kind=HEADING)
        elif element.name in _GROUPS:
            yield from _preamble(element, notes)
        elif element.name in _BLOCKS:
            yield from _block(element, notes, kind=None)
        elif element.name != "num":
            yield from _kept(element, notes, kind=REASON)


def _body(part: Element, notes: Counter[str], *, level: int) -> Iterator[Block]:
    """Yield the paragraphs of a body, or of what is in an element of it."""
    for element in part.elements:
        if element.name in _HIERARCHY:
            yield from _numbered(element, notes, level=level)
        elif element.name in {"blockList", "ol", "ul"}:
            yield from _body(element, notes, level=level)
        elif element.name in {"heading", "subheading", "listIntroduction", "listWrapUp"} | _BLOCKS:
            kind = HEADING if element.name in {"heading", "subheading"} else None
            yield from _block(element, notes, kind=kind, level=level)
        elif element.name in _GROUPS:
            yield from _body(element, notes, level=level)
        elif element.name != "num":
            yield from _kept(element, notes, kind=None)


def _numbered(element: Element, notes: Counter[str], *, level: int) -> Iterator[Block]:
    """Yield an element of the body: its own words with its number, then what is inside it."""
    named = {"heading": HEADING, "preambular": REASON}.get(element.attributes.get("name", ""))
    kind = named if element.name == "hcontainer" and named else REQUEST
    number = next((child for child in element.elements if child.name == "num"), None)
    own: list[Element] = []
    inside: list[Element] = []
    for child in element.elements:
        first = not own and not inside and child.name in {"content", "intro", "p", "block"}
        (own if first else inside).append(child) if child.name != "num" else None
    if own:
        within = own[0].elements if own[0].name in {"content", "intro"} else []
        texts = [e for e in within if e.name in _BLOCKS] or [own[0]]
        yield from _block(texts[0], notes, kind=kind, number=number, level=level, of=element)
        rest = [e for e in within if e is not texts[0] and texts[0] is not own[0]]
        yield from _body(Element("content", "", {}, list(rest)), notes, level=level + 1)
    elif number is not None:
        headings = [child for child in inside if child.name == "heading"]
        words = " ".join(_words(e, notes) for e in (number, *headings))
        yield Block(text=one_line(words), kind=HEADING, level=level)
        inside = [child for child in inside if child not in headings]
    yield from _body(Element("content", "", {}, list(inside)), notes, level=level + 1 if own else level)


def _block(  # noqa: PLR0913 (what an element says, each on its own)
    element: Element,
    notes: Counter[str],
    *,
    kind: ParagraphKind | None,
    number: Element | None = None,
    level: int = 1,
    of: Element | None = None,
) -> Iterator[Block]:
    """Yield the paragraph of an element's words, none where it has none."""
    name = (of or element).attributes.get("wId", "")
    text = _words(element, notes)
    printed = canonical_number(_words(number, notes)) if number is not None else ""
    if text or printed:
        own = name if _ID.fullmatch(name) else ""
        yield Block(text=text, number=printed, level=level, kind=kind, id=own)


def _kept(element: Element, notes: Counter[str], *, kind: ParagraphKind | None) -> Iterator[Block]:
    """Yield the words of an element that is not known, and name it."""
    notes[f"unknown-element <{element.name[:60]}>"] += 1
    yield from _block(element, notes, kind=kind)


def _words(element: Element, notes: Counter[str]) -> str:
    """Return an element's words on one line, without its number, notes and deletions, which are counted."""
    for inside in element.walk():
        if inside.name in _ASIDE:
            notes[f"not-held <{inside.name}>"] += 1
    without = _ASIDE | ({"num"} if element.name in {"recital", "citation", "container"} else frozenset())
    return one_line(_spaced(element).words(without=without))


def _spaced(element: Element) -> Element:
    """Return the element with a blank where a paragraph or a line ends inside it."""
    children: list[Element | str] = []
    for child in element.children:
        if isinstance(child, str):
            children.append(child)
        else:
            children.append(_spaced(child))
            if child.name in {"p", "br", "eol", "block", "li", "td", "th", "num"}:
                children.append(" ")
    return replace(element, children=children)


def _title(document: Element) -> str:
    """Return the title told apart from the text, '' where there is none."""
    aliases = (e.attributes for e in document.walk() if e.name == "FRBRalias")
    return next((a.get("value", "") for a in aliases if a.get("name") == "title"), "")


def _language(document: Element) -> str:
    """Return the two letters of the expression's language, '' where it says none that is known."""
    told = document.first("FRBRlanguage")
    code = told.attributes.get("language", "") if told else ""
    return LANGUAGES.get(code, code if len(code) == 2 and code.isalpha() else "")


def _date(document: Element) -> str:
    """Return the day of the expression, '' where there is none in the form of a day."""
    expression = document.first("FRBRExpression")
    told = expression.first("FRBRdate") if expression else None
    day = told.attributes.get("date", "")[:10] if told else ""
    return day if re.fullmatch(r"\d{4}-\d{2}-\d{2}", day) else ""
