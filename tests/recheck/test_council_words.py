"""Each word about rules and bodies, on a council small enough to count by hand."""

from __future__ import annotations

import duckdb
import pytest
from tests.recheck.councils_by_hand import EXPECTED_OF_COUNCILS

from tellers.errors import TellersError
from tellers.recheck.folder import Folder
from tellers.recheck.ground import Ground
from tellers.recheck.rederive import derive

CONTEST = """
[[contest]]
id = "motion"
title = "A motion"
date = "2031-05-18"
secret = false
rule = { kind = "majority", wins = "for", base = "members", abstentions = ["abstain"] }
option = [{ id = "for", name = "f" }, { id = "against", name = "a" }, { id = "abstain", name = "o" }]
figure = [{ id = "not-entitled", role = "position" }]
statement = [
  { about = "registered", value = 3, by = "y" },
  { about = "registered", value = 6, by = "x", applied = true },
]
[[contest.rival_rule]]
rule = { kind = "majority", wins = "for", base = "present", abstentions = ["abstain"] }
by = "z"
[[contest.rival_rule]]
rule = { kind = "majority", wins = "for", base = "cast", abstentions = ["abstain"] }
by = "z"
[[contest.rival_rule]]
rule = { kind = "majority", wins = "for", number = 2 }
by = "z"
[[source]]
id = "one"
name = "one"
by = "x"
kind = "k"
origin = "o"
"""
BODY = """
id = "council"
name = "Council"
reading = [{ id = "applied", by = "x", applied = true }, { id = "press", by = "y" }]
seat = [
  { id = "u1", name = "1", joined = "2030-01-01", groups = ["great"] },
  { id = "u2", name = "2", joined = "2030-01-01" },
  { id = "u3", name = "3", joined = "2030-01-01", groups = ["great"] },
  { id = "u4", name = "4", joined = "2030-01-01" },
  { id = "u5", name = "5", joined = "2030-01-01" },
  { id = "u6", name = "6", joined = "2030-01-01" },
  { id = "ux", name = "x", joined = "2032-01-01", groups = ["great"] },
]
change = [
  { seat = "u6", what = "left", on = "2031-05-18" },
  { seat = "u5", what = "vacated", on = "2031-01-01" },
  { seat = "u4", what = "not-called", on = "2031-01-01" },
  { seat = "u3", what = "contested", on = "2031-01-01" },
  { seat = "u2", what = "in-arrears", on = "2030-06-01" },
  { seat = "u2", what = "arrears-paid", on = "2030-07-01" },
  { seat = "u2", what = "suspended", on = "2031-01-01" },
  { seat = "u1", what = "left", on = "2031-01-01", reading = "press" },
]
weight = [
  { id = "people", name = "p", on = "2032-01-01", values = { u1 = 1 } },
  { id = "people", name = "p", on = "2029-01-01", values = { u1 = 7 } },
  { id = "people", name = "p", on = "2031-01-01", values = { u1 = 10, u2 = 20, u3 = 30, u4 = 40, u5 = 50 } },
]
"""
RECORDS = """
(1, NULL, 'u1', 'counted', 1, 0, 0, 0), (2, NULL, 'u2', 'counted', 1, 0, 0, 0),
(3, NULL, 'u3', 'counted', 0, 0, 1, 0), (4, NULL, 'u4', 'counted', 0, 0, 0, 1),
(5, NULL, 'ux', 'counted', 1, 0, 0, 0), (6, NULL, 'u2', 'counted', 0, 1, 0, 0)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The council above as files, and nothing of Tellers used to write them."""
    folder = tmp_path_factory.mktemp("council")
    (folder / "records" / "motion").mkdir(parents=True)
    for name, text in (("contest.toml", CONTEST), ("proclamations.toml", ""), ("body.toml", BODY)):
        (folder / name).write_text(text, encoding="utf-8")
    columns = 'record, replaces, unit, status, "for", against, abstain, "not-entitled"'
    typed = ", ".join(
        f"{c}::varchar as {c}" if c in {"unit", "status"} else f"{c}::bigint as {c}"
        for c in columns.split(", ")
    )
    path = folder / "records" / "motion" / "one.parquet"
    duckdb.sql(f"copy (select {typed} from (values {RECORDS}) t ({columns})) to '{path}' (format parquet)")
    units = "(values ('u1', 1::bigint), ('u2', 1), ('u3', 1), ('u4', 1), ('u5', 1)) t (unit, registered)"
    duckdb.sql(f"copy (select * from {units}) to '{folder / 'units.parquet'}' (format parquet)")
    return folder


@pytest.mark.parametrize("formula", EXPECTED_OF_COUNCILS)
def test_a_word_about_a_council_gives_what_counting_by_hand_gives(folder, formula):
    """Literal values, counted on the council above."""
    assert derive(Ground(Folder(folder), "motion"), formula)[1] == EXPECTED_OF_COUNCILS[formula]


@pytest.mark.parametrize(
    "formula",
    [
        'rolled("cast", "", "one")',
        'rolled("members", "shares", "one")',
        "asked(0, 0)",
        "asked(9, 0)",
        'weighed("one", "people", "nobody")',
    ],
)
def test_what_the_council_does_not_have_is_refused(folder, formula):
    """A base of no roll, a weight or requirement that is not stated, a figure nobody declared."""
    with pytest.raises(TellersError):
        derive(Ground(Folder(folder), "motion"), formula)


@pytest.mark.parametrize(
    ("was", "put"),
    [
        ('seat = "u6"', 'seat = "u9"'),
        ("u1 = 10", "u1 = -1"),
        ("u1 = 10", 'u1 = "many"'),
        ('what = "left"', "what = 5"),
        ("id =", "id = ["),
    ],
)
def test_a_body_out_of_shape_is_one_clear_error(folder, tmp_path, was, put):
    """The recheck reads the file by itself, and refuses what it cannot count on."""
    for name in ("contest.toml", "proclamations.toml"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    (tmp_path / "body.toml").write_text(BODY.replace(was, put), encoding="utf-8")
    with pytest.raises(TellersError, match=r"body\.toml"):
        Folder(tmp_path)
