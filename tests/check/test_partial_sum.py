"""Whether an announcement can be true of the records: the certificates, told with their numbers."""

from __future__ import annotations

import pytest
from tests.check.judged import announcing, plain, sentence
from tests.simulator import honest_election, missing_station, padded_sheet, swapped_lists

from tellers.check import check_partial_sum
from tellers.model import Addition, FigureId, Statement, Text

PARTS = '{ figure = "B", votes = 200 }, { figure = "C", votes = 100 }'
UNLISTED = (
    Statement(about="units", value=12, by=Text.of("the register"), applied=True),
    Statement(about="registered", value=1000, by=Text.of("the register"), applied=True),
)


def certificates(case):
    """Kind, options, excess and weight of every certificate."""
    return [
        (f.code, f.subject.rpartition("/")[2], f.number("excess"), f.severity.value)
        for f in check_partial_sum(case)
        if f.code.startswith("partial-sum")
    ]


def test_whole_records_are_left_to_the_check_of_each_count(tmp_path):
    """Ten of ten tables and no coverage announced: nothing is missing, so there is nothing to ask."""
    assert list(check_partial_sum(announcing(plain(), tmp_path))) == []


def test_what_is_missing_can_make_an_honest_count_true(tmp_path):
    """Eight tables of ten, the true totals announced: 200 voters outstanding hold the 140 votes missing."""
    (found,) = check_partial_sum(announcing(plain(8), tmp_path))

    assert (found.code, found.severity.value, found.number("units")) == (
        "completion-exists",
        "information",
        8,
    )


def test_fewer_votes_announced_than_a_source_holds(tmp_path):
    """Eight tables hold 320 for A; 250 announced for A are 70 too few, of a margin of 50 announced."""
    case = announcing(plain(8), tmp_path, '{ figure = "A", votes = 250 }, ' + PARTS)
    (above,) = [f for f in check_partial_sum(case) if f.code == "partial-sum-above"]

    assert certificates(case) == [("partial-sum-above", "A", 70, "serious")]
    assert (above.number("records"), above.number("claimed"), above.number("margin")) == (320, 250, 50)
    assert (above.claim, above.votes_affected) == ("A.count", 70)
    assert sentence(case, above) == (
        "The bulletin: official alone gives List A 320 votes, 70 more than the 250 announced (margin: 50); "
        "by its own account the announcement leaves no unit out."
    )


def test_a_coverage_lets_units_be_left_out(tmp_path):
    """90 % of ten tables: one may be left out and takes 40 votes for A; 30 of the 70 remain."""
    claims = '{ figure = "A", votes = 250 }, ' + PARTS + ', { coverage = "90.0", of = "units" }'
    (above,) = [
        f for f in check_partial_sum(announcing(plain(8), tmp_path, claims)) if f.code == "partial-sum-above"
    ]

    numbers = [above.number(name) for name in ("excess", "left_out", "left_out_votes", "surplus")]
    assert numbers == [70, 1, 40, 30]


def test_left_out_far_enough_there_is_no_proof(tmp_path):
    """80 % of ten tables: two may be left out and take 80 votes for A, more than the 70."""
    claims = '{ figure = "A", votes = 250 }, ' + PARTS + ', { coverage = "80.0", of = "units" }'

    assert certificates(announcing(plain(8), tmp_path, claims)) == []


def test_a_coverage_of_voters_bounds_nothing(tmp_path):
    """80 % of the registered may be any tables: no proof rests on how many were left out."""
    claims = '{ figure = "A", votes = 10 }, ' + PARTS + ', { coverage = "80.0", of = "registered" }'

    assert certificates(announcing(plain(8), tmp_path, claims)) == []


def test_the_other_side_of_the_same_proof_is_what_one_would_need(tmp_path):
    """B is announced 400 of 620: it needs 240 more than the 160 recorded, and 60 are left outside."""
    claims = '{ figure = "A", votes = 150 }, { figure = "B", votes = 400 }, { figure = "C", votes = 70 }'
    case = announcing(plain(8), tmp_path, claims)
    rest = [f for f in check_partial_sum(case) if f.code == "partial-sum-complement"]
    (told,) = [f for f in rest if f.number("rest") == "B"]

    assert (told.number("needed"), told.number("left"), told.number("excess")) == (240, 60, 180)
    assert told.claim == "B.count"
    assert sentence(case, told, "es") == (
        "The bulletin: List B necesitaría 240 votos más que los que da official, "
        "y el anuncio deja 60 para todas las opciones juntas fuera de official: faltan 180."
    )


def test_more_votes_announced_than_there_are_voters(tmp_path):
    """B has 160, and 200 voters are outstanding: 500 announced are 140 too many."""
    claims = '{ figure = "A", votes = 400 }, { figure = "B", votes = 500 }, { figure = "C", votes = 100 }'
    case = announcing(plain(8), tmp_path, claims)

    assert certificates(case) == [
        ("partial-sum-beyond", "B", 140, "serious"),
    ]


def test_a_proof_of_too_many_relies_on_the_largest_register_stated(tmp_path):
    """With a rival register of 1,200, and tables nobody lists, 500 for B fit: 160 and up to 400."""
    claims = '{ figure = "A", votes = 320 }, { figure = "B", votes = 500 }, { figure = "C", votes = 80 }'
    rival = Statement(about="registered", value=1200, by=Text.of("the press"))

    alone = certificates(announcing(plain(8), tmp_path / "1", claims, statements=UNLISTED))
    both = certificates(announcing(plain(8), tmp_path / "2", claims, statements=(*UNLISTED, rival)))

    assert (alone, both) == ([("partial-sum-beyond", "B", 140, "attention")], [])


def test_votes_counted_outside_the_records_belong_to_both_sides(tmp_path):
    """330 announced for A with 80 from abroad leave 250 for the tables, which hold 320."""
    abroad = Addition(name=Text.of("abroad"), figures=((FigureId("A"), 80),), by=Text.of("A"))
    case = announcing(plain(8), tmp_path, '{ figure = "A", votes = 330 }, ' + PARTS, additions=(abroad,))
    (above,) = [f for f in check_partial_sum(case) if f.code == "partial-sum-above"]

    assert (above.number("records"), above.number("claimed"), above.number("excess")) == (400, 330, 70)
    assert "assume-additions-as-stated" in above.assumptions


def test_a_fragment_can_prove_but_is_not_asked_for_more(tmp_path):
    """A second source of three tables holds 120 for A: 100 announced are refuted, 300 get no finding."""
    made = plain()
    made = made.with_sheets(made.sheets()[:3], "press")

    low = announcing(made, tmp_path / "1", '{ figure = "A", votes = 100 }, { figure = "B", votes = 200 }')
    high = announcing(made, tmp_path / "2", '{ figure = "A", votes = 300 }, { figure = "B", votes = 200 }')

    assert [f.subject for f in check_partial_sum(low)] == ["press/p/A"]
    assert list(check_partial_sum(high)) == []


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_an_honest_election_gets_no_certificate(seed, tmp_path):
    """Also with a table missing."""
    made = missing_station(honest_election(seed=seed), unit="01.01.01")

    assert {f.code for f in check_partial_sum(announcing(made, tmp_path))} == {"completion-exists"}


def test_a_padded_sheet_is_seen_where_it_outruns_what_was_announced(tmp_path):
    """Four tables of five and one padded by 500: more for A than was announced for all."""
    lied = padded_sheet(plain(8), unit="01.01.01", option="A", votes=500)

    assert ("partial-sum-above", "A", 420, "serious") in certificates(announcing(lied, tmp_path))


def test_a_lie_it_cannot_see_is_exchanged_lists_within_the_room(tmp_path):
    """Two lists exchanged on one sheet: what is missing can still hold the true totals."""
    lied = swapped_lists(plain(8), unit="01.01.01", first="A", second="B")

    assert {f.code for f in check_partial_sum(announcing(lied, tmp_path))} == {"completion-exists"}
