"""Units with the same figures throughout, against units with almost the same.

Small units agree by chance, and often. How often is read off the data themselves: take units
that agree on every figure but the two largest, and on the sum of those two. How the sum is
split between the two is then all that is left, and near equality it is smooth: units whose
splits differ by 1, 2 or 3 votes are each about as frequent as units whose splits are equal.

Only units with at least ten votes in both of the two take part. Below that the split is not
smooth (a village with nobody for the second), and agreement says nothing. A near pair may have one
unit below: were both held to ten, a split just above it would have neighbours on one side alone,
and where the second is weak equal splits would be up to three of ten pairs by chance.

Recomputed in plain Python by tests/tables/test_coincidences.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.model import Role
from tellers.tables.engine import Tables, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import Contest, FigureId, SourceId

__all__ = ["LEAST", "NEAR", "Coincidence", "SizeClass", "count_coincidences", "list_coincidences"]

LEAST = 10
"""Votes each of the two largest figures must have."""
NEAR = 3
"""The largest difference of splits that counts as near."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeClass:
    """Pairs of units of like size: equal throughout, and nearly so."""

    least_votes: int
    """Units of this class have so many votes in all, and fewer than twice as many."""
    equal: int
    near: int
    """Pairs that differ by 1 to 3 votes between the two largest figures and in nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coincidence:
    """Units that give the same figures throughout."""

    units: tuple[str, ...]
    votes: int
    """The sum of the figures compared, on each of them."""


def compared_figures(tables: Tables, contest: Contest, source: SourceId) -> tuple[FigureId, ...]:
    """Return the figures of a vector: the source's columns without sums and the register."""
    given = tables.figures[contest.id, source]
    left_out = {f.id for f in contest.figures if f.sum_of or f.role is Role.REGISTERED}
    return tuple(f for f in contest.figure_ids if f in given and f not in left_out)


def count_coincidences(
    tables: Tables, contest: Contest, source: SourceId, largest: tuple[FigureId, FigureId]
) -> tuple[SizeClass, ...]:
    """Return the pairs by size of unit, the smallest first; classes without any pair are left out.

    Cost: one pass and one grouping of 64-bit hashes; two units that differ share a hash once in
    10^19 pairs. Then a join of what is left, which is little where there are many figures.
    """
    rows = tables.query(
        f"""
        with vectors as materialized ({_vectors(tables, contest, source, largest)}),
             cells as materialized (
                select key, split, any_value(votes) as votes, any_value(whole) as whole, count(*) as n
                from vectors where key in (select key from vectors group by key having count(*) > 1)
                group by key, split
             ),
             equal as (
                select {_CLASS} as class, sum(n * (n - 1) // 2) as pairs from cells where whole group by 1
             ),
             near as (
                select floor(log2(a.votes))::int as class, sum(a.n * b.n) as pairs
                from cells a join cells b on a.key = b.key and b.split - a.split between 1 and {NEAR}
                where a.whole or b.whole group by 1
             )
        select class, coalesce(equal.pairs, 0), coalesce(near.pairs, 0)
        from equal full join near using (class)
        where coalesce(equal.pairs, 0) + coalesce(near.pairs, 0) > 0 order by class
        """
    )
    return tuple(
        SizeClass(least_votes=2**size, equal=int(equal), near=int(near)) for size, equal, near in rows
    )


def list_coincidences(
    tables: Tables, contest: Contest, source: SourceId, largest: tuple[FigureId, FigureId]
) -> Iterator[Coincidence]:
    """Yield the units that share all figures, the largest groups and largest units first; streamed."""
    found = tables.stream(
        f"select list(unit order by unit) as units, any_value(votes) as votes "
        f"from ({_vectors(tables, contest, source, largest)}) where whole group by key, split "
        f"having count(*) > 1 order by len(units) desc, votes desc, units[1]"
    )
    for units, votes in found:
        yield Coincidence(units=tuple(units), votes=int(votes))


_CLASS = "floor(log2(votes))::int"


def _vectors(tables: Tables, contest: Contest, source: SourceId, largest: tuple[FigureId, FigureId]) -> str:
    """Return SQL of unit, key (all but the split), split (the first of the two), votes and whole.

    `whole` is that both of the two have the least number of votes.
    """
    first, second = map(quoted, largest)
    others = [quoted(f) for f in compared_figures(tables, contest, source) if f not in largest]
    votes = " + ".join([first, second, *(f"coalesce({other}, 0)" for other in others)])
    key = ", ".join([f"{first} + {second}", *others])
    return (
        f"select unit, hash({key}) as key, {first} as split, {votes} as votes, "
        f"least({first}, {second}) >= {LEAST} as whole "
        f"from {tables.standing(contest.id, source)} where least({first}, {second}) >= {LEAST - NEAR}"
    )
