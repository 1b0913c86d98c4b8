"""Measure what the site of a whole country costs: Venezuela's 25,073 sheets of four sources.

    python -m benchmarks.site

`tellers publish --site` is measured as a process from its start to its end: written new, again with nothing
changed, and again after the last 100 sheets of one source came in, which the dossier of the first run lacked.
The table is written to benchmarks/results. Exit code 1 when a bar is missed.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from pathlib import Path

import duckdb

from benchmarks.bar_tables import MEGABYTE, BarTable, Row, megabytes
from benchmarks.commands import AGREES, Command, tellers
from benchmarks.measure import Usage, run

DOSSIER = Path("examples") / "venezuela-2024"
SOURCE, LATE = "records/president/v2.parquet", 100
MOST_SECONDS, MOST_MEGABYTES, MOST_FILES = 20.0, 60, 5_000
MOST_TOUCHED = 150
"""Files that are written again after 100 sheets: those of the whole, and a few areas'."""


def cut_dossier(folder: Path) -> Path:
    """Return a copy of the dossier without the last sheets of one source."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(DOSSIER, folder)
    kept = folder / "kept.parquet"
    duckdb.sql(
        f"copy (from '{DOSSIER / SOURCE}' order by record "
        f"limit (select count(*) - {LATE} from '{DOSSIER / SOURCE}')) to '{kept}' (format parquet)"
    )
    kept.replace(folder / SOURCE)
    package = folder / "datapackage.json"
    listed = json.loads(package.read_text(encoding="utf-8"))
    content = (folder / SOURCE).read_bytes()
    for resource in listed["resources"]:
        if resource["path"] == SOURCE:
            resource |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    package.write_text(json.dumps(listed, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return folder


def files_of(site: Path) -> dict[Path, tuple[int, int]]:
    """Return every file of a site with its length and when it was written."""
    places = [place for place in site.rglob("*") if place.is_file()]
    return {place: (place.stat().st_size, place.stat().st_mtime_ns) for place in places}


def publish(dossier: Path, site: Path) -> Usage:
    """Return what one run costs."""
    return run(
        Command(arguments=(tellers(), "publish", str(dossier), "--site", str(site)), accepted=(AGREES,))
    )


def measure_site(cache: Path) -> list[Row]:
    """Return the table."""
    site, grown = cache / "site", cache / "grown"
    for folder in (site, grown):
        shutil.rmtree(folder, ignore_errors=True)
    publish(DOSSIER, site)  # what is compiled and cached at a first run is no cost of a site
    shutil.rmtree(site)
    new, again = publish(DOSSIER, site), publish(DOSSIER, site)
    files = files_of(site)
    publish(cut_dossier(cache / "cut"), grown)
    before = files_of(grown)
    late = publish(DOSSIER, grown)
    after = files_of(grown)
    touched = [place for place, stood in after.items() if before.get(place) != stood]
    pages = [place for place in touched if place.suffix == ".html"]
    written = sum(after[place][0] for place in touched)
    size = sum(length for length, _ in files.values())
    return [
        _seconds("written new", new),
        Row("its peak memory", megabytes(new.peak_bytes)),
        Row.below("size", size / MEGABYTE, MOST_MEGABYTES, "{:,.1f} MB"),
        Row.below("files", len(files), MOST_FILES, "{:,.0f} files"),
        *(_part(files, site, part) for part in ("log", "sheets", "dossier", "data", "assets", "download")),
        _seconds("again, nothing changed", again),
        _seconds(f"again, after {LATE} sheets", late),
        Row("files it wrote", f"{len(touched):,}", f"at most {MOST_TOUCHED}", len(touched) <= MOST_TOUCHED),
        Row("pages among them", f"{len(pages):,}"),
        Row("bytes it wrote", megabytes(written)),
    ]


def _seconds(what: str, usage: Usage) -> Row:
    told = f"{usage.wall_seconds:.1f} s wall, {usage.cpu_seconds:.1f} s CPU"
    return Row(what, told, f"under {MOST_SECONDS:.0f} s wall", usage.wall_seconds < MOST_SECONDS)


def _part(files: dict[Path, tuple[int, int]], site: Path, part: str) -> Row:
    inside = [length for place, (length, _) in files.items() if place.is_relative_to(site / part)]
    return Row(f"of that {part}/", f"{megabytes(sum(inside))}, {len(inside):,} files")


def main() -> int:
    """Write the sites, print and write the table."""
    table = BarTable(title="The site of a country", name="site")
    return table.write({"": measure_site(Path(".cache") / "site-benchmark")}, Path("benchmarks") / "results")


if __name__ == "__main__":
    sys.exit(main())
