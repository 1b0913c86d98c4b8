"""How many voters the covered units have, and how many could still add votes.

The register of a unit is what the table of units says, else what the unit's own record says.
Where neither does, all that is known is that at least as many voters are registered as voted:
a conservative assumption in the direction of *more* voters outstanding.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.model import Role
from tellers.tables.engine import Tables, quoted
from tellers.tables.figures import figure_sql

if TYPE_CHECKING:
    from tellers.model import Contest, SourceId

__all__ = ["POOLED", "CoveredRegister", "covered_register"]

POOLED = "pooled"
"""The unit whose record adds up sheets that would show a single ballot; and their own status."""
CLOSED = ("annulled", "not-installed", "not-called")
"""Statuses of units that have no votes and will have none: their voters cannot add any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveredRegister:
    """What is known of the register of the units a source covers."""

    units: int
    """Units with a standing record."""
    registered: int
    """Voters registered in the covered units whose register is known."""
    unknown_units: int
    """Covered units whose register nobody gives."""
    unknown_voters: int
    """Ballots on the sheets of those: a floor of their register."""
    closed_units: int
    closed_registered: int
    """Units annulled, not installed or never called, and their register where known."""
    listed_units: int
    """Units in the table of units."""
    missing_listed_units: int
    """Listed units with neither a standing nor a closed record."""
    missing_listed_registered: int | None
    """The register of those, or None when it is not known for all of them."""
    unread_slack: int
    """Votes that figures unread on standing records could still hold."""


def covered_register(tables: Tables, contest: Contest, source: SourceId) -> CoveredRegister:
    """Return what is known of the register under one source. Cost: one join with the units."""
    columns = tables.figures[contest.id, source]
    standing, records = tables.standing(contest.id, source), tables.records(contest.id, source)
    on_sheet = _role_sql(contest, columns, Role.REGISTERED)
    voters = _role_sql(contest, columns, Role.VOTERS, fallback=contest.option_ids)
    options = " + ".join(f"coalesce({quoted(o)}, 0)" for o in contest.option_ids if o in columns) or "0"
    some_unread = " or ".join(f"{quoted(o)} is null" for o in contest.option_ids if o in columns) or "false"
    covered = tables.row(
        f"""
        select count(*), coalesce(sum(r), 0), count(*) filter (r is null),
               coalesce(sum(v) filter (r is null), 0), coalesce(sum(greatest(coalesce(r, v, 0) - o, 0)) filter (u), 0)
        from (
            select coalesce(units.registered, on_sheet) as r, v, o, u
            from (
                select unit, {on_sheet} as on_sheet, {voters} as v, {options} as o, {some_unread} as u
                from {standing}
            ) left join units using (unit)
        )
        """
    )
    closed_list = ", ".join(f"'{status}'" for status in CLOSED)
    closed = tables.row(
        f"select count(*), coalesce(sum(registered), 0) from units where unit in "
        f"(select unit from {records} where status in ({closed_list})) "
        f"and unit not in (select unit from {standing})"
    )
    missing = tables.row(
        f"""
        select count(*), sum(registered), count(registered), (select count(*) from units) from units
        where unit not in (select unit from {standing})
          and unit not in (select unit from {records} where status in ({closed_list}, '{POOLED}'))
        """
    )
    return CoveredRegister(
        units=covered[0],
        registered=int(covered[1]),
        unknown_units=covered[2],
        unknown_voters=int(covered[3]),
        unread_slack=int(covered[4]),
        closed_units=closed[0],
        closed_registered=int(closed[1]),
        listed_units=missing[3],
        missing_listed_units=missing[0],
        missing_listed_registered=int(missing[1] or 0) if missing[0] == missing[2] else None,
    )


def _role_sql(contest: Contest, columns: tuple[str, ...], role: Role, fallback: tuple[str, ...] = ()) -> str:
    """Return the SQL of the figure with a role; else the sum of the fallback figures; else NULL."""
    figure = contest.with_role(role)
    sql = figure_sql(contest, columns, figure) if figure else None
    if sql is None and fallback and set(fallback) <= set(columns):
        sql = "(" + " + ".join(quoted(part) for part in fallback) + ")"
    return sql or "null::bigint"
