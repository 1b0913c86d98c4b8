"""Corrections: honest records, each lie about a chain, and the one no chain shows."""

from __future__ import annotations

from dataclasses import replace

from tests.simulator import case_of, honest_council, honest_election, late_correction, padded_sheet

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
