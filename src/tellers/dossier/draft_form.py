"""`draft.toml`, key by key: the form of the file that tells a draft's life.

The words of each version stand in a file of their own beside it. A key that is not named here is an
error, so that a misspelt one is not lost. Words may be one string, or a table by language.
"""

from __future__ import annotations

import msgspec

from tellers.formats.toml import Words
from tellers.model import Action, Moment, ParagraphKind, Stance

__all__ = ["DraftFile"]


class _Form(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What every table of the file is: no key that is not declared."""


class HeadForm(_Form):
    """`[draft]`."""

    id: str
    title: Words
    symbol: str = ""
    body: Words = ""
    rule: str = ""
    members: list[str] = []


class PlaceForm(_Form):
    """A paragraph of a version: what its words alone do not say."""

    id: str
    kind: ParagraphKind
    number: str | None = None
    """Where the file cannot show it; else the file's own number holds."""
    level: int | None = None


class VersionForm(_Form):
    """`[[version]]`."""

    id: str
    date: str
    language: str
    file: str
    sha256: str = ""
    title: str = ""
    after: str = ""
    translates: str = ""
    by: Words = ""
    paragraphs: list[PlaceForm] = []


class SponsorForm(_Form):
    """`[[sponsor]]`."""

    member: str
    joined: str
    withdrew: str = ""


class ParagraphForm(_Form):
    """A paragraph that an amendment would put in."""

    id: str
    kind: ParagraphKind
    text: str
    number: str = ""
    level: int = 1


class AmendmentForm(_Form):
    """`[[amendment]]`."""

    id: str
    by: list[str]
    action: Action
    targets: list[str] = []
    paragraphs: list[ParagraphForm] = []
    words: str = ""
    text: str = ""
    amends: str = ""
    order: int | None = None
    order_by: Words = ""
    excludes: list[str] = []
    rule: str = ""
    on: str = ""
    note: Words = ""


class PartForm(_Form):
    """A part of a division."""

    id: str
    paragraphs: list[str] = []
    words: str = ""
    lapses_unless: list[str] = []
    title: Words = ""
    rule: str = ""


class DivisionForm(_Form):
    """`[[division]]`."""

    id: str
    by: list[str]
    parts: list[PartForm]
    of: str = ""
    opposed: bool = False
    rule: str = ""


class SettlesForm(_Form):
    """The rule of a later vote that a motion settles."""

    question: str
    adopted: str
    rejected: str


class MotionForm(_Form):
    """`[[motion]]`."""

    id: str
    title: Words
    by: list[str] = []
    rule: str = ""
    ends: bool = False
    settles: list[SettlesForm] = []


class WithdrawalForm(_Form):
    """`[[withdrawal]]`."""

    on: str
    by: list[str]
    amendment: str = ""
    note: Words = ""


class ConsultationForm(_Form):
    """`[[consultation]]`: one position of one member, or the same of several."""

    member: str | list[str]
    paragraph: str
    position: Stance
    on: str
    version: str = ""
    note: Words = ""
    source: Words = ""


class ReservationForm(_Form):
    """`[[reservation]]`."""

    member: str
    text: Words
    paragraph: str = ""
    on: str = ""


class ExplanationForm(_Form):
    """`[[explanation]]`."""

    member: str
    when: Moment
    text: Words
    on: str = ""
    paragraph: str = ""


class DraftFile(_Form):
    """The whole file."""

    draft: HeadForm
    version: list[VersionForm]
    sponsor: list[SponsorForm] = []
    amendment: list[AmendmentForm] = []
    division: list[DivisionForm] = []
    motion: list[MotionForm] = []
    withdrawal: list[WithdrawalForm] = []
    consultation: list[ConsultationForm] = []
    reservation: list[ReservationForm] = []
    explanation: list[ExplanationForm] = []
