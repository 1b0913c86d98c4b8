"""A game asked for in words, and the power in it told: quotas, coalitions, percentages.

>>> required_in(451_028_881, "65/100", of="weight"), required_in(34, "1/2+", of="members")
(293168773, 18)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.council.game import Condition, Game
from tellers.errors import UsageError
from tellers.model import Number
from tellers.rules import required_votes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tellers.council.power import Power, PowerTable
    from tellers.report.language import Language

__all__ = ["AskedGame", "PowerTold", "power_table", "required_in"]

MOST_MEMBERS = 2_000
"""Members a game may be asked for on the command line: more than any chamber has."""
_QUOTA = re.compile(r"(?P<number>[0-9]{1,13})|(?P<fraction>[0-9]{1,9}/[1-9][0-9]{0,8})(?P<more>\+?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedGame:
    """Members with their weights, and what is asked of them, as typed."""

    weights: Mapping[str, int]
    weight: str = ""
    """What the weights are; '' where all members are equal."""
    quota: str = ""
    heads: str = ""
    waived_below: int = 0
    vetoes: tuple[str, ...] = ()

    @staticmethod
    def numbered(members: int) -> dict[str, int]:
        """Return so many members of equal weight, named by number."""
        if not 1 <= members <= MOST_MEMBERS:
            raise UsageError(f"from 1 to {MOST_MEMBERS:,} members, not {members}")
        return {str(number): 1 for number in range(1, members + 1)}

    def conditions(self) -> tuple[tuple[str, Condition], ...]:
        """Return what is asked, each with the weight it is asked in."""
        size, values = len(self.weights), tuple(self.weights.values())
        asked = []
        if self.quota:
            required = required_in(sum(values), self.quota, of="weight")
            asked.append(
                (self.weight, Condition(weights=values, quota=required, waived_below=self.waived_below))
            )
        if self.heads:
            required = required_in(size, self.heads, of="members")
            asked.append(("", Condition(weights=(1,) * size, quota=required)))
        if not asked:
            raise UsageError(
                "nothing is asked of a coalition", remedy="Say --quota or --heads, such as 1/2+."
            )
        return tuple(asked)

    def game(self) -> Game:
        """Return the game; `ValueError` for a veto of a stranger."""
        return Game(
            members=tuple(self.weights),
            conditions=tuple(condition for _, condition in self.conditions()),
            vetoes=frozenset(self.vetoes),
        )

    def told(self, table: PowerTable, speech: Language) -> Iterator[str]:
        """Yield what was asked in numbers, how many coalitions reach it, and what is not in it."""
        asked = []
        for weight, condition in self.conditions():
            numbers = [
                Number(name="required", value=condition.quota, unit="count"),
                Number(name="total", value=sum(condition.weights), unit="count"),
                Number(name="weight", value=weight, unit="text"),
            ]
            asked.append(speech.say("power-asked-weight" if weight else "power-asked-heads", numbers))
            if condition.waived_below:
                number = Number(name="number", value=condition.waived_below, unit="count")
                asked[-1] += f" ({speech.say('power-asked-waived', [number])})"
        if self.vetoes:
            names = Number(name="names", value=", ".join(self.vetoes), unit="text")
            asked.append(speech.say("power-asked-vetoes", [names]))
        yield speech.say("power-asked", [Number(name="asked", value=speech.listed(asked), unit="text")])
        yield speech.say(
            "power-coalitions",
            [
                Number(name="winning", value=table.winning, unit="count"),
                Number(name="coalitions", value=table.coalitions, unit="count"),
                Number(name="share", value=table.power_to_act, unit="share"),
            ],
        )
        yield speech.say("power-limits")


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerTold:
    """Indices as a table; the first column has names, all others numbers."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]
    notes: tuple[str, ...]


def required_in(total: int, quota: str, *, of: str) -> int:
    """Return the number that a quota asks of a total; `UsageError` for what is no quota.

    "9" is a number, "65/100" at least that fraction, "1/2+" more than it.
    """
    found = _QUOTA.fullmatch(quota.strip())
    if found is None or (found["fraction"] and Fraction(found["fraction"]) > 1):
        raise UsageError(
            f"{quota[:60]!r} is no quota of {of}",
            expected="a whole number, a fraction such as 65/100, or 1/2+ for more than half",
        )
    if found["number"]:
        return int(found["number"])
    strictness = "more_than" if found["more"] else "at_least"
    return required_votes(total, fraction=Fraction(found["fraction"]), strictness=strictness)


def power_table(asked: AskedGame, table: PowerTable, speech: Language, *, exact: bool) -> PowerTold:
    """Return a row a member, its indices as exact fractions or as percentages."""
    keys = ("swings", "banzhaf", "banzhaf-share", "shapley")

    def share(value: Fraction) -> str:
        return str(value) if exact else _written(value, speech)

    def row(one: Power) -> tuple[str | int, ...]:
        weight = [asked.weights[one.member]] if asked.weight else []
        return (one.member, *weight, one.swings, *map(share, (one.banzhaf, one.banzhaf_share, one.shapley)))

    return PowerTold(
        title=speech.say("power-title"),
        headings=(
            speech.say("power-member"),
            *([asked.weight] if asked.weight else []),
            *(speech.say(f"power-{key}") for key in keys),
        ),
        rows=tuple(row(one) for one in table.members),
        notes=tuple(asked.told(table, speech)),
    )


def _written(value: Fraction, speech: Language) -> str:
    """Return an index as a percentage of four decimals."""
    return f"{speech.decimal(value * 100, 4)} %"
