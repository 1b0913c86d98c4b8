"""The text that was put to the vote, as it is in the dossier and in no other words.

In the language of the minutes where a translation of that version is in the dossier, else as it was
circulated; its hash is that of the version voted, whatever the language it is shown in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.canonical import hash_version
from tellers.model import ParagraphKind
from tellers.report.contents import Block, DraftLine, DraftText, Facts, Paragraphs, Section
from tellers.report.minutes.positions import in_order

if TYPE_CHECKING:
    from tellers.model import Draft, Paragraph, Version
    from tellers.report.telling import Telling

__all__ = ["draft_of", "footnote_marks", "sponsors_of", "text_section", "version_put"]


def draft_of(telling: Telling) -> Draft | None:
    """Return the draft that this question is of; None where the dossier's is not said to be of it.

    A sitting has many questions and its dossier one draft: a question that names no text of it has none.
    """
    named = telling.case.contest.text is not None or len(telling.case.dossier.contests) == 1
    return telling.case.dossier.draft if named else None


def version_put(telling: Telling) -> Version | None:
    """Return the version that was put to the vote; None where the dossier does not hold it."""
    voted, draft = telling.case.contest.text, telling.case.dossier.draft
    return draft.version(voted.version) if voted is not None and draft is not None else None


def sponsors_of(telling: Telling) -> str:
    """Return whose names stood on the draft that day, those that have withdrawn left out."""
    draft = draft_of(telling)
    if draft is None:
        return ""
    return ", ".join(one.name for one in in_order(telling, draft.sponsors_on(telling.case.contest.date)))


def footnote_marks(draft: Draft) -> dict[int, str]:
    """Return the mark of every reservation, by its place among them."""
    return {place: f"[{place + 1}]" for place, _ in enumerate(draft.reservations)}


def text_section(telling: Telling) -> Section:
    """Return the text, or that it is not in the dossier."""
    say, draft, voted = telling.say, telling.case.dossier.draft, telling.case.contest.text
    title, version = say("minutes-text"), version_put(telling)
    if voted is None or draft is None or version is None:
        key = "minutes-text-unstated" if voted is None else "minutes-text-missing"
        told = say(key, version=str(voted.version) if voted is not None else "")
        return Section(anchor="text", title=title, blocks=(Paragraphs(texts=(told,)),))
    shown = _shown(draft, version, telling.speech.code)
    pairs = [
        (
            say("minutes-version"),
            say("minutes-version-told", id=str(version.id), day=telling.day(version.date)),
        ),
        (say("minutes-text-hash"), hash_version(version)),
    ]
    notes = []
    if shown is not version:
        pairs.append((say("minutes-translation-hash"), hash_version(shown)))
        notes.append(say("minutes-translated", id=str(shown.id)))
    elif version.language != telling.speech.code:
        notes.append(say("minutes-untranslated"))
    blocks: list[Block] = [
        *([Paragraphs(texts=tuple(notes))] if notes else []),
        DraftText(language=shown.language, lines=tuple(_lines(draft, shown))),
        Facts(pairs=tuple(pairs)),
        *_held(telling),
    ]
    return Section(anchor="text", title=title, blocks=tuple(blocks))


def _shown(draft: Draft, version: Version, language: str) -> Version:
    """Return the version in this language: itself, its translation, or the one it translates."""
    alike = [one for one in draft.versions if one.translates == version.id or one.id == version.translates]
    found = [one for one in (version, *alike) if one.language == language]
    return found[0] if found else version


def _lines(draft: Draft, shown: Version) -> list[DraftLine]:
    lines = [] if _titled(shown) else [DraftLine(role="heading", number="", level=1, text=shown.title)]
    marks = footnote_marks(draft)
    for paragraph in shown.paragraphs:
        mine = [marks[i] for i, one in enumerate(draft.reservations) if one.paragraph == paragraph.id]
        lines.append(
            DraftLine(
                role=paragraph.kind.value,
                number=_number(paragraph),
                level=paragraph.level,
                text=paragraph.text,
                marks=" ".join(mine),
            )
        )
    return lines


def _titled(shown: Version) -> bool:
    """Return whether the title needs no line of its own: there is none, or the text begins with it."""
    heads = [p.text.casefold() for p in shown.paragraphs if p.kind is ParagraphKind.HEADING]
    return not shown.title or shown.title.casefold() in heads


def _number(paragraph: Paragraph) -> str:
    """Return a number as it is printed: `1.`, and within a paragraph `(a)`."""
    if not paragraph.number:
        return ""
    return f"{paragraph.number}." if paragraph.level == 1 else f"({paragraph.number})"


def _held(telling: Telling) -> list[Paragraphs]:
    """Return whether the text has its announced hash, and whether the one published is it."""
    found = [f for f in telling.checked.findings if f.check == "text_voted"]
    told = tuple(telling.speech.say(one.message, one.numbers) for one in found)
    return [Paragraphs(texts=told)] if told else []
