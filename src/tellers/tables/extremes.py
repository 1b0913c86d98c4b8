"""Extremes over the sheets of one source: the fewest that could hide a change, the largest sums."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.tables.engine import Tables
from tellers.tables.figures import figure_sql, votes_sql

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.model import Contest, FigureId, OptionId, SourceId

__all__ = ["FewestSheets", "fewest_sheets", "largest_rest", "largest_sum", "sum_of_heaviest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FewestSheets:
    """The fewest sheets that, wrong as far as their own votes allow, undo a lead."""

    sheets: int
    rival: OptionId
    """The option that draws level: not always the second."""


def fewest_sheets(
    tables: Tables, contest: Contest, source: SourceId, ahead: dict[OptionId, int], *, first: OptionId
) -> FewestSheets | None:
    """Return the fewest sheets on which some option could draw level with the first; None if all are too few.

    `ahead` says by how much the first leads every other option. A sheet with V votes for all options
    can change its lead over a rival by first - rival + V at most: every vote on it was the rival's.
    Sheets are taken from the largest such change down, which is optimal since their changes add up.
    The second comes first; another option is tried only where that many sheets less one could
    do it if the rival had nothing on them. Cost: one grouping of the sheets for each option tried.
    """
    best: FewestSheets | None = None
    for rival in sorted(ahead, key=lambda option: ahead[option]):
        if best is not None and ahead[rival] > _most(tables, contest, source, first, sheets=best.sheets - 1):
            break  # those after it are further behind
        sheets = _sheets(tables, contest, source, (first, rival), ahead[rival])
        if sheets is not None and (best is None or sheets < best.sheets):
            best = FewestSheets(sheets=sheets, rival=rival)
    return best


def _sheets(
    tables: Tables, contest: Contest, source: SourceId, pair: tuple[OptionId, OptionId], ahead: int
) -> int | None:
    """Return on how many sheets, at least, the second of a pair could make up so many votes.

    Sheets that can change the lead by as much are alike here, so they are counted and not sorted:
    there are as many groups as changes, a few thousand however many sheets there are.
    """
    columns = tables.figures[contest.id, source]
    one, two = (votes_sql([option], columns) for option in pair)
    change = f"{one} - {two} + {votes_sql(contest.option_ids, columns)}"
    found = tables.query(
        f"""
        with alike as (
                select {change} as most, count(*) as n
                from {tables.standing(contest.id, source)} group by most
             ),
             added as (
                select most, sum(most * n) over w as reached, sum(most * n) over w - most * n as before,
                       sum(n) over w - n as sheets
                from alike window w as (order by most desc)
             )
        select greatest(1, sheets + ({int(ahead)} - before + most - 1) // greatest(most, 1))
        from added where reached >= {int(ahead)} order by most desc limit 1
        """
    )
    return int(found[0][0]) if found else None


def _most(tables: Tables, contest: Contest, source: SourceId, first: OptionId, *, sheets: int) -> int:
    """Return the most votes that so many sheets could take off the lead over an option with none on them."""
    columns = tables.figures[contest.id, source]
    change = f"{votes_sql([first], columns)} + {votes_sql(contest.option_ids, columns)}"
    standing = tables.standing(contest.id, source)
    picked = f"select {change} as most from {standing} order by 1 desc limit {int(sheets)}"
    return int(tables.row(f"select coalesce(sum(most), 0) from ({picked})")[0])


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
        f"select coalesce(sum(v), 0) "
        f"from (select {votes} as v from {standing} order by 1 desc limit {int(units)})"
    )
    return int(found[0])


def largest_rest(
    tables: Tables,
    contest: Contest,
    source: SourceId,
    sides: tuple[Sequence[FigureId], Sequence[FigureId]],
    *,
    units: int,
) -> int:
    """Return the largest sum of some figures less others that at most so many units hold between them.

    Never below nought: fewer units may be taken. Figures unread count nothing, as in the totals.
    """
    columns = tables.figures[contest.id, source]
    plus, minus = (
        " + ".join(f"coalesce({figure_sql(contest, columns, f)}, 0)" for f in side) or "0" for side in sides
    )
    standing = tables.standing(contest.id, source)
    found = tables.row(
        f"select coalesce(sum(v), 0) from (select greatest(({plus}) - ({minus}), 0) as v "
        f"from {standing} order by 1 desc limit {int(units)})"
    )
    return int(found[0])


def sum_of_heaviest(
    tables: Tables, contest: Contest, source: SourceId, weights: dict[FigureId, int], *, units: int
) -> dict[FigureId, int]:
    """Return every figure's sum over the units that weigh most under these weights.

    A unit weighs the sum of its figures times their weights. Used to look for a set of units that
    a proclamation may have left out. Ties are broken by the unit's id.
    """
    columns = tables.figures[contest.id, source]
    given = {f: sql for f in contest.figure_ids if (sql := figure_sql(contest, columns, f))}
    weighed = [f"{weights[f]} * coalesce({sql}, 0)" for f, sql in given.items() if weights.get(f)]
    sums = ", ".join(f"coalesce(sum(f{place}), 0)" for place in range(len(given)))
    picked = ", ".join(f"{sql} as f{place}" for place, sql in enumerate(given.values()))
    standing = tables.standing(contest.id, source)
    found = tables.row(
        f"select {sums} from (select {picked}, {' + '.join(weighed) or '0'} as weight, unit "
        f"from {standing} order by weight desc, unit limit {int(units)})"
    )
    return dict(zip(given, (int(votes) for votes in found), strict=True))
