"""A text just read becomes the next version of a draft: its id, its day, and its paragraphs' names.

>>> reading = DraftReading(paragraphs=(Paragraph(id=ParagraphId("op1"), kind=ParagraphKind.OPERATIVE,
...     text="Asks for peace."),), whys=(), language="en")
>>> next_version(None, reading, name="", on="2024-07-30", translates="").id
'v1'
"""

from __future__ import annotations

from dataclasses import replace

from tellers.council.keep_ids import keep_ids
from tellers.errors import UsageError
from tellers.formats.draft_reading import DraftReading
from tellers.model import Draft, Paragraph, ParagraphId, ParagraphKind, Version, VersionId

__all__ = ["next_version"]

_ = (ParagraphId, ParagraphKind)  # names the doctest uses


def next_version(  # noqa: PLR0913 (what a version is said to be, each on its own)
    draft: Draft | None, reading: DraftReading, *, name: str, on: str, translates: str
) -> Version:
    """Return the version that this text is of a draft; of a new one where there is none yet.

    Raises `UsageError` for an id that is taken, and for a translation that has other paragraphs than
    the text it is said to translate.
    """
    versions = draft.versions if draft else ()
    taken = {version.id for version in versions}
    try:
        chosen = VersionId(name or next(f"v{n}" for n in range(1, 10_000) if f"v{n}" not in taken))
    except ValueError as error:
        raise UsageError(str(error), where="--version") from error
    if chosen in taken:
        raise UsageError(f"there is a version {chosen!r} already", expected="another id")
    original = next((version for version in versions if version.id == translates), None)
    if translates and original is None:
        raise UsageError(f"there is no version {translates!r}", expected=", ".join(sorted(taken)))
    before = draft.latest if draft and not translates else None
    made = Version(
        id=chosen,
        date=on,
        language=reading.language,
        paragraphs=reading.paragraphs,
        title=reading.title,
        after=before.id if before else None,
        translates=original.id if original else None,
    )
    if original is not None:
        return replace(made, paragraphs=_side_by_side(original, made))
    if draft is None or before is None:
        return made
    ever = {paragraph.id for version in versions for paragraph in version.paragraphs}
    ever |= {paragraph.id for amendment in draft.amendments for paragraph in amendment.paragraphs}
    return replace(made, paragraphs=keep_ids(before.paragraphs, reading.paragraphs, taken=ever))


def _side_by_side(original: Version, translation: Version) -> tuple[Paragraph, ...]:
    """Return a translation's paragraphs under the ids of the original, one by one in order."""
    mine, theirs = translation.paragraphs, original.paragraphs
    if len(mine) != len(theirs):
        raise UsageError(
            f"a translation of {original.id} has {len(theirs)} paragraphs, this text {len(mine)}",
            remedy="Give it the same paragraphs, or leave --translates out.",
        )
    return tuple(
        replace(paragraph, id=other.id, kind=other.kind)
        for paragraph, other in zip(mine, theirs, strict=True)
    )
