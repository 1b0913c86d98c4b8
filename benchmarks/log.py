"""Measure our log beside the logs of others, on the same made-up entries, in one run.

    python -m benchmarks.log                     500,000 entries; pymerkle, aics-tlog, actasum
    python -m benchmarks.log --large             and 5,000,000, ours alone
    python -m benchmarks.log --no-peers

Each program and each step of ours is a process of its own; the peers are installed from the package index
into environments of their own, and each of their works is stopped after ten seconds. The table is written
to benchmarks/results. Exit code 1 when a bar is not met.

>>> read_arguments(["--entries", "20000", "--no-peers"]).entries
20000
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.install import PeerUnavailableError, install_packages
from benchmarks.log_figures import OURS, Figure, Figures, Report, bars, render_json, render_markdown
from benchmarks.log_peers import PEERS
from benchmarks.machine import installed_versions, read_machine, slug

ENTRIES, LARGE = 500_000, 5_000_000
STEPS = ("append", "disk", "prove", "check", "add")
LARGE_STEPS = ("append", "check")
MOST_SECONDS = 900
PACKAGES = ("tellers", "msgspec", "cryptography")


def read_arguments(arguments: list[str] | None = None) -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.log", description=__doc__.split("\n")[0])
    parser.add_argument("--entries", type=int, default=ENTRIES)
    parser.add_argument("--large", action="store_true", help=f"also {LARGE:,} entries, ours alone: 4 GB")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--cache", type=Path, default=Path(".cache"), help="for the logs and the peers")
    parser.add_argument("--to", type=Path, default=Path("benchmarks") / "results")
    parser.add_argument("--note", default="", help="what a reader must know of this run; kept with it")
    return parser.parse_args(arguments)


def measured(python: Path, what: tuple[str, str], folder: Path, entries: int) -> dict[str, Figure]:
    """Return what a process tells, by what it measured; what it told before it failed counts.

    `what` is its module and the word it is given.
    """
    command = (str(python), "-m", *what, str(folder), str(entries))
    here = Path(__file__).parents[1]
    print(f"{entries:>9,}  {what[0].partition('_')[2]} {what[1]} ...", flush=True)
    environment = {**os.environ, "TELLERS_STATE": str(folder.parent / "state"), "PYTHONPATH": str(here)}
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, env=environment, timeout=MOST_SECONDS
        )
        told, code, words = done.stdout, done.returncode, done.stderr
    except subprocess.TimeoutExpired as ended:
        told, code, words = (ended.stdout or b"").decode(), 1, "stopped"
    if code:
        print(f"           it ended with {code}: {words.strip()[-300:]}", file=sys.stderr)
    return {figure["what"]: figure for figure in map(json.loads, told.splitlines())}


def measure_ours(folder: Path, entries: int, steps: tuple[str, ...]) -> Figures:
    """Return our figures of these steps; the folder is gone afterwards."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    found: dict[str, Figure] = {}
    for step in steps:
        found |= measured(Path(sys.executable), ("benchmarks.log_ours", step), folder / "log", entries)
    shutil.rmtree(folder)
    return found


def measure_peer(name: str, cache: Path, entries: int) -> Figures:
    """Return a peer's figures; none where it cannot be installed."""
    folder = cache / "log-benchmark" / name
    try:
        python = install_packages(cache / "log-peers" / PEERS[name].partition("=")[0], PEERS[name])
    except PeerUnavailableError as error:
        print(f"{name} could not be installed: {error}", file=sys.stderr)
        return {}
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    found = measured(python, ("benchmarks.log_peers", name), folder / "log", entries)
    shutil.rmtree(folder)
    return found


def main() -> int:
    """Run everything, show and write the table."""
    asked = read_arguments()
    cache, machine = asked.cache.absolute(), read_machine()
    machine = dataclasses.replace(machine, packages=installed_versions(PACKAGES))
    figures = {OURS: measure_ours(cache / "log-benchmark" / "ours", asked.entries, STEPS)}
    for name in () if asked.no_peers else PEERS:
        version = PEERS[name].rpartition("=")[2]
        figures[f"{name} {version}"] = measure_peer(name, cache, asked.entries)
    large = measure_ours(cache / "log-benchmark" / "large", LARGE, LARGE_STEPS) if asked.large else {}
    report = Report(
        date=datetime.now(tz=UTC).date().isoformat(),
        machine=machine,
        entries=asked.entries,
        figures=figures,
        large=large,
        note=asked.note,
    )
    asked.to.mkdir(parents=True, exist_ok=True)
    written = asked.to / f"{report.date}-{slug(machine.cpu)}-log"
    written.with_suffix(".md").write_text(render_markdown(report), encoding="utf-8")
    written.with_suffix(".json").write_text(render_json(report), encoding="utf-8")
    print(f"\n{render_markdown(report)}\nWritten: {written}.md and .json")
    return 1 if any(bar.met is False for bar in bars(figures[OURS], large)) else 0


if __name__ == "__main__":
    sys.exit(main())
