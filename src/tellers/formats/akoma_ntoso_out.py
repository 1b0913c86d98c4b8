"""A version of a draft as Akoma Ntoso 3.0, which `read_akoma_ntoso` reads back as it was.

A `statement` (a text of a body that is no act): reasons as recitals in the preamble, requests as
paragraphs in the body with their parts as subparagraphs, headings as formulas or containers. The
metadata is what is known and no more; the hash stands in it, so that the file says what it holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from tellers.canonical import hash_version
from tellers.formats.akoma_ntoso import LANGUAGES, NAMESPACE
from tellers.formats.draft_reading import verify_characters
from tellers.model import ParagraphKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tellers.model import Paragraph, Version

__all__ = ["render_akoma_ntoso"]

_CODES = {two: three for three, two in reversed(LANGUAGES.items())}
HEADING, REASON = ParagraphKind.HEADING, ParagraphKind.PREAMBULAR


def render_akoma_ntoso(version: Version, *, draft: str) -> str:
    """Return the document; `draft` is the draft's id, which names the work.

    Raises `FormatError` for a paragraph with a character that XML cannot hold.
    """
    for paragraph in version.paragraphs:
        verify_characters(paragraph.text + paragraph.number, where=f"paragraph {paragraph.id}")
    split = _preamble_length(version.paragraphs)
    first = int(split > 0 and version.paragraphs[0].kind is HEADING and not version.paragraphs[0].number)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<akomaNtoso xmlns="{NAMESPACE}">',
        '<statement name="draft-resolution" contains="originalVersion">',
        *_meta(version, draft),
        *_preface(version.paragraphs[:first]),
        *_preamble(version.paragraphs[first:split]),
        "<mainBody>",
        *(_body(version.paragraphs[split:]) if split < len(version.paragraphs) else ["<p/>"]),
        "</mainBody>",
        "</statement>",
        "</akomaNtoso>",
        "",
    ]
    return "\n".join(lines)


def _preamble_length(paragraphs: Sequence[Paragraph]) -> int:
    """Return how many paragraphs stand before the first request, or the first that has parts."""
    for place, paragraph in enumerate(paragraphs):
        if paragraph.level > 1:
            return max(place - 1, 0)
        if paragraph.kind not in {HEADING, REASON}:
            return place
    return len(paragraphs)


def _meta(version: Version, draft: str) -> Iterator[str]:
    """Yield who and when, in the three levels that the standard asks for."""
    code = _CODES.get(version.language, version.language)
    work, text = f"/akn/draft/{draft}", f"/akn/draft/{draft}/{code}@{version.id}"
    yield '<meta><identification source="#tellers">'
    for level, uri in (("Work", work), ("Expression", text), ("Manifestation", f"{text}.xml")):
        yield f"<FRBR{level}><FRBRthis value={quoteattr(uri)}/><FRBRuri value={quoteattr(uri)}/>"
        if version.date:
            yield f'<FRBRdate date={quoteattr(version.date)} name="circulation"/>'
        yield '<FRBRauthor href="#body"/>'
        if level == "Work" and version.title:
            yield f'<FRBRalias value={quoteattr(version.title)} name="title"/>'
        if level == "Work":
            yield '<FRBRcountry value="un"/>'
        if level == "Expression":
            yield f"<FRBRlanguage language={quoteattr(code)}/>"
        yield f"</FRBR{level}>"
    yield "</identification>"
    yield '<references source="#tellers">'
    for name, shown in (("tellers", "Tellers"), ("body", "Body")):
        yield f'<TLCOrganization eId="{name}" href="/ontology/{name}" showAs="{shown}"/>'
    yield '</references><proprietary source="#tellers">'
    yield f'<hash xmlns="urn:tellers">{hash_version(version)}</hash></proprietary>'
    yield "</meta>"


def _preface(title: Sequence[Paragraph]) -> Iterator[str]:
    """Yield the heading that stands first as the document's title."""
    for one in title:
        yield f"<preface><p><docTitle wId={quoteattr(one.id)}>{escape(one.text)}</docTitle></p></preface>"


def _preamble(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """Yield reasons as recitals, in as many lists as headings part."""
    if not paragraphs:
        return
    yield "<preamble>"
    inside = False
    for place, paragraph in enumerate(paragraphs, start=1):
        reason = paragraph.kind is REASON
        if reason is not inside:
            yield "<recitals>" if reason else "</recitals>"
            inside = reason
        element = "recital" if reason else "container"
        name = "" if reason else ' name="heading"'
        names = f'eId="pre_{place}" wId={quoteattr(paragraph.id)}'
        number = f"<num>{escape(paragraph.number)}</num>" if paragraph.number else ""
        yield f"<{element}{name} {names}>{number}<p>{escape(paragraph.text)}</p></{element}>"
    yield "</recitals></preamble>" if inside else "</preamble>"


def _body(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """Yield each paragraph, its parts inside it."""
    open_: list[str] = []
    for place, paragraph in enumerate(paragraphs, start=1):
        level = min(paragraph.level, len(open_) + 1)
        while len(open_) >= level:
            yield f"</{open_.pop()}>"
        named = {HEADING: "heading", REASON: "preambular"}.get(paragraph.kind, "")
        element = "hcontainer" if named else "subparagraph" if open_ else "paragraph"
        name = f' name="{named}"' if named else ""
        yield f'<{element}{name} eId="para_{place}" wId={quoteattr(paragraph.id)}>'
        if paragraph.number:
            yield f"<num>{escape(paragraph.number)}</num>"
        # `intro` where parts follow, else `content`: the standard has one or the other.
        follows = place < len(paragraphs) and paragraphs[place].level > level
        within = "intro" if follows else "content"
        yield f"<{within}><p>{escape(paragraph.text)}</p></{within}>"
        open_.append(element)
    while open_:
        yield f"</{open_.pop()}>"
