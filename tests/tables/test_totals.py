"""Totals: beyond 31 and 63 bits, over any grouping, and never a silence taken for a zero."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.simulator import case_of, contest_of, honest_election, unread_figure

from tellers.errors import UsageError
from tellers.model import FigureId
from tellers.tables import Tables, total_by_area, total_figures

HONEST = honest_election(options=("A", "B"))
CONTEST = contest_of(HONEST)


@pytest.mark.parametrize(("votes", "expected"), [(2**30, 3 * 2**30), (2**31, 6_442_450_944)])
def test_totals_pass_31_bits(votes, expected, tmp_path):
    """Three sheets of so many votes each add up exactly, past 2**31."""
    sheets = tuple(
        replace(sheet, figures={**sheet.figures, "A": votes if sheet.record <= 3 else 0})
        for sheet in HONEST.sheets()
    )
    case = case_of(HONEST.with_sheets(sheets), tmp_path)

    assert total_figures(case.tables, case.contest, case.sources[0]).figures[FigureId("A")] == expected


def test_totals_pass_63_bits():
    """No dossier may hold such figures; the sum of three of 2**62 is exact all the same."""
    tables = laid_down([(0, 0, 2**62, 0)] * 3)

    assert total_figures(tables, CONTEST, "official").figures["A"] == 13_835_058_055_282_163_712


def laid_down(rows) -> Tables:
    """Tables with these rows of (region, centre, A or None, B) as the standing records of a source."""
    tables = Tables.open(threads=1)
    tables.levels = ("region", "centre")
    tables.connection.execute(
        "create table units (unit varchar, region varchar, region_name varchar, "
        "centre varchar, centre_name varchar, registered bigint)"
    )
    tables.connection.execute(
        'create table "standing:vote:official" (record bigint, unit varchar, "A" bigint, "B" bigint)'
    )
    for number, (region, centre, a, b) in enumerate(rows):
        place = (f"u{number}", f"r{region}", None, f"r{region}c{centre}", None, None)
        tables.connection.execute("insert into units values (?, ?, ?, ?, ?, ?)", place)
        record = (number, f"u{number}", a, b)
        tables.connection.execute('insert into "standing:vote:official" values (?, ?, ?, ?)', record)
    tables.figures[CONTEST.id, "official"] = (FigureId("A"), FigureId("B"))
    tables._standing.add((CONTEST.id, "official"))
    return tables


VOTES = st.integers(0, 2**40)
ROWS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3), st.none() | VOTES, VOTES), min_size=1, max_size=12
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ROWS)
def test_totals_add_up_over_any_grouping(rows):
    """Regions, centres and units each add up to the whole, in votes, units and silences."""
    tables = laid_down(rows)
    whole = total_figures(tables, CONTEST, "official")

    assert whole.figures["A"] == sum(a or 0 for _, _, a, _ in rows)
    assert whole.silent["A"] == sum(a is None for _, _, a, _ in rows)
    for level in ("region", "centre", "unit"):
        parts = total_by_area(tables, CONTEST, "official", level)
        assert sum(part.units for part in parts) == len(rows)
        for figure in ("A", "B"):
            assert sum(part.figures[figure] for part in parts) == whole.figures[figure]
            assert sum(part.silent[figure] for part in parts) == whole.silent[figure]


def test_a_figure_that_was_not_read_is_silent_and_no_zero(tmp_path):
    """One unread option: its total misses the sheet, and says so."""
    case = case_of(unread_figure(HONEST, unit="01.01.01", figure="A"), tmp_path)
    totals = total_figures(case.tables, case.contest, case.sources[0])

    assert totals.silent["A"] == 1
    assert totals.figures["A"] == HONEST.total("A") - HONEST.sheet("01.01.01").figures["A"]


def test_a_level_that_does_not_exist_names_those_that_do(tmp_path):
    """A wrong level is a wrong call, with the levels there are."""
    case = case_of(HONEST, tmp_path)

    with pytest.raises(UsageError) as refused:
        total_by_area(case.tables, case.contest, case.sources[0], "canton")
    assert refused.value.expected == "region, centre, unit"
