"""Whether announced figures of every kind can come out together: sets within sets, decided exactly.

Every figure is a set of *leaves*, the figures that are no declared sum: an option is one leaf, the
valid votes are all options, the voters those and the null votes. What is announced for a set, less
what the records give, is what it still *needs*. Where no two sets cross, some content of the
missing units gives every set what it needs exactly when

1. no set needs less than nothing (*figure*);
2. a set needs no less than the largest announced sets within it need together (*parts*), and no
   more where those leave none of its leaves free (*whole*);
3. the largest sets of each pool of ballots need no more together than the room (*room*).

Necessary: votes are whole and not negative, sheets add up as declared, and a voter casts one ballot.
Sufficient: give each leaf set within no other what it needs, and what a set needs beyond its parts
to a free leaf of it; a unit's sheet can hold any split up to its register, so only sums matter.
Each failure is one inequality, and of all the one that names fewest sets is told: of parts, and
of what lies beyond the room, as few as suffice, those that need most. Held against brute force in
tests/check/test_completion_figures.py.

>>> sets = [FigureSet(figures=(FigureId(name),), leaves=frozenset(leaves), claimed=said, records=held,
...                   read=True)
...         for name, leaves, said, held in (("valid", "AB", 90, 80), ("voters", "ABn", 94, 85))]
>>> [(c.kind, c.whole, c.options, c.excess) for c in conflicts(sets, (), capacity=50)]
[('parts', ('voters',), ('valid',), 1)]
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.check.certificate import Certificate
from tellers.model import FigureId

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["FigureSet", "conflicts", "fit_together", "nested"]

Figures = tuple[FigureId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSet:
    """One announced count: the figures it adds up, their leaves, what was said and what the records give."""

    figures: Figures
    leaves: frozenset[str]
    claimed: int
    """Less the additions outside the records."""
    records: int
    read: bool
    """Whether every standing record gives the figures: else they may hold more than `records`."""

    @property
    def needs(self) -> int:
        """Return what is missing from the records to what was announced."""
        return self.claimed - self.records


def nested(sets: Sequence[FigureSet]) -> tuple[FigureSet, ...]:
    """Return the sets without those that cross a smaller one, the smallest first."""
    kept: list[FigureSet] = []
    for one in sorted(sets, key=lambda s: (len(s.leaves), len(s.figures))):
        if all(other.leaves <= one.leaves or not other.leaves & one.leaves for other in kept):
            kept.append(one)
    return tuple(kept)


def _largest(sets: Sequence[FigureSet]) -> list[FigureSet]:
    """Return the sets of a nested family that lie in no later one."""
    return [one for i, one in enumerate(sets) if not any(one.leaves <= two.leaves for two in sets[i + 1 :])]


def conflicts(
    sets: Sequence[FigureSet],
    pools: Sequence[frozenset[str]],
    *,
    capacity: int | None,
    freed: Callable[[Figures, Figures], int] = lambda _more, _less: 0,
) -> list[Certificate]:
    """Return, of a nested family, every inequality that fails, the one that names fewest sets first.

    `freed(more, less)` is the most by which the units left out can lower `more` less `less`.
    """
    found: list[Certificate] = []
    for place, one in enumerate(sets):
        if one.needs < 0:
            found.append(_certificate("figure", [one], left_out=freed(one.figures, ())))
        within = _largest([two for two in sets[:place] if two.leaves <= one.leaves])
        found += _parts(one, within, freed)
        covered = frozenset().union(*(two.leaves for two in within)) == one.leaves
        if within and covered and one.read and one.needs > sum(two.needs for two in within):
            left_out = freed(_all(within), one.figures)
            found.append(_certificate("whole", within, one, left_out=left_out))
    for pool in pools if capacity is not None else ():
        found += _room([one for one in sets if one.leaves <= pool], capacity or 0)
    proofs = [certificate for certificate in found if certificate.surplus > 0]
    return sorted(proofs, key=lambda c: (c.counts, -c.surplus))


def fit_together(sets: Sequence[FigureSet], pools: Sequence[frozenset[str]], *, capacity: int | None) -> bool:
    """Return whether some content of the missing units gives every set of a nested family what it needs."""
    return not conflicts(sets, pools, capacity=capacity)


def _parts(
    one: FigureSet, within: list[FigureSet], freed: Callable[[Figures, Figures], int]
) -> list[Certificate]:
    """Return that the fewest sets within, those that need most, need more than the whole."""
    most = sorted((two for two in within if two.read and two.needs > 0), key=lambda two: -two.needs)
    for count in range(1, len(most) + 1):
        if sum(two.needs for two in most[:count]) > one.needs >= 0 or count == len(most):
            left_out = freed(one.figures, _all(most[:count]))
            found = _certificate("parts", most[:count], one, left_out=left_out)
            if found.surplus > 0:
                return [found]
    return []


def _room(sets: list[FigureSet], capacity: int) -> list[Certificate]:
    """Return that the fewest sets of a pool, those that need most, need more than the room.

    Asked of each set, of the largest within each, and of the largest of all: where sets within one
    need more than it does, they may exceed the room and it may not.
    """
    groups = [[one] for one in sets] + [_largest(sets)]
    groups += [_largest([two for two in sets[:i] if two.leaves <= one.leaves]) for i, one in enumerate(sets)]
    found = []
    for group in groups:
        most = sorted((one for one in group if one.read and one.needs > 0), key=lambda one: -one.needs)
        counts = (n for n in range(1, len(most) + 1) if sum(one.needs for one in most[:n]) > capacity)
        found += [_certificate("room", most[:n], capacity=capacity) for n in list(counts)[:1]]
    return found


def _all(sets: Sequence[FigureSet]) -> Figures:
    return tuple(figure for one in sets for figure in one.figures)


def _certificate(
    kind: str, sets: Sequence[FigureSet], *wholes: FigureSet, left_out: int = 0, capacity: int = 0
) -> Certificate:
    """Return the inequality: of sets, or of what a whole has beyond sets within it."""
    records, claimed = sum(one.records for one in sets), sum(one.claimed for one in sets)
    for whole in wholes:
        records, claimed = whole.records - records, whole.claimed - claimed
    return Certificate(
        kind=kind,
        options=_all(sets),
        whole=_all(wholes),
        records=records + capacity,
        proclaimed=claimed,
        left_out=left_out,
        counts=len(sets) + len(wholes),
    )
