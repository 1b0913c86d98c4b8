"""From records to a tally: totals of one source, with coverage, and what is not in them.

A tally never stands alone: it says how many units it adds up, out of how many, how many it
leaves out and why, and how many voters could still add to it.

>>> Coverage(units=24532, of_units=30026).share
Fraction(12266, 15013)
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.model import Contest, FigureId, OptionId, Role, SourceId, Status
from tellers.tables import Tables, count_statuses, covered_register, total_figures

if TYPE_CHECKING:
    from tellers.tables import CoveredRegister

__all__ = ["Coverage", "Tally", "tally_source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many units a tally adds up, and of how many: stated if somebody states it, else listed."""

    units: int
    of_units: int | None

    @property
    def share(self) -> Fraction | None:
        """Return the part of all units, 0 to 1; None where nobody says how many there are."""
        return Fraction(self.units, self.of_units) if self.of_units else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Totals of one source over the units it covers."""

    source: SourceId
    figures: dict[FigureId, int]
    """Every figure the source gives, added over its standing records."""
    silent: dict[FigureId, int]
    """How many standing records give no number for a figure."""
    statuses: dict[str, int]
    coverage: Coverage
    closed_units: int
    register: CoveredRegister

    @property
    def units(self) -> int:
        """Return the number of units added up."""
        return self.coverage.units

    @property
    def missing_units(self) -> int | None:
        """Return how many units have no account and may still get one; None if nobody knows."""
        if self.coverage.of_units is None:
            return None
        return max(0, self.coverage.of_units - self.coverage.units - self.closed_units)

    def votes(self, contest: Contest) -> dict[OptionId, int]:
        """Return the votes of every option; 0 where the source has no column for one."""
        return {option: self.figures.get(option, 0) for option in contest.option_ids}

    def base(self, contest: Contest) -> int:
        """Return the votes for all options: the valid votes, added up from the options."""
        return sum(self.votes(contest).values())


def tally_source(tables: Tables, contest: Contest, source: SourceId) -> Tally:
    """Return the tally of one source, over everything it covers. Cost: four scans."""
    totals = total_figures(tables, contest, source)
    register = covered_register(tables, contest, source)
    stated = contest.applied("units")
    of_units = stated.value if stated else register.listed_units or None
    statuses = count_statuses(tables, contest, source)
    pooled = max(0, statuses.get(Status.POOLED, 0) - 1)  # one record stands for all pooled units
    return Tally(
        source=source,
        figures=totals.figures,
        silent={figure: count for figure, count in totals.silent.items() if count},
        statuses=statuses,
        coverage=Coverage(units=totals.units + pooled, of_units=of_units),
        closed_units=register.closed_units,
        register=register,
    )


def registered_total(contest: Contest, tally: Tally) -> int | None:
    """Return the register of the whole contest: the one applied, else the first stated, else as listed.

    The list gives it only where every unit has a register there.
    """
    if stated := contest.stated("registered"):
        return stated[0].value
    missing = tally.register.missing_listed_registered
    if missing is None or tally.register.unknown_units:
        return None
    return tally.register.registered + tally.register.closed_registered + missing


def turnout(contest: Contest, tally: Tally) -> Fraction | None:
    """Return voters over register on the units covered; None unless both are known for all."""
    voters = contest.with_role(Role.VOTERS)
    if voters is None or voters not in tally.figures or tally.register.unknown_units:
        return None
    return Fraction(tally.figures[voters], tally.register.registered) if tally.register.registered else None
