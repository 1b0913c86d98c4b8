"""A paragraph of a draft: the smallest part with a name, a number and a vote of its own.

>>> Paragraph(id=ParagraphId("op2"), kind=ParagraphKind.OPERATIVE, number="2", text="Asks for peace.").level
1
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tellers.model.ids import ParagraphId

__all__ = ["Paragraph", "ParagraphKind"]


class ParagraphKind(StrEnum):
    """What a paragraph does in a resolution."""

    HEADING = "heading"
    """A title, the name of the body that speaks, or a word alone: RESOLVES."""
    PREAMBULAR = "preambular"
    """A reason: it recalls, notes, bears in mind."""
    OPERATIVE = "operative"
    """It decides, asks, urges: what is left when reasons are forgotten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Words with a place in the text."""

    id: ParagraphId
    """Its name through every version, whatever its number is."""
    kind: ParagraphKind
    text: str
    """The words on one line, without number and without emphasis."""
    number: str = ""
    """As printed, without the dot or brackets around it: `3`, `a`, `iv`, `2 bis`."""
    level: int = 1
    """1, or 2 and more for a part of the paragraph before it: (a), (i)."""
