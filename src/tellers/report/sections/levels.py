"""The areas of one level, each with what one source has there: the numbers under maps and tables."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from tellers.report.contents import Column, Table
from tellers.tables import count_units, list_areas, total_by_area

if TYPE_CHECKING:
    from tellers.report.telling import Telling
    from tellers.tables import ListedArea, Totals
    from tellers.tally import Tally

__all__ = ["CountedLevel"]


@dataclass(frozen=True)
class CountedLevel:
    """The areas of one level, each with what the broadest source has there."""

    telling: Telling
    level: str
    tally: Tally

    @cached_property
    def areas(self) -> list[ListedArea]:
        """Return the areas that the table of units lists."""
        widest = self.telling.case.contest.levels[0].id
        return list_areas(self.telling.case.tables, self.level, within="" if widest == self.level else widest)

    @cached_property
    def names(self) -> dict[str, str]:
        """Return every area's name, with the wider area it lies in where there is one."""
        return {a.area: f"{a.name} ({a.within})" if a.within else a.name for a in self.areas}

    @cached_property
    def totals(self) -> dict[str, Totals]:
        """Return what the source adds up to, by area."""
        case = self.telling.case
        return {t.area: t for t in total_by_area(case.tables, case.contest, self.tally.source, self.level)}

    @cached_property
    def whole(self) -> bool:
        """Return whether no more units are stated than are listed, and each is listed in an area."""
        stated = self.telling.case.contest.applied("units")
        listed = count_units(self.telling.case.tables)
        return not self.unplaced and (stated is None or stated.value <= listed)

    @property
    def unplaced(self) -> int:
        """Return how many listed units lie in no area of this level."""
        return sum(area.units for area in self.areas if not area.area)

    def units(self, area: str) -> int:
        """Return how many units of an area have a record."""
        return self.totals[area].units if area in self.totals else 0

    def coverage(self, area: ListedArea) -> Fraction | None:
        """Return the part of an area's units with a record; None where the list of units is not whole."""
        return Fraction(self.units(area.area), area.units) if self.whole and area.units else None

    def votes(self, area: str) -> list[int]:
        """Return the votes of the two leaders of the whole tally, and of all options, in an area."""
        first, second = self.telling.case.leaders(self.tally.source)
        figures = self.totals[area].figures if area in self.totals else {}
        every = sum(figures.get(option, 0) for option in self.telling.case.contest.option_ids)
        return [figures.get(first, 0), figures.get(second, 0), every]

    def leads(self, area: str) -> bool:
        """Return whether the leader of the whole tally has more votes in an area than any other option."""
        first, _ = self.telling.case.leaders(self.tally.source)
        figures = self.totals[area].figures if area in self.totals else {}
        others = (figures.get(o, 0) for o in self.telling.case.contest.option_ids if o != first)
        return figures.get(first, 0) > max(others, default=0)

    def share(self, area: str) -> Fraction | None:
        """Return the leader's part of the votes for all options in an area."""
        first, _, every = self.votes(area)
        return Fraction(first, every) if every else None

    def table(self, *, caption: str) -> Table:
        """Return the areas with units, coverage where it can be told, and the two leaders' votes."""
        telling = self.telling
        first, second = (telling.write(str(o), "option") for o in telling.case.leaders(self.tally.source))
        rows = []
        for area in self.areas:
            one, two, every = self.votes(area.area)
            share = (telling.write(self.coverage(area), "share"),) if self.whole else ()
            ours, theirs = (Fraction(n, every) if every else None for n in (one, two))
            counted = (telling.write(self.units(area.area)), telling.write(area.units), *share)
            rows.append(
                (
                    self.names[area.area] or telling.say("report-no-area"),
                    *counted,
                    *(telling.write(n) for n in (one, two)),
                    *(telling.write(s, "share") for s in (ours, theirs)),
                )
            )
        votes = [
            Column(name=telling.say("report-votes-of", name=name), number=True) for name in (first, second)
        ]
        shares = [
            Column(name=telling.say("report-share-of", name=name), number=True) for name in (first, second)
        ]
        heads = (
            "#report-units-with",
            "#report-units-listed",
            *(("#report-coverage-share",) if self.whole else ()),
        )
        columns = (Column(name=telling.write(self.level, "level")), *telling.columns(*heads), *votes, *shares)
        return Table(
            caption=caption, columns=columns, rows=tuple(rows), note=telling.say("report-share-note")
        )
