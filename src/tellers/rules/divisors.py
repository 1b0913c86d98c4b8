"""Divisor methods: the next seat goes to the list whose votes, divided, are the largest.

What a list's votes are divided by follows from the seats it has (n):

    dhondt               n + 1             the greatest divisors, Jefferson (Spain, LOREG art. 163)
    sainte-lague         2n + 1            Webster; with a `first` divisor of 7/5 "modified" (Sweden, m)
    huntington-hill      the root of n (n + 1), equal proportions (2 U.S.C. 2a)
    dean                 2n (n + 1) / (2n + 1), the harmonic mean
    adams                n                 the smallest divisors
    imperiali-divisor    n + 2             Belgium's municipalities (m)
    danish               3n + 1            Denmark's levelling by constituency (m)

No root is ever taken: each comparison is of votes squared over the divisor squared, where all are
fractions. Where the first divisor is 0 (Adams, Dean, Huntington-Hill) every list comes first in the
order of its votes: more votes over a number that vanishes are more.

>>> Divisors(method="dhondt").bid(104_000, 1)
(False, Fraction(2704000000, 1))
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import isqrt
from typing import TYPE_CHECKING

from tellers.rules.derivation import Step, step
from tellers.rules.lots import Lot

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tellers.model import OptionId
    from tellers.rules.ties import Choice, Ties

__all__ = ["DIVISORS", "Awarded", "Divisors", "award_seats", "told_choice", "votes_short"]

_SQUARES: dict[str, Callable[[int], Fraction]] = {
    "dhondt": lambda n: Fraction(n + 1) ** 2,
    "sainte-lague": lambda n: Fraction(2 * n + 1) ** 2,
    "huntington-hill": lambda n: Fraction(n * (n + 1)),
    "dean": lambda n: Fraction(2 * n * (n + 1), 2 * n + 1) ** 2,
    "adams": lambda n: Fraction(n) ** 2,
    "imperiali-divisor": lambda n: Fraction(n + 2) ** 2,
    "danish": lambda n: Fraction(3 * n + 1) ** 2,
}
"""By method, the square of the divisor of a list with so many seats."""
DIVISORS = tuple(_SQUARES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Divisors:
    """A divisor method, with another first divisor where the law has one."""

    method: str
    first: Fraction | None = None

    def square(self, seats: int) -> Fraction:
        """Return the square of the divisor of a list that has so many seats."""
        return self.first**2 if self.first is not None and seats == 0 else _SQUARES[self.method](seats)

    def bid(self, votes: int, seats: int) -> tuple[bool, Fraction]:
        """Return what a list bids for the next seat: (over nothing, square); the larger comes first."""
        square = self.square(seats)
        return (False, Fraction(votes) ** 2 / square) if square else (True, Fraction(votes) ** 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Awarded:
    """What a method gave: seats, those no list could take, the lot it stopped at, the steps."""

    seats: dict[OptionId, int]
    unfilled: int = 0
    lot: Lot | None = None
    steps: tuple[Step, ...] = ()


def award_seats(
    divisors: Divisors, ties: Ties, *, house: int, start: Mapping[OptionId, int] | None = None
) -> Awarded:
    """Return a house handed out seat by seat, from the seats that lists have at the start.

    The votes are those of the tie rule. A list without votes takes part in nothing. Cost: a look at
    every list, then the seats times the logarithm of the lists.
    """
    votes = ties.votes
    seats = {option: (start or {}).get(option, 0) for option in votes}
    queue = [_bid(divisors, option, votes[option], seats[option]) for option in votes if votes[option] > 0]
    heapify(queue)
    steps: list[Step] = []
    given = sum(seats.values())
    while given < house and queue:
        equal = _best(queue)
        taking, lot = equal, None
        if len(equal) > house - given or (ties.in_turn and len(equal) > 1):
            at, left = given + 1, 1 if ties.in_turn else house - given
            choice = ties.choose(Lot(purpose="seat", at=at, among=tuple(sorted(equal)), take=left))
            taking, lot = choice.chosen, choice.lot
            steps += [step("seats-equal", equal, at=at, left=left), *told_choice(choice)]
        for option in taking:
            given += 1
            square = divisors.square(seats[option])
            seats[option] += 1
            steps.append(step("seats-award", (option,), at=given, votes=votes[option], square=square))
        if lot is not None:
            return Awarded(seats=seats, unfilled=house - given, lot=lot, steps=tuple(steps))
        for option in equal:
            heappush(queue, _bid(divisors, option, votes[option], seats[option]))
    return Awarded(seats=seats, unfilled=max(0, house - given), steps=tuple(steps))


def _bid(
    divisors: Divisors, option: OptionId, votes: int, seats: int
) -> tuple[bool, Fraction, int, OptionId]:
    """Return what a list bids, the largest first; of equal ones the larger list, then the name."""
    endless, square = divisors.bid(votes, seats)
    return not endless, -square, -votes, option


def _best(queue: list[tuple[bool, Fraction, int, OptionId]]) -> tuple[OptionId, ...]:
    """Take the lists with the largest bid off the queue."""
    equal = [heappop(queue)]
    while queue and queue[0][:2] == equal[0][:2]:
        equal.append(heappop(queue))
    return tuple(option for *_, option in equal)


def told_choice(choice: Choice) -> list[Step]:
    """Return the steps that say by which word equals were parted, and the lot that is still needed."""
    steps = []
    if choice.draw is not None:
        steps.append(step("seats-tie-drawn", choice.chosen, source=choice.draw.source))
    elif choice.chosen:
        steps.append(step(f"seats-tie-{choice.words[-1]}", choice.chosen))
    if choice.lot is not None:
        steps.append(step("seats-lot", choice.lot.among, at=choice.lot.at, take=choice.lot.take))
    return steps


def votes_short(winner: tuple[int, Fraction], loser: tuple[int, Fraction]) -> int:
    """Return how many more votes the loser of a seat needed to bid more than its winner, all else equal.

    Each is (votes, square of the divisor it bids with): the smallest whole number above w sqrt(d / e),
    less the loser's votes. New York in 2020, with 26 seats, against Minnesota's eighth:

    >>> hill = Divisors(method="huntington-hill")
    >>> votes_short((5_709_752, hill.square(7)), (20_215_751, hill.square(26)))
    89
    """
    (won, square_won), (lost, square_lost) = winner, loser
    limit = Fraction(won) ** 2 * square_lost / square_won
    return isqrt(limit.numerator // limit.denominator) + 1 - lost
