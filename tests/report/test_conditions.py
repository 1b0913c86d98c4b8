"""What stands beside a majority on the page: each number in its own weight, and the nearest outcome."""

from __future__ import annotations

import pytest
from tests.check.councils import CASTING, DOUBLE, HEAVY, QUORUM, VETO, council, taken

from tellers.check import check
from tellers.report.contents import Paragraphs, Picture, Table
from tellers.report.sections.bounds import bounds_section
from tellers.report.telling import NOTHING, tell

PEOPLE = "at least 65 % of the people of 200: 130 (waived where fewer than 3 members are not in favour)"


def section(tmp_path, rule, positions, language="en", **more):
    """The blocks of what the outcome depends on."""
    result = check(council(tmp_path / "c", rule, positions, **more).dossier)
    return bounds_section(tell(result, language)[0]).blocks


@pytest.mark.parametrize(
    ("rule", "positions", "more", "rows"),
    [
        (
            DOUBLE,
            taken(no=2, abstain=1, yes=7),
            {"weights": HEAVY},
            [
                ("more than half of 10 members: 6", "7", "6", "yes"),
                (
                    PEOPLE,
                    *("70", "130", "no"),
                ),
            ],
        ),
        (
            VETO,
            taken(no=1, yes=9),
            {},
            [
                ("at least 6 votes", "9", "6", "yes"),
                (
                    "No veto: no vote of a member of the group “great” that defeats the text",
                    *("1", NOTHING, "no"),
                ),
            ],
        ),
        (
            QUORUM,
            taken(yes=4, no=1, absent=5),
            {},
            [("Quorum: more than half of 10 members: 6", "5", "6", "no")],
        ),
        (
            CASTING,
            taken(yes=4, no=4, abstain=2),
            {"casting": "for"},
            [
                ("more than half of 8 votes cast: 5", "4", "5", "no"),
                ("Casting vote: For", NOTHING, NOTHING, "decided"),
            ],
        ),
        (
            'weight = "people"',
            taken(no=2, yes=8),
            {"weights": HEAVY},
            [("more than half of the people of 200: 101", "80", "101", "no")],
        ),
    ],
)
def test_every_number_of_a_rule_stands_beside_what_there_was(tmp_path, rule, positions, more, rows):
    """In heads, or in the weight that the rule names."""
    (table,) = [one for one in section(tmp_path, rule, positions, **more) if isinstance(one, Table)]

    assert list(table.rows) == rows


def test_a_weight_is_drawn_in_its_own_numbers(tmp_path):
    """Eight of ten members are 80 of 200, and 101 are needed: no bar of eight stands beside that."""
    blocks = section(tmp_path, 'weight = "people"', taken(no=2, yes=8), weights=HEAVY)
    (picture,) = [one for one in blocks if isinstance(one, Picture)]

    assert picture.table.rows == (
        ("population, on members", "200", "the chair", "101", "80", "not adopted", "yes"),
    )


def test_a_number_that_is_reached_in_vain_says_so(tmp_path):
    """Nine votes for where six are asked, and not adopted: another condition decided it."""
    (picture,) = [o for o in section(tmp_path, VETO, taken(no=1, yes=9)) if isinstance(o, Picture)]

    assert picture.table.rows[0][5] == "not adopted, by another condition"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "One more vote in favour would have adopted it; 5 members had not voted in favour. "),
        ("es", "Un voto más a favor la habría aprobado; sin votar a favor: 5 "),
    ],
)
def test_the_nearest_outcome_is_told_as_arithmetic(tmp_path, language, told):
    """One sentence, and what it does not say."""
    blocks = section(tmp_path, 'base = "members"', taken(yes=5, no=4, abstain=1), language)
    (said,) = [one.texts[0] for one in blocks[1:] if isinstance(one, Paragraphs)]

    assert said.startswith(told)


def test_nothing_nearest_is_told_where_a_position_is_missing(tmp_path):
    """Nobody knows from where it would have moved."""
    blocks = section(tmp_path, 'base = "members"', taken(yes=5, no=4))

    assert [one for one in blocks[1:] if isinstance(one, Paragraphs)] == []
