"""How much of each area a source covers, and how the votes of two sets of units compare.

Areas come from the table of units, and from registers that give the voters of an area. Where
the table of units holds every unit, what is expected of an area is known; otherwise only what
is recorded is.

Recomputed in plain Python by tests/tables/test_coverage.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.tables.engine import Tables, quoted
from tellers.tables.figures import given_options, votes_sql

if TYPE_CHECKING:
    from tellers.model import Contest, OptionId, SourceId

__all__ = [
    "AreaCoverage",
    "VotesApart",
    "areas_without_record",
    "coverage_by_area",
    "votes_only_in",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaCoverage:
    """One area: units listed and recorded, voters registered in both, votes of every option."""

    area: str
    name: str
    listed: int
    recorded: int
    listed_registered: int
    recorded_registered: int
    options: dict[OptionId, int]

    @property
    def votes(self) -> int:
        """Return the votes for all options on the recorded units."""
        return sum(self.options.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class VotesApart:
    """Votes on the units that two sources share, and on those only the second has; the second's figures."""

    shared_units: int
    shared_votes: int
    shared_first: int
    shared_second: int
    only_units: int
    only_votes: int
    only_first: int
    only_second: int


def coverage_by_area(tables: Tables, contest: Contest, source: SourceId, level: str) -> list[AreaCoverage]:
    """Return every area of a level in the order of the areas' ids; units without an area as area ''.

    Units with a register of zero are not expected anywhere. Cost: one join with the units.
    """
    options = given_options(contest, tables.figures[contest.id, source])
    sums = "".join(f", coalesce(sum(s.{quoted(option)}), 0)" for option in options)
    area, name = quoted(level), quoted(f"{level}_name")
    rows = tables.query(
        f"""
        select coalesce({area}, ''), coalesce(any_value({name}), ''),
               count(*) filter (coalesce(u.registered, 1) > 0 or s.unit is not null), count(s.unit),
               coalesce(sum(u.registered), 0),
               coalesce(sum(u.registered) filter (s.unit is not null), 0){sums}
        from units u left join {tables.standing(contest.id, source)} s on s.unit = u.unit
        group by 1 order by 1
        """
    )
    return [
        AreaCoverage(
            area=row[0],
            name=row[1] or row[0],
            listed=row[2],
            recorded=row[3],
            listed_registered=int(row[4]),
            recorded_registered=int(row[5]),
            options=dict(zip(options, map(int, row[6:]), strict=True)),
        )
        for row in rows
    ]


def areas_without_record(
    tables: Tables, contest: Contest, source: SourceId, level: str
) -> list[tuple[str, str]]:
    """Return (area, name) of the areas of a level, of units or registers, in which no unit has a record."""
    known = f"select {quoted(level)} as area, {quoted(f'{level}_name')} as name from units"
    for relation in tables.registers.values():
        known += f" union all select area, name from {relation} where level = '{level}'"
    seen = f"select {quoted(level)} from units join {tables.standing(contest.id, source)} using (unit)"
    return tables.query(
        f"select area, coalesce(any_value(name), area) from ({known}) "
        f"where area is not null and area not in (select * from ({seen}) as s (area) where area is not null) "
        f"group by area order by area"
    )


def votes_only_in(
    tables: Tables,
    contest: Contest,
    pair: tuple[SourceId, SourceId],
    leaders: tuple[OptionId, OptionId],
) -> VotesApart:
    """Return the votes of the second source on the units it shares with the first, and on the others."""
    one, two = pair
    columns = tables.figures[contest.id, two]
    summed = [votes_sql(options, columns) for options in (contest.option_ids, leaders[:1], leaders[1:])]
    known = f"unit in (select unit from {tables.standing(contest.id, one)})"
    marked = f"(select *, {known} as known from {tables.standing(contest.id, two)})"
    parts = ", ".join(
        f"count(*) filter ({where}), "
        + ", ".join(f"coalesce(sum({sums}) filter ({where}), 0)" for sums in summed)
        for where in ("known", "not known")
    )
    found = [int(n) for n in tables.row(f"select {parts} from {marked}")]
    return VotesApart(
        shared_units=found[0],
        shared_votes=found[1],
        shared_first=found[2],
        shared_second=found[3],
        only_units=found[4],
        only_votes=found[5],
        only_first=found[6],
        only_second=found[7],
    )
