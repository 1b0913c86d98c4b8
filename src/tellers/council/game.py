"""A decision rule as a simple game: which members together are enough to adopt.

Everybody is in favour or is not; whoever is not stands in the way, as a vote against does. A
coalition wins when it holds every member with a veto and reaches every condition; a condition may
be waived where too few stay outside, as a blocking minority needs four (TEU art. 16(4)). Adding a
member never makes a winning coalition lose: von Neumann and Morgenstern, Theory of Games (1944),
chapter X.

>>> game = Game.of_weights({"A": 3, "B": 2, "C": 1}, quota=4)
>>> game.wins({"A", "C"}), game.wins({"B", "C"})
(True, False)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from tellers.model import OptionId, Position, RollCall
from tellers.rules import count_roll, required_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from tellers.model import Requirement, Roll, Rule, UnitId
    from tellers.rules import Counted

__all__ = ["Condition", "Game", "game_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A number to be reached in one weight: `weights` are whole, one a member in the game's order."""

    weights: tuple[int, ...]
    quota: int
    waived_below: int = 0
    """Waived where fewer members than this are outside the coalition."""

    @property
    def by_head(self) -> bool:
        """Return whether every member weighs the same."""
        return len(set(self.weights)) <= 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Game:
    """Members, the conditions all of which a coalition must reach, and who can veto it."""

    members: tuple[str, ...]
    conditions: tuple[Condition, ...]
    vetoes: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse what is no game: a weight below zero, a member twice, a veto of a stranger."""
        if len(set(self.members)) != len(self.members) or not self.members:
            message = "a game has members, each named once"
            raise ValueError(message)
        if not self.vetoes <= set(self.members):
            message = f"no member has the name {min(self.vetoes - set(self.members))!r}"
            raise ValueError(message)
        for condition in self.conditions:
            if len(condition.weights) != len(self.members) or min(condition.weights) < 0:
                message = "every condition has a weight of zero or more for every member"
                raise ValueError(message)

    @classmethod
    def of_weights(cls, weights: Mapping[str, int], *, quota: int) -> Self:
        """Return the weighted game [quota; weights]."""
        return cls(
            members=tuple(weights), conditions=(Condition(weights=tuple(weights.values()), quota=quota),)
        )

    @classmethod
    def of_heads(cls, members: Collection[str], *, required: int) -> Self:
        """Return the game in which so many members are enough, whoever they are."""
        return cls(members=tuple(members), conditions=(heads(len(members), required),))

    def wins(self, coalition: Collection[str]) -> bool:
        """Return whether these members together are enough."""
        inside = [member in coalition for member in self.members]
        outside = len(inside) - sum(inside)
        return self.vetoes <= set(coalition) and all(
            outside < one.waived_below
            or sum(weight for weight, held in zip(one.weights, inside, strict=True) if held) >= one.quota
            for one in self.conditions
        )


def heads(members: int, required: int) -> Condition:
    """Return the condition that asks for so many members."""
    return Condition(weights=(1,) * members, quota=required)


def game_of(rule: Rule, roll: Roll) -> Game:
    """Return the game a majority rule makes of a roll: its players are the members with a vote.

    Those are called and entitled; a member that is not has no part and still counts in a base of
    the roll. Everybody is taken to vote for or against, so that all are present and cast a vote; a
    casting vote is left out, and equal votes are lost. Raises `ValueError` for a rule of another
    kind, or a weight the roll does not have.
    """
    if rule.kind != "majority":
        message = f"only a majority is a game of being for or against, not {rule.kind}"
        raise ValueError(message)
    wins = OptionId(Position.FOR) if rule.wins is None else rule.wins
    entitled = set(roll.entitled)
    voters = tuple(seat for seat in roll.called if seat in entitled)
    counted = count_roll(rule, RollCall(positions=dict.fromkeys(voters, str(wins)), roll=roll))
    vetoes = roll.groups.get(rule.veto.group, frozenset()) if rule.veto else frozenset()
    return Game(
        members=tuple(str(seat) for seat in voters),
        conditions=tuple(_condition(one, roll, counted, voters) for one in rule.requirements),
        vetoes=frozenset(str(seat) for seat in vetoes if seat in voters),
    )


def _condition(
    requirement: Requirement, roll: Roll, counted: Counted, voters: tuple[UnitId, ...]
) -> Condition:
    """Return one requirement with its number resolved on this roll."""
    weighed = requirement.weight
    values = roll.weights[weighed] if weighed else {}
    bases = counted.circumstances.weighed[weighed].bases if weighed else counted.bases
    _, required = required_of(requirement, bases)
    return Condition(
        weights=tuple(values[seat] if weighed else 1 for seat in voters),
        quota=required,
        # Who is entitled and never called is never in favour: outside the game, and in the way.
        waived_below=max(0, requirement.waived_below - (len(roll.entitled) - len(voters))),
    )
