"""Bodies whose power is published or counted one by one, and the slow, obvious way to count it."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

from tellers.council.game import Condition, Game

# Eurostat, population on 1 January 2017 (provisional), the 27 states that remain members.
UNION = {
    "Belgium": 11_351_727, "Bulgaria": 7_101_859, "Czech Republic": 10_578_820, "Denmark": 5_748_769,
    "Germany": 82_521_653, "Estonia": 1_315_635, "Ireland": 4_784_383, "Greece": 10_768_193,
    "Spain": 46_528_024, "France": 66_989_083, "Croatia": 4_154_213, "Italy": 60_589_445,
    "Cyprus": 854_802, "Latvia": 1_950_116, "Lithuania": 2_847_904, "Luxembourg": 590_667,
    "Hungary": 9_797_561, "Malta": 460_297, "Netherlands": 17_081_507, "Austria": 8_772_865,
    "Poland": 37_972_964, "Portugal": 10_309_573, "Romania": 19_644_350, "Slovenia": 2_065_895,
    "Slovakia": 5_435_343, "Finland": 5_503_297, "Sweden": 9_995_153,
}  # fmt: skip
PERMANENT = ("China", "France", "Russia", "United Kingdom", "United States")


def union_game() -> Game:
    """The double majority of TEU art. 16(4): 15 of 27, with 65 % of the population or but three outside."""
    people = tuple(UNION.values())
    return Game(
        members=tuple(UNION),
        conditions=(
            Condition(weights=(1,) * 27, quota=15),
            Condition(weights=people, quota=289_714_165, waived_below=4),  # 65 % of 445,714,098, rounded up
        ),
    )


def security_council(*, elected: int, required: int) -> Game:
    """UN Charter art. 27(3): a number of votes, and no permanent member missing from them."""
    members = (*PERMANENT, *(f"elected {number}" for number in range(1, elected + 1)))
    return Game(
        members=members,
        conditions=(Condition(weights=(1,) * len(members), quota=required),),
        vetoes=frozenset(PERMANENT),
    )


def swings_one_by_one(game: Game) -> dict[str, int]:
    """Every coalition of the others, asked twice."""
    found = dict.fromkeys(game.members, 0)
    for mask in range(1 << len(game.members)):
        coalition = {member for place, member in enumerate(game.members) if mask >> place & 1}
        for member in coalition:
            found[member] += game.wins(coalition) and not game.wins(coalition - {member})
    return found


def shapley_order_by_order(game: Game) -> dict[str, Fraction]:
    """Every order of the members; the one that turns those before it to winning has it."""
    found = dict.fromkeys(game.members, 0)
    orders = 0
    for order in permutations(game.members):
        orders += 1
        for place, member in enumerate(order):
            if game.wins(set(order[: place + 1])):
                found[member] += 1
                break
    return {member: Fraction(number, orders) for member, number in found.items()}
