"""The table of a benchmark run, as Markdown for people and JSON for programs.

>>> spread_words(Spread(median=2.0, least=1.5, most=2.25), unit="s")
'2.00 s (1.50-2.25)'
>>> spread_words(Spread(median=2e6, least=2e6, most=2e6), unit="MB")
'2 MB'
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass

from benchmarks.bar_tables import MEGABYTE
from benchmarks.bars import (
    PEER_CPU_WHEN_SET,
    PEER_STATIONS_WHEN_SET,
    PEER_WHEN_SET,
    Judged,
    Result,
    judge_all,
)
from benchmarks.machine import Machine
from benchmarks.measure import Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One run of the benchmarks: when, where, and what came out."""

    date: str
    machine: Machine
    peer: str
    """The peer's name and version, or why it is not there."""
    runner_peak_bytes: int
    note: str
    """What a reader must know of this run, such as what else the machine was doing; or ''."""
    results: tuple[Result, ...]


def render_markdown(report: Report) -> str:
    """Return the report as a page: the machine, the table, the bars."""
    lines = [
        f"# Benchmarks of {report.date}",
        "",
        *report.machine.lines(peer=report.peer),
        "Whole processes, from start to end; median of the runs (least-most).",
        f"No peak can be seen below the runner's own, {report.runner_peak_bytes / MEGABYTE:.0f} MB.",
        *([f"Note: {report.note}"] if report.note else []),
        "",
        "| what | stations | runs | CPU | wall | peak memory | as is true |",
        "| --- | ---: | ---: | ---: | ---: | ---: | --- |",
        *(_row(result) for result in report.results),
        "",
        *_peer_lines(report),
        "## Bars",
        "",
        "| bar | measured | |",
        "| --- | ---: | --- |",
        *(_bar_row(judged) for judged in judge_all(report.results)),
    ]
    return "\n".join(lines) + "\n"


def render_json(report: Report) -> str:
    """Return the same as JSON: seconds and bytes, no rounding."""
    document = {
        "date": report.date,
        "machine": dataclasses.asdict(report.machine),
        "peer": report.peer,
        "note": report.note,
        "runner_peak_bytes": report.runner_peak_bytes,
        "results": [
            {
                "kind": result.case.kind,
                "title": result.case.title,
                "stations": result.case.stations,
                "faulty_per_million": result.case.faulty_per_million,
                "cost": dataclasses.asdict(result.cost) if result.cost else None,
                "not_measured": result.reason or None,
                "agreement": dataclasses.asdict(result.agreement) if result.agreement else None,
            }
            for result in report.results
        ],
        "bars": [dataclasses.asdict(judged) for judged in judge_all(report.results)],
    }
    return json.dumps(document, indent=1, sort_keys=True) + "\n"


def spread_words(spread: Spread, *, unit: str) -> str:
    """Return the median with its unit, and the least and most where they would be read as different."""
    shown = [_amount(value, unit=unit) for value in (spread.median, spread.least, spread.most)]
    between = f" ({shown[1]}-{shown[2]})" if shown[1] != shown[2] else ""
    return f"{shown[0]} {unit}{between}"


def _amount(value: float, *, unit: str) -> str:
    return f"{value / MEGABYTE:.0f}" if unit == "MB" else f"{value:.2f}"


def _row(result: Result) -> str:
    case, cost = result.case, result.cost
    head = f"| {case.title} | {case.stations:,} |"
    if cost is None:
        reason = " ".join(result.reason.replace("|", "/").split())
        return f"{head} 0 | not measured: {reason} | | | |"
    seconds = [spread_words(spread, unit="s") for spread in (cost.cpu_seconds, cost.wall_seconds)]
    peak = spread_words(cost.peak_bytes, unit="MB")
    true = result.agreement.words if result.agreement else ""
    return f"{head} {cost.runs} | {seconds[0]} | {seconds[1]} | {peak} | {true} |"


def _bar_row(judged: Judged) -> str:
    words = {True: "met", False: "**not met**", None: "-"}[judged.met]
    return f"| {judged.words} | {judged.measured} | {words} |"


def _peer_lines(report: Report) -> list[str]:
    """Return how ours compares with the peer, and this machine with that of the bars, as far as measured."""
    costs = {(r.case.kind, r.case.stations): r.cost for r in report.results if r.cost is not None}
    lines = []
    both = [stations for kind, stations in costs if kind == "peer" and ("csv", stations) in costs]
    if both:
        stations = max(both)
        peer, ours = costs["peer", stations], costs["csv", stations]
        cpu = peer.cpu_seconds.median / ours.cpu_seconds.median
        memory = peer.peak_bytes.median / ours.peak_bytes.median
        lines.append(
            f"At {stations:,} stations the peer takes {cpu:.1f} times our CPU "
            f"and {memory:.1f} times our memory."
        )
    lines.append(f"When the bars were set, the peer took {PEER_WHEN_SET} on the machine of that day.")
    now = costs.get(("peer", PEER_STATIONS_WHEN_SET))
    if now is not None:
        pace = now.cpu_seconds.median / PEER_CPU_WHEN_SET
        lines.append(
            f"Here it takes {pace:.2f} of that CPU: a bar of 3.00 CPU s of that day is "
            f"{3 * pace:.2f} s here, and one of 1.50 s is {1.5 * pace:.2f} s. "
            "The bars below are not scaled."
        )
    return [*lines, ""]
