"""Measure the explorer as a visitor meets it: in Chromium, from a loopback server, slowed to a phone.

    python -m benchmarks.explorer                    the Venezuelan dossier, in a log with two witnesses
    python -m benchmarks.explorer --dossier DIR

What is measured, each in a fresh browser:

    first page   what it weighs compressed; when its largest part is painted, the processor slowed 4x
    one sheet    from the page's own clock: entry, tiles, checkpoint and signatures fetched and verified
    everything   every entry of the log under its root, every row of every page held to its entries

The table is written to benchmarks/results. Exit code 1 when a bar is not met.
"""

from __future__ import annotations

import argparse
import gzip
import re
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks.explorer_browser import Browser, served
from benchmarks.explorer_site import make_site
from benchmarks.machine import installed_versions, read_machine, slug

RUNS = 5
SLOWED = 4
BARS = {
    "first page, compressed, kB": 150,
    "first page, largest paint at 4x, ms": 1000,
    "one sheet verified, ms": 300,
    "everything verified, s": 20,
}


def read_arguments(arguments: list[str] | None = None) -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.explorer", description=__doc__.split("\n")[0])
    parser.add_argument("--dossier", type=Path, default=Path("examples") / "venezuela-2024")
    parser.add_argument("--to", type=Path, default=Path("benchmarks") / "results")
    parser.add_argument("--note", default="", help="what a reader must know of this run; kept with it")
    return parser.parse_args(arguments)


def weight(site: Path, page: str) -> float:
    """Return what a page and everything it names weigh compressed, in kB; twins for a disk are not loaded."""
    text = (site / page).read_text(encoding="utf-8")
    named = re.findall(r'(?:src|href)="([^":#]+\.(?:js|css))"', text)
    files = [site / page, *(((site / page).parent / name).resolve() for name in dict.fromkeys(named))]
    return sum(len(gzip.compress(file.read_bytes(), 9, mtime=0)) for file in files) / 1000


def measure(site: Path) -> dict[str, float]:
    """Return every figure by its words, the median of `RUNS` where a clock is read."""
    language = "en"
    found = {"first page, compressed, kB": weight(site, f"{language}/index.html")}
    with served(site) as address, Browser() as browser:
        first = f"{address}/{language}/index.html"
        found["first page, largest paint at 4x, ms"] = median(
            browser.largest_paint(first, slowed=SLOWED) for _ in range(RUNS)
        )
        sheet = browser.some_sheet(site, address)
        found["one sheet verified, ms"] = median(browser.sheet_verified(sheet) for _ in range(RUNS))
        found["everything verified, s"] = browser.all_verified(f"{address}/{language}/check.html")
    return found


def table(found: dict[str, float], note: str) -> str:
    """Return the figures as Markdown, with the machine and the versions."""
    machine = read_machine()
    versions = {**machine.packages, **installed_versions(("playwright",))}
    lines = [
        "# The explorer in a browser",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, {machine.cpu}, {machine.cores} cores, {machine.system},",
        f"Python {machine.python}, load {machine.load_average} at the start, commit {machine.commit}.",
        ", ".join(f"{name} {version}" for name, version in versions.items()) + ".",
        *([note] if note else []),
        "",
        "| what | measured | bar | |",
        "| --- | ---: | ---: | --- |",
        *(
            f"| {what} | {value:,.1f} | {BARS[what]:,} | {'met' if value <= BARS[what] else '**not met**'} |"
            for what, value in found.items()
        ),
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure, print and write the table; return 1 when a bar is not met."""
    arguments = read_arguments()
    if not shutil.which("chromium"):
        print("no chromium on the PATH: nothing measured", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        found = measure(make_site(arguments.dossier, Path(folder)))
    text = table(found, arguments.note)
    print(text)
    arguments.to.mkdir(parents=True, exist_ok=True)
    name = f"{datetime.now(UTC):%Y-%m-%d}-{slug(read_machine().cpu)}-explorer.md"
    (arguments.to / name).write_text(text, encoding="utf-8")
    return 0 if all(value <= BARS[what] for what, value in found.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
