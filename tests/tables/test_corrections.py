"""Chains of corrections, sound and unsound, on records laid down one by one."""

from __future__ import annotations

from dataclasses import replace

from tests.simulator import case_of, honest_election, late_correction

from tellers.tables import count_corrections, count_withdrawn, list_corrections

HONEST = honest_election()
LAST = len(HONEST.sheets())


def with_record(election, **changed):
    """Append a record like the first sheet, changed as told."""
    record = max(sheet.record for sheet in election.sheets()) + 1
    sheet = replace(election.sheets()[0], record=record, **changed)
    return election.with_sheets((*election.sheets(), sheet))


def asked(election, folder):
    """The tables, contest and source to ask."""
    case = case_of(election, folder)
    return case.tables, case.contest, case.sources[0]


def test_a_chain_of_two_corrections_adds_up_what_each_changed(tmp_path):
    """Seven votes more, then three fewer, on one unit: two links, one unit, four votes net."""
    lied = late_correction(HONEST, unit="01.01.01", option="B", votes=7)
    lied = late_correction(lied, unit="01.01.01", option="B", votes=-3)
    tables = asked(lied, tmp_path)
    found = count_corrections(*tables)

    assert (found.links, found.units, found.faulty) == (2, 1, 0)
    assert found.net == {"A": 0, "B": 4, "C": 0}
    assert [(c.replaces, c.fault, c.votes["B"]) for c in list_corrections(*tables)] == [
        (1, "", 7),
        (LAST + 1, "", -3),
    ]


def test_each_unsound_link_is_told_by_what_is_wrong(tmp_path):
    """A record that is not there, another unit's, one replaced already, and two that replace each other."""
    lied = with_record(HONEST, replaces=99_999)
    lied = with_record(lied, unit="01.02.01", replaces=1)
    lied = with_record(lied, replaces=1)
    lied = with_record(lied, replaces=LAST + 5)
    lied = with_record(lied, replaces=LAST + 4)
    tables = asked(lied, tmp_path)
    found = count_corrections(*tables)

    assert (found.dangling, found.other_unit, found.forked, found.circular) == (1, 1, 1, 2)
    assert found.faulty_votes == 5 * HONEST.sheets()[0].figures["valid"]
    assert found.net == {"A": 0, "B": 0, "C": 0}
    assert {c.record - LAST: c.fault for c in list_corrections(*tables)} == {
        1: "dangling",
        2: "other-unit",
        3: "forked",
        4: "circular",
        5: "circular",
    }


def test_a_withdrawn_unit_is_counted_with_the_votes_it_held(tmp_path):
    """Its last record says withdrawn, replaces the account, and nothing comes after."""
    lied = with_record(HONEST, replaces=1, status="withdrawn", figures=dict.fromkeys(["A", "B", "C"]))
    found = count_withdrawn(*asked(lied, tmp_path))

    assert (found.units, found.votes) == (1, HONEST.sheets()[0].figures["valid"])


def test_records_without_corrections_have_none(tmp_path):
    """None is not a count of zero links."""
    assert count_corrections(*asked(HONEST, tmp_path)) is None
