"""Announced counts beside the records, each difference beside the margin."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.check.judged import announcing, plain, sentence
from tests.simulator import (
    honest_council,
    honest_election,
    inflated_proclamation,
    late_correction,
    swapped_lists,
)

from tellers.check import check_claims
from tellers.model import Addition, FigureId, Text


def found(case, code):
    """The findings of one code."""
    return [finding for finding in check_claims(case) if finding.code == code]


def test_an_honest_vote_comes_out_figure_by_figure(tmp_path):
    """Six counts announced, six equal."""
    case = announcing(plain(), tmp_path)
    (equal,) = found(case, "counts-equal")

    assert (equal.number("count"), equal.severity.value) == (6, "information")
    assert sentence(case, equal) == (
        "the authority, 19 May 2031: every one of its 6 counts is exactly what the complete records of "
        "official give (10 units)."
    )


@pytest.mark.parametrize(
    ("votes", "severity"),
    [(1, "notice"), (2, "attention"), (100, "attention"), (200, "serious"), (300, "serious")],
)
def test_a_difference_weighs_by_the_margin(votes, severity, tmp_path):
    """A margin of 200 in the records: one vote is dust, two are a hundredth, 200 reach it."""
    case = announcing(inflated_proclamation(plain(), figure="A", votes=votes), tmp_path)
    (differs,) = found(case, "count-differs")

    assert (differs.number("difference"), differs.margin, differs.severity.value) == (votes, 200, severity)


def test_the_announced_margin_counts_where_it_is_smaller(tmp_path):
    """A announced 20 votes above B: a difference of 180 reaches that, though not the records' 200."""
    case = announcing(plain(), tmp_path, '{ figure = "A", votes = 400 }, { figure = "B", votes = 380 }')
    (differs,) = found(case, "count-differs")

    assert (differs.number("difference"), differs.margin, differs.severity.value) == (180, 20, "serious")


def test_a_late_correction_is_told_beside_the_margin(tmp_path):
    """Three votes corrected after the announcement: two figures fewer announced than the records give."""
    case = announcing(late_correction(plain(), unit="01.01.02", option="B", votes=3), tmp_path)

    told = [(f.number("about"), f.number("difference")) for f in found(case, "count-differs")]
    assert told == [("final/B.count", -3), ("final/valid.count", -3), ("final/voters.count", -3)]
    assert sentence(case, found(case, "count-differs")[0], "es") == (
        "the authority, 19 de mayo de 2031, List B: 200 según el anuncio, 203 en los registros de official. "
        "Son 3 menos que lo que dan los registros, frente a un margen de 197."
    )


def test_votes_from_outside_the_records_are_added_and_told_apart(tmp_path):
    """412 announced, 400 in the records, 10 from abroad: two remain."""
    abroad = Addition(name=Text.of("abroad"), figures=((FigureId("A"), 10),), by=Text.of("A"))
    case = announcing(plain(), tmp_path, '{ figure = "A", votes = 412 }', additions=(abroad,))
    (differs,) = found(case, "count-differs")

    assert (differs.number("records"), differs.number("added"), differs.number("size")) == (400, 10, 2)
    assert differs.message == "claims-more-added"


def test_nothing_is_called_a_difference_while_records_are_missing(tmp_path):
    """Eight of ten tables: the figures stand side by side and no difference is told."""
    case = announcing(plain(8), tmp_path)

    assert [f.code for f in check_claims(case)] == ["figures-side-by-side", "shares-side-by-side"]


def test_a_part_that_matches_exactly_is_said_to(tmp_path):
    """80 % announced with the totals of the eight tables published."""
    claims = '{ figure = "A", votes = 320 }, { figure = "B", votes = 160 }, { coverage = "80", of = "units" }'
    (equal,) = found(announcing(plain(8), tmp_path, claims), "counts-equal")

    assert (equal.message, equal.number("missing")) == ("claims-equal-part", 2)


def test_every_share_stands_with_what_it_is_a_share_of(tmp_path):
    """Options of the valid votes, null votes of the voters, voters of every register announced."""
    claims = (
        '{ figure = "A", votes = 390 }, { figure = "B", votes = 210 }, { figure = "C", votes = 100 }, '
        '{ figure = "null", votes = 100 }, { figure = "voters", votes = 800 }, '
        '{ figure = "registered", votes = 1000 }, { figure = "registered", name = "counted", votes = 900 }'
    )
    (shares,) = found(announcing(plain(), tmp_path, claims), "shares-side-by-side")

    assert [row for row in shares.table[1:] if row[0] not in {"about:p/B.count", "about:p/C.count"}] == [
        ("about:p/A.count", "figure:valid", Fraction(39, 70), 700, "source:official", Fraction(4, 7), 700),
        (
            "about:p/null.count",
            "about:p/voters.count",
            Fraction(1, 8),
            800,
            "source:official",
            Fraction(1, 15),
            750,
        ),
        (
            "about:p/voters.count",
            "about:p/registered.count",
            Fraction(4, 5),
            1000,
            "source:official",
            Fraction(3, 4),
            1000,
        ),
        (
            "about:p/voters.count",
            "about:p/counted.count",
            Fraction(8, 9),
            900,
            "source:official",
            Fraction(3, 4),
            1000,
        ),
    ]
    assert shares.table_formulas[0][2] == (
        'claimed("p", "A.count") / '
        '(claimed("p", "A.count") + claimed("p", "B.count") + claimed("p", "C.count"))'
    )


def test_an_honest_election_and_an_honest_roll_call_get_information_only(tmp_path):
    """The same code for both."""
    for made in (honest_election(seed=5), honest_council(seed=5)):
        case = announcing(made, tmp_path / made.options[0])
        assert {f.severity.value for f in check_claims(case)} == {"information"}


def test_a_lie_it_cannot_see_leaves_the_totals_as_announced(tmp_path):
    """Votes moved between two lists on one sheet, and back on another."""
    lied = swapped_lists(plain(votes={"A": 40, "B": 40, "C": 1}), unit="01.01.01", first="A", second="B")

    assert found(announcing(lied, tmp_path), "count-differs") == []
