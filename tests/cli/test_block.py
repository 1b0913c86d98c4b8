"""A block vote from tables to a report, and every number of it derived again."""

from __future__ import annotations

import pytest

CONTEST = """
[[contest]]
id = "council"
title = "Council of five hundred"
date = "2024-05-05"
secret = true
rule = { kind = "KIND", seats = 2, source = "Statute, article 4" }
option = [
  { id = "A", name = "Ana" }, { id = "B", name = "Bea" }, { id = "C", name = "Cleo" },
]
figure = [
  { id = "voters", role = "voters", at_most = "registered"SUM },
  { id = "registered", role = "registered" },
]
[[contest.statement]]
about = "units"
value = 3
by = "the board"
applied = true
[[source]]
id = "sheets"
name = "Sheets"
by = "the board"
kind = "authority"
origin = "made for a test"
"""
MAPPING = """
[dossier]
name = "council"
[[table]]
file = "sheets.csv"
source = "sheets"
unit = "{table}"
figures = { A = "a", B = "b", C = "c", voters = "voters", registered = "roll" }
"""
SHEETS = "table,a,b,c,voters,roll\n1,90,80,60,130,200\n2,90,70,60,125,200\n3,90,60,50,120,200\n"
SAID = """
[[proclamation]]
id = "final"
contest = "council"
by = "the board"
date = "2024-05-06"
document = "minutes"
claim = [
  { outcome = "elected", winners = ["A", "B"] },
  { figure = "A", votes = 270 },
]
"""


@pytest.fixture
def made(tmp_path, run):
    """A function that imports three tables and returns the dossier, or what was refused."""

    def making(kind: str = "block", total: str = "", sheets: str = SHEETS, *, unread: bool = False):
        contest = CONTEST.replace("KIND", kind).replace("SUM", total)
        mapping = MAPPING
        if unread:
            mapping = mapping.replace('voters = "voters", ', "") + 'unread = ["?"]\n'
        for name, content in {
            "sheets.csv": sheets,
            "contest.toml": contest,
            "mapping.toml": mapping,
            "proclamations.toml": SAID,
        }.items():
            (tmp_path / name).write_text(content, encoding="utf-8")
        mapping = ("--mapping", tmp_path / "mapping.toml", "--to", tmp_path / "out")
        return run("import", *mapping, "--files", tmp_path), tmp_path / "out"

    return making


@pytest.mark.parametrize("kind", ["block", "approval"])
def test_a_block_vote_is_checked_told_and_derived_again(made, run, tmp_path, kind):
    """650 votes are more than 375 ballots, and nothing is wrong with that."""
    imported, dossier = made(kind)
    assert imported.code == 0, imported.err

    done = run("check", dossier, "--json", tmp_path / "findings.json", "--html", tmp_path / "r.html")
    again = run("recheck", tmp_path / "findings.json", dossier)

    assert (done.code, done.err) == (0, "")
    assert "Ana and Bea are elected; Bea, the last of them, has 210 votes and leads Cleo by 40" in " ".join(
        done.out.split()
    )
    assert "CONTRADICTED" not in done.out
    assert again.code == 0, again.err


def test_ballots_are_no_sum_of_votes_where_a_ballot_may_hold_several(made):
    """A contest that says so is refused, with the figure's name."""
    refused, _ = made(total=', sum_of = ["A", "B", "C"]')

    assert refused.code == 3
    assert "'voters' counts ballots and is declared a sum of votes" in refused.err


def test_what_is_unread_may_hold_the_whole_register_and_is_derived_so(made, run, tmp_path):
    """No column of ballots, a register known of two tables, an option unread on one of these."""
    sheets = "table,a,b,c,roll\n1,90,80,60,200\n2,90,?,60,200\n3,90,60,50,\n"
    imported, dossier = made(sheets=sheets, unread=True)
    assert imported.code == 0, imported.err

    run("check", dossier, "--json", tmp_path / "findings.json")
    again = run("recheck", tmp_path / "findings.json", dossier)

    assert again.code == 0, again.out + again.err
    assert '"capacity(' in (tmp_path / "findings.json").read_text(encoding="utf-8")
