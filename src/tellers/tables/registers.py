"""How many voters the covered units have, and how many could still add votes.

The register of a unit is what the table of units says, else what the unit's own record says.
Where neither does, all that is known is that at least as many voters are registered as voted:
a conservative assumption in the direction of *more* voters outstanding.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.model import Role, Status
from tellers.tables.engine import Tables, quoted
from tellers.tables.figures import figure_sql, given_options, votes_sql

if TYPE_CHECKING:
    from tellers.model import Contest, SourceId

__all__ = ["POOLED", "CoveredRegister", "covered_register"]

POOLED = "pooled"
"""The unit whose record adds up sheets that would show a single ballot; and their own status."""
CLOSED = (Status.ANNULLED, Status.NOT_INSTALLED, Status.NOT_CALLED)
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
    unread_unbounded: int
    """Standing records with an option unread, and neither a register nor the ballots known."""


def covered_register(tables: Tables, contest: Contest, source: SourceId) -> CoveredRegister:
    """Return what is known of the register under one source. Cost: one join with the units."""
    columns = tables.figures[contest.id, source]
    standing, records = tables.standing(contest.id, source), tables.records(contest.id, source)
    on_sheet = _role_sql(contest, columns, Role.REGISTERED)
    voters = _role_sql(contest, columns, Role.VOTERS, fallback=contest.option_ids)
    # Where a ballot may hold several votes, an unread option may hold the whole register.
    options = "0" if contest.rule.several else votes_sql(contest.option_ids, columns)
    some_unread = " or ".join(f"{quoted(o)} is null" for o in given_options(contest, columns)) or "false"
    closed_list = ", ".join(f"'{status}'" for status in CLOSED)
    found = tables.row(
        f"""
        with sheets as (
            select unit, true as standing, {on_sheet} as on_sheet, {voters} as v, {options} as o,
                   {some_unread} as u
            from {standing}
        ), others as (
            select unit, bool_or(status in ({closed_list})) as closed, bool_or(status = '{POOLED}') as pooled
            from {records} where status <> 'counted' group by unit
        )
        select count(*) filter (standing),
               coalesce(sum(r) filter (standing), 0),
               count(*) filter (standing and r is null),
               coalesce(sum(v) filter (standing and r is null), 0),
               coalesce(sum(greatest(coalesce(r, v, 0) - o, 0)) filter (standing and u), 0),
               count(*) filter (standing and u and r is null and v is null),
               count(*) filter (listed and shut),
               coalesce(sum(r) filter (listed and shut), 0),
               count(*) filter (listed and absent),
               coalesce(sum(r) filter (listed and absent), 0),
               count(r) filter (listed and absent),
               count(*) filter (listed)
        from (
            select standing, v, o, u, l.unit is not null as listed, coalesce(l.registered, on_sheet) as r,
                   standing is null and coalesce(closed, false) as shut,
                   standing is null and not coalesce(closed, false) and not coalesce(pooled, false) as absent
            from units l full join sheets s on l.unit = s.unit left join others t on t.unit = l.unit
        )
        """
    )
    units, registered, unknown, ballots, slack, unbounded, *rest = found
    closed, closed_registered, missing, missing_sum, known, listed = rest
    return CoveredRegister(
        units=units,
        registered=int(registered),
        unknown_units=unknown,
        unknown_voters=int(ballots),
        unread_slack=int(slack),
        unread_unbounded=unbounded,
        closed_units=closed,
        closed_registered=int(closed_registered),
        listed_units=listed,
        missing_listed_units=missing,
        missing_listed_registered=int(missing_sum) if missing == known else None,
    )


def _role_sql(contest: Contest, columns: tuple[str, ...], role: Role, fallback: tuple[str, ...] = ()) -> str:
    """Return the SQL of the figure with a role; else the sum of the fallback figures; else NULL.

    Where a ballot may hold several votes, the most voted option is all that is known of the ballots.
    """
    figure = contest.with_role(role)
    sql = figure_sql(contest, columns, figure) if figure else None
    if sql is None and fallback and set(fallback) <= set(columns):
        parts = [quoted(part) for part in fallback]
        sql = f"greatest({', '.join(parts)})" if contest.rule.several else f"({' + '.join(parts)})"
    return sql or "null::bigint"
