"""Which paragraph is a reason, which a request and which a heading, by the style of resolutions.

    1. what the file says itself                        told
    2. a few words before a colon or comma, in capitals enacting, capitals
    3. the opening words of four languages              opening, ending
    4. a number after the first request                 numbered, part
    5. nothing of these: like the paragraph before it   before-it, first

Every answer carries its reason (`Why`), since some of them are guesses.

>>> blocks = [Block(text="Teniendo presente la Carta,"),
...           Block(text="Insta a publicar las actas.", number="1")]
>>> reading = settle_kinds(blocks, language="es")
>>> [(paragraph.id, paragraph.kind.value) for paragraph in reading.paragraphs]
[('pre1', 'preambular'), ('op1', 'operative')]
>>> [why.value for why in reading.whys]
['opening', 'opening']
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.formats.draft_reading import DraftReading, Why
from tellers.formats.opening_words import OPENINGS, Openings
from tellers.model import Paragraph, ParagraphId, ParagraphKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Block", "begins_a_paragraph", "guess_language", "settle_kinds", "title_of"]

HEADING, REASON, REQUEST = ParagraphKind.HEADING, ParagraphKind.PREAMBULAR, ParagraphKind.OPERATIVE
_PREFIX = {HEADING: "h", REASON: "pre", REQUEST: "op"}
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph before it is known what it is."""

    text: str
    number: str = ""
    level: int = 1
    kind: ParagraphKind | None = None
    """What the file says it is."""
    id: str = ""
    """The name the file gives it."""


def settle_kinds(blocks: Sequence[Block], *, language: str = "") -> DraftReading:
    """Return the paragraphs with their kinds, ids and the reason of each; the language may be guessed."""
    chosen = language or guess_language(block.text for block in blocks)
    openings = [OPENINGS[chosen]] if chosen in OPENINGS else list(OPENINGS.values())
    paragraphs: list[Paragraph] = []
    whys: list[Why] = []
    names = _Names(blocks)
    before: list[ParagraphKind] = []
    for block in blocks:
        kind, why = _kind(block, before, openings)
        before.append(kind)
        whys.append(why)
        paragraphs.append(
            Paragraph(
                id=names.of(block, kind), kind=kind, text=block.text, number=block.number, level=block.level
            )
        )
    return DraftReading(
        paragraphs=tuple(paragraphs), whys=tuple(whys), language=chosen, language_told=bool(language)
    )


def title_of(reading: DraftReading) -> str:
    """Return the words of a heading that stands first and is no body that speaks, '' where none does."""
    first, why = reading.paragraphs[0], reading.whys[0]
    return first.text if first.kind is HEADING and why is not Why.ENACTING else ""


def guess_language(texts: Iterable[str]) -> str:
    """Return the language whose small words stand most often, '' where two are level or none is there."""
    words = [word for text in texts for word in text.lower().split()]
    counts = {code: sum(word in one.frequent for word in words) for code, one in OPENINGS.items()}
    best = max(counts, key=lambda code: counts[code])
    alone = sum(count == counts[best] for count in counts.values()) == 1
    return best if alone else ""


def begins_a_paragraph(line: str, *, language: str) -> bool:
    """Return whether a line begins like a reason or a request of a resolution."""
    openings = [OPENINGS[language]] if language in OPENINGS else list(OPENINGS.values())
    return _opening(line, openings, numbered=False) is not None


def _kind(
    block: Block, before: Sequence[ParagraphKind], openings: Sequence[Openings]
) -> tuple[ParagraphKind, Why]:
    """Return what a paragraph is and why, by the numbered steps of the module."""
    if block.kind is not None:
        return block.kind, Why.TOLD
    if block.level > 1 and before:
        return before[-1], Why.PART
    if not block.number and (why := _heading(block.text, before, openings)):
        return HEADING, why
    opened = _opening(block.text, openings, numbered=bool(block.number))
    if opened is not None and not (opened == (REASON, Why.ENDING) and REQUEST in before):
        return opened
    if block.number:
        return REQUEST, Why.NUMBERED
    told = next((kind for kind in reversed(before) if kind is not HEADING), None)
    return (told, Why.BEFORE_IT) if told else (HEADING, Why.FIRST)


def _heading(text: str, before: Sequence[ParagraphKind], openings: Sequence[Openings]) -> Why | None:
    words = text.split()
    if len(words) > 12:
        return None
    if text.endswith(":") and len(words) <= 3:
        return Why.ENACTING
    first = words[0].lower() if words else ""
    article = any(first in one.articles for one in openings)
    if article and text.endswith((",", ":")) and REQUEST not in before and REASON not in before:
        return Why.ENACTING
    letters = [letter for letter in text if letter.isalpha()]
    if letters and all(letter.isupper() for letter in letters) and not text.endswith((".", ";")):
        return Why.CAPITALS
    return None


def _opening(text: str, openings: Sequence[Openings], *, numbered: bool) -> tuple[ParagraphKind, Why] | None:
    """Return what the first words say, in any of these languages."""
    for one in openings:
        words = [word[0].lower().replace("\u2019", "'") for word in _WORD.finditer(text[:200])]
        while len(words) > 1 and words[0] in one.before:
            words = words[1:]
        for length in (4, 3, 2, 1):
            start = " ".join(words[:length])
            if start in one.requests:
                return REQUEST, Why.OPENING
            if start in one.reasons:
                return REASON, Why.OPENING
    for one in openings:
        words = [word[0].lower() for word in _WORD.finditer(text[:200])]
        while len(words) > 1 and words[0] in one.before:
            words = words[1:]
        first = words[0] if words and text[:1].isupper() and len(words[0]) > 4 else ""
        if first.endswith(one.reason_endings):
            return REASON, Why.ENDING
        if numbered and one.request_endings and first.endswith(one.request_endings):
            return REQUEST, Why.ENDING
    return None


class _Names:
    """Gives each paragraph a name: the file's own where it has one, else its kind and its place in it."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        """Know the names that the file gives, so that none is given twice."""
        self._own = {block.id for block in blocks if block.id}
        self._used: set[str] = set()
        self._counts = dict.fromkeys(ParagraphKind, 0)
        self._parent = ""
        self._part = 0

    def of(self, block: Block, kind: ParagraphKind) -> ParagraphId:
        """Return the paragraph's name; a part is named after the paragraph it is part of: `op2.a`."""
        name = block.id if block.id not in self._used else ""
        if not name and block.level > 1 and self._parent:
            self._part += 1
            slug = re.sub(r"[^A-Za-z0-9]", "", block.number) or str(self._part)
            name = self._free(f"{self._parent}.{slug}"[:50])
        elif not name:
            self._counts[kind] += 1
            while (name := f"{_PREFIX[kind]}{self._counts[kind]}") in self._own | self._used:
                self._counts[kind] += 1
        if block.level == 1:
            self._parent, self._part = name, 0
        self._used.add(name)
        return ParagraphId(name)

    def _free(self, name: str) -> str:
        place, free = 1, name
        while free in self._own | self._used:
            place += 1
            free = f"{name}.{place}"
        return free
