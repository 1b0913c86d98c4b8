"""The sheets an exchange is looked for on: figures, areas, and what the unit did in another contest.

One row a unit of one source's standing records, under plain column names, so that the screen
knows nothing of contests: `option_<i>` for the figures looked at, `level_<i>` for the areas from
the widest to the smallest, `share_<i>` for the other contest's options, 0 to 1 of all of them.

Recomputed in plain Python by tests/tables/test_exchange_sheets.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.tables.engine import Tables, quoted
from tellers.tables.exchanges import ExchangeColumns
from tellers.tables.figures import given_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.model import Contest, Level, OptionId, SourceId

__all__ = ["ContestSource", "drop_sheets", "gather_sheets", "shared_units"]

SHEETS = "exchange_sheets"
MOST_LEVELS = 2
"""A wider area adds little to what two smaller ones within it show, and costs as much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestSource:
    """One source's account of one contest."""

    contest: Contest
    source: SourceId


def shared_units(tables: Tables, one: ContestSource, other: ContestSource) -> int:
    """Return how many units have a standing record in both. Cost: one join."""
    (units,) = tables.row(
        f"select count(*) from {tables.standing(one.contest.id, one.source)} "
        f"semi join {tables.standing(other.contest.id, other.source)} using (unit)"
    )
    return int(units)


def gather_sheets(
    tables: Tables, one: ContestSource, options: Sequence[OptionId], other: ContestSource | None
) -> ExchangeColumns:
    """Make the sheets and return where their figures are, the first two options being the pair.

    Of the areas the smallest are taken, `MOST_LEVELS` of them.
    """
    levels = one.contest.levels[-MOST_LEVELS:]
    columns = [f"a.{quoted(option)} as option_{i}" for i, option in enumerate(options)]
    columns += [f"u.{quoted(level.id)} as level_{i}" for i, level in enumerate(levels)]
    joined = f"{tables.standing(one.contest.id, one.source)} a left join units u on a.unit = u.unit"
    shares: list[str] = []
    if other:
        known = tables.figures[other.contest.id, other.source]
        theirs = [f"b.{quoted(option)}" for option in given_options(other.contest, known)]
        shares = [
            f"{option} / nullif({' + '.join(theirs)}, 0) as share_{i}" for i, option in enumerate(theirs)
        ]
        joined += f" left join {tables.standing(other.contest.id, other.source)} b on a.unit = b.unit"
    tables.run(
        f"create or replace temp table {SHEETS} as select a.unit, {', '.join(columns + shares)} from {joined}"
        f"{'' if other else _with_neighbours(levels)}"
    )
    return ExchangeColumns(
        relation=SHEETS,
        unit="unit",
        first="option_0",
        second="option_1",
        areas=tuple(f"level_{i}" for i in range(len(levels))),
        shares=tuple(f"share_{i}" for i in range(len(shares))),
    )


def _with_neighbours(levels: Sequence[Level]) -> str:
    """Return SQL that leaves out a unit which is the only one of its smallest area.

    Nothing predicts it well, and the places with one sheet are the ones unlike any other: camps,
    prisons, lone villages. Conservative: an exchange there is not seen.
    """
    if not levels:
        return ""
    area = ", ".join(f"u.{quoted(level.id)}" for level in levels)
    return f" qualify count(*) over (partition by {area}) > 1"


def drop_sheets(tables: Tables) -> None:
    """Drop the sheets again."""
    tables.run(f"drop table if exists {SHEETS}")
