"""How often a member decides: Banzhaf and Shapley-Shubik, exact.

A member *swings* a coalition of others when they lose without it and win with it. Banzhaf counts
the swings among all coalitions of the others, each as likely as another (Penrose, Journal of the
Royal Statistical Society 109, 1946; Banzhaf, Rutgers Law Review 19, 1965); normalised, among all
swings of all members. Shapley and Shubik (American Political Science Review 48, 1954) count the
orders in which the members could join, and who it is whose joining turns them from losing to
winning. Both are of the rule alone: they know nothing of who votes with whom.

>>> from tellers.council.game import Game
>>> table = measure_power(Game.of_weights({"A": 3, "B": 2, "C": 1}, quota=4))
>>> [str(one.banzhaf_share) for one in table.members], [str(one.shapley) for one in table.members]
(['3/5', '1/5', '1/5'], ['2/3', '1/6', '1/6'])
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import comb
from typing import TYPE_CHECKING

from tellers.council.coalitions import count_winning

if TYPE_CHECKING:
    from tellers.council.coalitions import Winning
    from tellers.council.game import Game

__all__ = ["Power", "PowerTable", "measure_power"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Power:
    """What one member decides under a rule."""

    member: str
    swings: int
    """Coalitions of the others that lose without it and win with it."""
    banzhaf: Fraction
    """The swings among all coalitions of the others: the absolute index, of Penrose."""
    banzhaf_share: Fraction
    """The swings among those of all members: the normalised index; all members have 1 together."""
    shapley: Fraction
    """The share of orders of all members in which it is the one that turns them to winning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerTable:
    """The indices of every member, in the game's order, and how many coalitions there are."""

    members: tuple[Power, ...]
    winning: int
    coalitions: int

    @property
    def power_to_act(self) -> Fraction:
        """Return the share of all coalitions that win (Coleman, 1971)."""
        return Fraction(self.winning, self.coalitions)


def measure_power(game: Game) -> PowerTable:
    """Return the indices of a game.

    Raises `ValueError` for a game nobody can win, or that the empty coalition wins: there are no
    swings then; and for one that is too large to count exactly (`count_winning`).
    """
    winning = count_winning(game)
    if not winning.by_size[-1] or winning.by_size[0]:
        told = "no coalition can adopt" if winning.by_size[0] == 0 else "nobody is needed to adopt"
        message = f"{told} under this rule, so no member has any power"
        raise ValueError(message)
    swings = {member: _swings(winning, member) for member in game.members}
    every = sum(sum(by_size) for by_size in swings.values())
    size = len(game.members)
    return PowerTable(
        members=tuple(
            Power(
                member=member,
                swings=sum(by_size),
                banzhaf=Fraction(sum(by_size), 2 ** (size - 1)),
                banzhaf_share=Fraction(sum(by_size), every),
                shapley=_shapley(by_size),
            )
            for member, by_size in swings.items()
        ),
        winning=sum(winning.by_size),
        coalitions=2**size,
    )


def _swings(winning: Winning, member: str) -> list[int]:
    """Return how many coalitions of the others the member swings, by their size.

    Those that win with it less those that win without it: what wins without a member wins with it.
    """
    held = winning.holding[member]
    return [held[size + 1] - (winning.by_size[size] - held[size]) for size in range(len(winning.by_size) - 1)]


def _shapley(swings: list[int]) -> Fraction:
    """Return the share of orders: a coalition of size s stands first in s! (n - 1 - s)! of n! of them."""
    size = len(swings)
    return sum(
        (Fraction(number, size * comb(size - 1, before)) for before, number in enumerate(swings) if number),
        start=Fraction(0),
    )
