"""Quota methods: a seat for each whole quota of votes, and the rest by largest remainders.

The quota is votes over a number that follows from the seats (S):

    hare                 V / S              whole proportional share (Hamilton, Vinton)
    hagenbach-bischoff   V / (S + 1)
    droop                V / (S + 1), rounded down and one more: the smallest that S + 1 lists cannot reach
    imperiali            V / (S + 2)

It stays an exact fraction unless the law rounds it, which is data: `down`, `up`, `nearest` (a half
up), `down-plus-one`. A small quota can give away more seats than there are; whether it is then taken
again with a smaller divisor (Italy to 1993: d.P.R. 361/1957 art. 77, m) is data too. Without that
nothing is allotted: the rule does not say.

Largest remainders keep the quota and not the house: a larger house can take a seat away (the
Alabama paradox; see tests/rules/test_paradoxes.py).

>>> quota_of(Quota(name="droop"), votes=100, seats=3), quota_of(Quota(name="hare"), votes=100, seats=3)
(Fraction(26, 1), Fraction(100, 3))
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from tellers.model import OptionId
from tellers.rules.derivation import Step, step
from tellers.rules.divisors import Awarded, told_choice
from tellers.rules.lots import Lot

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tellers.rules.ties import Ties

__all__ = ["QUOTAS", "ROUNDINGS", "Quota", "quota_of", "share_seats"]

_MORE = {"hare": 0, "hagenbach-bischoff": 1, "droop": 1, "imperiali": 2}
QUOTAS = tuple(_MORE)
_ROUND: dict[str, Callable[[Fraction], Fraction]] = {
    "exact": lambda exact: exact,
    "down": lambda exact: Fraction(floor(exact)),
    "up": lambda exact: Fraction(ceil(exact)),
    "nearest": lambda exact: Fraction(floor(exact + Fraction(1, 2))),
    "down-plus-one": lambda exact: Fraction(floor(exact) + 1),
}
ROUNDINGS = tuple(_ROUND)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """A quota by name, how the law rounds it, and what happens where it gives too many seats."""

    name: str
    rounding: str = ""
    """Empty for what the name means: `down-plus-one` for droop, `exact` for the others."""
    again: bool = False
    """Whether it is taken again with a divisor smaller by one where it gives too many seats."""

    @property
    def rounded(self) -> str:
        """Return the rounding that is applied."""
        return self.rounding or ("down-plus-one" if self.name == "droop" else "exact")


def quota_of(quota: Quota, *, votes: int, seats: int, less: int = 0) -> Fraction:
    """Return the quota of so many votes and seats, its divisor made smaller by `less`; 0 is no quota."""
    divisor = seats + _MORE[quota.name] - less
    return _ROUND[quota.rounded](Fraction(votes, divisor)) if divisor > 0 else Fraction(0)


def share_seats(quota: Quota, ties: Ties, *, house: int, base: int) -> Awarded:
    """Return a house shared by whole quotas, then by largest remainders.

    The votes are those of the tie rule, and `base` the number the quota is taken of. Seats that the
    quota leaves beyond one for each list stay unfilled: no law read here goes round a second time.
    """
    votes = {option: count for option, count in ties.votes.items() if count > 0}
    none = dict.fromkeys(ties.votes, 0)
    if not votes or house < 1:
        return Awarded(seats=none, unfilled=house)
    size, wholes, steps = _wholes(quota, votes, house=house, base=base)
    if not wholes or sum(wholes.values()) > house:
        return Awarded(seats=none, unfilled=house, steps=(*steps, step("seats-quota-silent", house=house)))
    rests = {option: count - size * wholes[option] for option, count in votes.items()}
    ranked = sorted(votes, key=lambda o: (-votes[o], o))
    steps += [
        step("seats-whole", (o,), votes=votes[o], quota=size, whole=wholes[o], rest=rests[o]) for o in ranked
    ]
    left = house - sum(wholes.values())
    taking, lot, told = _by_remainder(rests, ties, left=left)
    seats = {**none, **wholes}
    for option in taking:
        seats[option] += 1
    steps += [step("seats-left", left=left), *told] if left else []
    steps += [step("seats-remainder", (option,), rest=rests[option]) for option in taking]
    return Awarded(seats=seats, unfilled=left - len(taking), lot=lot, steps=tuple(steps))


def _wholes(
    quota: Quota, votes: Mapping[OptionId, int], *, house: int, base: int
) -> tuple[Fraction, dict[OptionId, int], list[Step]]:
    """Return (the quota, whole quotas of each list, steps); no whole quotas where there is no quota."""
    steps = []
    size, wholes = Fraction(0), dict[OptionId, int]()
    for less in range(house + _MORE[quota.name] if quota.again else 1):
        size = quota_of(quota, votes=base, seats=house, less=less)
        divisor = house + _MORE[quota.name] - less
        steps.append(
            step(
                "seats-quota", name=quota.name, base=base, divisor=divisor, quota=size, rounding=quota.rounded
            )
        )
        if not size:
            return size, {}, steps
        wholes = {option: int(count // size) for option, count in votes.items()}
        if sum(wholes.values()) <= house:
            break
        steps.append(step("seats-quota-over", given=sum(wholes.values()), house=house))
    return size, wholes, steps


def _by_remainder(
    rests: Mapping[OptionId, Fraction], ties: Ties, *, left: int
) -> tuple[tuple[OptionId, ...], Lot | None, list[Step]]:
    """Return (the lists with the largest remainders, the lot needed among equal ones, steps)."""
    if left >= len(rests):
        return tuple(sorted(rests, key=lambda o: (-rests[o], o))), None, []
    if left == 0:
        return (), None, []
    ranked = sorted(rests, key=lambda o: (-rests[o], o))
    edge = rests[ranked[left - 1]]
    sure = tuple(option for option in ranked if rests[option] > edge)
    equal = tuple(sorted(option for option in ranked if rests[option] == edge))
    take = left - len(sure)
    if take == len(equal):
        return (*sure, *equal), None, []
    choice = ties.choose(Lot(purpose="remainder", at=1, among=equal, take=take))
    return (
        (*sure, *choice.chosen),
        choice.lot,
        [step("seats-equal-rest", equal, left=take), *told_choice(choice)],
    )
