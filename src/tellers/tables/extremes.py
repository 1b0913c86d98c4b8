"""Extremes over the sheets of one source: the fewest that could hide a change, the largest sums."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.tables.engine import Tables, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.model import Contest, OptionId, SourceId

__all__ = ["FewestSheets", "fewest_sheets", "largest_sum"]


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
    tables: Tables, contest: Contest, source: SourceId, options: Sequence[OptionId], *, units: int
) -> int:
    """Return the largest sum of these options' votes that so many units can hold between them.

    It bounds what a proclamation that leaves out that many units can have left out.
    """
    columns = [option for option in options if option in tables.figures[contest.id, source]]
    votes = " + ".join(f"coalesce({quoted(option)}, 0)" for option in columns) or "0"
    standing = tables.standing(contest.id, source)
    found = tables.row(
        f"select coalesce(sum(v), 0) from (select {votes} as v from {standing} order by 1 desc limit {int(units)})"
    )
    return int(found[0])
