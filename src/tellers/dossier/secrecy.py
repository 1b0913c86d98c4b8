"""One ballot must stay one person's secret: refuse such records, or pool them.

In a secret contest a unit with one voter on its register, or a sheet with one ballot, shows
how a person voted to anyone who knows who went. Such rows are refused, or, where the mapping
says `one_ballot = "pool"`, added up into one record of a unit called `pooled`, so that every
total stays exact; their own records keep their place, without figures, as `pooled`. Where that would still be one sheet, the smallest other sheets join it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.errors import SecrecyError
from tellers.model import Role
from tellers.tables import POOLED, figure_sql, quoted

if TYPE_CHECKING:
    from tellers.formats.records import ReadTable
    from tellers.model import Contest
    from tellers.tables import Tables

__all__ = ["pool_single_ballots"]

SHOWN_ROWS = 20


def pool_single_ballots(
    tables: Tables, read: ReadTable, contest: Contest, *, policy: str, where: str
) -> list[str]:
    """Refuse or pool the rows that would show a ballot; return a sentence if some were pooled.

    Raises `SecrecyError` with the rows when the policy is `refuse`.
    """
    if not contest.secret:
        return []
    name, ballots = quoted(read.name), _ballots(contest, read)
    revealing = f"(coalesce(roll_registered, 0) = 1 or ({ballots}) = 1) and status <> 'unread'"
    rows = [row for (row,) in tables.query(f"select row from {name} where {revealing} order by row")]
    if not rows:
        return []
    if policy == "refuse":
        shown = ", ".join(str(row) for row in rows[:SHOWN_ROWS]) + (" ..." if len(rows) > SHOWN_ROWS else "")
        raise SecrecyError(
            f"{len(rows)} rows with one ballot or one voter would show how a person voted",
            where=f"{where}, rows {shown}",
            expected="two ballots or more on every sheet of a secret contest",
            remedy='Say one_ballot = "pool" in the mapping: they are added up together and every total stays exact.',
        )
    pooled = _pool(tables, read, rows, ballots)
    return [f"{where}: {pooled} sheets, {len(rows)} of them with one ballot or one voter, are pooled into one record"]


def _pool(tables: Tables, read: ReadTable, rows: list[int], ballots: str) -> int:
    """Put the rows, and the smallest others if they are too few, into one record."""
    name = quoted(read.name)
    numbers = ", ".join(str(row) for row in rows)
    tables.connection.execute(f"create or replace temp table pooling as select row from {name} where row in ({numbers})")
    (held,) = tables.row(f"select coalesce(sum({ballots}), 0) from {name} where row in (select row from pooling)")
    if len(rows) < 2 or held < 2:  # noqa: PLR2004 (a secret needs two)
        tables.connection.execute(
            f"insert into pooling select row from {name} where row not in (select row from pooling) "
            f"and status = 'counted' and ({ballots}) > 1 order by {ballots}, row limit 2"
        )
    columns = [row[0] for row in tables.query(f"describe {name}")]
    made = {
        "record": f"(select max(record) + 1 from {name})",
        "unit": f"'{POOLED}'",
        "status": "'counted'",
        "reason": "'pooled: ' || count(*) || ' sheets'",
        "row": "min(row)",
        "unread": "[]::varchar[]",
        **{figure: f"sum({quoted(figure)})::bigint" for figure in read.figures},
    }
    picked = ", ".join(f"{made.get(column, 'null')} as {quoted(column)}" for column in columns)
    tables.connection.execute(
        f"create or replace temp table pool as select {picked} from {name} where row in (select row from pooling)"
    )
    nothing = ", ".join(f"{quoted(figure)} = null" for figure in read.figures)
    tables.connection.execute(f"update {name} set status = 'pooled', {nothing} where row in (select row from pooling)")
    tables.connection.execute(f"insert into {name} select * from pool")
    (count,) = tables.row("select count(*) from pooling")
    return int(count)


def _ballots(contest: Contest, read: ReadTable) -> str:
    """Return the SQL of the ballots on a sheet: the voters, else every figure that is a ballot."""
    voters = contest.with_role(Role.VOTERS)
    given = figure_sql(contest, read.figures, voters) if voters else None
    counted = {Role.NULL, Role.BLANK, Role.NOT_COUNTED, Role.OTHER}
    parts = [*contest.option_ids, *(f.id for f in contest.figures if f.role in counted and not f.sum_of)]
    every = " + ".join(f"coalesce({quoted(part)}, 0)" for part in parts if part in read.figures) or "0"
    return f"coalesce({given}, {every})" if given else every
