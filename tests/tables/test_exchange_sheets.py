"""The sheets an exchange is looked for on, recomputed unit by unit in plain Python."""

from __future__ import annotations

import pytest

from tellers.model import Contest, ContestId, Level, Option, OptionId, Rule, SourceId, Text
from tellers.tables import Tables
from tellers.tables.exchange_sheets import ContestSource, drop_sheets, gather_sheets, shared_units

PLACES = [(f"u{i}", f"c{i // 8}", f"d{i // 4}", f"e{i // 2}") for i in range(12)]
SECOND = {f"u{i}": (50 + i, 30 + 2 * i) for i in range(12)}
FIRST = {f"u{i}": (20 + i, 10, 5 * (i % 2)) for i in range(1, 12)}


def contest(name: str, options: tuple[str, ...]) -> Contest:
    """Return a contest with three levels of areas."""
    return Contest(
        id=ContestId(name),
        title=Text.of(name),
        date="",
        secret=True,
        levels=tuple(Level(id=level, name=Text.of(level)) for level in ("county", "district", "estate")),
        options=tuple(Option(id=OptionId(option), name=Text.of(option)) for option in options),
        figures=(),
        rule=Rule(kind="plurality"),
    )


HERE = ContestSource(contest=contest("second", ("yes", "no")), source=SourceId("s"))
OTHER = ContestSource(contest=contest("first", ("yes", "no", "none")), source=SourceId("s"))


@pytest.fixture
def tables() -> Tables:
    """Twelve places, in three levels of areas; one of them has no first round, one is alone."""
    opened = Tables.open(threads=1)
    opened.connection.execute(
        "create table units (unit varchar, county varchar, district varchar, estate varchar)"
    )
    opened.connection.executemany("insert into units values (?, ?, ?, ?)", PLACES)
    opened.connection.execute("update units set estate = 'alone' where unit = 'u11'")
    for one, sheets in ((HERE, SECOND), (OTHER, FIRST)):
        options = one.contest.option_ids
        opened.figures[one.contest.id, one.source] = options
        name = opened.records(one.contest.id, one.source)
        columns = ", ".join(f'"{option}" bigint' for option in options)
        opened.connection.execute(
            f"create table {name} (record bigint, unit varchar, status varchar, replaces bigint, {columns})"
        )
        marks = ", ".join("?" * (4 + len(options)))
        rows = [(i, unit, "counted", None, *votes) for i, (unit, votes) in enumerate(sheets.items())]
        opened.connection.executemany(f"insert into {name} values ({marks})", rows)
    return opened


def test_units_with_a_record_in_both_contests_are_counted(tables):
    """Eleven of twelve places have a first round."""
    assert shared_units(tables, HERE, OTHER) == 11


def test_each_sheet_has_its_figures_its_areas_and_the_shares_of_the_other_contest(tables):
    """The two smallest levels of three; shares are of all options, and null without the other contest."""
    columns = gather_sheets(tables, HERE, HERE.contest.option_ids, OTHER)
    found = tables.query(f"select * from {columns.relation} order by unit")

    expected = []
    for unit, _, district, estate in sorted(PLACES):
        votes = FIRST.get(unit)
        shares = tuple(pytest.approx(v / sum(votes)) for v in votes) if votes else (None,) * 3
        expected.append((unit, *SECOND[unit], district, "alone" if unit == "u11" else estate, *shares))
    assert found == expected
    assert (columns.first, columns.second, columns.areas) == ("option_0", "option_1", ("level_0", "level_1"))
    assert columns.shares == ("share_0", "share_1", "share_2")


def test_without_another_contest_a_unit_alone_in_its_smallest_area_is_left_out(tables):
    """Nobody is there to judge it by: u11, and u10 that it was parted from."""
    columns = gather_sheets(tables, HERE, HERE.contest.option_ids, None)
    found = {unit for (unit,) in tables.query(f"select unit from {columns.relation}")}

    assert set(SECOND) - found == {"u10", "u11"}
    assert columns.shares == ()


def test_the_sheets_are_dropped_again(tables):
    """Nothing is left in the connection, whether there was something or not."""
    gather_sheets(tables, HERE, HERE.contest.option_ids, OTHER)
    drop_sheets(tables)
    drop_sheets(tables)

    assert tables.query("select table_name from duckdb_tables() where table_name like 'exchange%'") == []
