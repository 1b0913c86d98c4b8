"""What the areas within a sheets page add up to, a row a distinct account, in the columns of their sheets.

Sources whose records add up alike over an area, on as many units, share a row, as those that say the same of
a unit share one on its sheet. A row stands for what is added up: of a source with a record on one unit alone
the unit's own row has the number. `3/5` is three units with a record of the source, of five listed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tellers.model import Role
from tellers.web.site.area_accounts import accounts_of, together
from tellers.web.site.found import SEEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.web.site.counted import Counted, Sum
    from tellers.web.site.found import Found
    from tellers.web.site.layout import Area, Unit
    from tellers.web.site.told import Teller

__all__ = ["MORE", "AreaRows"]

MORE = ("turnout", "differ", "found")
"""What an area has beside figures: turnout, on how many units sources differ, findings that name it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRow:
    """One account of an area: its sources with `units/listed`, and its cells after theirs."""

    sources: tuple[tuple[tuple[str, ...], str], ...]
    """Those that are added up, then others that have fewer of the same units and say the same there."""
    cells: str


@dataclass(frozen=True)
class AreaRows:
    """The rows of the areas on one page, of one contest."""

    teller: Teller
    found: Found
    area: Area
    """Whose page it is."""
    figures: tuple[str, ...]

    @cached_property
    def more(self) -> tuple[str, ...]:
        """Return which columns stand after the figures: those that any area has something in."""
        depths = range(self.area.level + 2, len(self.teller.count.layout.levels) + 1)
        areas = {unit.areas[:depth] for unit in self.area.units for depth in depths}
        counted = [self.teller.count.within(codes) for codes in areas]
        given = {
            "turnout": any(one.turnout[2] for each in counted for one in each.sums.values()),
            "differ": any(each.differing for each in counted),
            "found": any(self._found(codes) for codes in areas),
        }
        return tuple(name for name in MORE if given[name])

    @cached_property
    def register_on_sheets(self) -> bool:
        """Return whether every register that turnout is of is what a sheet of its unit says too.

        The list of units is in no entry: only then can a browser hold turnout to the log.
        """
        figure = self.teller.telling.case.contest.with_role(Role.REGISTERED)
        for unit in self.area.units:
            stated = (
                (one.figures.get(figure) for one in self.teller.count.sheet(unit.id).counting)
                if figure
                else ()
            )
            if unit.registered != next((votes for votes in stated if votes is not None), None):
                return False
        return True

    def of_area(self, codes: tuple[str, ...], units: Sequence[Unit]) -> list[AreaRow]:
        """Return the rows that head an area, of the units of it that stand on this page; one at least."""
        counted = self.counted(codes, units)
        sums = {source: counted.sums[source] for source in self._sources if source in counted.sums}
        groups = accounts_of(sums)
        rows = [group for group in groups if sums[group[0]].units > 1] or groups
        beside: list[tuple[str, ...]] = []
        if len(codes) == len(self.teller.count.layout.levels) and len(groups) > 1 and not counted.differing:
            rows, beside = self._parted(groups, units)
        return [
            self._row(codes, counted, [group, *(beside if place == 0 else [])], first=place == 0)
            for place, group in enumerate(rows or [()])
        ]

    def _parted(
        self, groups: list[tuple[str, ...]], units: Sequence[Unit]
    ) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
        """Return the groups with a row, the one with most units first, and those that are told beside it."""
        held: dict[str, set[str]] = {}
        for unit in units:
            for record in self.teller.count.sheet(unit.id).counting:
                held.setdefault(record.source, set()).add(unit.id)
        most = max(groups, key=lambda group: len(held[group[0]]))
        others = [group for group in groups if group is not most]
        beside = [group for group in others if all(held[one] < held[most[0]] for one in group)]
        own = [group for group in others if group not in beside and len(held[group[0]]) > 1]
        return [most, *own], beside

    def of_unit(self, codes: tuple[str, ...], unit: Unit) -> str:
        """Return the cells after the figures of an area's only unit, which has one account."""
        counted = self.counted(codes, [unit])
        one = together(list(counted.sums.values())) if counted.sums else None
        return self._more(codes, counted, one, first=True)

    def counted(self, codes: tuple[str, ...], units: Sequence[Unit]) -> Counted:
        """Return what the units of an area add up to: the area's, or of one in parts those on this page."""
        count = self.teller.count
        if len(units) == count.sizes[codes]:
            return count.within(codes)
        return count.total(units)

    @cached_property
    def _sources(self) -> tuple[str, ...]:
        return tuple(map(str, self.teller.telling.case.sources))

    @cached_property
    def _places(self) -> tuple[int, ...]:
        ids = list(map(str, self.teller.telling.case.contest.figure_ids))
        return tuple(ids.index(figure) for figure in self.figures)

    def _row(
        self, codes: tuple[str, ...], counted: Counted, groups: list[tuple[str, ...]], *, first: bool
    ) -> AreaRow:
        sums = [counted.sums[source] for source in groups[0]]
        one = together(sums) if sums else None
        figures = "".join([self._figure(one, place) for place in self._places]) if one else self._none
        return AreaRow(
            sources=tuple((group, self._covered(counted, group)) for group in groups),
            cells=figures + self._more(codes, counted, one, first=first),
        )

    @cached_property
    def _none(self) -> str:
        return "<td>" * len(self.figures)

    def _covered(self, counted: Counted, group: tuple[str, ...]) -> str:
        """Return on how many units a source has a record, of how many listed."""
        units = counted.sums[group[0]].units if group else 0
        return f"{units}/{counted.listed}"

    def _figure(self, one: Sum, place: int) -> str:
        """Return a figure's cell, with the records that give it where some are silent."""
        votes, known = one.figures[place], one.known[place]
        if votes is None:
            return "<td>"
        told = str(votes) if votes < 1000 else self.teller.numbers.whole(votes)
        return f"<td>{told}" if known == one.units else f"<td>{told} <small>{known}/{one.units}</small>"

    def _more(self, codes: tuple[str, ...], counted: Counted, one: Sum | None, *, first: bool) -> str:
        """Return the cells after the figures, as far as there is anything in them."""
        if not self.more:
            return ""
        voters, registered, units = one.turnout if one else (0, 0, 0)
        given = {"turnout": self.teller.numbers.percent(voters, registered) if units else ""}
        if first:
            given |= {"differ": str(counted.differing or ""), "found": str(self._found(codes) or "")}
        cells = [given.get(name, "") for name in self.more]
        while cells and not cells[-1]:
            cells.pop()
        return "".join([f"<td>{cell}" for cell in cells])

    def _found(self, codes: tuple[str, ...]) -> int:
        """Return how many findings name the area or a unit in it, beside those its coverage tells."""
        return sum(1 for finding, _ in self.found.within(codes) if finding.code not in SEEN)
