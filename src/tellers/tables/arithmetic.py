"""Declared sums and limits, record by record: which records do not add up, and by how much.

A figure declared the sum of others is checked where a source has a column of its own for it; a
figure that is only ever added up cannot be wrong. A part that is unread makes no record wrong:
the stated sum then says how much the unread parts hold together, unless the parts that were
read are more than it already.

Recomputed in plain Python by tests/tables/test_arithmetic.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.model import FigureId, OptionId, Role
from tellers.tables.engine import Tables, quoted
from tellers.tables.figures import figure_sql

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from tellers.model import Contest, SourceId

__all__ = [
    "Balance",
    "Excess",
    "Exposure",
    "Limit",
    "Unbalanced",
    "balance_figure",
    "checkable_limits",
    "checkable_sums",
    "excess_over",
    "expose_options",
    "list_bounded",
    "list_over",
    "list_unbalanced",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """How the records of a source keep to one declared sum."""

    figure: FigureId
    checked: int
    """Records that state the figure and all its parts."""
    broken: int
    """Records whose parts are not the stated figure; with a part unread, only those above it."""
    short: int
    """By how much the stated figure exceeds the parts, over the records where it does."""
    above: int
    """By how much the parts exceed the stated figure, over the records where they do."""
    bounded: int
    """Records with a part unread that the stated figure bounds."""
    bounded_votes: int
    """What those unread parts hold, all together."""

    @property
    def net(self) -> int:
        """Return the stated figures less the parts, over the broken records."""
        return self.short - self.above

    @property
    def size(self) -> int:
        """Return the differences of the broken records, added without sign."""
        return self.short + self.above


@dataclass(frozen=True, slots=True, kw_only=True)
class Unbalanced:
    """One record that does not keep to a sum or a limit: what it states, and what it should meet."""

    unit: str
    record: int
    stated: int
    against: int
    """The sum of the parts, or the limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """What the broken records of one sum could mean for one option."""

    option: OptionId
    records: int
    """Broken records on which nothing else vouches for the option's figure."""
    more: int
    """Votes the option would have more, had every such record dropped its own."""
    fewer: int
    """Votes the option would have fewer, were every such record's surplus the option's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A figure that must not exceed another; `declared` tells whether the contest says so."""

    figure: FigureId
    most: FigureId
    declared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Excess:
    """How the records of a source keep under one limit."""

    checked: int
    over: int
    votes: int
    """By how much the figure exceeds the limit, over the records where it does."""
    without_limit: int
    """Of those over it, records whose limit is zero: units with no list of their own."""


def checkable_sums(contest: Contest, columns: Collection[str]) -> tuple[FigureId, ...]:
    """Return the declared sums with a column of their own and a column behind every part."""
    return tuple(
        figure.id
        for figure in contest.figures
        if figure.id in columns and figure.sum_of and _parts(contest, columns, figure.id)
    )


def checkable_limits(contest: Contest) -> tuple[Limit, ...]:
    """Return the limits declared, and voters under the register.

    A contest that declares none on its voters may have a reason (stations for voters in
    transit), so that limit is told apart from a declared one.
    """
    limits = [Limit(figure=f.id, most=f.at_most, declared=True) for f in contest.figures if f.at_most]
    voters, registered = contest.with_role(Role.VOTERS), contest.with_role(Role.REGISTERED)
    if voters and registered and (voters, registered) not in {(one.figure, one.most) for one in limits}:
        limits.append(Limit(figure=voters, most=registered, declared=False))
    return tuple(limits)


def balance_figure(tables: Tables, contest: Contest, source: SourceId, figure: FigureId) -> Balance:
    """Return how the standing records keep to a declared sum. Cost: one scan."""
    found = tables.row(
        f"""
        select count(*) filter (unread = 0), count(*) filter ({_BROKEN}),
               coalesce(sum(stated - added) filter (unread = 0 and stated > added), 0),
               coalesce(sum(added - stated) filter (stated < added), 0),
               count(*) filter (unread > 0 and stated >= added),
               coalesce(sum(stated - added) filter (unread > 0 and stated >= added), 0)
        from ({_sums(tables, contest, source, figure)})
        """
    )
    names = ("checked", "broken", "short", "above", "bounded", "bounded_votes")
    return Balance(figure=figure, **dict(zip(names, map(int, found), strict=True)))


def list_unbalanced(
    tables: Tables, contest: Contest, source: SourceId, figure: FigureId
) -> Iterator[Unbalanced]:
    """Yield the records that break a declared sum, the largest difference first; streamed."""
    sums = _sums(tables, contest, source, figure)
    yield from _rows(
        tables,
        f"select unit, record, stated, added from ({sums}) where {_BROKEN} "
        f"order by abs(stated - added) desc, unit, record",
    )


def list_bounded(
    tables: Tables, contest: Contest, source: SourceId, figure: FigureId
) -> Iterator[Unbalanced]:
    """Yield the records with a part unread that the stated figure bounds, by unit; streamed."""
    sums = _sums(tables, contest, source, figure)
    yield from _rows(
        tables,
        f"select unit, record, stated, added from ({sums}) where unread > 0 and stated >= added "
        f"order by unit, record",
    )


def expose_options(
    tables: Tables, contest: Contest, source: SourceId, figure: FigureId
) -> tuple[Exposure, ...]:
    """Return what the broken records of a sum could mean for each option beneath it.

    An option is vouched for on a record where a smaller declared sum that contains it, with a
    column of its own, holds: two figures would have to be wrong there.
    """
    columns = tables.figures[contest.id, source]
    exposed = [
        (option, " and ".join(conditions) or "true")
        for option, conditions in _openings(contest, columns, figure)
    ]
    picked = ", ".join(
        f"count(*) filter (({where}) and (stated > added or coalesce({quoted(option)}, 0) > 0)), "
        f"coalesce(sum(stated - added) filter (({where}) and stated > added), 0), "
        f"coalesce(sum(least(added - stated, {quoted(option)})) filter (({where}) and stated < added), 0)"
        for option, where in exposed
    )
    if not picked:
        return ()
    found = [*tables.row(f"select {picked} from ({_sums(tables, contest, source, figure)}) where {_BROKEN}")]
    return tuple(
        Exposure(option=option, records=found[3 * i], more=int(found[3 * i + 1]), fewer=int(found[3 * i + 2]))
        for i, (option, _) in enumerate(exposed)
    )


def excess_over(tables: Tables, contest: Contest, source: SourceId, limit: Limit) -> Excess | None:
    """Return how the standing records keep under a limit; None where one of the two is not given."""
    limits = _limits(tables, contest, source, limit)
    if limits is None:
        return None
    checked, over, votes, without = tables.row(
        f"select count(*), count(*) filter (stated > most), "
        f"coalesce(sum(stated - most) filter (stated > most), 0), "
        f"count(*) filter (stated > most and most = 0) "
        f"from ({limits}) where stated is not null and most is not null"
    )
    return Excess(checked=checked, over=over, votes=int(votes), without_limit=without) if checked else None


def list_over(tables: Tables, contest: Contest, source: SourceId, limit: Limit) -> Iterator[Unbalanced]:
    """Yield the records above a limit, the worst first; streamed."""
    limits = _limits(tables, contest, source, limit)
    if limits is not None:
        yield from _rows(
            tables,
            f"select unit, record, stated, most from ({limits}) where stated > most "
            f"order by stated - most desc, unit, record",
        )


_BROKEN = "(stated < added or (unread = 0 and stated > added))"


def _rows(tables: Tables, query: str) -> Iterator[Unbalanced]:
    for unit, record, stated, against in tables.stream(query):
        yield Unbalanced(unit=unit, record=record, stated=stated, against=int(against))


def _parts(contest: Contest, columns: Collection[str], figure: FigureId) -> tuple[FigureId, ...]:
    """Return the columns a figure is the sum of; a part without a column is replaced by its own parts."""
    declared = next((f.sum_of for f in contest.figures if f.id == figure), ())
    parts: list[FigureId] = []
    for part in declared:
        beneath = (part,) if part in columns else _parts(contest, columns, part)
        if not beneath:
            return ()
        parts += beneath
    return tuple(parts)


def _sums(tables: Tables, contest: Contest, source: SourceId, figure: FigureId) -> str:
    """Return SQL of every standing record that states the figure: stated, added, how many parts unread."""
    parts = _parts(contest, tables.figures[contest.id, source], figure)
    plain, read = " + ".join(quoted(p) for p in parts), " + ".join(f"coalesce({quoted(p)}, 0)" for p in parts)
    unread = " + ".join(f"({quoted(p)} is null)::int" for p in parts)
    return (
        f"select *, {quoted(figure)} as stated, coalesce({plain}, {read}) as added, "
        f"case when ({plain}) is null then {unread} else 0 end as unread "
        f"from {tables.standing(contest.id, source)} where {quoted(figure)} is not null"
    )


def _openings(
    contest: Contest, columns: Collection[str], figure: FigureId
) -> Iterator[tuple[OptionId, list[str]]]:
    """Yield every option beneath a figure with what must fail, too, for the option to be wrong."""
    options = set(contest.option_ids)
    for part in _parts(contest, columns, figure):
        if part in options:
            yield OptionId(part), []
            continue
        beneath = _parts(contest, columns, part)
        if beneath:
            added = " + ".join(quoted(p) for p in beneath)
            failed = f"coalesce({quoted(part)} <> {added}, true)"
            for option, conditions in _openings(contest, columns, part):
                yield option, [failed, *conditions]


def _limits(tables: Tables, contest: Contest, source: SourceId, limit: Limit) -> str | None:
    """Return SQL of unit, record, stated and most; the register is the units' own, else the sheet's."""
    columns = tables.figures[contest.id, source]
    stated, most = figure_sql(contest, columns, limit.figure), figure_sql(contest, columns, limit.most)
    if stated is None:
        return None
    standing = tables.standing(contest.id, source)
    if limit.most != contest.with_role(Role.REGISTERED):
        return most and f"select unit, record, {stated} as stated, {most} as most from {standing}"
    return (
        f"select unit, record, stated, coalesce(units.registered, on_sheet) as most from "
        f"(select unit, record, {stated} as stated, {most or 'null::bigint'} as on_sheet from {standing}) "
        f"left join units using (unit)"
    )
