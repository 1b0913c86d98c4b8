"""A draft: the text put to a body, its versions, and everybody whose draft it is.

A version is a list of paragraphs and never edited: an amendment that is adopted makes another
version. A paragraph keeps its id from version to version, so that a position recorded on it, an
amendment to it and a vote on it name the same thing when its number has changed.
What is said of a draft (consultations, reservations, explanations) is in
`tellers.model.consultation`, what is to be put to the vote in `tellers.model.question`.

>>> text = Version(id=VersionId("v1"), date="2024-07-30", language="en", paragraphs=(
...     Paragraph(id=ParagraphId("pre1"), kind=ParagraphKind.PREAMBULAR, text="Recalling its purposes,"),
...     Paragraph(id=ParagraphId("op1"), kind=ParagraphKind.OPERATIVE, number="1", text="Asks for peace.")))
>>> [paragraph.id for paragraph in text.operative], text.paragraph(ParagraphId("op1")).number
(['op1'], '1')
"""

from __future__ import annotations

from dataclasses import dataclass

from tellers.model.consultation import Consultation, Explanation, Reservation
from tellers.model.ids import AmendmentId, DraftId, ParagraphId, UnitId, VersionId
from tellers.model.paragraph import Paragraph, ParagraphKind
from tellers.model.question import Amendment, Division, Motion
from tellers.model.text import Text

__all__ = ["CoSponsor", "Draft", "Version", "Withdrawal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The text as it stood: what `tellers.canonical.draft_text` gives one hash."""

    id: VersionId
    date: str
    """The day it was circulated, `YYYY-MM-DD`."""
    language: str
    """`en`, `es`, `fr`, `pt`; another code where nothing is recognised by its words."""
    paragraphs: tuple[Paragraph, ...]
    title: str = ""
    after: VersionId | None = None
    """The version it was made from."""
    translates: VersionId | None = None
    """The version of which it is the same text in another language, paragraph by paragraph."""
    by: Text = Text()
    """Who circulated it, or which amendments made it."""

    @property
    def operative(self) -> tuple[Paragraph, ...]:
        """Return the paragraphs that do something, in order."""
        return tuple(p for p in self.paragraphs if p.kind is ParagraphKind.OPERATIVE)

    def paragraph(self, name: ParagraphId) -> Paragraph | None:
        """Return the paragraph of this id, or None where the version has none."""
        return next((paragraph for paragraph in self.paragraphs if paragraph.id == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoSponsor:
    """A member whose draft it is, from a day and perhaps to a day."""

    member: UnitId
    joined: str
    withdrew: str = ""
    """The day it took its name off; empty where it did not."""

    def sponsors_on(self, day: str) -> bool:
        """Return whether its name stood on the draft that day; on the day it left it did not."""
        return self.joined <= day and (not self.withdrew or day < self.withdrew)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """The draft, or an amendment, was taken back before it was voted on."""

    on: str
    by: tuple[UnitId, ...]
    amendment: AmendmentId | None = None
    """None where it is the draft itself."""
    note: Text = Text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft and its life; every list in the order it is told."""

    id: DraftId
    title: Text
    versions: tuple[Version, ...]
    symbol: str = ""
    """The document's own number."""
    body: Text = Text()
    rule: str = ""
    """The name of the rule the whole is decided by, where no motion settles another."""
    members: tuple[UnitId, ...] = ()
    """Whose agreement consensus needs; empty where it is not stated, and then nobody is missing."""
    sponsors: tuple[CoSponsor, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    divisions: tuple[Division, ...] = ()
    motions: tuple[Motion, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    reservations: tuple[Reservation, ...] = ()
    explanations: tuple[Explanation, ...] = ()

    def version(self, name: VersionId) -> Version | None:
        """Return the version of this id, or None."""
        return next((version for version in self.versions if version.id == name), None)

    @property
    def latest(self) -> Version:
        """Return the last version that is no translation; the last one where all are."""
        own = [version for version in self.versions if version.translates is None]
        return (own or list(self.versions))[-1]

    def amendment(self, name: AmendmentId) -> Amendment | None:
        """Return the amendment of this id, or None."""
        return next((amendment for amendment in self.amendments if amendment.id == name), None)

    def sponsors_on(self, day: str) -> tuple[UnitId, ...]:
        """Return whose names stood on the draft that day, in the order they are told."""
        return tuple(sponsor.member for sponsor in self.sponsors if sponsor.sponsors_on(day))

    @property
    def withdrawn(self) -> bool:
        """Return whether the draft itself was taken back."""
        return any(withdrawal.amendment is None for withdrawal in self.withdrawals)

    @property
    def withdrawn_amendments(self) -> frozenset[AmendmentId]:
        """Return the amendments that were taken back."""
        return frozenset(w.amendment for w in self.withdrawals if w.amendment is not None)
