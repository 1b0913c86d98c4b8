"""The figures of a log's benchmark as a table: ours and the peers' side by side, the bars, the machine.

>>> rate({"count": 500_000, "cpu": 2.0, "wall": 10.0})
'250,000 (50,000 wall)'
>>> milliseconds({"count": 3, "median": 0.0421})
'42 ms'
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from math import inf

from benchmarks.machine import Machine

Figure = Mapping[str, float]
Figures = Mapping[str, Figure]
"""What one program told, by what was measured."""
OURS = "ours"
SYNC = """
Ours: each batch is one fdatasync of the journal, then an fsync of each tile and bundle, 16 at a time, and of
each folder that got a name; the checkpoint at the end is counted.
aics-tlog: an fsync of each file and folder, one after the other.
pymerkle: in memory nothing is written; in SQLite each batch is a transaction (journal DELETE, FULL).
actasum: nothing is synced, and all entries are appended in one go, as its checkpoint is made anew from all of
them each time.
"""


def rate(figure: Figure) -> str:
    """Return how many a second of CPU, and of wall where that is another figure."""
    cpu, wall = (figure["count"] / max(figure[unit], 1e-9) for unit in ("cpu", "wall"))
    return f"{_number(cpu)} ({_number(wall)} wall)"


def few(figure: Figure) -> str:
    """Return how many a second of CPU, and of how many it was measured."""
    return f"{_number(figure['count'] / max(figure['cpu'], 1e-9))} (of {int(figure['count']):,})"


def milliseconds(figure: Figure) -> str:
    """Return the median of the wall."""
    seconds = figure["median"]
    return f"{seconds * 1000:,.0f} ms" if seconds >= 0.0095 else f"{seconds * 1000:.1f} ms"


def megabytes(figure: Figure) -> str:
    """Return the peak memory of the process."""
    return f"{figure['peak'] / 1e6:,.0f} MB"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.2f}"


ROWS: tuple[tuple[str, str, Callable[[Figure], str]], ...] = (
    ("append, entries a second", "append", rate),
    ("peak memory of the append", "append", megabytes),
    ("proof of inclusion in memory, a second", "prove in memory", few),
    ("proof of inclusion from files, a second", "prove from tiles", few),
    ("verification, a second", "verify", few),
    ("check of all files, entries a second", "check", rate),
    ("open", "open", milliseconds),
    ("one entry more, and its checkpoint", "add", milliseconds),
)


@dataclass(frozen=True, slots=True)
class Bar:
    """What one of our figures should be, and what it is; None where it was not measured."""

    words: str
    measured: float | None
    at_least: float = 0.0
    at_most: float = inf

    @property
    def met(self) -> bool | None:
        """Return whether it is met."""
        return None if self.measured is None else self.at_least <= self.measured <= self.at_most


def bars(ours: Figures, large: Figures) -> tuple[Bar, ...]:
    """Return the goals of the research on logs, section 3, and our figures."""

    def per(what: str, unit: str) -> float | None:
        return ours[what]["count"] / ours[what][unit] if what in ours else None

    def median(what: str) -> float | None:
        return ours[what]["median"] * 1000 if what in ours else None

    peak = large["append"]["peak"] / 1e6 if "append" in large else None
    return (
        Bar("durable append, 40,000 a second of wall", per("append", "wall"), at_least=40_000),
        Bar("proofs in memory, 40,000 a CPU s", per("prove in memory", "cpu"), at_least=40_000),
        Bar("proofs from tiles, 5,000 a CPU s", per("prove from tiles", "cpu"), at_least=5_000),
        Bar("verification, 60,000 a CPU s", per("verify", "cpu"), at_least=60_000),
        Bar("check of all files, 500,000 entries a CPU s", per("check", "cpu"), at_least=500_000),
        Bar("open under 50 ms", median("open"), at_most=50),
        Bar("one entry, durable, signed and published, under 20 ms", median("add"), at_most=20),
        Bar("5,000,000 entries in under 400 MB", peak, at_most=400),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One run."""

    date: str
    machine: Machine
    entries: int
    figures: Mapping[str, Figures]
    """By the program: ours, and each peer with its version; empty where it could not be installed."""
    large: Figures
    note: str


def render_markdown(report: Report) -> str:
    """Return the report as a page."""
    ours = report.figures[OURS]
    names = list(report.figures)
    lines = [
        f"# A log of {report.entries:,} entries, {report.date}",
        "",
        *report.machine.lines(),
        "Entries of 300 bytes in batches of 4,096; a second is one of CPU where nothing else is said.",
        *SYNC.strip().split("\n"),
        *([f"Note: {report.note}"] if report.note else []),
        "",
        f"| what | {' | '.join(names)} |",
        f"| --- |{' ---: |' * len(names)}",
    ]
    for words, what, shown in ROWS:
        cells = [shown(report.figures[name][what]) if what in report.figures[name] else "" for name in names]
        lines.append(f"| {words} | {' | '.join(cells)} |")
    lines += ["", *_disk_lines(ours), *_large_lines(report.large), *_same_root(report.figures), ""]
    lines += ["## Bars", "", "| bar | measured | |", "| --- | ---: | --- |"]
    for bar in bars(ours, report.large):
        met = {True: "met", False: "**not met**", None: "-"}[bar.met]
        lines.append(f"| {bar.words} | {'-' if bar.measured is None else _number(bar.measured)} | {met} |")
    return "\n".join(lines) + "\n"


def render_json(report: Report) -> str:
    """Return the same as JSON, nothing rounded."""
    every = bars(report.figures[OURS], report.large)
    judged = [{"words": bar.words, "measured": bar.measured, "met": bar.met} for bar in every]
    return json.dumps({**asdict(report), "bars": judged}, indent=1, sort_keys=True) + "\n"


def _disk_lines(ours: Figures) -> list[str]:
    if "disk" not in ours or "append" not in ours:
        return []
    raw, append = ours["disk"], ours["append"]
    size, times, many = append["written"] / 1e6, append["wall"] / raw["wall"], int(raw["count"])
    return [
        f"The disk: as many bytes ({size:,.0f} MB) in one file, synced {many} times: {raw['wall']:.2f} s.",
        f"Our log: {append['wall']:.2f} s, {times:.1f} times that.",
    ]


def _large_lines(large: Figures) -> list[str]:
    told = [f"{what}: {rate(large[what])} a second, {megabytes(large[what])} at its peak" for what in large]
    return [f"5,000,000 entries: {'; '.join(told)}."] if told else []


def _same_root(figures: Mapping[str, Figures]) -> list[str]:
    appended = {name: told["append"] for name, told in figures.items() if "append" in told}
    roots = {name: figure["root"] for name, figure in appended.items() if "root" in figure}
    if len(set(roots.values())) > 1:
        raise AssertionError(roots)
    return [f"The same entries give the same root in {', '.join(roots)}."] if len(roots) > 1 else []
