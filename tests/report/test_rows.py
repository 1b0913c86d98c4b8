"""Every unit behind every finding as CSV: all of them, whatever the number, in constant memory."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections import Counter
from dataclasses import replace

import pytest
from tests import simulator
from tests.simulator import dossier_of, honest_council, honest_election

from tellers.check import check
from tellers.report.rows import COLUMNS, write_rows

MEBIBYTE = 1 << 20


def rows_of(election, folder) -> list[dict[str, str]]:
    """Check an election and read back the rows written."""
    stream = io.StringIO()
    write_rows(check(dossier_of(election, folder)), stream)
    stream.seek(0)
    return list(csv.DictReader(stream))


def test_an_honest_election_has_a_head_and_no_row(tmp_path):
    """The columns are named even where nothing is listed."""
    stream = io.StringIO()

    write_rows(check(dossier_of(honest_election(), tmp_path)), stream)

    assert stream.getvalue() == ",".join(COLUMNS) + "\n"


def test_a_sheet_that_does_not_add_up_is_a_row_with_both_figures(tmp_path):
    """The stated figure, the sum of its parts, and the record they stand on."""
    election = honest_election()
    sheet = election.sheet("02.03.01")
    lied = simulator.miscopied_figure(election, unit="02.03.01", figure="A", votes=7)

    (row,) = [row for row in rows_of(lied, tmp_path) if row["code"] == "sum-broken"]

    assert (row["unit"], row["record"], row["figure"]) == ("02.03.01", str(sheet.record), "valid")
    assert (row["value"], row["against"]) == (str(sheet.figures["valid"]), str(sheet.figures["valid"] + 7))


def lied_to() -> simulator.Election:
    """An election with every kind of lie that leaves units behind."""
    election = simulator.second_source(honest_election(regions=6), name="mirror", every=2)
    units = [place.unit for place in election.places]
    lies = [
        (simulator.miscopied_figure, {"unit": units[0], "figure": "A", "votes": 5}),
        (simulator.missing_station, {"unit": units[1]}),
        (simulator.duplicated_sheet, {"unit": units[2], "votes": 3}),
        (simulator.copied_sheet, {"unit": units[3], "onto": units[4]}),
        (simulator.ghost_unit, {"unit": "99.99.01", "like": units[5]}),
        (simulator.late_correction, {"unit": units[6], "option": "B", "votes": 9}),
        (simulator.unread_figure, {"unit": units[7], "figure": "C"}),
        (simulator.with_status, {"unit": units[8], "status": "withdrawn"}),
        (simulator.withheld_area, {"area": "06"}),
    ]
    for lie, what in lies:
        election = lie(election, **what)
    return election


def test_every_kind_of_finding_lists_as_many_units_as_it_counts(tmp_path):
    """Nothing is left out and nothing stands twice, for every finding that counts units."""
    dossier = dossier_of(lied_to(), tmp_path)
    result = check(dossier)
    stream = io.StringIO()
    write_rows(result, stream)
    stream.seek(0)
    listed: dict[tuple[str, str], set[str]] = {}
    for row in csv.DictReader(stream):
        listed.setdefault((row["code"], row["subject"]), set()).add(row["unit"])
    counting = {"units-gaps", "figures-coincide"}  # these count numbers and pairs, not units

    counted = {
        (finding.code, finding.subject): finding.unit_count
        for finding in result.contests[0].findings
        if finding.unit_count and finding.code not in counting
    }

    assert {key: len(units) for key, units in listed.items() if key[0] not in counting} == counted
    assert len(counted) >= 9


def test_a_roll_call_is_listed_by_the_same_code(tmp_path):
    """A member whom the press has differently is a row for each of the two positions."""
    council = honest_council()
    absent = {"for": 0, "against": 0, "abstain": 0, "absent": 1}
    first = council.sheet("member 01", "minutes")
    sheets = (replace(first, figures=absent), *council.sheets("minutes")[1:])

    rows = rows_of(council.with_sheets(sheets, "press"), tmp_path)

    assert Counter(row["unit"] for row in rows if row["code"] == "sources-differ") == {"member 01": 2}


SCRIPT = """
import io, resource, sys
from pathlib import Path
from tellers.check import check
from tellers.dossier import open_dossier
from tellers.report.rows import write_rows

result = check(open_dossier(Path(sys.argv[1]), threads=1))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with Path(sys.argv[2]).open("w", newline="") as stream:
    write_rows(result, stream)
print(before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.slow
def test_fifty_thousand_broken_sheets_are_written_without_keeping_them(tmp_path):
    """Peak memory grows by less than 40 MiB while a row is written for each of them."""
    from tests.simulator.publish import MADE  # noqa: PLC0415 (the dossier is made in bulk)

    from tellers.dossier import new_dossier  # noqa: PLC0415
    from tellers.tables import Tables  # noqa: PLC0415

    made = dossier_of(honest_election(), tmp_path / "small")
    tables = Tables.open(threads=1)
    sheets = (
        "select i as record, 'u' || lpad(i::text, 6, '0') as unit, 'counted' as status, "
        "null::bigint as replaces, null::varchar as reason, i as row, null::varchar as image, "
        "null::varchar as image_sha256, []::varchar[] as unread, 100 + i % 90 as A, 60 + i % 31 as B, "
        'i % 11 as C, 400::bigint as valid, 3::bigint as "null", 403::bigint as voters '
        "from range(1, 50001) t (i)"
    )
    units = (
        "select 'u' || lpad(i::text, 6, '0') as unit, '01' as region, '' as region_name, '01' as centre, "
        "'' as centre_name, null::varchar as unit_name, 500::bigint as registered from range(1, 50001) t (i)"
    )
    with new_dossier(tmp_path / "large", name="large") as writer:
        for name in ("contest.toml", "proclamations.toml"):
            writer.write_text(name, (made.folder / name).read_bytes(), MADE)
        writer.write_table("units.parquet", tables, units, MADE)
        writer.write_table("records/vote/official.parquet", tables, sheets, MADE)
        writer.write_package("a test")

    told = subprocess.run(
        [sys.executable, "-c", SCRIPT, tmp_path / "large", tmp_path / "rows.csv"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    before, after = (int(kibibytes) * 1024 for kibibytes in told.stdout.split())
    with (tmp_path / "rows.csv").open(encoding="utf-8", newline="") as stream:
        codes = Counter(row["code"] for row in csv.DictReader(stream))
    assert codes["sum-broken"] >= 50_000
    assert after - before < 40 * MEBIBYTE
