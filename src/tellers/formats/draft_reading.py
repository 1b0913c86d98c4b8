"""What reading a draft gives: its paragraphs, why each is taken for what it is, and what was not held.

A reader of drafts never guesses in silence. Each paragraph has a `why`; what the file has and a
draft cannot hold is a note. The bounds are those of texts that people negotiate: far above any.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from tellers.errors import FormatError
from tellers.model import Paragraph

__all__ = ["LARGEST_DRAFT", "MOST_PARAGRAPHS", "DraftNote", "DraftReading", "Why", "decoded", "one_line"]

LARGEST_DRAFT = 4 << 20
"""Bytes of a draft that are read; a long resolution has 100 kB."""
MOST_PARAGRAPHS = 5_000
_BLANKS = re.compile("[ \t\r\n\f\v]+")
_REFUSED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class Why(StrEnum):
    """Why a paragraph is taken for a heading, a reason or a request."""

    TOLD = "told"
    """The file says so: an element of Akoma Ntoso, a heading's mark of Markdown."""
    OPENING = "opening"
    """Its first words are listed."""
    ENDING = "ending"
    """Its first word ends like a participle, or like an infinitive where it is numbered."""
    NUMBERED = "numbered"
    """It has a number, and a request or the word that resolves came before."""
    PART = "part"
    """It is a part, (a) or (i), of the paragraph before it."""
    ENACTING = "enacting"
    """A few words before a colon or a comma: the body that speaks, the word that resolves."""
    CAPITALS = "capitals"
    """In capitals and without a full stop."""
    FIRST = "first"
    """It stands before everything that is recognised."""
    BEFORE_IT = "before-it"
    """Nothing tells: it is taken for what the paragraph before it is."""


@dataclass(frozen=True, slots=True)
class DraftNote:
    """Something the file has that was changed, joined or not held; `code` is told in any language."""

    code: str
    got: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReading:
    """A text as read, with every guess beside it."""

    paragraphs: tuple[Paragraph, ...]
    whys: tuple[Why, ...]
    """Of each paragraph, in the same order."""
    title: str = ""
    language: str = ""
    language_told: bool = False
    """Whether the file says its language; else it was guessed from small words, '' where it cannot be."""
    date: str = ""
    notes: tuple[DraftNote, ...] = ()


def decoded(content: bytes, *, where: str) -> str:
    """Return the text of a file in UTF-8, or in UTF-16 with its mark; `FormatError` for anything else."""
    if len(content) > LARGEST_DRAFT:
        raise FormatError(
            "too large for a draft",
            where=where,
            expected=f"at most {LARGEST_DRAFT} bytes",
            got=f"{len(content)}",
        )
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise FormatError(
            f"not {encoding.removesuffix('-sig').upper()}",
            where=f"{where}, byte {error.start}",
            expected="text in UTF-8",
            got=content[error.start : error.start + 1].hex(),
            remedy="Save it as plain text in UTF-8; word processors ask for the encoding when they export.",
        ) from error
    verify_characters(text, where=where)
    return text


def verify_characters(text: str, *, where: str) -> None:
    """Raise `FormatError` for a control character or one that Unicode says is none."""
    found = _REFUSED.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise FormatError(
            "a control character",
            where=f"{where}, line {line}",
            expected="text",
            got=f"U+{ord(found[0]):04X}",
        )


def one_line(text: str) -> str:
    """Return words on one line; blanks that hold (U+00A0) stay, the hash is the same with or without."""
    return _BLANKS.sub(" ", text).strip(" ")


def verify_number_of(paragraphs: int, *, where: str) -> None:
    """Raise `FormatError` where there are none, or more than any draft has."""
    if not paragraphs:
        raise FormatError("no paragraph in it", where=where, expected="a draft's text")
    if paragraphs > MOST_PARAGRAPHS:
        raise FormatError(
            "too many paragraphs for a draft",
            where=where,
            expected=f"at most {MOST_PARAGRAPHS}",
            got=f"{paragraphs}",
        )
