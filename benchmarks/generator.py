"""A generator of national elections: every station's honest sheet as one query, then the lies told about it.

The tree is region > district > station, with codes of digits that begin with zeros, as real ones
do: they are text, and a reader that makes numbers of them loses them. Each sheet is a function of
the seed and the station's number, in whole numbers:

1. registered voters, from the size of the district and of the station;
2. ballots, from a turnout made of a region's, a district's and a station's part;
3. null votes, from 0.5 % to 3.4 % of ballots; valid votes are the rest;
4. valid votes by option, in proportion to weights that vary by region, district and station (a
   product of independent factors, so that counts vary more than dice would). Running sums are
   rounded down, so the options of a sheet add up to its valid votes exactly.

Nothing is joined, grouped or sorted: 2,000,000 stations stream from the query to the file in
bounded memory.

>>> plan = ElectionPlan(stations=1, options=2)
>>> with open_engine(plan) as engine:
...     engine.sql(published_query(plan)).fetchall()
[('01', '010001', '0100010000001', 698, 489, 482, 7, 305, 177)]
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from benchmarks.draws import SQL_MACROS, sql_draw, sql_key
from benchmarks.lies import counted_number, tell
from benchmarks.plan import ElectionPlan

ACCOUNT = ("registered", "ballots", "valid", "null_votes")
MEMORY_LIMIT = "1GB"

# Streams 0 to 99 belong to the sheet's own figures, 100 onwards to the options; the lies use 1000 onwards.
STREAM_SIZE, STREAM_TURNOUT, STREAM_NULL, STREAM_OPTION = 1, 2, 3, 100


def open_engine(plan: ElectionPlan) -> duckdb.DuckDBPyConnection:
    """An engine that knows the plan's stations by number and how to draw."""
    engine = duckdb.connect()
    engine.execute(f"SET memory_limit = '{MEMORY_LIMIT}'")
    for macro in SQL_MACROS:
        engine.execute(macro)
    # A table, not range() itself: a scan of a table runs on all cores and keeps its order.
    engine.execute(
        f"CREATE TABLE station AS SELECT i::UBIGINT AS number FROM range({plan.stations}) AS t (i)"
    )
    return engine


def published_query(plan: ElectionPlan) -> str:
    """The sheets as published: region, district, station, the account, one column an option; lies told."""
    figures = ", ".join((*ACCOUNT, *plan.option_codes))
    return f"SELECT region, district, station, {figures} FROM ({numbered_query(plan)})"


def numbered_query(plan: ElectionPlan) -> str:
    """The sheets as published, with the station's number and key, by which a lie knows its stations."""
    query = _votes_query(plan, accounts=_accounts_query(_places_query(plan)))
    for lie in plan.ordered_lies:
        query = tell(lie, sheets=query, plan=plan)
    return query


def write_csv(plan: ElectionPlan, path: Path) -> None:
    """Write the published sheets as a wide CSV file with a header, in the order of their codes."""
    with open_engine(plan) as engine:
        # "null" is the column's name in the file; inside queries the word is taken.
        query = f'SELECT * RENAME (null_votes AS "null") FROM ({published_query(plan)})'
        engine.execute(f"COPY ({query}) TO '{path}' (FORMAT csv, HEADER true)")


def _places_query(plan: ElectionPlan) -> str:
    """Number, area numbers, codes, and a key for each level of the tree."""
    district = f"(number * {plan.districts} // {plan.stations})"
    region = f"({district} * {plan.regions} // {plan.districts})"
    return f"""
        SELECT *,
            lpad((region_number + 1)::VARCHAR, 2, '0') AS region,
            region || lpad((district_number + 1)::VARCHAR, 4, '0') AS district,
            district || lpad((number + 1)::VARCHAR, 7, '0') AS station,
            {sql_key(f"({counted_number(plan)})", seed=plan.seed)} AS count_key,
            {sql_key("(district_number + 10000000)", seed=plan.seed)} AS district_key,
            {sql_key("(region_number + 20000000)", seed=plan.seed)} AS region_key
        FROM (SELECT number, {district} AS district_number, {region} AS region_number,
                {sql_key("number", seed=plan.seed)} AS key
            FROM station)"""


def _accounts_query(places: str) -> str:
    """Steps 1 to 3. A copied sheet has its own register, raised where the copied ballots would exceed it."""
    nulls_per_thousand = f"(5 + {sql_draw('count_key', stream=STREAM_NULL, below=30)})"
    return f"""
        SELECT *, ballots - null_votes AS valid, greatest(own_size, ballots) AS registered
        FROM (SELECT *, ballots * {nulls_per_thousand} // 1000 AS null_votes
        FROM (SELECT *, counted_size * turnout // 1000 AS ballots
        FROM (SELECT *, {_size("key")} AS own_size, {_size("count_key")} AS counted_size,
            450 + {sql_draw("region_key", stream=STREAM_TURNOUT, below=150)}
                + {sql_draw("district_key", stream=STREAM_TURNOUT, below=150)}
                + {sql_draw("count_key", stream=STREAM_TURNOUT, below=100)} AS turnout
        FROM ({places}))))"""


def _votes_query(plan: ElectionPlan, *, accounts: str) -> str:
    """Step 4: running sums of the weights cut the valid votes into options."""
    weights = ", ".join(f"{_weight(number)} AS weight_{number}" for number in range(1, plan.options + 1))
    sums = ", ".join(
        f"{' + '.join(f'weight_{below}' for below in range(1, number + 1))} AS sum_{number}"
        for number in range(1, plan.options + 1)
    )
    votes = ", ".join(
        f"(valid * sum_{number} // sum_{plan.options} - {_before(number, plan.options)})::INTEGER AS {code}"
        for number, code in enumerate(plan.option_codes, start=1)
    )
    account = ", ".join(f"{name}::INTEGER AS {name}" for name in ACCOUNT)
    return f"""
        SELECT number, key, region, district, station, {account}, {votes}
        FROM (SELECT *, {sums} FROM (SELECT *, {weights} FROM ({accounts})))"""


def _size(key: str) -> str:
    """A station's registered voters, 150 to 948: its district's size and its own."""
    district = sql_draw("district_key", stream=STREAM_SIZE, below=500)
    return f"150 + {district} + {sql_draw(key, stream=STREAM_SIZE, below=300)}"


def _before(number: int, options: int) -> str:
    """The running sum of the options before this one, in votes."""
    return f"valid * sum_{number - 1} // sum_{options}" if number > 1 else "0"


def _weight(number: int) -> str:
    """An option's weight on a sheet: national, 1 over its rank, times a factor for each level of the tree."""
    stream = STREAM_OPTION + number
    return (
        f"{10_000_000 // (number + 1)} * (500 + {sql_draw('region_key', stream=stream, below=1000)})"
        f" * (600 + {sql_draw('district_key', stream=stream, below=800)})"
        f" * (700 + {sql_draw('count_key', stream=stream, below=600)}) // 1000000000"
    )
