"""`tellers validate` tells everything that is wrong with a dossier's files, at once."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from tellers.cli import main
from tellers.dossier.package import file_hash
from tellers.dossier.validate import dossier_faults

ROWS = b"u,a,b\n1,2,3\n2,4,5\n"


def altered(folder: Path, table: str, select: str) -> None:
    """Write a table of a dossier again as a query gives it, and declare what it is now."""
    path = folder / table
    with duckdb.connect() as connection:
        source = f"read_parquet('{path}')"
        connection.execute(f"create table t as {select.format(source)}")
        connection.execute(f"copy t to '{path}' (format parquet)")
    package = json.loads((folder / "datapackage.json").read_bytes())
    for resource in package["resources"]:
        if resource["path"] == table:
            resource |= {"bytes": path.stat().st_size, "hash": file_hash(path)}
    (folder / "datapackage.json").write_text(json.dumps(package))


@pytest.fixture
def dossier(desk) -> Path:
    """A sound dossier of two sheets."""
    desk.lay(ROWS)
    return desk.assemble().folder


def test_a_sound_dossier_has_no_fault(dossier, capsys):
    """And the exit code is 0."""
    assert main(["validate", str(dossier)]) == 0
    assert capsys.readouterr().err == ""


def test_all_faults_are_told_at_once(dossier, capsys):
    """A changed file, a file nobody declared, a file that is gone: three lines, exit code 3."""
    (dossier / "proclamations.toml").write_text("# changed\n")
    (dossier / "notes.txt").write_text("mine")
    (dossier / "units.parquet").unlink()

    assert main(["validate", str(dossier)]) == 3
    told = capsys.readouterr().err
    assert [name for name in ("proclamations.toml", "notes.txt", "units.parquet") if name in told] == [
        "proclamations.toml",
        "notes.txt",
        "units.parquet",
    ]


RECORDS = "records/mayor/sheets.parquet"
FAULTS = {
    "a unit without an id": (
        RECORDS,
        "select * replace (case record when 1 then '' else unit end as unit) from {0}",
        "records/mayor/sheets.parquet: 1 records name no unit",
    ),
    "a record twice": (
        RECORDS,
        "select * replace (1::bigint as record) from {0}",
        "records/mayor/sheets.parquet: 1 record numbers stand more than once",
    ),
    "a status nobody knows": (
        RECORDS,
        "select * replace ('lost' as status) from {0}",
        "records/mayor/sheets.parquet: 2 records have a status nobody knows",
    ),
    "a correction of nothing": (
        RECORDS,
        "select * replace (77::bigint as replaces) from {0}",
        "records/mayor/sheets.parquet: 2 records replace one that does not exist",
    ),
    "a negative figure": (
        RECORDS,
        'select * replace (-"A" as "A") from {0}',
        "records/mayor/sheets.parquet: 2 records hold a negative figure",
    ),
    "a figure with decimals": (
        RECORDS,
        'select * replace ("A" / 2 as "A") from {0}',
        "records/mayor/sheets.parquet: figure 'A' is DOUBLE, expected whole numbers",
    ),
    "a figure nobody declared": (
        RECORDS,
        'select *, 1::bigint as "C" from {0}',
        "records/mayor/sheets.parquet: figure 'C' is not declared in contest.toml",
    ),
    "one ballot of a secret vote": (
        RECORDS,
        'select * replace (0::bigint as "A", 1::bigint as "B") from {0}',
        (
            "records/mayor/sheets.parquet: 2 records of a secret contest hold one ballot, "
            "which shows how a person voted"
        ),
    ),
    "a unit twice": (
        "units.parquet",
        "select * replace ('1' as unit) from {0}",
        "units.parquet: 1 units stand more than once",
    ),
    "a level without its column": (
        "units.parquet",
        "select * exclude (town_name) from {0}",
        "units.parquet: no column 'town_name'",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_a_table_is_told_even_if_every_hash_is_right(dossier, fault):
    """Who changes a table can declare it anew; what is in it is looked at all the same."""
    table, select, expected = FAULTS[fault]
    altered(dossier, table, select)

    assert expected in dossier_faults(dossier)
