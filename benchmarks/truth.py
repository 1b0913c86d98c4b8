"""What a made-up election really was, and what its published sheets add up to.

It is the answer a checker must find. The truth is counted by the engine from the plan without its
lies; the tests recount it in plain Python from the written file. `published` is the sum of the
sheets as they were written, lies told, unread figures left out.

>>> Totals(registered=10, ballots=8, valid=7, null_votes=1, sheets=1, votes={"o01": 3, "o02": 4}).margin
1
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generator import ACCOUNT, numbered_query, open_engine, published_query
from benchmarks.lies import condition
from benchmarks.plan import ElectionPlan, Lie


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The sums of some sheets; ``votes`` by option, in the order of the columns."""

    registered: int
    ballots: int
    valid: int
    null_votes: int
    sheets: int
    votes: dict[str, int]

    @property
    def winner(self) -> str:
        """The option with the most votes; of two with as many, the first by code."""
        return min(self.votes, key=lambda code: (-self.votes[code], code))

    @property
    def margin(self) -> int:
        """Votes between the first option and the second."""
        first, second = sorted(self.votes.values(), reverse=True)[:2]
        return first - second

    def as_json(self) -> dict[str, object]:
        """The totals as they stand in the file, ``null`` under the name of its column."""
        return {
            "sheets": self.sheets,
            "registered": self.registered,
            "ballots": self.ballots,
            "valid": self.valid,
            "null": self.null_votes,
            "votes": dict(self.votes),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """The honest totals, national and by region; the published ones; how many stations lie how."""

    plan: ElectionPlan
    national: Totals
    by_region: dict[str, Totals]
    published: Totals
    stations_by_lie: dict[str, int]


def count_truth(plan: ElectionPlan) -> Truth:
    """The truth of a plan, in two passes over its stations."""
    by_region = _totals_by_region(plan.honest())
    published = sum_totals(_totals_by_region(plan)) if plan.lies else sum_totals(by_region)
    return Truth(
        plan=plan,
        national=sum_totals(by_region),
        by_region=by_region,
        published=published,
        stations_by_lie={lie.name: _count_stations_of(plan, lie) for lie in plan.ordered_lies},
    )


def stations_of(plan: ElectionPlan, lie: Lie) -> list[str]:
    """The codes of the stations a lie is told about, in order; as many as its rate gives of the stations."""
    with open_engine(plan) as engine:
        rows = engine.sql(f"SELECT station FROM ({_told_query(plan, lie)}) ORDER BY station").fetchall()
        return [code for (code,) in rows]


def sum_totals(parts: dict[str, Totals]) -> Totals:
    """The totals of several areas together."""
    areas = tuple(parts.values())
    return Totals(
        registered=sum(area.registered for area in areas),
        ballots=sum(area.ballots for area in areas),
        valid=sum(area.valid for area in areas),
        null_votes=sum(area.null_votes for area in areas),
        sheets=sum(area.sheets for area in areas),
        votes={code: sum(area.votes[code] for area in areas) for code in areas[0].votes},
    )


def write_truth(truth: Truth, path: Path) -> None:
    """Write the truth as JSON with sorted keys, so that the same plan gives the same bytes."""
    document = {
        "stations": truth.plan.stations,
        "options": list(truth.plan.option_codes),
        "seed": truth.plan.seed,
        "lies": {
            lie.name: {"per_million": lie.per_million, "stations": truth.stations_by_lie[lie.name]}
            for lie in truth.plan.ordered_lies
        },
        "winner": truth.national.winner,
        "margin": truth.national.margin,
        "national": truth.national.as_json(),
        "regions": {code: totals.as_json() for code, totals in truth.by_region.items()},
        "published": truth.published.as_json(),
    }
    path.write_text(json.dumps(document, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _told_query(plan: ElectionPlan, lie: Lie) -> str:
    """The honest sheets of the stations a lie is told about."""
    return f"SELECT * FROM ({numbered_query(plan.honest())}) WHERE {condition(lie)}"


def _count_stations_of(plan: ElectionPlan, lie: Lie) -> int:
    with open_engine(plan) as engine:
        rows = engine.sql(f"SELECT count(*) FROM ({_told_query(plan, lie)})").fetchall()
        return int(rows[0][0])


def _totals_by_region(plan: ElectionPlan) -> dict[str, Totals]:
    """The sums of the published sheets of each region, as 64 bits and more, in order of the codes."""
    names = (*ACCOUNT, *plan.option_codes)
    sums = ", ".join(f"coalesce(sum({name}), 0)::BIGINT" for name in names)
    query = f"SELECT region, count(*), {sums} FROM ({published_query(plan)}) GROUP BY region ORDER BY region"
    with open_engine(plan) as engine:
        rows = engine.sql(query).fetchall()
    account = len(ACCOUNT)
    return {
        region: Totals(
            sheets=sheets,
            votes=dict(zip(plan.option_codes, figures[account:], strict=True)),
            **dict(zip(ACCOUNT, figures[:account], strict=True)),
        )
        for region, sheets, *figures in rows
    }
