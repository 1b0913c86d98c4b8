"""The screen for exchanged figures: honest elections, exchanges it must see, one it cannot, its own rates."""

from __future__ import annotations

import math
import random

import pytest

from tellers.check.swapped_screen import ExchangeColumns, screen_exchanges, screen_pairs
from tellers.tables import Tables

COLUMNS = ExchangeColumns(
    relation="sheets", unit="unit", first="yes", second="no", areas=("county", "parish")
)
SHARES = ("yes_1", "no_1", "other_1")


def election(*, seed: int, units: int = 2000, exchanged: tuple[int, ...] = ()) -> Tables:
    """Make an honest election of two rounds, ten sheets a parish, with heavy tails; exchange these units."""
    draw = random.Random(seed)  # noqa: S311  a simulation, not a secret
    rows = []
    for unit in range(units):
        if unit % 100 == 0:
            county = draw.gauss(0.2, 0.5)
        if unit % 10 == 0:
            parish = county + draw.gauss(0, 0.3)
        chance = 1 / (1 + math.exp(-parish - 0.2 * draw.gauss(0, 1) / math.sqrt(draw.gammavariate(2.5, 0.4))))
        size = round(math.exp(draw.gauss(6.2, 0.6))) + 20
        other = round(size * draw.uniform(0.15, 0.3))
        before = min(
            size - other, max(0, round((size - other) * chance + draw.gauss(0, 0.5) * math.sqrt(size)))
        )
        share = (0.96 * before + 0.5 * other + 0.03 * (size - other - before)) / size
        yes = min(size, max(0, round(size * share + 0.5 * draw.gauss(0, 1) * math.sqrt(size))))
        no = size - yes
        if unit in exchanged:
            yes, no = no, yes
        shares = (before / size, (size - other - before) / size, other / size)
        rows.append((unit, unit // 100, unit // 10, yes, no, *shares))
    tables = Tables.open(threads=1)
    tables.connection.execute(
        "create table sheets (unit int, county int, parish int, yes bigint, no bigint, "
        "yes_1 double, no_1 double, other_1 double)"
    )
    values = ", ".join(str(row) for row in rows)
    tables.connection.execute(f"insert into sheets values {values}")
    return tables


def with_shares(columns: ExchangeColumns = COLUMNS) -> ExchangeColumns:
    """Return the columns with the other contest."""
    return ExchangeColumns(
        relation=columns.relation, unit="unit", first="yes", second="no", areas=columns.areas, shares=SHARES
    )


def lopsided(tables: Tables) -> list[int]:
    """Return the units where one option has at least seven tenths."""
    return [
        unit
        for (unit,) in tables.query(
            "select unit from sheets where abs(yes - no) > 0.4 * (yes + no) and yes + no > 300 order by unit"
        )
    ]


def test_exchanged_sheets_are_found_with_another_contest():
    """Five exchanged sheets of a clear majority are all suspects, the first five of the list."""
    chosen = tuple(lopsided(election(seed=7))[::40][:5])

    screen = screen_exchanges(election(seed=7, exchanged=chosen), with_shares())

    assert {suspect.unit for suspect in screen.suspects[:5]} == set(chosen)
    assert len(screen.suspects) <= 7


def test_a_suspect_carries_its_figures_and_the_change_of_margin():
    """The figures are the sheet's own, and exchanging them moves the margin by twice their difference."""
    (unit,) = lopsided(election(seed=7))[:1]
    tables = election(seed=7, exchanged=(unit,))
    (figures,) = tables.query(f"select yes, no from sheets where unit = {unit}")

    suspect = screen_exchanges(tables, with_shares()).suspects[0]

    assert (suspect.unit, suspect.first, suspect.second) == (unit, *figures)
    assert suspect.margin_change == 2 * (figures[1] - figures[0])
    assert abs(suspect.distance) > abs(suspect.exchanged_distance)


def test_a_sheet_of_halves_cannot_be_seen():
    """What the screen cannot see: exchanging two nearly equal figures changes nothing that shows."""
    (unit,) = election(seed=7).row(
        "select unit from sheets order by abs(yes - no) / (yes + no), unit limit 1"
    )

    screen = screen_exchanges(election(seed=7, exchanged=(unit,)), with_shares())

    assert unit not in {suspect.unit for suspect in screen.suspects}
    assert screen.blind_share > 0.1


def test_neighbours_alone_see_less_and_say_so():
    """Without another contest more units are blind, and fewer exchanges would be detected."""
    tables = election(seed=7)

    both, alone = screen_exchanges(tables, with_shares()), screen_exchanges(tables, COLUMNS)

    assert (both.by_other_contest, alone.by_other_contest) == (True, False)
    assert alone.blind_share > both.blind_share
    assert alone.detectable_share < both.detectable_share


def test_the_stated_rates_hold_in_simulation():
    """Over twenty elections, half with exchanges: about one false alarm each, detection as claimed.

    Tolerance: two false alarms an election on average, detection within 12 points of the claim.
    """
    false = found = made = 0
    claimed = []
    for seed in range(20):
        draw = random.Random(seed)  # noqa: S311  a simulation, not a secret
        exchanged = tuple(draw.sample(range(2000), 10)) if seed % 2 else ()
        screen = screen_exchanges(election(seed=100 + seed, exchanged=exchanged), with_shares())
        suspects = {suspect.unit for suspect in screen.suspects}
        false += len(suspects - set(exchanged))
        found += len(suspects & set(exchanged))
        made += len(exchanged)
        claimed.append(screen.detectable_share)

    assert false / 20 <= 2
    assert made == 100
    assert found / made == pytest.approx(sum(claimed) / 20, abs=0.12)


def test_of_three_options_the_pair_that_was_exchanged_is_named():
    """A sheet odd in several pairs is told once, in the pair with the strongest evidence."""
    tables = election(seed=7)
    tables.connection.execute("alter table sheets add column third bigint")
    tables.connection.execute("update sheets set third = 8 + (yes + no) // 40 + unit % 5")
    unit = lopsided(tables)[3]
    tables.connection.execute(f"update sheets set yes = third, third = yes where unit = {unit}")

    screens = screen_pairs(tables, COLUMNS, options=("yes", "no", "third"))

    named = [suspect.options for screen in screens for suspect in screen.suspects if suspect.unit == unit]
    assert named == [("yes", "third")]


def test_a_unit_without_the_other_contest_is_judged_by_its_neighbours():
    """A null share leaves the unit in the screen."""
    tables = election(seed=7)
    tables.connection.execute("update sheets set yes_1 = null where unit < 50")

    assert screen_exchanges(tables, with_shares()).units == 2000


def test_nothing_to_screen_gives_nothing():
    """No unit, no suspect, no exception; unread figures and empty sheets are not units."""
    tables = election(seed=7, units=20)
    tables.connection.execute("update sheets set yes = case when unit % 2 = 0 then null else 0 end, no = 0")

    screen = screen_exchanges(tables, with_shares())

    assert (screen.units, screen.suspects) == (0, ())


def test_the_same_election_gives_the_same_screen():
    """Nothing is drawn, so two runs agree; the tables made on the way are gone."""
    tables = election(seed=7)

    assert screen_exchanges(tables, COLUMNS) == screen_exchanges(tables, COLUMNS)
    assert tables.query("select table_name from duckdb_tables() where table_name like 'exchange%'") == []
