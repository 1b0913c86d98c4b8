"""What the records of each area add up to, by contest and source: the numbers of area and sheets pages.

They are added up from what stands in the log, with the meanings of `tellers.tally`: of a source's records on
a unit the first that is counted counts, a figure without a column is the sum it is declared to be, and what
is not on a sheet is never taken for zero. A test holds the totals of a whole vote against the tally's.

>>> Sum(figures=[5, None], known=[1, 0], units=1) + Sum(figures=[7, 2], known=[1, 1], units=1)
Sum(figures=[12, 2], known=[2, 1], units=2, turnout=(0, 0, 0))
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from typing import TYPE_CHECKING

from tellers.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tellers.model import Contest, FigureId
    from tellers.web.site.accounts import Sheet
    from tellers.web.site.layout import Unit
    from tellers.web.site.standing import Stood

__all__ = ["Counted", "Counter", "Sum"]


@dataclass(slots=True, kw_only=True)
class Sum:
    """What one source's records add up to; figures are in the contest's order."""

    figures: list[int | None]
    """None where no record gives the figure."""
    known: list[int]
    """How many records give each figure."""
    units: int = 0
    """Units with a record that counts."""
    turnout: tuple[int, int, int] = (0, 0, 0)
    """Voters, registered voters and units, over the units where both are known."""

    def __add__(self, other: Sum) -> Sum:
        """Return both together."""
        return Sum(
            figures=[
                two if one is None else one if two is None else one + two
                for one, two in zip(self.figures, other.figures, strict=True)
            ],
            known=[one + two for one, two in zip(self.known, other.known, strict=True)],
            units=self.units + other.units,
            turnout=(
                self.turnout[0] + other.turnout[0],
                self.turnout[1] + other.turnout[1],
                self.turnout[2] + other.turnout[2],
            ),
        )


@dataclass(slots=True, kw_only=True)
class Counted:
    """What is known of one contest in one area."""

    sums: dict[str, Sum] = field(default_factory=dict)
    """By source; sources that say the same may share one, which nobody changes."""
    listed: int = 0
    """Units of the list that somebody may wait for."""
    recorded: int = 0
    """Units of the list with a record that counts, in any source."""
    stray: int = 0
    """Units of no list with a record that counts."""
    differing: int = 0
    """Units on which two sources do not say the same."""
    apart: int = 0
    """By how many votes: in each unit, those of the two sources furthest from each other."""

    def __add__(self, other: Counted) -> Counted:
        """Return both together; sources that share a sum on either side share one again."""
        sums = dict(self.sums)
        added: dict[tuple[int, int], Sum] = {}
        for source, one in other.sums.items():
            mine = sums.get(source)
            if mine is None:
                sums[source] = one
                continue
            both = id(mine), id(one)
            if both not in added:
                added[both] = mine + one
            sums[source] = added[both]
        return Counted(
            sums=sums,
            listed=self.listed + other.listed,
            recorded=self.recorded + other.recorded,
            stray=self.stray + other.stray,
            differing=self.differing + other.differing,
            apart=self.apart + other.apart,
        )


class Counter:
    """Counts the units of one contest."""

    def __init__(self, contest: Contest) -> None:
        """Take the contest whose figures are counted."""
        self._figures = contest.figure_ids
        self._parts = {one.id: one.sum_of for one in contest.figures if one.sum_of}
        self._voters = self._place(contest.with_role(Role.VOTERS))
        self._registered = self._place(contest.with_role(Role.REGISTERED))

    def count(self, unit: Unit, sheet: Sheet) -> Counted:
        """Return what one unit adds."""
        sums: dict[str, Sum] = {}
        before: Stood | None = None
        for stood in sheet.counting:
            alike = before is not None and before.figures == stood.figures
            sums[stood.source] = sums[before.source] if before and alike else self._sum(unit, stood)
            before = stood
        return Counted(
            sums=sums,
            listed=int(unit.expected),
            recorded=int(unit.listed and bool(sums)),
            stray=int(not unit.listed and bool(sums)),
            differing=int(sheet.differs),
            apart=sheet.apart,
        )

    def total(self, units: Iterable[tuple[Unit, Sheet]]) -> Counted:
        """Return what several units add up to."""
        counted = [self.count(unit, sheet) for unit, sheet in units]
        return reduce(Counted.__add__, counted) if counted else Counted()

    def figures_of(self, stood: Stood) -> list[int | None]:
        """Return every figure of a record in the contest's order, those derived included."""
        given = stood.figures
        return [given[one] if one in given else self._derived(one, given) for one in self._figures]

    def _sum(self, unit: Unit, stood: Stood) -> Sum:
        figures = self.figures_of(stood)
        voters = None if self._voters is None else figures[self._voters]
        registered = unit.registered
        if registered is None and self._registered is not None:
            registered = figures[self._registered]
        both = (voters, registered, 1) if voters is not None and registered else (0, 0, 0)
        return Sum(figures=figures, known=[int(one is not None) for one in figures], units=1, turnout=both)

    def _derived(self, figure: FigureId, given: dict[str, int | None]) -> int | None:
        """Return the sum that a figure is declared to be; None where a part of it is not known."""
        total = 0
        for part in self._parts.get(figure, ()):
            votes = given[part] if part in given else self._derived(part, given)
            if votes is None:
                return None
            total += votes
        return total if figure in self._parts else None

    def _place(self, figure: FigureId | None) -> int | None:
        return None if figure is None else self._figures.index(figure)
