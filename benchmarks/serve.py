r"""Measure a served dossier: how soon it answers, how much memory it takes, how many requests a second.

    python -m benchmarks.serve                   the Venezuelan dossier, and 500,000 made-up stations
    python -m benchmarks.serve --seconds 30

The server is a process of its own, asked by wrk over the loopback from another, with the requests spread at
random over all sheets: no answer is likely to be asked for twice. Where wrk is not installed, that is said,
and the rest is measured. The table is written to benchmarks/results. Exit code 1 when a bar is not met.

>>> read_wrk("50% 1.50ms\n     99%    3.20ms\nRequests/sec:   1234.50\n")
(1234.5, 3.2)
>>> milliseconds("1.07s"), milliseconds("870.00us")
(1070.0, 0.87)
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from urllib.parse import quote

import duckdb

from benchmarks.bar_tables import MEGABYTE, BarTable, Row
from benchmarks.commands import ours_from_csv, tellers
from benchmarks.files import prepare_election
from benchmarks.plan import ElectionPlan

VENEZUELA = Path("examples") / "venezuela-2024"
STATIONS, OPTIONS = 500_000, 13
SPREAD = 50_000
"""Sheets that are asked for, drawn from all."""
CONNECTIONS = 16
SHARED = "wrk and the server share the cores, and for the first half a minute so does the making of the pages"
NO_WRK = "wrk is not installed (Debian: wrk): rates were not measured"
KINDS = {"JSON of a sheet": "/api/v1/units/", "page of a sheet": "/en/sheet/"}
SCRIPT = """
local paths = {}
for line in io.lines("%s") do paths[#paths + 1] = line end
math.randomseed(os.time())
request = function() return wrk.format("GET", paths[math.random(#paths)]) end
"""
LEAST_RATE, MOST_P99, MOST_OPENING, MOST_MEMORY = 1_000, 50, 3, 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What serving one dossier came to."""

    title: str
    units: int
    opening_seconds: float
    """From the start of the process to the first sheet that is answered."""
    opening_cpu_seconds: float
    peak_megabytes: float
    """Of the process, after everything that was asked of it, the check included."""
    rates: dict[str, tuple[float, float, float]]
    """By what is asked: requests a second; milliseconds of the 99th percentile; CPU milliseconds each."""
    search_milliseconds: float
    """Of the slowest of ten searches, the first of which makes the list of names, left out."""


def main() -> int:
    """Measure, show and write the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serve", description=__doc__.split("\n")[0])
    parser.add_argument("--seconds", type=int, default=10, help="of load for each kind of answer")
    parser.add_argument("--cache", type=Path, default=Path(".cache") / "elections")
    parser.add_argument("--to", type=Path, default=Path("benchmarks") / "results")
    parser.add_argument("--note", default="", help="what a reader must know of this run; kept with it")
    asked = parser.parse_args()
    said = f"{SHARED}." if shutil.which("wrk") else f"{NO_WRK}."
    table = BarTable(title="A served dossier", name="serve", note=asked.note, said=(said,))
    found = [
        measure("the Venezuelan dossier that ships", VENEZUELA, asked.seconds),
        measure(f"{STATIONS:,} made-up stations", made_dossier(asked.cache), asked.seconds),
    ]
    return table.write({f"{one.title}, {one.units:,} units": list(rows(one)) for one in found}, asked.to)


def made_dossier(cache: Path) -> Path:
    """Return the dossier of a made-up election, imported unless it is there."""
    files = prepare_election(ElectionPlan(stations=STATIONS, options=OPTIONS), cache=cache, for_peer=False)
    if not files.dossier.exists():
        (imported, *_) = ours_from_csv(files, honest=True)
        subprocess.run(imported.arguments, check=True, capture_output=True)
    return files.dossier


def measure(title: str, dossier: Path, seconds: int) -> Served:
    """Serve a dossier and return what it came to."""
    print(f"{title} ...", flush=True)
    units = read_units(dossier)
    begun = time.monotonic()
    with serving(dossier) as (process, address):
        get(f"{address}/api/v1/units/{quote(units[0], safe='')}")
        opening, opening_cpu = time.monotonic() - begun, cpu_seconds(process.pid)
        get(
            f"{address}/api/v1/verdicts"
        )  # made once; rates are those of a server that has checked its dossier
        rates = {}
        for kind, before in KINDS.items():
            path = before + quote(units[0], safe="")
            if shutil.which("wrk") and get(address + path):
                cpu = cpu_seconds(process.pid)
                rate, p99 = load(address, [before + quote(unit, safe="") for unit in units], seconds)
                used = cpu_seconds(process.pid) - cpu
                rates[kind] = (rate, p99, 1000 * used / max(1.0, rate * seconds))
        searches = [timed(f"{address}/api/v1/search?q={quote(unit[:4])}") for unit in units[:11]]
        peak = peak_megabytes(process.pid)
    return Served(
        title=title,
        units=count_units(dossier),
        opening_seconds=opening,
        opening_cpu_seconds=opening_cpu,
        peak_megabytes=peak,
        rates=rates,
        search_milliseconds=max(searches[1:]),
    )


@contextmanager
def serving(dossier: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start a server on a free port and give its process and address, once it says where."""
    command = [tellers(), "serve", str(dossier), "--port", "0", "--rate", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            line = process.stderr.readline() if process.stderr is not None else ""
            yield process, seek(r"http://\S+?(?=/ )", line)[0]
        finally:
            process.terminate()


def get(address: str) -> bytes:
    """Return what an address gives, b'' where there is nothing at it."""
    try:
        with urllib.request.urlopen(address, timeout=300) as answer:  # noqa: S310 (our own loopback)
            body: bytes = answer.read()
            return body
    except urllib.error.HTTPError as error:
        error.close()
        return b""


def timed(address: str) -> float:
    """Return the milliseconds until an address is answered."""
    begun = time.monotonic()
    get(address)
    return 1000 * (time.monotonic() - begun)


def load(address: str, paths: list[str], seconds: int) -> tuple[float, float]:
    """Return requests a second and the 99th percentile in milliseconds, over these paths at random."""
    folder = Path(".cache") / "serve-benchmark"
    folder.mkdir(parents=True, exist_ok=True)
    listed, script = folder / "paths.txt", folder / "spread.lua"
    listed.write_text("\n".join(paths) + "\n", encoding="utf-8")
    script.write_text(SCRIPT % listed, encoding="utf-8")
    command = ("wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "-s", str(script), address)
    done = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in done:
        raise ValueError(done)  # a rate of refusals says nothing
    return read_wrk(done)


def read_wrk(told: str) -> tuple[float, float]:
    """Return requests a second and the 99th percentile in milliseconds, as wrk tells them."""
    return float(seek(r"Requests/sec:\s+([\d.]+)", told)[1]), milliseconds(seek(r"99%\s+(\S+)", told)[1])


def milliseconds(written: str) -> float:
    """Return a time as wrk writes it in milliseconds."""
    number, unit = seek(r"([\d.]+)(us|ms|s|m)$", written).groups()
    scale = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}[unit]
    return round(float(number) * scale, 3)


def seek(pattern: str, told: str) -> re.Match[str]:
    """Return what a pattern finds in what a program told; `ValueError` with all of that if nothing."""
    found = re.search(pattern, told)
    if found is None:
        raise ValueError(told)
    return found


def cpu_seconds(process: int) -> float:
    """Return the CPU seconds that a process has taken, of its threads and not of what it started."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak_megabytes(process: int) -> float:
    """Return the most memory that a process has held."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(seek(r"VmHWM:\s+(\d+) kB", status)[1]) * 1024 / MEGABYTE


def read_units(dossier: Path) -> list[str]:
    """Return so many of a dossier's units, in an order drawn from a seed."""
    rows = duckdb.sql(f"select unit from '{dossier}/units.parquet' order by 1").fetchall()
    units = [unit for (unit,) in rows]
    Random(1).shuffle(units)
    return units[:SPREAD]


def count_units(dossier: Path) -> int:
    """Return how many units a dossier lists."""
    ((count,),) = duckdb.sql(f"select count(*) from '{dossier}/units.parquet'").fetchall()
    return int(count)


def rows(one: Served) -> Iterator[Row]:
    """Yield what was measured, and what of it is held to a bar."""
    for kind, (rate, p99, cpu) in one.rates.items():
        yield Row.above(f"{kind}: requests a second", rate, LEAST_RATE)
        yield Row.below(f"{kind}: 99 % are answered in", p99, MOST_P99, "{:,.1f} ms")
        yield Row(f"{kind}: CPU a request", f"{cpu:.2f} ms")
    yield Row.below("opens in", one.opening_seconds, MOST_OPENING, "{:,.2f} s")
    yield Row("CPU to open", f"{one.opening_cpu_seconds:.2f} s")
    yield Row.below("peak memory", one.peak_megabytes, MOST_MEMORY, "{:,.0f} MB")
    yield Row("slowest of ten searches", f"{one.search_milliseconds:.0f} ms")


if __name__ == "__main__":
    sys.exit(main())
