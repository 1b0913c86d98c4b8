"""Words that count and add the standing records of one source.

A record stands when its source counted it, no later record replaces it and it is the first of its
unit. `figures` names one figure, or several to be added: "EG" or "EG+NM".
"""

from __future__ import annotations

from fractions import Fraction
from heapq import nlargest
from typing import TYPE_CHECKING

from tellers.recheck.vocabulary.exact import Exact, whole

if TYPE_CHECKING:
    from tellers.recheck.ground import Ground

__all__ = [
    "WORDS",
    "coverage",
    "fewest_sheets",
    "fewest_votes",
    "largest_rest",
    "largest_sum",
    "leader",
    "margin",
    "missing_units",
    "records",
    "silent",
    "status",
    "total",
    "units",
]

CLOSED = {"annulled", "not-installed", "not-called"}
"""Statuses of a unit that has no votes and will have none."""
POOLED = "pooled"
"""Status of a record that would show one person's ballot; the record of the unit of this name adds all up."""


def total(ground: Ground, source: str, figures: str, level: str = "", area: str = "") -> int:  # noqa: PLR0913, PLR0917 (a word of a formula)
    """The votes, voters ... of these figures on the source's standing records, in all or in one area."""
    names = ground.split(figures)
    if level:
        return sum(_by_area(ground, source, name, level).get(area, 0) for name in names)
    return sum(_total(ground, source, name) for name in names)


def _total(ground: Ground, source: str, figure: str) -> int:
    sheets = ground.sheets(source)
    if figure not in ground.options and not sheets.knows(figure):
        raise ground.refuse(f"source {source} does not give this figure", figure)
    return ground.once(
        ("total", source, figure), lambda: sum(v for v in sheets.values(figure) if v is not None)
    )


def _by_area(ground: Ground, source: str, figure: str, level: str) -> dict[str, int]:
    def add() -> dict[str, int]:
        sheets, areas = ground.sheets(source), ground.areas(level)
        sums: dict[str, int] = {}
        for row in sheets.standing:
            area = areas.get(sheets.unit[row], "")
            sums[area] = sums.get(area, 0) + (sheets.value(figure, row) or 0)
        return sums

    return ground.once(("total", source, figure, level), add)


def total_over(ground: Ground, source: str, figure: str, *units: str) -> int:
    """A figure added over the standing records of the units named."""
    names, sheets, named = ground.split(figure), ground.sheets(source), set(units)
    rows = [row for row in sheets.standing if sheets.unit[row] in named]
    return sum(sheets.value(name, row) or 0 for name in names for row in rows)


def silent(ground: Ground, source: str, figure: str) -> int:
    """Standing records that give no number for this figure."""
    sheets = ground.sheets(source)
    return sum(value is None for value in sheets.values(figure))


def units(ground: Ground, source: str, level: str = "", area: str = "") -> int:
    """Units this source gives an account of, in all or in one area; pooled ones by their common record."""
    sheets = ground.sheets(source)
    if level:
        return sum(1 for _ in ground.within(sheets, level, area))
    pooled = sum(one == POOLED for one in sheets.status)
    return len(sheets.standing) + max(0, pooled - 1)  # one standing record adds up all pooled units


def records(ground: Ground, source: str) -> int:
    """Records of this source as published, corrections and repetitions included."""
    return len(ground.sheets(source).record)


def status(ground: Ground, source: str, status: str) -> int:
    """Records of this source with this status: counted, annulled, not-installed, pending ..."""
    return sum(one == status for one in ground.sheets(source).status)


def missing_units(ground: Ground, source: str) -> int | None:
    """Units that have no standing record and are not closed: of those stated, else of those listed."""
    every = _every_unit(ground)
    if every is None:
        return None
    listed = ground.registers()
    closed = {unit for unit in closed_units(ground, source) if unit in listed}
    return max(0, every - units(ground, source) - len(closed))


def coverage(ground: Ground, source: str) -> Exact | None:
    """The part of all units that have a standing record: of those stated, else of those listed."""
    every = _every_unit(ground)
    return whole(Fraction(units(ground, source), every)) if every else None


def _every_unit(ground: Ground) -> int | None:
    stated = [
        s["value"] for s in ground.contest.get("statement", []) if s["about"] == "units" and s.get("applied")
    ]
    return stated[0] if stated else len(ground.registers()) or None


def closed_units(ground: Ground, source: str) -> set[str]:
    """Return the units the source calls annulled, not installed or never called, and gives no account of."""
    sheets = ground.sheets(source)
    standing = {sheets.unit[row] for row in sheets.standing}
    return {unit for unit, one in zip(sheets.unit, sheets.status, strict=True) if one in CLOSED} - standing


def leader(ground: Ground, source: str, rank: Exact) -> str:
    """The option with most votes in this source (rank 1), second most (2) ...; ties as on the ballot."""
    ranked = sorted(ground.options, key=lambda option: -_total(ground, source, option))
    if rank not in range(1, len(ranked) + 1):
        raise ground.refuse("no option has this rank", str(rank))
    return ranked[int(rank) - 1]


def margin(ground: Ground, source: str) -> int:
    """Votes of the first option less votes of the second, in this source."""
    ranked = sorted((_total(ground, source, option) for option in ground.options), reverse=True)
    return ranked[0] - ranked[1] if len(ranked) > 1 else ranked[0]


def largest_sum(ground: Ground, source: str, figures: str, count: Exact) -> int:
    """The largest sum of these figures that so many units of this source hold between them."""
    names = ground.split(figures)
    return sum(nlargest(_count(ground, count), ground.sheets(source).sums(names)))


def largest_rest(ground: Ground, source: str, figures: str, less: str, count: Exact) -> int:  # noqa: PLR0913, PLR0917 (a word of a formula)
    """The largest sum of some figures less others that at most so many units of this source hold."""
    sheets = ground.sheets(source)
    more, fewer = (sheets.sums(ground.split(names)) for names in (figures, less))
    rests = (max(0, one - other) for one, other in zip(more, fewer, strict=True))
    return sum(nlargest(_count(ground, count), rests))


def _count(ground: Ground, count: Exact) -> int:
    if count.denominator != 1 or not 0 <= count < 2**63:
        raise ground.refuse("not a number of units", str(count))
    return int(count)


def fewest_sheets(ground: Ground, source: str, first: str, second: str, outside: Exact = 0) -> int | None:  # noqa: PLR0913, PLR0917 (a word of a formula)
    """The fewest sheets that, wrong as far as their votes allow, make two equal, a lead outside given."""
    return _fewest(ground, source, (first, second), outside)[0]


def fewest_votes(ground: Ground, source: str, first: str, second: str) -> int | None:
    """The votes on those fewest sheets that would have to belong to the second."""
    return _fewest(ground, source, (first, second), 0)[1]


def _fewest(
    ground: Ground, source: str, pair: tuple[str, str], outside: Exact
) -> tuple[int, int] | tuple[None, None]:
    """Return sheets and votes: take the sheet that can hide most, then the next, until it is enough."""

    def search() -> tuple[int, int] | tuple[None, None]:
        sheets = ground.sheets(source)
        one, two, every = (list(sheets.sums(names)) for names in ([pair[0]], [pair[1]], ground.options))
        changes = [
            (two[i] - one[i] - every[i], sheets.unit[row], every[i] - two[i])
            for i, row in enumerate(sheets.standing)
        ]
        apart, moved = sum(one) - sum(two) + outside, 0
        for count, (change, _, votes) in enumerate(sorted(changes), start=1):
            apart += change
            moved += votes
            if apart <= 0:
                return count, moved
        return None, None

    for option in pair:
        ground.option(option)
    return ground.once(("fewest", source, *pair, outside), search)


WORDS = (
    total,
    total_over,
    silent,
    units,
    records,
    status,
    missing_units,
    coverage,
    leader,
    margin,
    largest_sum,
    largest_rest,
    fewest_sheets,
    fewest_votes,
)
