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
from pathlib import Path
from statistics import median

from benchmarks.bar_tables import BarTable, Row
from benchmarks.explorer_browser import Browser, served
from benchmarks.explorer_site import make_site
from benchmarks.machine import installed_versions

RUNS = 5
SLOWED = 4
BARS = {
    "first page, compressed": (150, "{:,.1f} kB"),
    "first page, largest paint at 4x": (1000, "{:,.0f} ms"),
    "one sheet verified": (300, "{:,.0f} ms"),
    "everything verified": (20, "{:,.1f} s"),
}
"""By what is measured: what it is to be under, and how it is written."""


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
    found = {"first page, compressed": weight(site, f"{language}/index.html")}
    with served(site) as address, Browser() as browser:
        first = f"{address}/{language}/index.html"
        found["first page, largest paint at 4x"] = median(
            browser.largest_paint(first, slowed=SLOWED) for _ in range(RUNS)
        )
        sheet = browser.some_sheet(site, address)
        found["one sheet verified"] = median(browser.sheet_verified(sheet) for _ in range(RUNS))
        found["everything verified"] = browser.all_verified(f"{address}/{language}/check.html")
    return found


def main() -> int:
    """Measure, print and write the table; return 1 when a bar is not met."""
    arguments = read_arguments()
    if not shutil.which("chromium"):
        print("no chromium on the PATH: nothing measured", file=sys.stderr)
        return 2
    browser = ", ".join(f"{name} {version}" for name, version in installed_versions(("playwright",)).items())
    said = (f"{browser}; Chromium of the system.",)
    table = BarTable(title="The explorer in a browser", name="explorer", note=arguments.note, said=said)
    with tempfile.TemporaryDirectory() as folder:
        found = measure(make_site(arguments.dossier, Path(folder)))
    rows = [Row.below(what, value, *BARS[what]) for what, value in found.items()]
    return table.write({"": rows}, arguments.to)


if __name__ == "__main__":
    sys.exit(main())
