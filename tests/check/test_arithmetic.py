"""Sheet arithmetic: honest sheets, each fault it must see, and the one it cannot."""

from __future__ import annotations

import pytest
from tests.simulator import (
    case_of,
    honest_council,
    honest_election,
    miscopied_figure,
    padded_sheet,
    unread_figure,
)

from tellers.check.arithmetic import check_arithmetic
from tellers.model import Severity

HONEST = honest_election()
UNIT = "01.01.01"


def findings(election, folder):
    """The findings of the check, by code and figure."""
    return {f"{f.code} {f.subject.split('/')[1]}": f for f in check_arithmetic(case_of(election, folder))}


def test_honest_sheets_hold(tmp_path):
    """Both sums and the limit hold on every sheet, as information."""
    found = findings(HONEST, tmp_path)

    assert list(found) == ["sum-holds valid", "sum-holds voters", "limit-holds voters"]
    assert {f.severity for f in found.values()} == {Severity.INFORMATION}
    assert found["sum-holds valid"].number("checked") == len(HONEST.sheets())


def test_a_roll_call_has_no_sums_to_break(tmp_path):
    """The same check is asked of a council, and has nothing to say."""
    assert findings(honest_council(), tmp_path) == {}


def test_a_miscopied_option_is_seen_and_held_against_the_margin(tmp_path):
    """Seven votes too many for one option: one sheet of about a hundred, far below the margin."""
    found = findings(miscopied_figure(HONEST, unit=UNIT, figure="B", votes=7), tmp_path)
    broken = found["sum-broken valid"]

    assert (broken.number("broken"), broken.number("net"), broken.number("size")) == (1, -7, 7)
    assert broken.units == (UNIT,)
    assert broken.votes_affected == 7
    assert broken.margin == HONEST.total("A") - HONEST.total("B") - 7
    assert broken.severity is Severity.NOTICE


def test_a_fault_that_reaches_the_margin_is_serious(tmp_path):
    """One sheet whose second option has more votes than the margin: it decides the election."""
    votes = HONEST.total("A") - HONEST.total("B") - 1
    found = findings(miscopied_figure(HONEST, unit=UNIT, figure="B", votes=votes), tmp_path)

    assert found["sum-broken valid"].severity is Severity.SERIOUS


def test_many_broken_sheets_ask_for_an_explanation_though_no_option_is_touched(tmp_path):
    """Nulls miscopied on ten sheets: the options still add up, the publisher should explain."""
    lied = HONEST
    for sheet in HONEST.sheets()[:10]:
        lied = miscopied_figure(lied, unit=sheet.unit, figure="null", votes=3)
    broken = findings(lied, tmp_path)["sum-broken voters"]

    assert broken.severity is Severity.ATTENTION
    assert broken.message == "arithmetic-sum-broken-elsewhere"
    assert (broken.number("broken"), broken.number("touched"), broken.votes_affected) == (10, 0, None)


def test_an_unread_figure_is_bounded_and_breaks_nothing(tmp_path):
    """The stated sum says what the unread option holds: exactly what was on the sheet."""
    found = findings(unread_figure(HONEST, unit=UNIT, figure="B"), tmp_path)

    assert "sum-broken valid" not in found
    assert found["sum-bounds-unread valid"].number("votes") == HONEST.sheet(UNIT).figures["B"]


@pytest.mark.parametrize("votes", [900, 5000])
def test_more_voters_than_registered_is_seen(votes, tmp_path):
    """Padded beyond its register, a sheet that adds up is seen all the same."""
    over = findings(padded_sheet(HONEST, unit=UNIT, option="B", votes=votes), tmp_path)["over-limit voters"]

    assert over.units == (UNIT,)
    assert over.severity.weight >= Severity.ATTENTION.weight


def test_a_padded_sheet_that_adds_up_within_its_register_cannot_be_seen(tmp_path):
    """What the check cannot see: votes added to an option, its total and the voters alike."""
    found = findings(padded_sheet(HONEST, unit=UNIT, option="B", votes=5), tmp_path)

    assert {f.severity for f in found.values()} == {Severity.INFORMATION}
