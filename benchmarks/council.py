"""Measure what a council's questions cost: power indices, what-if, members voting together.

    python -m benchmarks.council            five runs of each, and the bars

CPU seconds of the library in one process, least of the runs: starting Python is measured with the
commands. Every run's answer is held to what is known of it. Exit code 1 when a bar is missed.

>>> [case.title for case in CASES][0]
'power of 27 populations, double majority'
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from benchmarks.machine import read_machine
from tellers.council.agreement import measure_agreement
from tellers.council.game import Condition, Game
from tellers.council.power import measure_power
from tellers.council.what_if import what_if
from tellers.model import OptionId, Roll, RollCall, Rule, UnitId
from tellers.report.agreement import render_agreement_svg

RUNS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilCase:
    """One question, the CPU seconds it may take, and whether its answer is true."""

    title: str
    at_most_seconds: float
    question: Callable[[], bool]
    """Asks it, and returns whether the answer is what is known of it."""


def measured_seconds(case: CouncilCase, *, runs: int = RUNS) -> float:
    """Return the least CPU seconds of the runs; `AssertionError` for an answer that is not true."""
    seconds = []
    for _ in range(runs):
        started = time.process_time()
        true = case.question()
        seconds.append(time.process_time() - started)
        if not true:
            raise AssertionError(case.title)
    return min(seconds)


def populations() -> bool:
    """27 made-up populations: at least 15 members and 65 %, or all but three."""
    draws = Random(27)
    people = tuple(draws.randrange(400_000, 80_000_000) for _ in range(27))
    table = measure_power(
        Game(
            members=tuple(map(str, range(27))),
            conditions=(
                Condition(weights=(1,) * 27, quota=15),
                Condition(weights=people, quota=-(-65 * sum(people) // 100), waived_below=4),
            ),
        )
    )
    return sum(one.shapley for one in table.members) == sum(one.banzhaf_share for one in table.members) == 1


def equal_members() -> bool:
    """18 of 34: each swings 17 of the 33 others."""
    table = measure_power(Game.of_heads(list(map(str, range(34))), required=18))
    return {one.swings for one in table.members} == {1_166_803_110}


def small_weights() -> bool:
    """34 members with weights up to 300."""
    draws = Random(34)
    weights = {str(number): draws.randrange(1, 300) for number in range(34)}
    table = measure_power(Game.of_weights(weights, quota=sum(weights.values()) // 2 + 1))
    return sum(one.shapley for one in table.members) == 1


def hundred_senators() -> bool:
    """Sixty asked of a hundred, and nobody in favour."""
    seats = tuple(UnitId(str(number)) for number in range(100))
    roll = Roll(
        on="2025-01-01",
        reading="",
        members=seats,
        in_office=seats,
        entitled=seats,
        called=seats,
        contested=(),
    )
    rule = Rule(kind="majority", wins=OptionId("for"), fraction="3/5", strictness="at_least")
    positions = {seat: ("against", "abstain", "absent")[place % 3] for place, seat in enumerate(seats)}
    return what_if(rule, RollCall(positions=positions, roll=roll)).fewest[0].needed == 60


def made_up_calls() -> list[dict[str, str]]:
    """645 roll calls of 100 members in two camps, each absent one time in thirty."""
    draws = Random(645)
    words = ("for", "against")
    return [
        {
            f"member {number:03}": "absent" if draws.randrange(30) == 0 else words[(number + camp) % 2]
            for number in range(100)
        }
        for camp in (draws.randrange(2) for _ in range(645))
    ]


CALLS = made_up_calls()


def together() -> bool:
    """Every pair of 100 members over 645 roll calls, and their order."""
    found = measure_agreement(CALLS)
    halves = found.members[:50], found.members[50:]
    return len(found.pairs) == 4950 and all(len({int(name[7:]) % 2 for name in half}) == 1 for half in halves)


def drawn() -> bool:
    """The same, as a picture."""
    return len(render_agreement_svg(measure_agreement(CALLS), "en")) < 200_000


CASES = (
    CouncilCase(title="power of 27 populations, double majority", at_most_seconds=1, question=populations),
    CouncilCase(title="power of 34 equal members", at_most_seconds=1, question=equal_members),
    CouncilCase(title="power of 34 members, weights to 300", at_most_seconds=1, question=small_weights),
    CouncilCase(title="what-if of 100 members", at_most_seconds=1, question=hundred_senators),
    CouncilCase(title="agreement of 100 members, 645 roll calls", at_most_seconds=1, question=together),
    CouncilCase(title="the same, with its picture", at_most_seconds=1, question=drawn),
)


def main() -> int:
    """Run the cases and print the table."""
    machine = read_machine()
    print(f"{machine.cpu}, {machine.cores} cores; Python {machine.python}; commit {machine.commit}.")
    print(f"Load average before the first run {machine.load_average}. Least CPU of {RUNS} runs.\n")
    print("| what | CPU | bar | met |\n| --- | ---: | ---: | --- |")
    missed = False
    for case in CASES:
        seconds = measured_seconds(case)
        met = seconds <= case.at_most_seconds
        missed = missed or not met
        print(f"| {case.title} | {seconds:.3f} s | {case.at_most_seconds:.0f} s | {'yes' if met else 'no'} |")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
