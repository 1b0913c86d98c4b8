"""Whether any content of the missing records makes the announced counts of options true.

Given the records of one source (taken as authentic) and a proclamation that counts part of all
units, a *completion* is a choice of units it left out, at most as many as its coverage allows,
and of whole-number votes for what has no record, such that every announced count comes out: of
options, of null votes, voters and any other figure that the records give. For the options two kinds
of certificate show that none exists, each one inequality that anybody can check:

- *above*: the records give a set of options more votes than were announced for them, by more
  than the units that may have been left out can hold between them;
- *beyond*: a set of options was announced more votes than the records and the whole capacity of
  what has no record give together.

Where the options have none, all figures together may: `tellers.check.completion_figures`.

Per-unit limits: a missing unit can hold any split of its votes among the options up to its own
register, so what the missing units can hold together is any split up to the sum of theirs. The
limits enter as that sum; nothing is lost. The capacity is given twice: `capacity`, never too
small, refutes; `fillable`, never too large, constructs. They differ where figures on standing
records are unread: those votes may exist, but only for the options unread on that very record.

Where nothing may have been left out and both capacities are the same, the question is decided:
a completion exists exactly when no announced set is above and the sets announced above their
records are not beyond the capacity together. Where units may have been left out, choosing them
is a knapsack in as many dimensions as sets: the certificates remain proofs, and a completion
found by search remains one; between the two the answer is *cannot tell*. Held against brute
force in tests/check/test_completion.py.

>>> units_left_out(30_026, "96.87")
941
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.check.certificate import Certificate
from tellers.check.completion_figures import FigureSet, conflicts, fit_together, nested
from tellers.model import FigureId, OptionId

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Heaviest = Callable[[dict[FigureId, int], int], dict[FigureId, int]]
    Freed = Callable[[tuple[FigureId, ...], tuple[FigureId, ...]], int]

__all__ = ["Certificate", "Completion", "Proclaimed", "Room", "find_completion", "units_left_out"]

SEARCHES = 12
"""How many times the search reweighs the options before it gives up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proclaimed:
    """What one proclamation claims for sets of options, and how much it may have left out."""

    counts: tuple[tuple[tuple[OptionId, ...], int], ...]
    """Sets of options with the votes claimed for each set; sets do not overlap."""
    units_left_out: int
    figures: tuple[FigureSet, ...] = ()
    """Every announced count of figures that the records give, those of options too."""
    pools: tuple[frozenset[str], ...] = ()
    """Leaves of which a voter gives one at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How many votes what has no record can hold; None where nothing bounds it."""

    capacity: int | None
    """At most so many: what a proof against a completion may rely on."""
    fillable: int | None
    """So many for certain, for any options: what a completion may rely on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """The answer: proofs that none exists, or that one does, or neither."""

    certificates: tuple[Certificate, ...]
    """Proofs, the smallest set of options first, the larger surplus first among equals."""
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


def find_completion(  # noqa: PLR0913 (the records: their totals, and two searches over them)
    votes: dict[OptionId, int],
    proclaimed: Proclaimed,
    *,
    room: Room,
    heaviest: Heaviest,
    freed: Freed = lambda _more, _less: 0,
) -> Completion:
    """Return whether a completion exists.

    `votes` are the records' totals; `heaviest(weights, units)` the votes on so many units, those
    that weigh most; `freed(more, less)` the most by which the units left out can lower the first
    figures less the second.
    """
    proofs = _above_proofs(votes, proclaimed, heaviest)
    if room.capacity is not None:
        proofs += _beyond_proofs(votes, proclaimed, room.capacity)
    proofs.sort(key=lambda c: (len(c.options), -c.surplus))
    proofs += _figure_proofs(proclaimed, room, freed, options_alone=bool(proofs))
    exists: bool | None = False if proofs else None
    if not proofs and _search(votes, proclaimed, heaviest, room.fillable):
        exists = True
    return Completion(certificates=tuple(proofs), exists=exists)


def _figure_proofs(
    proclaimed: Proclaimed, room: Room, freed: Freed, *, options_alone: bool
) -> list[Certificate]:
    """Return each other figure above its claim; without any proof so far, the smallest of all together."""
    of_options = {option for group, _ in proclaimed.counts for option in group}
    every = conflicts(nested(proclaimed.figures), proclaimed.pools, capacity=room.capacity, freed=freed)
    alone = [c for c in every if c.kind == "figure" and not set(c.options) <= of_options]
    return alone or ([] if options_alone else every[:1])


def _above_proofs(
    votes: dict[OptionId, int], proclaimed: Proclaimed, heaviest: Heaviest
) -> list[Certificate]:
    """Return the sets above their claims by more than could be left out, none where a smaller one says it.

    First each announced set. Then all sets together: where they are above, that is told once, if no
    single set is. Else, for each set announced above its own records, all the others: the votes it
    would need are more than the announced total leaves.
    """

    def proof(group: tuple[OptionId, ...], count: int) -> list[Certificate]:
        found = _above(votes, (group, count), proclaimed.units_left_out, heaviest)
        return [found] if found.surplus > 0 else []

    sets, total = proclaimed.counts, sum(count for _, count in proclaimed.counts)
    every = tuple(option for group, _ in sets for option in group)
    singles = [certificate for group, count in sets for certificate in proof(group, count)]
    if len(sets) < 2:
        return singles
    if together := proof(every, total):
        return singles or together
    rest = [
        certificate
        for group, count in sets
        if count > sum(votes[option] for option in group)
        and len(sets) > 2  # of two, the other is a set itself
        for certificate in proof(tuple(o for o in every if o not in group), total - count)
    ]
    return singles + rest


def _above(
    votes: dict[OptionId, int], claimed: tuple[tuple[OptionId, ...], int], units: int, heaviest: Heaviest
) -> Certificate:
    """Return how far a set is above its claim, and what so many units left out can take off."""
    group, count = claimed
    held = sum(votes[option] for option in group)
    left_out = 0
    if held > count and units:
        most = heaviest(dict.fromkeys(group, 1), units)
        left_out = sum(most.get(option, 0) for option in group)
    return Certificate(kind="above", options=group, records=held, proclaimed=count, left_out=left_out)


def _beyond_proofs(votes: dict[OptionId, int], proclaimed: Proclaimed, capacity: int) -> list[Certificate]:
    """Return the sets claimed more than records and capacity give, or else the fewest that together are."""

    def proof(groups: list[tuple[tuple[OptionId, ...], int]]) -> list[Certificate]:
        options = tuple(option for group, _ in groups for option in group)
        found = Certificate(
            kind="beyond",
            options=options,
            records=sum(votes[option] for option in options) + capacity,
            proclaimed=sum(count for _, count in groups),
            left_out=0,
        )
        return [found] if found.surplus > 0 else []

    rising = [(g, c) for g, c in proclaimed.counts if c > sum(votes[o] for o in g)]
    rising.sort(key=lambda set_: sum(votes[o] for o in set_[0]) - set_[1])
    fewest = (proof(rising[:count]) for count in range(2, len(rising) + 1))
    return [certificate for one in rising for certificate in proof([one])] or next(filter(None, fewest), [])


def _search(
    votes: dict[OptionId, int], proclaimed: Proclaimed, heaviest: Heaviest, fillable: int | None
) -> bool:
    """Return whether some set of left-out units brings every set down to what was proclaimed.

    Multiplicative weights: the set still furthest above its claim weighs more in the next choice
    of units. What the choice takes too much from other sets the missing units must give back,
    within what they can hold; if they cannot, fewer units are left out by the same weights.
    """
    if not all(one.read for one in proclaimed.figures):
        return False
    if _true_without(votes, proclaimed, {}, fillable):
        return True
    gaps = _gaps(votes, proclaimed, {})
    weights: dict[FigureId, int] = {o: 1_000 if gap > 0 else 0 for group, gap in gaps.items() for o in group}
    for _ in range(SEARCHES if proclaimed.units_left_out else 0):
        out = heaviest(weights, proclaimed.units_left_out)
        gaps = _gaps(votes, proclaimed, out)
        if max(gaps.values()) <= 0:
            fewest = _fewest(votes, proclaimed, weights, heaviest)
            if any(_true_without(votes, proclaimed, one, fillable) for one in (out, fewest)):
                return True
        for group, gap in gaps.items():
            for option in group:
                weights[option] = weights[option] * 3 // 2 + 1 if gap > 0 else weights[option] * 2 // 3
    return False


def _true_without(
    votes: dict[OptionId, int], proclaimed: Proclaimed, out: Mapping[FigureId, int], fillable: int | None
) -> bool:
    """Return whether every announced count comes out when these votes are left out."""
    sets = [
        replace(one, records=one.records - sum(out.get(f, 0) for f in one.figures))
        for one in proclaimed.figures
    ]
    needs = [-gap for gap in _gaps(votes, proclaimed, out).values()]
    options_fit = min(needs) >= 0 and (fillable is None or sum(needs) <= fillable)
    return options_fit and fit_together(nested(sets), proclaimed.pools, capacity=fillable)


def _fewest(
    votes: dict[OptionId, int], proclaimed: Proclaimed, weights: dict[FigureId, int], heaviest: Heaviest
) -> dict[FigureId, int]:
    """Return what is left out when the fewest units that suffice for the options are."""
    low, high = 0, proclaimed.units_left_out
    while low < high:
        middle = (low + high) // 2
        if max(_gaps(votes, proclaimed, heaviest(weights, middle)).values()) <= 0:
            high = middle
        else:
            low = middle + 1
    return heaviest(weights, high)


def _gaps(
    votes: dict[OptionId, int], proclaimed: Proclaimed, out: Mapping[FigureId, int]
) -> dict[tuple[OptionId, ...], int]:
    """Return how far each set is above its claim when these votes are left out; negative is below."""
    return {group: sum(votes[o] - out.get(o, 0) for o in group) - count for group, count in proclaimed.counts}
