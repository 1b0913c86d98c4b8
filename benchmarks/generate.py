"""Write one made-up election into a folder: a process of its own, so that what it costs is not counted.

A child of a large process starts with its parent's peak memory in its account (the kernel copies it
at exec). The runner therefore never generates anything itself, and imports neither the engine nor
the generator.

    python -m benchmarks.generate --stations 25073 --lie padded_sheet=10000 --to folder

>>> ElectionFiles(folder=Path("elections/small")).sheets.name
'sheets.csv'
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.files import ElectionFiles
from benchmarks.generator import write_csv
from benchmarks.mapping import contest_toml, figures_toml, mapping_toml
from benchmarks.peer import write_official, write_statements
from benchmarks.plan import ElectionPlan, Lie
from benchmarks.proclamation import proclamation_toml
from benchmarks.truth import count_truth, write_truth


def write_election(plan: ElectionPlan, files: ElectionFiles, *, for_peer: bool) -> None:
    """Write every file of an election; the truth last, since its presence says that the rest is whole."""
    files.folder.mkdir(parents=True, exist_ok=True)
    truth = count_truth(plan)
    write_csv(plan, files.sheets)
    files.proclamation.write_text(proclamation_toml(truth), encoding="utf-8")
    files.mapping.write_text(mapping_toml() + figures_toml(plan), encoding="utf-8")
    files.contest.write_text(contest_toml(plan), encoding="utf-8")
    if for_peer:
        write_statements(plan, files.statements)
        write_official(truth, files.official)
    write_truth(truth, files.truth)


def read_arguments(arguments: list[str] | None = None) -> argparse.Namespace:
    """Return the plan, the folder and the parts asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description=__doc__.split("\n")[0])
    parser.add_argument("--stations", type=int, required=True)
    parser.add_argument("--options", type=int, default=13)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--lie", type=Lie.parse, action="append", default=[], help="name=per_million, repeatable"
    )
    parser.add_argument("--for-peer", action="store_true", help="also write the peer's format")
    parser.add_argument("--to", type=Path, required=True)
    return parser.parse_args(arguments)


def main() -> None:
    """Write the election that the command line asks for."""
    asked = read_arguments()
    plan = ElectionPlan(
        stations=asked.stations, options=asked.options, seed=asked.seed, lies=tuple(asked.lie)
    )
    write_election(plan, ElectionFiles(folder=asked.to), for_peer=asked.for_peer)


if __name__ == "__main__":
    main()
