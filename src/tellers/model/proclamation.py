"""A proclamation: what an authority announced, claim by claim.

Each claim is judged on its own: a count, a percentage, a coverage, an outcome. What was
announced is often known only through reports that differ, so a claim holds *readings*: the
one taken as announced and its rivals, each with its origin. Numbers that were announced with
decimals stay text: "51.20" has two decimals and "51.2" has one.

>>> claim = Claim(id="NM.share", kind=ClaimKind.SHARE, figures=(FigureId("NM"),), base=FigureId("valid"),
...     readings=(Reading(value="51.20", origin=Text.of("read aloud")),))
>>> claim.share, claim.decimals
(Fraction(64, 125), 2)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from tellers.model.ids import ContestId, FigureId, OptionId, ProclamationId, SourceId
from tellers.model.text import Text

__all__ = ["Claim", "ClaimKind", "Proclamation", "Reading", "in_order", "is_date"]

_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
DAY = len("2024-07-28")


class ClaimKind(StrEnum):
    """What sort of statement a claim is."""

    COUNT = "count"
    """A number of votes, of voters, of members: the sum of `figures`."""
    SHARE = "share"
    """A percentage: the sum of `figures` over `base`."""
    COVERAGE = "coverage"
    """The part of all units, or of all registered, that the proclamation says it counts."""
    REQUIRED = "required"
    """The number of votes the rule was said to ask for."""
    OUTCOME = "outcome"
    """Who is elected, or that the text is adopted or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One reading of what was announced: digits as text, and who reads it so.

    >>> read = Reading(value="51.2")
    >>> read.share, read.decimals, read.last_digit
    (Fraction(64, 125), 1, Fraction(1, 1000))
    >>> [read.stands_for(Fraction(51_2, 1000) + Fraction(off, 10_000)) for off in (-6, -5, 9, 10)]
    [False, True, True, False]
    """

    value: str
    origin: Text = Text()

    @property
    def count(self) -> int:
        """Return the whole number; `ValueError` if it is none."""
        return int(self.value)

    @property
    def share(self) -> Fraction:
        """Return the percentage as a part of 1."""
        return Fraction(self.value) / 100

    @property
    def decimals(self) -> int:
        """Return how many decimals of a percent it has."""
        return len(self.value.partition(".")[2])

    @property
    def last_digit(self) -> Fraction:
        """Return one unit of its last digit, as a part of 1."""
        return Fraction(1, 100 * 10**self.decimals)

    def stands_for(self, share: Fraction) -> bool:
        """Return whether a share, rounded to the nearest or cut off at these decimals, reads so."""
        return self.share - self.last_digit / 2 <= share < self.share + self.last_digit


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One announced statement; the first reading is the one applied, the rest are rivals."""

    id: str
    kind: ClaimKind
    readings: tuple[Reading, ...]
    figures: tuple[FigureId, ...] = ()
    base: FigureId | None = None
    """Of a share: the figure that is the whole. Of a coverage: `units` or `registered`."""
    winners: tuple[OptionId, ...] = ()
    """Of an outcome: the options said to be elected."""
    title: Text = Text()
    """What a claim with a name of its own is called: "turnout" where the id is `turnout.share`."""

    @property
    def reading(self) -> Reading:
        """Return the reading that is applied."""
        return self.readings[0]

    @property
    def text(self) -> str:
        """Return what was announced, digit by digit."""
        return self.reading.value

    @property
    def count(self) -> int:
        """Return the announced whole number; `ValueError` if it is none."""
        return self.reading.count

    @property
    def share(self) -> Fraction:
        """Return the announced percentage as a part of 1."""
        return self.reading.share

    @property
    def decimals(self) -> int:
        """Return how many decimals of a percent were announced."""
        return self.reading.decimals


@dataclass(frozen=True, slots=True, kw_only=True)
class Proclamation:
    """What an authority announced on one occasion, and in which document."""

    id: ProclamationId
    contest: ContestId
    by: Text
    date: str
    document: Text
    claims: tuple[Claim, ...]
    title: Text = Text()
    note: Text = Text()
    records: SourceId | None = None
    """The source whose records it counts, as the dossier states it: its claims are held against that one."""

    def claim(self, kind: ClaimKind, figure: FigureId | None = None) -> Claim | None:
        """Return the first claim of this kind, of this single figure if one is named."""
        for claim in self.claims:
            if claim.kind is kind and (figure is None or claim.figures == (figure,)):
                return claim
        return None


def is_date(written: str) -> bool:
    """Return whether this is a day, a month or a year as ISO 8601 writes it.

    >>> [is_date(one) for one in ("2024-10-28", "2024-10", "2024", "28.10.2024", "2024-02-30", "CHECK")]
    [True, True, True, False, False, False]
    """
    if not _DATE.fullmatch(written):
        return False
    try:
        date.fromisoformat(f"{written}-01-01"[:10])
    except ValueError:
        return False
    return True


def in_order(proclamations: tuple[Proclamation, ...]) -> tuple[Proclamation, ...]:
    """Return proclamations in the order of their days; of one day, as they stand.

    They stay as they stand where one of them has no whole day: then nobody can say which was last.
    """
    if all(len(one.date) == DAY and is_date(one.date) for one in proclamations):
        return tuple(sorted(proclamations, key=lambda one: one.date))
    return proclamations
