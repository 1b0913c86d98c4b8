"""What each source has in each area of a level, added up from the entries that stand in the log.

The numbers under maps and charts. They are whole numbers, and columns: one number an area, in the order of
the areas. Nothing is divided here; a page divides, and says by what. Of a source, the votes of each option it
gives, over its standing records; and of those records that tell both, voters and voters registered, which is
what a turnout is made of. Of two sources, over the units on which both have a record: how many differ in any
figure that both give, and by how many votes.

The register of a unit is what the list of units says, else what its own sheet says, as in
`tellers.tables.registers`. Recomputed from the dossier's tables by tests/web/test_area_values.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from tellers.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tellers.model import Contest
    from tellers.web.site.layout import Layout, Unit
    from tellers.web.site.standing import Stood

__all__ = ["AreaValues", "PairColumns", "Sheet", "SourceColumns", "add_up", "sheets_of"]

COUNTED = "counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One source's standing record of one unit: a number a figure, None where it has none."""

    votes: tuple[int | None, ...]
    """By option, in the order of the ballot."""
    others: tuple[int | None, ...]
    """By figure that is no option, in the contest's order."""
    voters: int | None
    registered: int | None


@dataclass(slots=True, kw_only=True)
class SourceColumns:
    """One source, a number an area."""

    records: list[int]
    voters: list[int]
    registered: list[int]
    """Both over the records that tell voters and whose unit's register is known."""
    votes: list[list[int]]
    """By option, in the order of the ballot."""
    given: set[int] = field(default_factory=set)
    """Which options any of its records has a number for."""


@dataclass(slots=True, kw_only=True)
class PairColumns:
    """Two sources over the units on which both have a record, a number an area."""

    shared: list[int]
    differ: list[int]
    """Units on which a figure that both give is not the same number."""
    apart: list[int]
    """Votes for options by which they differ, added without sign."""
    net: list[list[int]]
    """By option: votes in the first less votes in the second, where both have a number."""


@dataclass(slots=True, kw_only=True)
class AreaValues:
    """The areas of one level, the widest area each lies in, and what sources have there."""

    codes: list[str]
    within: list[str]
    """The code of the area of the widest level that each lies in."""
    sources: dict[str, SourceColumns]
    pairs: dict[tuple[str, str], PairColumns]


def add_up(contest: Contest, layout: Layout, records: dict[str, dict[str, Sheet]], level: int) -> AreaValues:
    """Return the values of a level's areas; units that no list places come last, as area ''.

    `records` is by unit and source, as `sheets_of` gives them. Cost: one pass over the records.
    """
    units = list(_units(layout))
    codes = sorted({unit.areas[level] for unit in units}, key=lambda code: (not code, code))
    place = {code: index for index, code in enumerate(codes)}
    sources = list(dict.fromkeys(source for one in records.values() for source in one))
    options = len(contest.option_ids)
    columns = {source: _source_columns(len(codes), options) for source in sources}
    pairs = {pair: _pair_columns(len(codes), options) for pair in combinations(sources, 2)}
    within = [""] * len(codes)
    for unit in units:
        area = place[unit.areas[level]]
        within[area] = within[area] or unit.areas[0]
        sheets = records.get(unit.id)
        if not sheets:
            continue
        for source, sheet in sheets.items():
            _add(columns[source], area, sheet)
        if len(sheets) > 1:
            for pair in combinations(sheets, 2):
                first, second = pair if pair in pairs else (pair[1], pair[0])
                _hold(pairs[first, second], area, sheets[first], sheets[second])
    return AreaValues(codes=codes, within=within, sources=columns, pairs=pairs)


def sheets_of(
    contest: Contest, layout: Layout, records: dict[str, list[Stood]], order: Sequence[str]
) -> dict[str, dict[str, Sheet]]:
    """Return, by unit and by source in the order given, the record that counts.

    It counts where its status is `counted`; of several of one source the first that stands.
    """
    registers = {unit.id: unit.registered for unit in _units(layout)}
    reading = _Reading(contest)
    rank = {source: index for index, source in enumerate(order)}
    found = {}
    for unit, stood in records.items():
        first: dict[str, Stood] = {}
        for one in stood:
            if one.status == COUNTED:
                first.setdefault(one.source, one)
        register = registers.get(unit)
        found[unit] = {
            source: reading.sheet(first[source], register)
            for source in sorted(first, key=lambda source: rank.get(source, len(rank)))
        }
    return found


class _Reading:
    """How the figures of a contest are read from an entry: each its own, or the sum it is declared."""

    def __init__(self, contest: Contest) -> None:
        self._options = [str(option) for option in contest.option_ids]
        self._others = [str(figure.id) for figure in contest.figures]
        self._sums = {str(f.id): tuple(map(str, f.sum_of)) for f in contest.figures if f.sum_of}
        self._voters = contest.with_role(Role.VOTERS)
        self._registered = contest.with_role(Role.REGISTERED)

    def sheet(self, stood: Stood, register: int | None) -> Sheet:
        """Return the numbers of a record; `register` is what the list of units says of its unit."""
        figures = stood.figures
        others = {figure: self._number(stood, figure) for figure in self._others}
        on_sheet = others.get(str(self._registered)) if self._registered else None
        return Sheet(
            votes=tuple([figures.get(option) for option in self._options]),
            others=tuple(others.values()),
            voters=others.get(str(self._voters)) if self._voters else None,
            registered=on_sheet if register is None else register,
        )

    def _number(self, stood: Stood, figure: str) -> int | None:
        if figure in stood.figures or figure in stood.unread or figure not in self._sums:
            return stood.figures.get(figure)
        total = 0
        for part in self._sums[figure]:
            number = self._number(stood, part)
            if number is None:
                return None
            total += number
        return total


def _units(layout: Layout) -> Iterator[Unit]:
    for area in layout.areas():
        yield from area.units


def _source_columns(areas: int, options: int) -> SourceColumns:
    none = [0] * areas
    return SourceColumns(
        records=[*none], voters=[*none], registered=[*none], votes=[[*none] for _ in range(options)]
    )


def _pair_columns(areas: int, options: int) -> PairColumns:
    none = [0] * areas
    return PairColumns(shared=[*none], differ=[*none], apart=[*none], net=[[*none] for _ in range(options)])


def _add(columns: SourceColumns, area: int, sheet: Sheet) -> None:
    columns.records[area] += 1
    for option, votes in enumerate(sheet.votes):
        if votes is not None:
            columns.votes[option][area] += votes
            columns.given.add(option)
    if sheet.voters is not None and sheet.registered is not None:
        columns.voters[area] += sheet.voters
        columns.registered[area] += sheet.registered


def _hold(pair: PairColumns, area: int, one: Sheet, other: Sheet) -> None:
    pair.shared[area] += 1
    if one.votes == other.votes and one.others == other.others:
        return
    differs = False
    for option, (ours, theirs) in enumerate(zip(one.votes, other.votes, strict=True)):
        if ours is not None and theirs is not None and ours != theirs:
            differs = True
            pair.apart[area] += abs(ours - theirs)
            pair.net[option][area] += ours - theirs
    others = zip(one.others, other.others, strict=True)
    differs = differs or any(a is not None and b is not None and a != b for a, b in others)
    pair.differ[area] += differs
