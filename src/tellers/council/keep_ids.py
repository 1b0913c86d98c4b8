"""Paragraphs of a text just read get the names that the version before gave them.

Paired as `draft_diff` pairs them: what has equal words, then most words in common. A paragraph that
is nobody's gets a name that the draft never used, so that a position recorded on another paragraph
cannot fall on it. The pairing is a guess where words changed, and the caller shows it.

>>> old = Paragraph(id=ParagraphId("op7"), kind=ParagraphKind.OPERATIVE, text="Asks for peace now.")
>>> new = Paragraph(id=ParagraphId("op1"), kind=ParagraphKind.OPERATIVE, text="Asks for peace soon.")
>>> [paragraph.id for paragraph in keep_ids((old,), (new,), taken={"op1", "op7"})]
['op7']
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tellers.council.draft_diff import pair_paragraphs
from tellers.model import Paragraph, ParagraphId, ParagraphKind

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

__all__ = ["keep_ids"]

_PREFIX = {ParagraphKind.HEADING: "h", ParagraphKind.PREAMBULAR: "pre", ParagraphKind.OPERATIVE: "op"}


def keep_ids(
    before: Sequence[Paragraph], after: Sequence[Paragraph], *, taken: Collection[str]
) -> tuple[Paragraph, ...]:
    """Return the later paragraphs under the earlier ones' ids, and under fresh ones where there are none.

    `taken` is every id the draft ever used.
    """
    of = {there: before[here].id for here, there in pair_paragraphs(before, after).items()}
    used = {*taken, *(paragraph.id for paragraph in before)}
    counts = dict.fromkeys(ParagraphKind, 0)
    named: list[Paragraph] = []
    for place, paragraph in enumerate(after):
        name = of.get(place)
        if name is None:
            while name is None or name in used:
                counts[paragraph.kind] += 1
                name = ParagraphId(f"{_PREFIX[paragraph.kind]}{counts[paragraph.kind]}")
            used.add(name)
        named.append(replace(paragraph, id=name))
    return tuple(named)
