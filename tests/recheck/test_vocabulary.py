"""Each word of the vocabulary, on a vote small enough to count by hand."""

from __future__ import annotations

from fractions import Fraction

import duckdb
import pytest
from tests.recheck.councils_by_hand import EXPECTED_OF_COUNCILS
from tests.recheck.exchanges_by_hand import EXPECTED_OF_EXCHANGES

from tellers.errors import TellersError
from tellers.recheck.folder import Folder
from tellers.recheck.ground import Ground
from tellers.recheck.rederive import derive
from tellers.recheck.vocabulary import GROUNDED

CONTEST = """
[[contest]]
id = "vote"
title = "A vote"
date = "2031-05-18"
secret = true
rule = { kind = "plurality" }
level = [{ id = "region", name = "region" }]
option = [{ id = "A", name = "A" }, { id = "B", name = "B" }]
figure = [
  { id = "valid", role = "valid", sum_of = ["A", "B"] },
  { id = "null", role = "null" },
  { id = "voters", role = "voters", sum_of = ["valid", "null"], at_most = "registered" },
  { id = "registered", role = "registered" },
]
statement = [
  { about = "units", value = 8, by = "x", applied = true },
  { about = "registered", value = 900, by = "y" },
  { about = "registered", value = 700, by = "x", applied = true },
]
addition = [{ name = "abroad", figures = { A = 4, valid = 4 }, by = "x" }]
[[source]]
id = "one"
name = "one"
by = "x"
kind = "k"
origin = "o"
[[source]]
id = "two"
name = "two"
by = "x"
kind = "k"
origin = "o"
[[source]]
id = "three"
name = "three"
by = "x"
kind = "k"
origin = "o"
"""
PROCLAMATIONS = """
[[proclamation]]
id = "p"
contest = "vote"
by = "x"
date = "2031-05-19"
document = "d"
claim = [
  { figure = "A", votes = 160, rival = [{ value = 106, origin = "press" }] },
  { figure = "A", percent = "51.20", of = "valid", rival = [{ value = "51.2" }] },
  { figure = "B", votes = 140 },
  { name = "all", figures = ["A", "B"], votes = 300 },
  { figure = "registered", votes = 700 },
  { coverage = "88", of = "units" },
  { outcome = "elected", winners = ["A"] },
]
[[proclamation]]
id = "q"
contest = "vote"
by = "x"
date = "2031-05-20"
document = "d"
claim = [{ figure = "A", votes = 5150092 }, { figure = "B", votes = 4908682 }]
"""
UNITS = """
('u1', 'N', 100), ('u2', 'N', 100), ('u3', 'S', 50), ('u4', 'S', NULL), ('u5', 'S', 90), ('u6', 'S', 40),
('u7', 'N', 30)
"""
REGISTER = "('region', 'N', 250), ('region', 'S', 150), ('region', 'W', 40)"
# record, replaces, unit, status, A, B, valid, null, image
ONE = """
(1, NULL, 'u1', 'counted',       50, 20,  70, 3, 'a'),
(2, NULL, 'u2', 'counted',       30, 30,  61, 0, 'b'),
(3, NULL, 'u3', 'counted',       10, 45,  55, 0, 'c'),
(4, NULL, 'u4', 'counted',        7,  9,  16, 1, 'c'),
(5, 2,    'u2', 'counted',       31, 30,  61, 0, NULL),
(6, NULL, 'u1', 'counted',       99, 99, 198, 0, ''),
(7, NULL, 'u5', 'annulled',      80,  0,  80, 0, ''),
(8, NULL, 'u6', 'counted',     NULL,  5,  12, 0, NULL),
(9, NULL, 'ux', 'counted',        2,  1,   4, 0, 'd')
"""
TWO = """
(1, NULL, 'u1', 'counted', 50, 20),
(2, NULL, 'u2', 'counted', 30, 33),
(3, NULL, 'u3', 'unread', NULL, NULL),
(4, NULL, 'u6', 'counted', 4, 5),
(5, NULL, 'u7', 'counted', 1, 1),
(6, NULL, 'u7', 'counted', 1, 1)
"""
THREE = """
(1,  NULL, 'u1', 'counted',   5, 1),
(2,  1,    'u1', 'counted',   6, 1),
(3,  1,    'u1', 'counted',   7, 1),
(4,  77,   'u2', 'counted',   3, 3),
(5,  4,    'u3', 'counted',   2, 0),
(6,  7,    'u4', 'counted',   9, 9),
(7,  6,    'u4', 'counted',   8, 8),
(8,  NULL, 'u5', 'withdrawn', 4, 2),
(9,  NULL, 'u6', 'counted',   1, 1),
(10, 9,    'u6', 'withdrawn', NULL, NULL)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The vote above as files, and nothing of Tellers used to write them."""
    folder = tmp_path_factory.mktemp("dossier")
    (folder / "records" / "vote").mkdir(parents=True)
    (folder / "registers").mkdir()
    (folder / "contest.toml").write_text(CONTEST, encoding="utf-8")
    (folder / "proclamations.toml").write_text(PROCLAMATIONS, encoding="utf-8")
    head = "record, replaces, unit, status"
    for path, columns, rows in (
        ("units.parquet", "unit, region, registered", UNITS),
        ("registers/list.parquet", "level, area, registered", REGISTER),
        ("registers/part.parquet", "level, area, registered, within_land", "('region', 'N', 250, 'L')"),
        ("records/vote/one.parquet", f'{head}, "A", "B", valid, "null", image', ONE),
        ("records/vote/three.parquet", f'{head}, "A", "B"', THREE),
        ("records/vote/two.parquet", f'{head}, "A", "B"', TWO),
    ):
        typed = ", ".join(
            f"{c}::varchar as {c}"
            if c in {"unit", "region", "status", "level", "area", "image", "within_land"}
            else f"{c}::bigint as {c}"
            for c in columns.split(", ")
        )
        duckdb.sql(
            f"copy (select {typed} from (values {rows}) t ({columns})) to '{folder / path}' (format parquet)"
        )
    return Folder(folder)


@pytest.fixture(scope="module")
def ground(folder):
    """The election of the dossier."""
    return Ground(folder, "vote")


EXPECTED = {
    # standing in one: u1 (50, 20), u2 (31, 30), u3 (10, 45), u4 (7, 9), u6 (unread, 5), ux (2, 1)
    'total("one", "A")': 100,
    'total("one", "A+B")': 210,
    'total("one", "voters")': 222,
    'total("one", "A", "region", "N")': 81,
    'total("one", "A", "region", "")': 2,
    'silent("one", "A")': 1,
    'units("one")': 6,
    'units("one", "region", "S")': 3,
    'records("one")': 9,
    'status("one", "annulled")': 1,
    'missing_units("one")': 1,
    'coverage("one")': Fraction(3, 4),
    'leader("one", 1)': "B",
    'leader("one", 2)': "A",
    'margin("one")': 10,
    'largest_sum("one", "B", 2)': 75,
    'largest_sum("one", "A", 0)': 0,
    'fewest_sheets("one", "B", "A")': 1,
    'fewest_votes("one", "B", "A")': 45,
    # registers: u1 100, u2 100, u3 50, u6 40; u4 none, 17 voters; ux none, 4; u5 closed 90; u7 missing 30
    'covered("one")': 401,
    'register_units("one")': 290,
    'capacity("one", stated("registered", 0))': 299 + 35,
    'capacity("one", 400)': None,
    # A less B on the standing records: 30, 1, -35, -2, unread less 5, 1
    'largest_rest("one", "A", "B", 2)': 31,
    'largest_rest("one", "A", "B", 6)': 32,
    'largest_rest("one", "B", "A", 1)': 35,
    'missing_register("one")': 30,
    'missing_register("two")': None,
    'unread_votes("one")': 35,
    "listed_register()": 410,
    'listed_register("one")': 401 + 30 + 35,
    "listed_units()": 7,
    'listed_units("region", "N")': 3,
    'listed("one")': 410,
    # shared: u1 equal, u2 apart by 1 and 3, u3 unread; u6 states 12 valid against 4 + 5
    'shared("one", "two")': 4,
    'equal("one", "two")': 1,
    'differ("one", "two")': 3,
    'unread("one", "two")': 1,
    'votes_differing("one", "two")': 4,
    'votes_differing("one", "two", "A")': 1,
    'only("one", "two")': 2,
    'only("one", "two", "region", "S")': 1,
    'only("two", "one")': 1,
    'shared_records("one", "two")': 4,
    # u6's A is unread, 12 - 5 = 7; ux states 4 for 2 + 1; u2 was put right by its correction
    'checked("one", "valid")': 5,
    'broken("one", "valid")': 1,
    'imbalance("one", "valid")': 1,
    'imbalance_size("one", "valid")': 1,
    'bounded("one", "valid")': 1,
    'bounded_votes("one", "valid")': 7,
    'option_touched("one", "valid", "A")': 1,
    'option_more("one", "valid", "A")': 1,
    'option_fewer("one", "valid", "A")': 0,
    'touching("one", "valid")': 1,
    'limited("one", "voters", "registered")': 4,
    'over("one", "voters", "registered")': 1,
    'excess("one", "voters", "registered")': 5,
    'over_zero("one", "voters", "registered")': 0,
    'on_record("one", 6, "A")': 99,
    'on_record("one", 6, "registered")': 100,
    'on_record("one", 8, "A")': None,
    'parts_on_record("one", 9, "valid")': 3,
    # live: all but 2, so u1 alone stands twice, 49 and 79 votes apart; sheets of u3 and u4 share an image
    'repeated("one")': 1,
    'repeated_records("one")': 2,
    'repeated_differing("one")': 1,
    'repeated_votes("one")': 128,
    'shared_images("one", "image")': 1,
    'units_sharing_images("one", "image")': 2,
    'votes_sharing_images("one", "image")': 16,
    'shared_images("one", "image_sha256")': 0,
    'equal_pairs("one", "A", "B")': 0,
    'near_pairs("one", "A", "B")': 0,
    'coinciding_votes("one", "A", "B")': 0,
    'coincidence_chance("one", "A", "B")': 1,
    # links of three: 2, 3 (forked), 4 (dangling), 5 (other unit), 6 and 7 (circular), 10
    'links("three")': 7,
    'units_corrected("three")': 5,
    'unsound_links("three")': 5,
    'unsound_links("three", "circular")': 2,
    'unsound_links("three", "dangling")': 1,
    'unsound_links("three", "other-unit")': 1,
    'unsound_links("three", "forked")': 1,
    'unsound_votes("three")': 8 + 6 + 2 + 18 + 16,
    'corrected("three", "A")': 0,
    'corrected("three", "B")': -1,
    'corrected("one", "A")': 1,
    'withdrawn("three")': 2,
    'withdrawn_votes("three")': 8,
    # no standing record: u5 annulled, u7 nothing; ux is in no list
    'absent("one")': 2,
    'absent("one", "")': 1,
    'absent("one", "annulled")': 1,
    'absent_registered("one")': 120,
    'absent_registered("one", "annulled")': 90,
    'closed_units("one")': 1,
    'unknown("one")': 1,
    'unknown_votes("one")': 3,
    'areas_seen("one", "region")': 2,
    'numbered("one", "region")': 0,
    'numbering_gaps("one", "region")': 0,
    'numbered("one", "region", "N")': 0,
    # N: 2 of 3 units, A 81, B 50; S: 3 of 4 units, A 17, B 59; W in the register alone
    'expected("one", "region", "N")': 3,
    'covered("one", "region", "N")': 200,
    'share("one", "A", "region", "N")': Fraction(81, 131),
    'areas_below("one", "region")': 1,
    'areas_above("one", "region")': 1,
    'share_below("one", "region", "A")': Fraction(81, 131),
    'share_above("one", "region", "A")': Fraction(17, 76),
    'like_area("one", "region", "A", "B")': 2,  # 31 / 2 - 42 / 3
    'register_areas("list")': 3,
    'register_voters("list")': 440,
    'register_seen("one", "list")': 2,
    'register_covered("one", "list")': 290,
    'register_areas("list", "region", "N")': 1,
    'register_unlisted("one", "list")': 0,
    'register_unlisted("one", "part")': 1,
    'register_areas("part", "land", "L")': 1,
    'register_voters("part", "land", "L")': 250,
    'register_seen("one", "part", "land", "L")': 1,
    'register_covered("one", "part", "region", "N")': 200,
    'register_unlisted("one", "part", "region", "S")': 1,
    'areas_without("one", "region")': 1,
    'only_votes("one", "two", "A")': 1,
    'share_only("one", "two", "A")': Fraction(1, 2),
    'share_shared("one", "two", "A")': Fraction(84, 142),
    'total_over("one", "A", "u1", "u4")': 57,
    'readings("p", "A.count")': 2,
    'shares_announced("p")': 1,
    'shares_announced_of("p", "valid")': 1,
    'least_counted("p", "units.coverage", 0)': 7,
    'most_counted("p", "units.coverage", 0)': 7,
    'announced_margin("q")': 5_150_092 - 4_908_682,
    'figures_in_both("p", "q")': 3,
    'options_announced("q")': 2,
    'round_tried("q")': 3,
    'round_figures("q")': 1,
    'round_bases("q")': 1,
    'round_expected("q")': Fraction(100_001, 10_058_775),
    'round_found("q")': 0,  # both are round together, and told so apart
    "round_splits(10058774, 2, 1)": 1001,
    "round_splits(10058774, 3, 1)": 376_500,
    'claimed("p", "A.count")': 160,
    'claimed("p", "A.share")': Fraction(64, 125),
    'claimed("p", "units.coverage")': Fraction(22, 25),
    'claimed("p", "outcome")': "elected",
    'reading("p", "A.count", 1)': 106,
    'reading("p", "A.share", 1)': Fraction(64, 125),
    'decimals("p", "A.share")': 2,
    'decimals("p", "A.share", 1)': 1,
    'stated("registered", 0)': 700,
    'stated("registered", 1)': 900,
    'addition("A+B")': 4,
    # 87.5 % of 8 is 7: at least 7 were counted
    'left_out("p", "units.coverage")': 1,
    'claims_counted("p", "one")': 4,
}


@pytest.mark.parametrize("formula", EXPECTED)
def test_a_word_gives_what_counting_by_hand_gives(ground, formula):
    """Literal values, counted on the tables above."""
    _, found = derive(ground, formula)
    assert found == EXPECTED[formula]
    assert type(found) is type(EXPECTED[formula])


def test_every_word_is_counted_by_hand_here():
    """No word enters the vocabulary without a value in this file, or among the exchanges by hand."""
    worked = {**EXPECTED, **EXPECTED_OF_COUNCILS, **EXPECTED_OF_EXCHANGES}
    used = {formula.partition("(")[0] for formula in worked}
    assert set(GROUNDED) - used == set()


@pytest.mark.parametrize(
    "formula",
    [
        'total("four", "A")',
        'total("../one", "A")',
        'total("one", "C")',
        'total("two", "valid+null")',
        'total("one", "A", "parish", "N")',
        'claimed("p", "C.count")',
        'claimed("r", "A.count")',
        'reading("p", "A.count", 2)',
        'reading("p", "A.count", -1)',
        'stated("registered", 2)',
        'left_out("p", "A.share")',
        'leader("one", 3)',
        'leader("one", 1 / 2)',
        'largest_sum("one", "A", 1 / 2)',
        'largest_sum("one", "A", -1)',
        'on_record("one", 77, "A")',
        'broken("one", "null")',
        'fewest_sheets("one", "A", "C")',
        'bases_deciding_otherwise("one")',
        'largest_sum("one", "A", leader("one", 1))',
        'max(1, on_record("one", 8, "A"))',
        'abs(leader("one", 1))',
        'capacity("one", on_record("one", 8, "A"))',
        'capacity("one", missing_units("one") - 1 + leader("one", 1))',
    ],
)
def test_asking_for_what_is_not_there_is_our_own_error(ground, formula):
    """A formula that names what the dossier does not have is refused, never guessed."""
    with pytest.raises(TellersError):
        derive(ground, formula)
