"""What lies between two versions: paragraph by paragraph, and word by word in each that changed.

Two paragraphs are the same when their canonical lines are. What is left is paired by most words in
common (at least half of them), and a pair that stands in another order than the rest is *moved*.
The pairing is a reading and not a record of what the drafters did; the hashes are what is certain.

>>> [(piece.op, piece.text) for piece in words_between("Requests all records", "Urges all records")]
[('delete', 'Requests'), ('insert', 'Urges'), ('equal', 'all records')]
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

from tellers.canonical import canonical_line, canonical_words
from tellers.council.sequence import longest_rising

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tellers.model import Paragraph, Version

__all__ = ["ChangeWord", "ParagraphChange", "Piece", "diff_versions", "pair_paragraphs", "words_between"]

MOST_WORDS = 1_000
"""Words of a paragraph that are compared one by one; a longer one is told as replaced whole."""
NEAR = 12
"""Where very many paragraphs changed, each is compared with those within so many places."""
MANY = 10_000
"""Pairs of changed paragraphs from which on only near ones are compared."""


class ChangeWord(StrEnum):
    """What became of a paragraph."""

    SAME = "same"
    CHANGED = "changed"
    MOVED = "moved"
    MOVED_AND_CHANGED = "moved-and-changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that both have (`equal`), only the earlier (`delete`) or only the later (`insert`)."""

    op: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphChange:
    """One paragraph of either version, and what became of it."""

    word: ChangeWord
    before: Paragraph | None = None
    after: Paragraph | None = None
    pieces: tuple[Piece, ...] = ()
    """Its words, one after the other, where they changed."""


def diff_versions(before: Version, after: Version) -> tuple[ParagraphChange, ...]:
    """Return every paragraph of both versions in the later one's order, the removed in their place."""
    old, new = before.paragraphs, after.paragraphs
    pairs = pair_paragraphs(old, new)
    to_old = {there: here for here, there in pairs.items()}
    ordered = [to_old[there] for there in sorted(to_old)]
    in_place = set(longest_rising(ordered))
    removed = [here for here in range(len(old)) if here not in pairs]
    changes: list[ParagraphChange] = []
    told = 0
    for there, paragraph in enumerate(new):
        here = to_old.get(there)
        if here is None:
            changes.append(ParagraphChange(word=ChangeWord.ADDED, after=paragraph))
            continue
        if here in in_place:
            while told < len(removed) and removed[told] < here:
                changes.append(ParagraphChange(word=ChangeWord.REMOVED, before=old[removed[told]]))
                told += 1
        changes.append(_change(old[here], paragraph, moved=here not in in_place))
    changes += [ParagraphChange(word=ChangeWord.REMOVED, before=old[here]) for here in removed[told:]]
    return tuple(changes)


def pair_paragraphs(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> dict[int, int]:
    """Return which paragraph of the later text is which of the earlier one, by their places.

    1. Equal lines, in order; 2. equal words under another number; 3. the same id and half the
    words; 4. whatever shares most words, at least half.
    """
    pairs: dict[int, int] = {}
    for key in (canonical_line, lambda paragraph: canonical_words(paragraph.text)):  # 1, 2
        waiting: dict[str, list[int]] = defaultdict(list)
        for here, paragraph in enumerate(old):
            if here not in pairs:
                waiting[key(paragraph)].append(here)
        taken = set(pairs.values())
        for there, paragraph in enumerate(new):
            found = waiting.get(key(paragraph))
            if there not in taken and found:
                pairs[found.pop(0)] = there
    taken = set(pairs.values())
    for _, here, there in sorted(_likenesses(old, new, pairs), key=lambda one: (-one[0], one[1], one[2])):
        if here not in pairs and there not in taken:
            pairs[here] = there
            taken.add(there)
    return pairs


def _likenesses(
    old: Sequence[Paragraph], new: Sequence[Paragraph], pairs: dict[int, int]
) -> Iterator[tuple[float, int, int]]:
    """Yield (share of words in common, place, place) of pairs that could be one paragraph; 3 and 4.

    The share orders guesses and decides no vote. The same id counts as a half more.
    """
    taken = set(pairs.values())
    mine = [(place, Counter(_words(old[place].text))) for place in range(len(old)) if place not in pairs]
    others = [(place, Counter(_words(new[place].text))) for place in range(len(new)) if place not in taken]
    far = len(mine) * len(others) <= MANY
    for rank, (here, words) in enumerate(mine):
        near = others if far else others[max(0, rank - NEAR) : rank + NEAR + 1]
        for there, theirs in near:
            size = words.total() + theirs.total()
            likeness = 2 * (words & theirs).total() / size if size else 0.0
            if likeness >= 0.5:
                yield likeness + 0.5 * (old[here].id == new[there].id), here, there


def words_between(before: str, after: str) -> tuple[Piece, ...]:
    """Return the words of two texts as pieces; the deleted before what stands in their place."""
    one, two = _words(before), _words(after)
    if len(one) > MOST_WORDS or len(two) > MOST_WORDS:
        whole = (("equal", one),) if one == two else (("delete", one), ("insert", two))
        return tuple(Piece(op, " ".join(words)) for op, words in whole if words)
    pieces: list[Piece] = []
    for op, i1, i2, j1, j2 in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if op == "equal":
            pieces.append(Piece("equal", " ".join(one[i1:i2])))
            continue
        if i2 > i1:
            pieces.append(Piece("delete", " ".join(one[i1:i2])))
        if j2 > j1:
            pieces.append(Piece("insert", " ".join(two[j1:j2])))
    return tuple(pieces)


def _words(text: str) -> list[str]:
    return canonical_words(text).split(" ") if text else []


def _change(before: Paragraph, after: Paragraph, *, moved: bool) -> ParagraphChange:
    same = canonical_words(before.text) == canonical_words(after.text)
    renumbered = canonical_line(before) != canonical_line(after)
    if same and not moved and not renumbered:
        return ParagraphChange(word=ChangeWord.SAME, before=before, after=after)
    if same:
        word = ChangeWord.MOVED if moved else ChangeWord.CHANGED
        return ParagraphChange(word=word, before=before, after=after)
    word = ChangeWord.MOVED_AND_CHANGED if moved else ChangeWord.CHANGED
    pieces = words_between(before.text, after.text)
    return ParagraphChange(word=word, before=before, after=after, pieces=pieces)
