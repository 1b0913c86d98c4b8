"""A contest counted in every area of a site: one pass over its units, each added to all that it lies in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tellers.web.site.accounts import Sheet
from tellers.web.site.counted import Counted, Counter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.model import Contest
    from tellers.web.site.layout import Layout, Unit
    from tellers.web.site.standing import Standing

__all__ = ["ContestCount"]


@dataclass(frozen=True)
class ContestCount:
    """One contest, its sheets, and what they add up to in each area."""

    contest: Contest
    layout: Layout
    standing: Standing

    @cached_property
    def counter(self) -> Counter:
        """Return who counts its figures."""
        return Counter(self.contest)

    def sheet(self, unit: str) -> Sheet:
        """Return what stands of a unit; empty where nothing does."""
        return self._sheets.get(unit) or Sheet((), self._options)

    def within(self, codes: tuple[str, ...]) -> Counted:
        """Return what is counted in the area of these codes, the widest first; () is the whole vote."""
        return self._areas.get(codes) or Counted()

    def total(self, units: Sequence[Unit]) -> Counted:
        """Return what some units add up to: of an area in parts those on one page."""
        return self.counter.total((unit, self.sheet(unit.id)) for unit in units)

    @cached_property
    def sizes(self) -> dict[tuple[str, ...], int]:
        """Return how many units every area has, by its codes."""
        sizes: dict[tuple[str, ...], int] = defaultdict(int)
        for area in self.layout.areas():
            for unit in area.units:
                for depth in range(len(unit.areas) + 1):
                    sizes[unit.areas[:depth]] += 1
        return sizes

    @cached_property
    def figures_given(self) -> tuple[str, ...]:
        """Return the figures that a record anywhere gives, in the contest's order; those derived left out."""
        given: set[str] = set()
        for sheet in self._sheets.values():
            for record in sheet.stood:
                given.update(record.figures)
        return tuple(figure for figure in self.contest.figure_ids if figure in given)

    @cached_property
    def more_stated(self) -> bool:
        """Return whether somebody states more units than are listed."""
        stated = self.contest.applied("units")
        listed = sum(unit.listed for area in self.layout.areas() for unit in area.units)
        return stated is not None and stated.value > listed

    def unplaced(self, level: int) -> bool:
        """Return whether a listed unit lies in no area of this level or of a wider one."""
        return any("" in codes[: level + 1] for codes in self._listed_in)

    def is_whole(self, level: int) -> bool:
        """Return whether coverage can be given by areas of a level: the list has every unit, each in one."""
        return not self.more_stated and not self.unplaced(level)

    @cached_property
    def _options(self) -> tuple[str, ...]:
        return tuple(map(str, self.contest.option_ids))

    @cached_property
    def _sheets(self) -> dict[str, Sheet]:
        stood = self.standing.records.get(self.contest.id, {})
        taken = self.standing.taken_back.get(self.contest.id, {})
        units = [*stood, *(unit for unit in taken if unit not in stood)]
        return {
            unit: Sheet(tuple(stood.get(unit, ())), self._options, tuple(taken.get(unit, ())))
            for unit in units
        }

    @cached_property
    def _listed_in(self) -> set[tuple[str, ...]]:
        return {unit.areas for area in self.layout.areas() for unit in area.units if unit.listed}

    @cached_property
    def _areas(self) -> dict[tuple[str, ...], Counted]:
        lowest: dict[tuple[str, ...], list[Unit]] = {}
        for area in self.layout.areas():
            for unit in area.units:
                lowest.setdefault(unit.areas, []).append(unit)
        counted = {
            codes: self.counter.total((unit, self.sheet(unit.id)) for unit in units)
            for codes, units in lowest.items()
        }
        for depth in range(len(self.layout.levels), 0, -1):
            for codes in [codes for codes in counted if len(codes) == depth]:
                wider = codes[:-1]
                counted[wider] = counted[wider] + counted[codes] if wider in counted else counted[codes]
        return counted
