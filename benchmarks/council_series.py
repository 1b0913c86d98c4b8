"""Measure what a series of roll calls costs, and one decision: files of a made-up assembly, known results.

    python -m benchmarks.council_series            100,000 roll calls of 193 members

The whole process of `tellers council check` is measured, from the CSV files to the table; every result
must come out right but the few that were falsified. One decision is measured inside a process that has
started: the dossier that ships opened and its outcome told, and a roll call of 193 decided. Results are
written to benchmarks/results. Exit code 1 when a bar is missed.

>>> [name for name, _ in zip(("votes.csv", "positions.csv", "series.toml"), range(2))]
['votes.csv', 'positions.csv']
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from random import Random

from benchmarks.bar_tables import BarTable, Row, megabytes
from benchmarks.commands import FINDINGS, Command, tellers
from benchmarks.measure import measure

VOTES, MEMBERS = 100_000, 193
FALSE_EVERY = 10_000
"""Of every so many results one is published the wrong way round."""
MOST_CPU_SECONDS, MOST_MILLISECONDS = 20.0, 50
SERIES = """
title = "a made-up assembly"
profile = "un-general-assembly"
origin = "benchmarks/council_series.py"
[votes]
file = "votes.csv"
id = "{number}"
date = "day"
totals = { for = "yes", against = "no", abstain = "abstentions", absent = "absent" }
outcome = { column = "result", values = { Adopted = "adopted", Rejected = "not adopted" } }
[positions]
file = "positions.csv"
vote = "{number}"
member = "member"
position = { column = "vote", values = { Y = "for", N = "against", A = "abstain", X = "absent" } }
"""


def write_series(folder: Path, *, votes: int = VOTES, members: int = MEMBERS) -> int:
    """Write the three files; return how many results were published the wrong way round."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "series.toml").write_text(SERIES, encoding="utf-8")
    draws, falsified = Random(193), 0
    with (
        (folder / "votes.csv").open("w", encoding="utf-8") as table,
        (folder / "positions.csv").open("w", encoding="utf-8") as positions,
    ):
        table.write("number,day,yes,no,abstentions,absent,result\n")
        positions.write("number,member,vote\n")
        for number in range(votes):
            lean = 0.3 + 0.4 * draws.random()
            taken = draws.choices("YNAX", weights=(lean, 1 - lean, 0.2, 0.1), k=members)
            yes, no, abstentions, absent = (taken.count(letter) for letter in "YNAX")
            there = members - absent
            adopted = yes > no and there > members // 2
            if number % FALSE_EVERY == FALSE_EVERY - 1:
                adopted, falsified = not adopted, falsified + 1
            day = f"{2000 + number % 25}-03-01"
            word = "Adopted" if adopted else "Rejected"
            table.write(f"{number},{day},{yes},{no},{abstentions},{absent},{word}\n")
            positions.writelines(f"{number},Member {m:03},{p}\n" for m, p in enumerate(taken))
    return falsified


def decision_seconds() -> tuple[float, float]:
    """Return the least wall seconds of (opening the council that ships, with its outcome; deciding 193)."""
    import tellers as library  # noqa: PLC0415 (the import is not what is measured)
    from tellers.check.case import Case  # noqa: PLC0415
    from tellers.council.profile import read_profile  # noqa: PLC0415
    from tellers.model import Roll, RollCall, UnitId  # noqa: PLC0415
    from tellers.rules import decide_roll  # noqa: PLC0415

    seats = tuple(UnitId(f"m{number}") for number in range(MEMBERS))
    roll = Roll(
        on="2024-01-01",
        reading="",
        members=seats,
        in_office=seats,
        entitled=seats,
        called=seats,
        contested=(),
    )
    call = RollCall(
        positions={seat: ("for", "against", "abstain")[n % 3] for n, seat in enumerate(seats)}, roll=roll
    )
    rule = read_profile("un-general-assembly").question().rule
    opened, decided = [], []
    for _ in range(20):
        began = time.perf_counter()
        dossier = library.open_dossier(Path("examples") / "oas-2024-07-31")
        word = Case(dossier=dossier, contest=dossier.contest()).outcome(dossier.sources[0].id).word.value
        opened.append(time.perf_counter() - began)
        began = time.perf_counter()
        required = decide_roll(rule, call).required
        decided.append(time.perf_counter() - began)
        if (word, required) != ("not adopted", 65):
            raise AssertionError(word, required)
    return min(opened), min(decided)


def main() -> int:
    """Write the files, run the command three times, print and write the table."""
    folder = Path(".cache") / f"series-{VOTES}-{MEMBERS}"
    falsified = write_series(folder)
    command = Command(
        arguments=(tellers(), "council", "check", str(folder / "series.toml"), "--format", "json"),
        accepted=(FINDINGS,),
    )
    said = (f"{falsified} of the results are falsified, and found.",)
    table = BarTable(title="A series of roll calls", name="series", said=said)
    cost = measure((command,), runs=3)
    opened, decided = (1000 * seconds for seconds in decision_seconds())
    rows = [
        Row.below(
            f"{VOTES:,} roll calls of {MEMBERS} members, CSV to the table",
            cost.cpu_seconds.median,
            MOST_CPU_SECONDS,
            "{:.1f} s CPU",
        ),
        Row("its peak memory", megabytes(cost.peak_bytes.median)),
        Row.below(
            "the council that ships: opened and its outcome told", opened, MOST_MILLISECONDS, "{:.0f} ms"
        ),
        Row.below(f"a roll call of {MEMBERS} decided", decided, MOST_MILLISECONDS, "{:.2f} ms"),
    ]
    return table.write({"": rows}, Path("benchmarks") / "results")


if __name__ == "__main__":
    sys.exit(main())
