"""What members said of the text beside their vote: reservations, explanations of position, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.model import Moment
from tellers.report.contents import Block, Paragraphs, Section
from tellers.report.minutes.text_put import draft_of, footnote_marks, version_put

if TYPE_CHECKING:
    from tellers.model import Draft, Explanation, ParagraphId, Reservation
    from tellers.report.telling import Telling

__all__ = ["statements_section"]


def statements_section(telling: Telling) -> Section:
    """Return reservations, explanations before and after the vote, and notes; or that there were none."""
    say, draft = telling.say, draft_of(telling)
    blocks: list[Block] = []
    if draft is not None and draft.reservations:
        marks = footnote_marks(draft)
        told = tuple(f"{marks[place]} {_said(telling, one)}" for place, one in enumerate(draft.reservations))
        blocks.append(Paragraphs(title=say("minutes-reservations"), texts=told))
    for moment in Moment:
        if texts := _explained(telling, draft, moment):
            title = say(f"minutes-explained-{moment.value}")
            blocks.append(Paragraphs(title=title, texts=texts))
    notes = tuple(
        say("minutes-note", title=telling.write(str(one.id), "proclamation"), note=telling.text(one.note))
        for one in telling.case.proclamations
        if one.note
    )
    if notes:
        blocks.append(Paragraphs(title=say("minutes-entered"), texts=notes))
    if not blocks:
        blocks.append(Paragraphs(texts=(say("minutes-no-statements"),)))
    return Section(anchor="statements", title=say("minutes-statements"), blocks=tuple(blocks))


def _explained(telling: Telling, draft: Draft | None, moment: Moment) -> tuple[str, ...]:
    told = draft.explanations if draft is not None else ()
    return tuple(_said(telling, one) for one in told if one.when is moment)


def _said(telling: Telling, one: Reservation | Explanation) -> str:
    """Return who said it, of which paragraph, and the words as the dossier has them."""
    seat, where = telling.seat(one.member), _paragraph(telling, one.paragraph)
    key = "minutes-said-of" if where else "minutes-said"
    return telling.say(key, seat=seat, paragraph=where, words=telling.text(one.text))


def _paragraph(telling: Telling, paragraph: ParagraphId | None) -> str:
    """Return the number of a paragraph in the version that was put, its id where it has none."""
    if paragraph is None:
        return ""
    version = version_put(telling)
    found = version.paragraph(paragraph) if version is not None else None
    return found.number if found is not None and found.number else str(paragraph)
