"""Source against source, unit by unit."""

from __future__ import annotations

import pytest
from tests.check.judged import announcing, plain, sentence
from tests.check.test_rule import MEMBERS, roll
from tests.simulator import missing_station, padded_sheet, second_source, with_status

from tellers.check import check_sources


def found(case, code):
    """The findings of one code."""
    return [finding for finding in check_sources(case) if finding.code == code]


def told_by(election, name, source="official"):
    """The election with one source's sheets told by another too, and its own as they are."""
    return plain().with_sheets(election.sheets(source), name)


def test_two_sources_that_agree(tmp_path):
    """Ten tables in both, all equal."""
    case = announcing(second_source(plain(), name="witnesses"), tmp_path)
    (agree,) = found(case, "sources-agree")

    numbers = [agree.number(name) for name in ("shared", "equal", "differ", "only_first", "only_second")]
    assert (numbers, agree.severity.value) == ([10, 10, 0, 0, 0], "information")
    assert found(case, "sources-only-by-area") == []


@pytest.mark.parametrize(("votes", "severity"), [(1, "notice"), (2, "attention"), (200, "serious")])
def test_a_difference_weighs_by_the_margin(votes, severity, tmp_path):
    """The lead is 200 in the first source."""
    lied = padded_sheet(plain(), unit="01.01.03", option="B", votes=votes)
    case = announcing(told_by(lied, "witnesses"), tmp_path)
    (differ,) = found(case, "sources-differ")

    assert (differ.number("differ"), differ.number("votes"), differ.units) == (1, votes, ("01.01.03",))
    assert differ.severity.value == severity


def test_a_failed_reading_is_not_a_sheet_of_zeros(tmp_path):
    """One code could not be read: told apart, and no difference."""
    failed = with_status(plain(), unit="01.01.03", status="unread")
    case = announcing(told_by(failed, "readings"), tmp_path)
    (differ,) = found(case, "sources-differ")

    assert (differ.number("equal"), differ.number("unread"), differ.severity.value) == (9, 1, "information")
    assert sentence(case, differ) == (
        "official and readings both give 10 units. Equal: 9. "
        "On 1 one reading failed, which is not a record of zeros. "
        "Only in official: 0 units. Only in readings: 0 units."
    )


def test_what_only_one_has_is_told_by_area(tmp_path):
    """A table that one source leaves out."""
    case = announcing(told_by(missing_station(plain(), unit="01.01.10"), "witnesses"), tmp_path)
    (areas,) = found(case, "sources-only-by-area")

    assert areas.table == (("level:region", "only:official", "only:witnesses"), ("Area 01", 1, 0))


def test_sources_without_a_unit_in_common_are_not_compared(tmp_path):
    """Five tables each: nothing to say but where each has more."""
    made = plain()
    case = announcing(made.with_sheets(made.sheets()[:5]).with_sheets(made.sheets()[5:], "other"), tmp_path)

    assert [f.code for f in check_sources(case)] == ["sources-only-by-area"]


def test_under_a_majority_of_the_members_only_votes_for_it_can_decide(tmp_path):
    """A member told as abstaining or absent is a notice; told as voting for it reaches the margin of one."""
    made = roll(17, 0, 11, 6)
    absent = made.sheets("minutes")[-1]
    moved = {
        position: made.with_sheets(
            (type(absent)(record=1, unit=absent.unit, figures={**absent.figures, "absent": 0, position: 1}),),
            "press",
        )
        for position in ("abstain", "for")
    }

    severities = {
        position: found(announcing(election, tmp_path / position, rule=MEMBERS), "sources-differ")[
            0
        ].severity.value
        for position, election in moved.items()
    }

    assert severities == {"abstain": "notice", "for": "serious"}


def test_a_lie_it_cannot_see_is_one_that_both_sources_tell(tmp_path):
    """A padded sheet copied by a second source."""
    lied = second_source(padded_sheet(plain(), unit="01.01.01", option="B", votes=30), name="copy")

    assert [f.code for f in check_sources(announcing(lied, tmp_path))] == ["sources-agree"]
