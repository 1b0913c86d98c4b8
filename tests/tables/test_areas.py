from __future__ import annotations

from collections import Counter
from dataclasses import replace

from tests.simulator import case_of, honest_council, honest_election

from tellers.tables import count_units, list_accounts, list_areas, list_units


def test_areas_are_listed_with_the_units_and_voters_in_them(tmp_path):
    """As many as a count in plain Python finds."""
    election = honest_election(seed=3)
    case = case_of(election, tmp_path)
    level = election.levels[0]
    units = Counter(place.areas[0] for place in election.places)
    voters = Counter()
    for place in election.places:
        voters[place.areas[0]] += place.registered or 0

    areas = list_areas(case.tables, level)

    assert {area.area: area.units for area in areas} == dict(units)
    assert {area.area: area.registered for area in areas} == dict(voters)
    assert [area.name for area in areas] == [f"Area {area}" for area in sorted(units)]
    assert count_units(case.tables) == len(election.places)


def test_an_area_says_in_which_wider_area_it_lies(tmp_path):
    """Two places of one name are told apart by it."""
    election = honest_election(seed=3)
    case = case_of(election, tmp_path)
    wide, narrow = election.levels[:2]
    expected = {place.areas[1]: f"Area {place.areas[0]}" for place in election.places}

    assert {area.area: area.within for area in list_areas(case.tables, narrow, within=wide)} == expected


def test_every_account_of_a_small_contest_is_listed_with_its_status(tmp_path):
    """Source by source, as published: a member never called has an account without a position."""
    council = honest_council(seed=4, members=5)
    first, *rest = council.sheets("minutes")
    silent = replace(first, status="not-called", figures=dict.fromkeys(first.figures))
    case = case_of(council.with_sheets((silent, *rest), "minutes"), tmp_path)

    accounts = list_accounts(case.tables, case.contest)

    assert [account.unit for account in accounts] == [sheet.unit for sheet in council.sheets("minutes")]
    assert [account.status for account in accounts] == ["not-called", *["counted"] * 4]
    assert [unit.name for unit in list_units(case.tables)] == sorted(place.unit for place in council.places)
