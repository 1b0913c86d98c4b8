"""Measure ours and the peer's verifier on the same made-up elections, and write the table.

    python -m benchmarks                    25,073, 100,000 and 500,000 stations
    python -m benchmarks --large            and 2,000,000
    python -m benchmarks --kinds peer       one kind only

Generated elections are kept in a cache folder and used again. Exit code 1 when a bar is not met, 0
otherwise: a bar that could not be measured is said aloud, and is not met by silence.

>>> read_arguments(["--sizes", "1000", "--kinds", "csv", "peer"]).kinds
['csv', 'peer']
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.agreement import compare_with_truth
from benchmarks.bars import Result, judge_all
from benchmarks.cases import KINDS, Case, Scope, cases_of
from benchmarks.install import PEER, PEER_VERSION, PeerUnavailableError, install_peer
from benchmarks.machine import read_machine, slug
from benchmarks.measure import NotMeasuredError, measure, own_peak_bytes
from benchmarks.results import Report, render_json, render_markdown

SIZES = (25_073, 100_000, 500_000)
LARGE = 2_000_000


def read_arguments(arguments: list[str] | None = None) -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="stations of each election")
    parser.add_argument("--large", action="store_true", help=f"also {LARGE:,} stations")
    parser.add_argument("--kinds", choices=KINDS, nargs="+", default=list(KINDS))
    parser.add_argument("--runs", type=int, default=3, help="runs of each of our cases")
    parser.add_argument("--peer-runs", type=int, default=3, help="runs of the peer, half a minute each")
    parser.add_argument("--cache", type=Path, default=Path(".cache"), help="for elections and the peer")
    parser.add_argument("--to", type=Path, default=Path("benchmarks") / "results")
    parser.add_argument("--note", default="", help="what a reader must know of this run; kept with it")
    return parser.parse_args(arguments)


def measure_case(case: Case) -> Result:
    """Return what a case costs and whether its answer is true, or why it could not be measured."""
    try:
        if case.first:
            measure(case.first, runs=1)
        cost = measure(case.commands, runs=case.runs)
        agreement = compare_with_truth(case.election) if case.election else None
        return Result(case=case, cost=cost, agreement=agreement)
    except NotMeasuredError as error:
        print(f"           not measured: {error}\n{error.last_words}", file=sys.stderr)
        return Result(case=case, cost=None, reason=str(error))


def find_peer(asked: argparse.Namespace) -> tuple[Path | None, str]:
    """Return the peer's command, and its name and version or why it is not there."""
    if "peer" not in asked.kinds:
        return None, "not asked for"
    try:
        return install_peer(asked.cache / "peer").absolute(), f"{PEER} {PEER_VERSION}"
    except PeerUnavailableError as error:
        print(f"the peer could not be installed: {error}", file=sys.stderr)
        return None, "could not be installed"


def main() -> int:
    """Run the cases, show and write the table."""
    asked = read_arguments()
    peer, peer_words = find_peer(asked)
    scope = Scope(
        sizes=(*asked.sizes, *((LARGE,) if asked.large else ())),
        kinds=tuple(asked.kinds),
        runs=asked.runs,
        peer_runs=asked.peer_runs,
        cache=asked.cache.absolute() / "elections",
        peer=peer,
    )
    machine = read_machine()
    scope.cache.mkdir(parents=True, exist_ok=True)
    results = []
    for case in cases_of(scope):
        print(f"{case.stations:>9,}  {case.title} ...", flush=True)
        results.append(measure_case(case))
    now = datetime.now(tz=UTC)
    report = Report(
        date=now.date().isoformat(),
        machine=machine,
        peer=peer_words,
        runner_peak_bytes=own_peak_bytes(),
        note=asked.note,
        results=tuple(results),
    )
    asked.to.mkdir(parents=True, exist_ok=True)
    written = asked.to / f"{report.date}-{slug(machine.cpu)}"
    written.with_suffix(".md").write_text(render_markdown(report), encoding="utf-8")
    written.with_suffix(".json").write_text(render_json(report), encoding="utf-8")
    print(f"\n{render_markdown(report)}\nWritten: {written}.md and .json")
    return 1 if any(judged.met is False for judged in judge_all(report.results)) else 0


if __name__ == "__main__":
    sys.exit(main())
