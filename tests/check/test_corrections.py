"""Corrections: honest records, each lie about a chain, and the one no chain shows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.check.judged import announcing, sentence
from tests.check.test_rule import MEMBERS, members, roll
from tests.simulator import (
    case_of,
    corrected_position,
    honest_council,
    honest_election,
    late_correction,
    padded_sheet,
)

from tellers.check.corrections import check_corrections
from tellers.model import Severity

HONEST = honest_election()
MARGIN = HONEST.total("A") - HONEST.total("B")


def findings(election, folder):
    """The findings of the check, by code."""
    return {f.code: f for f in check_corrections(case_of(election, folder))}


def test_records_without_corrections_have_nothing_to_say(tmp_path):
    """Neither an election nor a roll call."""
    assert findings(HONEST, tmp_path) == {}
    assert findings(honest_council(), tmp_path) == {}


def test_a_small_late_correction_is_told_as_information(tmp_path):
    """Five votes more for the second: told with the option, the shift and the margin."""
    found = findings(late_correction(HONEST, unit="01.01.01", option="B", votes=5), tmp_path)["corrections"]

    assert (found.number("links"), found.number("shift"), found.margin) == (1, -5, MARGIN - 5)
    assert found.table[1:] == (("option:A", 0), ("option:B", 5), ("option:C", 0))
    assert found.severity is Severity.INFORMATION


def test_a_late_correction_that_reaches_the_margin_is_serious(tmp_path):
    """One correction gives the second almost all the margin: the result hangs on it."""
    lied = late_correction(HONEST, unit="01.01.01", option="B", votes=MARGIN - 3)

    assert findings(lied, tmp_path)["corrections"].severity is Severity.SERIOUS


def test_a_correction_of_nothing_is_unsound(tmp_path):
    """A record that replaces one the source never published."""
    lied = late_correction(HONEST, unit="01.01.01", option="B", votes=0)
    *sheets, last = lied.sheets()
    lied = lied.with_sheets((*sheets, replace(last, replaces=77_777)))
    found = findings(lied, tmp_path)["corrections-unsound"]

    assert (found.number("faulty"), found.number("dangling")) == (1, 1)
    assert found.units == ("01.01.01",)
    assert found.table[1] == ("01.01.01", f"official/{last.record}", "official/77777", "correction-dangling")
    assert found.severity.weight >= Severity.NOTICE.weight


def test_a_withdrawn_unit_is_told_with_its_votes(tmp_path):
    """Taken back without a new account: its votes left every total."""
    lied = late_correction(HONEST, unit="01.01.01", option="B", votes=0)
    *sheets, last = lied.sheets()
    gone = replace(last, status="withdrawn", figures=dict.fromkeys(last.figures))
    found = findings(lied.with_sheets((*sheets, gone)), tmp_path)["units-withdrawn"]

    assert (found.number("units"), found.votes_affected) == (1, HONEST.sheet("01.01.01").figures["valid"])


def test_a_sheet_changed_without_a_new_record_cannot_be_seen(tmp_path):
    """What the check cannot see: a figure changed in place leaves no chain."""
    assert findings(padded_sheet(HONEST, unit="01.01.01", option="B", votes=500), tmp_path) == {}


CORRECTED = [
    # base, who is corrected and to what; required before and now, votes affected, margin, weight
    ("members", "m01", "against", (17, 18, 16, 18), 1, 2, Severity.ATTENTION),
    ("members", "m18", "for", (17, 18, 18, 18), 1, 1, Severity.SERIOUS),
    ("members", "m18", "abstain", (17, 18, 17, 18), None, 1, Severity.INFORMATION),
    ("cast", "m01", "against", (17, 12, 16, 12), 1, 5, Severity.ATTENTION),
    ("cast", "m01", "absent", (17, 12, 16, 11), None, 6, Severity.INFORMATION),
    ("cast", "m23", "against", (17, 12, 17, 12), None, 6, Severity.INFORMATION),
    ("cast", "m34", "for", (17, 12, 18, 12), 1, 7, Severity.ATTENTION),
    ("cast-or-abstaining", "m34", "for", (17, 15, 18, 15), 1, 4, Severity.ATTENTION),
    ("cast-or-abstaining", "m22", "absent", (17, 15, 17, 14), 1, 4, Severity.ATTENTION),
]
"""On 17 for, 5 against, 6 abstaining and 6 absent of 34: m01 to m17, m18 to m22, m23 to m28, the rest."""


@pytest.mark.parametrize(("base", "unit", "position", "told", "moved", "margin", "weight"), CORRECTED)
def test_a_correction_of_a_majority_moves_votes_for_against_votes_required(
    tmp_path, base, unit, position, told, moved, margin, weight
):
    """By hand: more than half of 34 is 18, of 22 is 12, of 28 is 15; by one vote."""
    voted = corrected_position(roll(17, 5, 6, 6), unit=unit, position=position)
    case = announcing(voted, tmp_path, "", rule=replace(MEMBERS, base=base), statements=members(34))
    (found,) = check_corrections(case)

    names = ("votes_before", "required_before", "votes_now", "required_now")
    assert tuple(found.number(name) for name in names) == told
    assert (found.votes_affected, found.margin, found.severity) == (moved, margin, weight)


def test_the_correction_of_a_roll_call_says_what_was_required(tmp_path):
    """A reader is told votes for and votes required, and never the lead of For over somebody."""
    case = announcing(
        corrected_position(roll(17, 5, 6, 6), unit="m18", position="for"),
        tmp_path,
        "",
        rule=MEMBERS,
        statements=members(34),
    )

    assert sentence(case, next(check_corrections(case))) == (
        "1 record of minutes replaces an earlier one. Before it, List for had 17 of 18 votes required; "
        "now it has 18 of 18."
    )


def test_of_who_was_present_the_corrections_do_not_keep_enough(tmp_path):
    """Present members may have changed with the correction: what was required before is not told."""
    case = announcing(
        corrected_position(roll(17, 5, 6, 6), unit="m18", position="for"),
        tmp_path,
        "",
        rule=replace(MEMBERS, base="present"),
        statements=members(34),
    )
    (found,) = check_corrections(case)

    assert (found.message, found.number("votes_before"), found.number("votes_now")) == (
        "corrections-changed-votes",
        17,
        18,
    )
    assert (found.votes_affected, found.margin, found.severity) == (None, None, Severity.INFORMATION)
