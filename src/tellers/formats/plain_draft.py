r"""A draft in plain text, as a word processor exports it or somebody typed it.

A blank line ends a paragraph. Inside a block of lines a new one begins at a number, or where a line
begins like a reason or a request and the one before ended with a comma, a semicolon, a full stop or
a colon; other lines are joined, and it is said how many were. A block with a line of more than 120
characters was not wrapped by hand: each of its lines is a paragraph.

>>> typed = b"Recalling its purposes,\n\n1. Requests the records\n   of every table.\n"
>>> reading = read_plain_draft(typed, where="d.txt")
>>> [(paragraph.number, paragraph.text) for paragraph in reading.paragraphs]
[('', 'Recalling its purposes,'), ('1', 'Requests the records of every table.')]
>>> reading.notes
(DraftNote(code='lines-joined', got='1'),)
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tellers.formats.draft_reading import DraftNote, DraftReading, decoded, one_line, verify_number_of
from tellers.formats.number_marks import Levels, split_number
from tellers.formats.resolution_style import Block, begins_a_paragraph, guess_language, settle_kinds, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["numbered_blocks", "read_plain_draft"]

_UNWRAPPED = 120
_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_ENDS = (",", ";", ".", ":")


def read_plain_draft(content: bytes, *, where: str, language: str = "") -> DraftReading:
    """Return the paragraphs of a plain text; `FormatError` for what is no text in UTF-8 or holds none."""
    lines = [one_line(line) for line in _LINE_ENDS.split(decoded(content, where=where))]
    chosen = language or guess_language(lines)
    joined = 0
    texts: list[str] = []
    for block in _blocks(lines):
        paragraphs = _paragraphs(block, language=chosen)
        joined += len(block) - len(paragraphs)
        texts += paragraphs
    verify_number_of(len(texts), where=where)
    reading = settle_kinds(numbered_blocks(texts), language=chosen)
    notes = (DraftNote("lines-joined", str(joined)),) if joined else ()
    return replace(reading, title=title_of(reading), language_told=bool(language), notes=notes)


def numbered_blocks(texts: list[str]) -> list[Block]:
    """Return texts with the number that stands before each taken off, and how deep it stands."""
    levels = Levels()
    blocks = []
    for text in texts:
        number, words = split_number(text)
        blocks.append(Block(text=words, number=number, level=levels.of(number)))
    return blocks


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Yield the lines between blank ones."""
    block: list[str] = []
    for line in [*lines, ""]:
        if line:
            block.append(line)
        elif block:
            yield block
            block = []


def _paragraphs(block: list[str], *, language: str) -> list[str]:
    """Return the paragraphs of a block of lines."""
    if max(map(len, block)) > _UNWRAPPED:
        return block
    paragraphs = [[block[0]]]
    for before, line in itertools.pairwise(block):
        new = split_number(line)[0] or (
            before.endswith(_ENDS) and begins_a_paragraph(line, language=language)
        )
        if new:
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    return [" ".join(lines) for lines in paragraphs]
