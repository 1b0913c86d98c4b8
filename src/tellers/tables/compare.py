"""Two sources of one contest, unit by unit: shared, equal, differing, only in one.

Equal means: every figure that both sources give has the same number, over the units that both
give. A unit repeated within a source counts once (its first record).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.tables.engine import Tables, quoted
from tellers.tables.figures import figure_sql, readable_figures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import Contest, FigureId, SourceId

__all__ = [
    "Comparison",
    "Difference",
    "compare_sources",
    "differing_sql",
    "list_differences",
    "list_only",
    "only_by_area",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Counts of units, of readings included: see `unread`."""

    first: SourceId
    second: SourceId
    figures: tuple[FigureId, ...]
    """The figures both give, over which they are compared."""
    shared: int
    """Units with an account in both, a failed reading being an account."""
    equal: int
    differ: int
    """Units in both whose accounts are not equal; failed readings included."""
    unread: int
    """Of those, how many are a reading that failed in one of the two: no figure of it was read."""
    only_first: int
    only_second: int
    votes: int
    """By how many votes for options the shared units differ, added without sign; failed readings,
    which have no figures to differ by, add nothing."""
    records_second: int
    shared_records_second: int
    """Records, repeated ones included, of the second that name a unit of the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One unit on which two sources do not agree; figures a source is silent on are None."""

    unit: str
    first: dict[FigureId, int | None]
    second: dict[FigureId, int | None]
    unread: bool


def compare_sources(tables: Tables, contest: Contest, first: SourceId, second: SourceId) -> Comparison:
    """Return how two sources compare. Cost: one join of their units."""
    figures = _common(tables, contest, first, second)
    one, two = _accounts(tables, contest, first, figures), _accounts(tables, contest, second, figures)
    options = [figure for figure in figures if figure in contest.option_ids]
    apart = " + ".join(f"coalesce(abs(a.{quoted(f)} - b.{quoted(f)}), 0)" for f in options) or "0"
    both = "a.unit is not null and b.unit is not null"
    shared, equal, unread, only_first, only_second, votes = tables.row(
        f"""
        select count(*) filter ({both}),
               count(*) filter ({_equal(figures)} and not (a.unread or b.unread)),
               count(*) filter ({both} and (a.unread or b.unread)),
               count(*) filter (b.unit is null), count(*) filter (a.unit is null),
               coalesce(sum({apart}) filter ({both}), 0)
        from ({one}) a full join ({two}) b on a.unit = b.unit
        """
    )
    records_first, records_second = (
        tables.row(f"select count(*) from {tables.records(contest.id, source)}")[0]
        for source in (first, second)
    )
    return Comparison(
        first=first,
        second=second,
        figures=figures,
        shared=shared,
        equal=equal,
        differ=shared - equal,
        unread=unread,
        only_first=only_first,
        only_second=only_second,
        votes=int(votes),
        records_second=records_second,
        shared_records_second=_shared_records(tables, contest, first, second)
        if records_second > shared + only_second or records_first > shared + only_first
        else shared,
    )


def _shared_records(tables: Tables, contest: Contest, first: SourceId, second: SourceId) -> int:
    """Return how many records of the second, repeated ones included, name a unit of the first."""
    found = tables.row(
        f"select count(*) from {tables.records(contest.id, second)} "
        f"where unit in (select unit from {tables.records(contest.id, first)})"
    )
    return int(found[0])


def list_differences(
    tables: Tables, contest: Contest, first: SourceId, second: SourceId
) -> Iterator[Difference]:
    """Yield the shared units on which two sources differ, in the order of the units' ids; streamed."""
    figures = _common(tables, contest, first, second)
    one, two = _accounts(tables, contest, first, figures), _accounts(tables, contest, second, figures)
    columns = ", ".join([*(f"a.{quoted(f)}" for f in figures), *(f"b.{quoted(f)}" for f in figures)])
    found = tables.stream(
        f"select a.unit, a.unread or b.unread{', ' if columns else ''}{columns} "
        f"from ({one}) a join ({two}) b "
        f"on a.unit = b.unit where not ({_equal(figures)}) or a.unread or b.unread order by 1"
    )
    half = len(figures)
    for unit, unread, *numbers in found:
        yield Difference(
            unit=unit,
            first=dict(zip(figures, numbers[:half], strict=True)),
            second=dict(zip(figures, numbers[half:], strict=True)),
            unread=unread,
        )


def differing_sql(tables: Tables, contest: Contest, first: SourceId, second: SourceId) -> str:
    """Return SQL of the units that `list_differences` lists, for a query over all of them."""
    figures = _common(tables, contest, first, second)
    one, two = _accounts(tables, contest, first, figures), _accounts(tables, contest, second, figures)
    return (
        f"select a.unit from ({one}) a join ({two}) b on a.unit = b.unit "
        f"where not ({_equal(figures)}) or a.unread or b.unread"
    )


def list_only(tables: Tables, contest: Contest, first: SourceId, second: SourceId) -> Iterator[str]:
    """Yield the units with a standing record in the first source and none in the second; streamed."""
    found = tables.stream(
        f"select unit from {tables.standing(contest.id, first)} "
        f"anti join {tables.standing(contest.id, second)} using (unit) order by unit"
    )
    yield from (unit for (unit,) in found)


def only_by_area(
    tables: Tables, contest: Contest, first: SourceId, second: SourceId, level: str
) -> list[tuple[str, str, int, int]]:
    """Return (area, name, units only in the first, units only in the second) where either is not 0."""
    one = f"select distinct unit from {tables.records(contest.id, first)}"
    two = f"select distinct unit from {tables.records(contest.id, second)}"
    return tables.query(
        f"""
        select coalesce({quoted(level)}, ''), coalesce(any_value({quoted(level + "_name")}), ''),
               count(*) filter (b is null), count(*) filter (a is null)
        from (select a.unit as a, b.unit as b, coalesce(a.unit, b.unit) as unit
              from ({one}) a full join ({two}) b on a.unit = b.unit)
        left join units using (unit)
        where a is null or b is null group by 1 order by 3 + 4 desc, 1
        """
    )


def _common(tables: Tables, contest: Contest, first: SourceId, second: SourceId) -> tuple[FigureId, ...]:
    """Return the figures both sources give."""
    both = readable_figures(contest, tables.figures[contest.id, first])
    other = set(readable_figures(contest, tables.figures[contest.id, second]))
    return tuple(figure for figure in both if figure in other)


def _accounts(tables: Tables, contest: Contest, source: SourceId, figures: tuple[FigureId, ...]) -> str:
    """Return SQL of one account a unit: the standing records and the failed readings."""
    columns = tables.figures[contest.id, source]
    picked = "".join(f", {figure_sql(contest, columns, f)} as {quoted(f)}" for f in figures)
    nothing = "".join(", null" for _ in figures)
    standing, records = tables.standing(contest.id, source), tables.records(contest.id, source)
    return (
        f"select unit, false as unread{picked} from {standing} union all "
        f"select distinct unit, true{nothing} from {records} where status = 'unread' "
        f"and unit not in (select unit from {standing})"
    )


def _equal(figures: tuple[FigureId, ...]) -> str:
    """Return SQL that is true where no figure given by both differs."""
    same = [f"coalesce(a.{quoted(f)} = b.{quoted(f)}, true)" for f in figures]
    return " and ".join(["a.unit is not null and b.unit is not null", *same])
