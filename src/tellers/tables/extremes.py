"""Extremes over the sheets of one source: the fewest that could hide a change, the largest sums."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.tables.engine import Tables, quoted
from tellers.tables.figures import figure_sql

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.model import Contest, FigureId, OptionId, SourceId

__all__ = ["FewestSheets", "fewest_sheets", "largest_sum", "sum_of_heaviest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FewestSheets:
    """The fewest sheets that, wrong as far as their own ballots allow, undo a margin."""

    sheets: int
    votes: int
    """Votes for options on those sheets that would have to belong to the second."""


def fewest_sheets(
    tables: Tables, contest: Contest, source: SourceId, *, first: OptionId, second: OptionId
) -> FewestSheets | None:
    """Return the fewest sheets that could make first and second equal; None if all are not enough.

    A sheet with V votes for all options can move the margin by at most first - second + V: every
    vote on it was for the second. Sheets are taken from the largest such change down, which is
    optimal since their changes add up. Cost: a sort of the sheets.
    """
    columns = [option for option in contest.option_ids if option in tables.figures[contest.id, source]]
    every = " + ".join(f"coalesce({quoted(option)}, 0)" for option in columns)
    one, two = f"coalesce({quoted(first)}, 0)", f"coalesce({quoted(second)}, 0)"
    standing = tables.standing(contest.id, source)
    found = tables.query(
        f"""
        with change as (select {one} - {two} + {every} as most, {every} - {two} as moved, unit from {standing}),
             margin as (select sum({one}) - sum({two}) as margin from {standing}),
             added as (
                select sum(most) over w as reached, sum(moved) over w as moved, row_number() over w as sheets
                from change window w as (order by most desc, unit rows unbounded preceding)
             )
        select sheets, moved from added, margin where reached >= margin order by sheets limit 1
        """
    )
    return FewestSheets(sheets=found[0][0], votes=int(found[0][1])) if found else None


def largest_sum(
    tables: Tables, contest: Contest, source: SourceId, figures: Sequence[FigureId], *, units: int
) -> int:
    """Return the largest sum of these figures that so many units can hold between them.

    It bounds what a proclamation that leaves out that many units can have left out.
    """
    columns = tables.figures[contest.id, source]
    given = [sql for figure in figures if (sql := figure_sql(contest, columns, figure))]
    votes = " + ".join(f"coalesce({sql}, 0)" for sql in given) or "0"
    standing = tables.standing(contest.id, source)
    found = tables.row(
        f"select coalesce(sum(v), 0) from (select {votes} as v from {standing} order by 1 desc limit {int(units)})"
    )
    return int(found[0])


def sum_of_heaviest(
    tables: Tables, contest: Contest, source: SourceId, weights: dict[OptionId, int], *, units: int
) -> dict[OptionId, int]:
    """Return the votes of every option on the units that weigh most under these weights.

    A unit weighs the sum of its votes times their weights. Used to look for a set of units that
    a proclamation may have left out. Ties are broken by the unit's id.
    """
    columns = [option for option in contest.option_ids if option in tables.figures[contest.id, source]]
    weight = " + ".join(f"{weights.get(option, 0)} * coalesce({quoted(option)}, 0)" for option in columns)
    sums = ", ".join(f"coalesce(sum({quoted(option)}), 0)" for option in columns)
    standing = tables.standing(contest.id, source)
    found = tables.row(f"select {sums} from (from {standing} order by {weight} desc, unit limit {int(units)})")
    return dict(zip(columns, (int(votes) for votes in found), strict=True))
