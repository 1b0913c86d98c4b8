"""One ballot must stay one person's secret: refuse such records, or pool them.

In a secret contest a unit with one voter on its register, or a sheet with one ballot, shows
how a person voted to anyone who knows who went. Such rows are refused, or, where the mapping
says `one_ballot = "pool"`, added up into one record of a unit called `pooled`, so that every
total stays exact; their own records keep their place, without figures, as `pooled`. Where that
would still be one sheet, the smallest other sheets join it. Of a row that adds to no total
(annulled, replaced, a unit's second) only the figures are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.errors import SecrecyError
from tellers.model import FigureId, Role, Status
from tellers.tables import POOLED, figure_sql, quoted

if TYPE_CHECKING:
    from collections.abc import Collection

    from tellers.formats.records import ReadTable
    from tellers.model import Contest
    from tellers.tables import Tables

__all__ = ["ballots_sql", "pool_single_ballots"]

SHOWN_ROWS = 20
FEWEST_SHEETS = 2
FEWEST_BALLOTS = 2
"""A pool of one sheet, or of one ballot, would show as much as the sheet did."""


def pool_single_ballots(tables: Tables, read: ReadTable, contest: Contest, *, policy: str) -> list[str]:
    """Refuse or pool the rows that would show a ballot; return a sentence if some were pooled.

    Raises `SecrecyError` with the rows when the policy is `refuse`.
    """
    if not contest.secret:
        return []
    name, ballots = quoted(read.name), ballots_sql(contest, read.figures)
    on_sheet = figure_sql(contest, read.figures, contest.with_role(Role.REGISTERED) or FigureId("registered"))
    registered = f"coalesce(roll_registered, {on_sheet or 'null'}, 0)"
    revealing = f"({registered} = 1 or ({ballots}) = 1) and status <> '{Status.UNREAD}'"
    tables.connection.execute(
        f"create or replace temp table revealing as select row from {name} where {revealing}"
    )
    rows = [row for (row,) in tables.query("select row from revealing order by row")]
    if not rows:
        return []
    many = "1 row" if len(rows) == 1 else f"{len(rows)} rows"
    if policy == "refuse":
        shown = ", ".join(str(row) for row in rows[:SHOWN_ROWS]) + (" ..." if len(rows) > SHOWN_ROWS else "")
        raise SecrecyError(
            f"{many} with one ballot or one voter would show how a person voted",
            where=f"{read.where}, row{'s' if len(rows) > 1 else ''} {shown}",
            expected="two ballots or more on every sheet of a secret contest",
            remedy=(
                'Say one_ballot = "pool" in the mapping: '
                "they are added up together and every total stays exact."
            ),
        )
    pooled = _pool(tables, read, ballots)
    return [f"{pooled} sheets are pooled into one record, for {many} with one ballot or one voter"]


def _pool(tables: Tables, read: ReadTable, ballots: str) -> int:
    """Put the revealing rows, and the smallest others if they are too few, into one record.

    Returns how many sheets are in it. Only a unit's standing record adds to a total.
    """
    name, run = quoted(read.name), tables.connection.execute
    run(
        f"create or replace temp table pooling as select row, ({ballots}) as ballots, "
        f"row in (select row from revealing) as chosen from {name} where status = '{Status.COUNTED}' "
        f"and record not in (select replaces from {name} where replaces is not null) "
        "qualify row_number() over (partition by unit order by record) = 1"
    )
    sheets, held = tables.row("select count(*), coalesce(sum(ballots), 0) from pooling where chosen")
    if sheets and (sheets < FEWEST_SHEETS or held < FEWEST_BALLOTS):
        run(
            "update pooling set chosen = true where row in (select row from pooling where not chosen "
            f"and ballots > 1 order by ballots, row limit {FEWEST_SHEETS})"
        )
    run("delete from pooling where not chosen")
    _verify_hidden(tables, read)
    _add_record(tables, read)
    nothing = ", ".join(f"{quoted(figure)} = null" for figure in read.figures)
    run(
        f"update {name} set status = '{Status.POOLED}' "
        f"where row in (select row from pooling) and unit <> '{POOLED}'"
    )
    run(
        f"update {name} set {nothing}, unread = [] where unit <> '{POOLED}' "
        "and (row in (select row from revealing) or row in (select row from pooling))"
    )
    (count,) = tables.row("select count(*) from pooling")
    return int(count)


def _verify_hidden(tables: Tables, read: ReadTable) -> None:
    """Raise `SecrecyError` where the whole table has too little to hide a ballot in."""
    sheets, held = tables.row("select count(*), coalesce(sum(ballots), 0) from pooling")
    if sheets and (sheets < FEWEST_SHEETS or held < FEWEST_BALLOTS):
        raise SecrecyError(
            f"{sheets} {'sheet' if sheets == 1 else 'sheets'} with {held} in all cannot hide a ballot",
            where=read.where,
            expected=f"{FEWEST_SHEETS} sheets and {FEWEST_BALLOTS} ballots to pool",
            remedy="Leave this table out: a vote of one person is not to be published.",
        )


def _add_record(tables: Tables, read: ReadTable) -> None:
    """Add the record that sums the pooled ones, if there are any."""
    name = quoted(read.name)
    columns = [row[0] for row in tables.query(f"describe {name}")]
    made = {
        "record": f"(select max(record) + 1 from {name})",
        "unit": f"'{POOLED}'",
        "status": f"'{Status.COUNTED}'",
        "reason": "'pooled: ' || count(*) || ' sheets'",
        "row": "min(row)",
        "unread": "[]::varchar[]",
        **{figure: f"sum({quoted(figure)})::bigint" for figure in read.figures},
    }
    picked = ", ".join(f"{made.get(column, 'null')} as {quoted(column)}" for column in columns)
    tables.connection.execute(
        f"insert into {name} select {picked} from {name} "
        "where row in (select row from pooling) having count(*) > 0"
    )


def ballots_sql(contest: Contest, figures: Collection[str]) -> str:
    """Return the SQL of the ballots on a sheet: the voters, else every figure that is a ballot."""
    voters = contest.with_role(Role.VOTERS)
    given = figure_sql(contest, figures, voters) if voters else None
    counted = {Role.NULL, Role.BLANK, Role.NOT_COUNTED, Role.OTHER}
    parts = [*contest.option_ids, *(f.id for f in contest.figures if f.role in counted and not f.sum_of)]
    every = " + ".join(f"coalesce({quoted(part)}, 0)" for part in parts if part in figures) or "0"
    return f"coalesce({given}, {every})" if given else every
