"""Is there any content of the missing records that makes a proclamation true?

Given the records of one source (taken as authentic) and a proclamation that counts part of all
units, a *completion* is a choice of the units it left out, and of whole-number votes for the
units without a record, such that every claimed count comes out. Two kinds of certificate show
that none exists, each one inequality that anybody can check:

- *above*: the records give a set of options more votes than were proclaimed for them, by more
  than the units that may have been left out can hold between them;
- *beyond*: a set of options was proclaimed more votes than the records and every voter
  registered in the units without one give together.

Where nothing may have been left out these decide the question: missing units can hold any split
up to their capacity, so a completion exists exactly when no set is above and no set is beyond,
and single options with the set of all of them are enough to look at. Where units may have been
left out, choosing them is a knapsack in as many dimensions as options: the certificates remain
proofs, and a completion found by search remains one; between the two the answer is *cannot tell*.

>>> Certificate(kind="above", options=(OptionId("EG"),), records=7_303_480, proclaimed=5_326_104,
...     left_out=400_000).surplus
1577376
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.model import OptionId

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Certificate", "Completion", "Proclaimed", "find_completion", "units_left_out"]

SEARCHES = 12
"""How many times the search reweighs the options before it gives up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proclaimed:
    """What one proclamation claims for sets of options, and how much it may have left out."""

    counts: tuple[tuple[tuple[OptionId, ...], int], ...]
    """Sets of options with the votes claimed for each set; sets do not overlap."""
    units_left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """One inequality that no content of the missing records can repair."""

    kind: str
    """`above` or `beyond`."""
    options: tuple[OptionId, ...]
    records: int
    """Votes of the options in the records; of `beyond`, with the whole capacity added."""
    proclaimed: int
    left_out: int
    """The most votes of these options that the units left out can hold."""

    @property
    def excess(self) -> int:
        """Return how far records and proclamation are apart, before anything is left out."""
        return self.records - self.proclaimed if self.kind == "above" else self.proclaimed - self.records

    @property
    def surplus(self) -> int:
        """Return how far they are apart at least, whatever was left out: a proof when above 0."""
        return self.excess - self.left_out


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """The answer: proofs that none exists, or that one does, or neither."""

    certificates: tuple[Certificate, ...]
    """Proofs, the smallest set of options first, the larger surplus first among equals."""
    near: tuple[Certificate, ...]
    """Sets above what was proclaimed by no more than could have been left out: no proof."""
    exists: bool | None
    """True when a completion was found, False when there is a proof against, else None."""


def units_left_out(units: int, share: str) -> int:
    """Return the most units a coverage announced as a rounded percentage can leave out.

    Conservative in the direction of more left out: the announced figure may have been rounded
    up from half a unit of its last decimal below.

    >>> units_left_out(30026, "96.87")
    941
    """
    decimals = len(share.partition(".")[2])
    least = Fraction(share) / 100 - Fraction(1, 200 * 10**decimals)
    counted = -(-(least * units).numerator // (least * units).denominator)
    return max(0, units - max(0, counted))


def find_completion(
    votes: dict[OptionId, int],
    proclaimed: Proclaimed,
    *,
    capacity: int | None,
    heaviest: Callable[[dict[OptionId, int]], dict[OptionId, int]],
) -> Completion:
    """Return whether a completion exists.

    `votes` are the records' totals; `capacity` the votes the missing units can hold, None if
    nothing bounds it; `heaviest(weights)` the votes on the units left out if those weighing
    most are left out.
    """
    above = [_above(votes, group, count, heaviest) for group, count in _sets(proclaimed)]
    proofs = [c for c in above if c.surplus > 0]
    near = [c for c in above if c.excess > 0 >= c.surplus]
    if capacity is not None:
        proofs += [c for c in _beyond(votes, proclaimed, capacity) if c.surplus > 0]
    proofs.sort(key=lambda c: (len(c.options), -c.surplus))
    exists: bool | None = False if proofs else None
    if not proofs and (not near or _search(votes, proclaimed, heaviest, capacity)):
        exists = True
    return Completion(certificates=tuple(proofs), near=tuple(near), exists=exists)


def _sets(proclaimed: Proclaimed) -> list[tuple[tuple[OptionId, ...], int]]:
    """Return every claimed set, and for each the set of all the other options claimed."""
    sets = list(proclaimed.counts)
    total = sum(count for _, count in sets)
    if len(sets) > 2:  # noqa: PLR2004 (with two sets the complements are the sets themselves)
        for group, count in proclaimed.counts:
            others = tuple(o for other, _ in proclaimed.counts if other != group for o in other)
            sets.append((others, total - count))
    return sets


def _above(
    votes: dict[OptionId, int],
    group: tuple[OptionId, ...],
    count: int,
    heaviest: Callable[[dict[OptionId, int]], dict[OptionId, int]],
) -> Certificate:
    held = sum(votes[option] for option in group)
    left_out = 0
    if held > count:
        most = heaviest(dict.fromkeys(group, 1))
        left_out = sum(most.get(option, 0) for option in group)
    return Certificate(kind="above", options=group, records=held, proclaimed=count, left_out=left_out)


def _beyond(votes: dict[OptionId, int], proclaimed: Proclaimed, capacity: int) -> list[Certificate]:
    """Return every set claimed more than records and capacity give, and all sets together."""
    groups = [*proclaimed.counts]
    if len(groups) > 1:
        rising = [(g, c) for g, c in groups if c > sum(votes[o] for o in g)]
        groups.append((tuple(o for g, _ in rising for o in g), sum(c for _, c in rising)))
    return [
        Certificate(
            kind="beyond",
            options=group,
            records=sum(votes[option] for option in group) + capacity,
            proclaimed=count,
            left_out=0,
        )
        for group, count in groups
        if group
    ]


def _search(
    votes: dict[OptionId, int],
    proclaimed: Proclaimed,
    heaviest: Callable[[dict[OptionId, int]], dict[OptionId, int]],
    capacity: int | None,
) -> bool:
    """Return whether some set of left-out units brings every set down to what was proclaimed.

    Multiplicative weights: the option still furthest above its claim weighs more in the next
    choice of units. What the choice takes too much from other options the missing units must
    give back, within their capacity.
    """
    scale = 1_000
    weights = {o: scale if votes_above > 0 else 0 for g, c in proclaimed.counts for o in g for votes_above in [sum(votes[x] for x in g) - c]}
    for _ in range(SEARCHES):
        out = heaviest(weights)
        apart = [(group, sum(votes[o] - out.get(o, 0) for o in group) - count) for group, count in proclaimed.counts]
        missing = sum(-gap for _, gap in apart if gap < 0)
        if all(gap <= 0 for _, gap in apart) and (capacity is None or missing <= capacity):
            return True
        for group, gap in apart:
            for option in group:
                weights[option] = weights[option] * 3 // 2 + 1 if gap > 0 else weights[option] * 2 // 3
    return False
