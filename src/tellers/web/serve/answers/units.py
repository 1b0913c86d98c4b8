"""Answers about units: everything that is said of one, and how two sources differ on them."""

from __future__ import annotations

from typing import Annotated

import msgspec

from tellers.model import Record, Text
from tellers.web.serve.answers.areas import AreaPlace
from tellers.web.serve.answers.form import Answer, Count, Figure, stated
from tellers.web.serve.answers.words import LogHead

__all__ = [
    "Comparison",
    "ContestAccounts",
    "Difference",
    "Found",
    "Member",
    "PublishedRecord",
    "SourceAccount",
    "Unit",
    "UnitPlace",
    "Units",
]


class UnitPlace(Answer):
    """A unit by its id, its name where it has one, and the areas it lies in."""

    unit: str
    name: Text
    areas: list[AreaPlace]


class Units(Answer):
    """Units, in the order of their ids."""

    units: list[UnitPlace]


class Member(Answer):
    """What a seat was on the contest's day, by the reading of the roll that was applied."""

    on: str
    member: bool
    in_office: bool
    entitled: bool
    called: bool
    contested: bool
    groups: list[str]
    weights: list[Figure]


class PublishedRecord(Answer):
    """One record, what it is called in a log, and its entry there."""

    subject: str
    entry: Count | None
    """The index of the entry that stands under the subject; null without a log, or where it has none."""
    stands: bool
    """Whether it counts: it is the first of its unit that is counted, and no other takes its place."""
    stated: Annotated[msgspec.Raw, stated(Record)]


class SourceAccount(Answer):
    """Every record of the unit in one source, in their order."""

    source: str
    records: list[PublishedRecord]


class ContestAccounts(Answer):
    """The unit in one contest: who may vote there, what every source says, and where they differ."""

    contest: str
    member: Member | None
    """Of a council: the seat on that day; null where the dossier has no body."""
    differ: list[str]
    """Figures on which sources that give them do not agree."""
    unread: bool
    """Whether one source's reading failed where another has an account."""
    sources: list[SourceAccount]


class Unit(Answer):
    """One unit and everything that is said of it."""

    unit: str
    name: Text
    note: Text
    listed: bool
    """Whether the table of units knows it; else only records do."""
    registered: Count | None
    areas: list[AreaPlace]
    contests: list[ContestAccounts]
    log: LogHead | None


class Found(Answer):
    """What a search found: areas, the widest first, and units."""

    areas: list[AreaPlace]
    units: list[UnitPlace]


class Difference(Answer):
    """One unit on which two sources do not agree."""

    unit: str
    unread: bool
    """Whether the reading of one of the two failed: it has no figures to differ by."""
    first: list[Figure]
    second: list[Figure]


class Comparison(Answer):
    """Two sources of one contest, unit by unit, over the figures that both give."""

    contest: str
    first: str
    second: str
    figures: list[str]
    shared: Count
    equal: Count
    differ: Count
    unread: Count
    only_first: Count
    only_second: Count
    votes: Count
    """Votes for options by which the shared units differ, added without sign."""
    differences: list[Difference]
