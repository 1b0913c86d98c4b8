"""What each source has in each area of a level, in columns: the numbers under maps and charts.

A column has one whole number an area, in the order of the areas; nothing is divided here. What a source has
is what the pages of areas say (`counts`), from the entries that stand in the log. Of two sources, over the
units on which both have a record: how many differ in any figure that both give, by how many votes for
options, and which way. Held against the dossier's tables, and recomputed slowly, by
tests/web/test_area_values.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.web.site.counted import Counted
    from tellers.web.site.counts import ContestCount
    from tellers.web.site.standing import Stood

__all__ = ["AreaValues", "PairColumns", "SourceColumns", "add_up"]

Codes = tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class SourceColumns:
    """One source, a number an area."""

    records: list[int]
    voters: list[int]
    registered: list[int]
    """Both over the units of which voters and register are known."""
    votes: dict[str, list[int]]
    """By option that any of its records gives; what a record leaves open adds nothing."""


@dataclass(slots=True, kw_only=True)
class PairColumns:
    """Two sources over the units on which both have a record, a number an area."""

    shared: list[int]
    differ: list[int]
    """Units on which a figure that both give is not the same number."""
    apart: list[int]
    """Votes for options by which they differ, added without sign."""
    net: dict[str, list[int]]
    """By option: votes in the first less votes in the second, where both have a number."""


@dataclass(slots=True, kw_only=True)
class AreaValues:
    """The areas of one level by their codes, the widest first, and what sources have there."""

    areas: list[Codes]
    sources: dict[str, SourceColumns]
    pairs: dict[tuple[str, str], PairColumns]


def add_up(count: ContestCount, sources: Sequence[str], levels: Sequence[int]) -> dict[int, AreaValues]:
    """Return the values of several levels; areas without a code come last. Cost: one pass over the units."""
    found = {}
    for level in levels:
        areas = sorted(
            (codes for codes in count.layout.named if len(codes) == level + 1),
            key=lambda codes: [(not code, code) for code in codes],
        )
        counted = [count.within(codes) for codes in areas]
        found[level] = AreaValues(
            areas=areas,
            sources={source: _columns(count, source, counted) for source in sources},
            pairs={pair: _no_pair(count, len(areas)) for pair in combinations(sources, 2)},
        )
    _add_pairs(count, found)
    return found


def _columns(count: ContestCount, source: str, counted: list[Counted]) -> SourceColumns:
    sums = [one.sums.get(source) for one in counted]
    votes = {}
    for place, option in enumerate(map(str, count.contest.option_ids)):
        if any(one.known[place] for one in sums if one):
            votes[option] = [(one.figures[place] or 0) if one else 0 for one in sums]
    return SourceColumns(
        records=[one.units if one else 0 for one in sums],
        voters=[one.turnout[0] if one else 0 for one in sums],
        registered=[one.turnout[1] if one else 0 for one in sums],
        votes=votes,
    )


def _no_pair(count: ContestCount, areas: int) -> PairColumns:
    options = map(str, count.contest.option_ids)
    return PairColumns(
        shared=[0] * areas,
        differ=[0] * areas,
        apart=[0] * areas,
        net={option: [0] * areas for option in options},
    )


def _add_pairs(count: ContestCount, found: dict[int, AreaValues]) -> None:
    """Add every unit on which two sources have a record to the areas that it lies in."""
    places = {
        level: {codes: place for place, codes in enumerate(values.areas)} for level, values in found.items()
    }
    for area in count.layout.areas():
        for unit in area.units:
            sheet = count.sheet(unit.id)
            if len(sheet.counting) < 2:
                continue
            inside = [
                (values.pairs, places[level][unit.areas[: level + 1]]) for level, values in found.items()
            ]
            for one, two in combinations(sheet.counting, 2):
                for pairs, place in inside:
                    turned = (one.source, two.source) not in pairs
                    first, second = (two, one) if turned else (one, two)
                    pair = pairs[first.source, second.source]
                    pair.shared[place] += 1
                    if len(sheet.accounts) > 1:
                        _hold(count, pair, place, (first, second))


def _hold(count: ContestCount, pair: PairColumns, place: int, two: tuple[Stood, Stood]) -> None:
    """Add a unit on which two sources may differ."""
    first, second = (count.counter.figures_of(one) for one in two)
    differs = False
    for figure, ours, theirs in zip(count.contest.figure_ids, first, second, strict=True):
        if ours is None or theirs is None or ours == theirs:
            continue
        differs = True
        if figure in pair.net:
            pair.apart[place] += abs(ours - theirs)
            pair.net[figure][place] += ours - theirs
    pair.differ[place] += differs
