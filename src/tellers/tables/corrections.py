"""Chains of corrections: records that replace others, what is wrong with a chain, what it changed.

A record counts while nothing replaces it and its status is `counted`. A link goes from a record
to the one it replaces; a chain is sound when every link names an older account of the same
unit, no account is replaced twice, and no chain returns to itself.

Recomputed in plain Python by tests/tables/test_corrections.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.tables.engine import Tables, quoted
from tellers.tables.figures import given_options, votes_sql

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import Contest, OptionId, SourceId

__all__ = [
    "Correction",
    "Corrections",
    "Withdrawals",
    "count_corrections",
    "count_withdrawn",
    "list_corrections",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """The links of one source, the unsound ones by what is wrong, and the votes they moved."""

    links: int
    units: int
    dangling: int
    """Links to a record that the source does not have."""
    other_unit: int
    """Links to a record of another unit."""
    forked: int
    """Links beyond the first to one record."""
    circular: int
    """Links of chains that return to themselves, so that no record of them counts."""
    faulty_votes: int
    """Votes for options on the records with an unsound link."""
    net: dict[OptionId, int]
    """Votes every option gained or lost, over all sound links."""

    @property
    def faulty(self) -> int:
        """Return how many links are unsound; one may be so in two ways and is then counted twice."""
        return self.dangling + self.other_unit + self.forked + self.circular


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One link: the unit, the record that replaces, the one replaced, the reason, what is wrong."""

    unit: str
    record: int
    replaces: int
    reason: str
    fault: str
    """`dangling`, `other-unit`, `forked`, `circular`, or '' where the link is sound."""
    votes: dict[OptionId, int]
    """Votes every option gained or lost by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawals:
    """Units taken back: their last record says withdrawn and no account replaces it."""

    units: int
    votes: int
    """Votes for options on the accounts that were withdrawn."""


def count_corrections(tables: Tables, contest: Contest, source: SourceId) -> Corrections | None:
    """Return the links of a source; None where no record replaces another. Cost then: one scan."""
    records = tables.records(contest.id, source)
    if not tables.row(f"select count(replaces) from {records}")[0]:
        return None
    options = given_options(contest, tables.figures[contest.id, source])
    net = "".join(f", coalesce(sum({quoted(f'gain:{o}')}) filter (fault = ''), 0)" for o in options)
    faults = ("dangling", "other-unit", "forked", "circular")
    counted = ", ".join(f"count(*) filter (fault = '{fault}')" for fault in faults)
    links, units, *rest = tables.row(
        f"select count(*), count(distinct unit), {counted}, "
        f"coalesce(sum(votes) filter (fault <> ''), 0){net} from ({_links(tables, contest, source)})"
    )
    dangling, other_unit, forked, circular, votes, *gains = map(int, rest)
    return Corrections(
        links=links,
        units=units,
        dangling=dangling,
        other_unit=other_unit,
        forked=forked,
        circular=circular,
        faulty_votes=votes,
        net=dict(zip(options, gains, strict=True)),
    )


def list_corrections(tables: Tables, contest: Contest, source: SourceId) -> Iterator[Correction]:
    """Yield every link, the unsound first, then by unit and record; streamed."""
    options = given_options(contest, tables.figures[contest.id, source])
    gains = "".join(f", {quoted(f'gain:{o}')}" for o in options)
    found = tables.stream(
        f"select unit, record, replaces, coalesce(reason, ''), fault{gains} "
        f"from ({_links(tables, contest, source)}) order by fault = '', unit, record"
    )
    for unit, record, replaces, reason, fault, *votes in found:
        yield Correction(
            unit=unit,
            record=record,
            replaces=replaces,
            reason=reason,
            fault=fault,
            votes=dict(zip(options, votes, strict=True)),
        )


def count_withdrawn(tables: Tables, contest: Contest, source: SourceId) -> Withdrawals:
    """Return the units whose account was taken back, with the votes it held."""
    records = tables.records(contest.id, source)
    if not tables.row(f"select count(*) from {records} where status = 'withdrawn'")[0]:
        return Withdrawals(units=0, votes=0)
    votes = votes_sql(contest.option_ids, tables.figures[contest.id, source], of="o")
    units, held = tables.row(
        f"select count(distinct w.unit), coalesce(sum({votes}), 0) from {records} w "
        f"left join {records} o on o.record = coalesce(w.replaces, w.record) "
        f"where w.status = 'withdrawn' "
        f"and w.unit not in (select unit from {tables.standing(contest.id, source)})"
    )
    return Withdrawals(units=units, votes=int(held))


def _links(tables: Tables, contest: Contest, source: SourceId) -> str:
    """Return SQL of every link: its fault if any, its record's votes, each option's gain.

    Chains are followed from the records that replace nothing; a link that is never reached and
    does not dangle belongs to a circle.
    """
    records, columns = tables.records(contest.id, source), tables.figures[contest.id, source]
    votes = votes_sql(contest.option_ids, columns, of="n")
    gains = "".join(
        f", case when n.status = 'counted' then coalesce(n.{quoted(o)}, 0) else 0 end"
        f" - case when o.status = 'counted' then coalesce(o.{quoted(o)}, 0) else 0 end"
        f" as {quoted(f'gain:{o}')}"
        for o in given_options(contest, columns)
    )
    return f"""
        with recursive links as materialized (
            select record, replaces from {records} where replaces is not null
        ),
        reached(record) as (
            select replaces from links where replaces not in (select record from links)
            union
            select links.record from links join reached on links.replaces = reached.record
        )
        select n.unit, n.record, n.replaces, n.reason, {votes} as votes{gains},
               case when o.record is null then 'dangling' when o.unit <> n.unit then 'other-unit'
                    when n.record not in (select record from reached) then 'circular'
                    when row_number() over (partition by n.replaces order by n.record) > 1 then 'forked'
                    else '' end as fault
        from {records} n left join {records} o on o.record = n.replaces where n.replaces is not null
    """
