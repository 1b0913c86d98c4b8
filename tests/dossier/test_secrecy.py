"""In a secret contest no record shows one ballot, and no total changes for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tellers.dossier import open_dossier
from tellers.dossier.assemble import Assembled, assemble_dossier
from tellers.errors import SecrecyError
from tellers.model import SourceId
from tellers.tally import tally_source

CONTEST = """
[[contest]]
id = "mayor"
title = "Mayor"
date = "2024-01-01"
secret = {secret}
rule = {{ kind = "plurality" }}
option = [ {{ id = "A", name = "Ana" }}, {{ id = "B", name = "Bea" }} ]
figure = [ {{ id = "null", role = "null" }}, {{ id = "registered", role = "registered" }} ]
[[source]]
id = "sheets"
name = "Sheets"
by = "the board"
kind = "authority"
origin = "made for a test"
"""
MAPPING = """
[dossier]
name = "test"
[[table]]
file = "t.csv"
source = "sheets"
unit = "{u}"
replaces = "old"
one_ballot = "%s"
status = { column = "s", values = { "" = "counted", "void" = "annulled" } }
figures = { A = "a", B = "b", null = "n", registered = "r" }
"""
HEADER = "u,a,b,n,r,old,s\n"


def imported(folder: Path, rows: str, *, policy: str = "pool", secret: bool = True) -> Assembled:
    """Import a table of these rows."""
    (folder / "contest.toml").write_text(CONTEST.format(secret=str(secret).lower()))
    (folder / "proclamations.toml").write_text("")
    (folder / "t.csv").write_text(HEADER + rows)
    (folder / "mapping.toml").write_text(MAPPING % policy)
    return assemble_dossier(folder / "mapping.toml", folder / "dossier")


def read(folder: Path) -> tuple[dict[str, int], list[tuple[object, ...]]]:
    """The totals of the options, and what every record shows."""
    dossier = open_dossier(folder / "dossier")
    contest = dossier.contest()
    tally = tally_source(dossier.tables, contest, SourceId("sheets"))
    relation = dossier.tables.records(contest.id, SourceId("sheets"))
    records = dossier.tables.query(
        f'select unit, status, "A", "B", "null", "registered" from {relation} order by record'
    )
    return {str(option): votes for option, votes in tally.votes(contest).items()}, records


def test_a_sheet_with_one_ballot_is_refused_with_its_row(tmp_path):
    """The refusal names the rows and the way out, and writes nothing."""
    with pytest.raises(SecrecyError) as refused:
        imported(tmp_path, "x,10,20,0,50,,\ny,1,0,0,9,,\nz,0,0,1,9,,\n", policy="refuse")

    assert refused.value.diagnostics() == (
        "t.csv, rows 3, 4: 2 rows with one ballot or one voter would show how a person voted\n"
        "  expected: two ballots or more on every sheet of a secret contest\n"
        '  do:       Say one_ballot = "pool" in the mapping: '
        "they are added up together and every total stays exact."
    )
    assert not (tmp_path / "dossier").exists()


@pytest.mark.parametrize("row", ["y,1,0,0,9,,", "y,0,0,1,9,,", "y,0,0,0,1,,"])
def test_one_ballot_of_any_kind_and_one_voter_are_refused(tmp_path, row):
    """A null ballot is a ballot, and a register of one voter shows who stayed away."""
    with pytest.raises(SecrecyError, match="1 row with one ballot or one voter"):
        imported(tmp_path, f"x,10,20,0,50,,\n{row}\n", policy="refuse")


def test_a_roll_call_is_open_and_nothing_is_refused(tmp_path):
    """In an open contest one voter's vote is the record."""
    imported(tmp_path, "x,1,0,0,1,,\n", policy="refuse", secret=False)

    assert read(tmp_path) == ({"A": 1, "B": 0}, [("x", "counted", 1, 0, 0, 1)])


def test_pooled_sheets_keep_their_place_and_the_totals_stay_exact(tmp_path):
    """Two single ballots become one record of two; their own records show nothing."""
    done = imported(tmp_path, "x,10,20,0,50,,\ny,1,0,0,9,,\nz,0,1,0,8,,\n")

    assert done.warnings == [
        "t.csv: 2 sheets are pooled into one record, for 2 rows with one ballot or one voter"
    ]
    assert read(tmp_path) == (
        {"A": 11, "B": 21},
        [
            ("x", "counted", 10, 20, 0, 50),
            ("y", "pooled", None, None, None, None),
            ("z", "pooled", None, None, None, None),
            ("pooled", "counted", 1, 1, 0, 17),
        ],
    )


def test_one_single_ballot_hides_among_the_smallest_other_sheets(tmp_path):
    """A pool of one sheet would show as much as the sheet: the two smallest others join it."""
    imported(tmp_path, "x,10,20,0,50,,\ny,1,0,0,9,,\nz,2,1,0,8,,\nw,3,3,1,8,,\n")

    totals, records = read(tmp_path)
    assert totals == {"A": 16, "B": 24}
    assert records[-1] == ("pooled", "counted", 6, 4, 1, 25)
    assert [unit for unit, status, *_ in records if status == "pooled"] == ["y", "z", "w"]


def test_a_void_sheet_with_one_ballot_shows_nothing_and_adds_nothing(tmp_path):
    """What was annulled stays annulled: its figures are left out and enter no pool."""
    imported(tmp_path, "x,10,20,0,50,,\ny,1,0,0,9,,void\n")

    assert read(tmp_path) == (
        {"A": 10, "B": 20},
        [("x", "counted", 10, 20, 0, 50), ("y", "annulled", None, None, None, None)],
    )


def test_a_corrected_sheet_is_pooled_once(tmp_path):
    """Of a sheet and its correction only the correction adds to the pool."""
    imported(tmp_path, "x,10,20,0,50,,\ny,1,0,0,9,,\ny,0,1,0,9,3,\nz,0,1,0,8,,\n")

    totals, records = read(tmp_path)
    assert totals == {"A": 10, "B": 22}
    assert records[-1] == ("pooled", "counted", 0, 2, 0, 17)
    assert [record[2:] for record in records if record[0] in {"y", "z"}] == [(None,) * 4] * 3


def test_a_unit_that_stands_twice_is_pooled_once(tmp_path):
    """The first record of a unit counts, in the pool as outside it."""
    imported(tmp_path, "x,10,20,0,50,,\ny,1,0,0,9,,\ny,1,0,0,9,,\nz,0,1,0,8,,\n")

    assert read(tmp_path)[0] == {"A": 11, "B": 21}
