"""Poland, 1 June 2025: the districts whose figures were reported exchanged after a recount."""

from __future__ import annotations

from pathlib import Path

import pytest

from tellers.check.swapped_screen import ExchangeColumns, ExchangeScreen, screen_exchanges
from tellers.tables import Tables, quoted, text

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "poland-2025-president"
pytestmark = pytest.mark.acceptance

REPORTED = [  # (Nawrocki, Trzaskowski) as published; the check's page in the docs says by whom
    (1132, 540),
    (193, 467),
    (611, 363),
    (209, 360),
    (504, 324),
    (163, 260),
    (466, 331),
    (585, 346),
]
NOT_EXCHANGED = [(136, 1774), (543, 682), (957, 2295)]  # recounted too: moved or single votes, no exchange


@pytest.fixture(scope="module")
def screen() -> ExchangeScreen:
    """Screen round 2 with the shares of round 1; the rows of both files are in the same order."""
    tables = Tables.open(threads=2)
    for name in ("round1", "round2"):
        tables.connection.execute(
            f"create table {name} as select row_number() over () as unit, * "
            f"from read_csv({text(str(FOLDER / name))} || '.csv.zst')"
        )
    columns = [name for (name,) in tables.query("select column_name from (describe round1)")]
    candidates = columns[columns.index("valid_votes") + 1 :]
    shares = ", ".join(
        f"r1.{quoted(c)} / nullif(r1.valid_votes, 0) as {quoted(c + ' 1')}" for c in candidates
    )
    tables.connection.execute(
        "create table sheets as select unit, r1.teryt_powiat, r1.teryt_gmina, r2.Nawrocki, r2.Trzaskowski, "
        f"{shares} from round1 r1 join round2 r2 using (unit)"
    )
    return screen_exchanges(
        tables,
        ExchangeColumns(
            relation="sheets",
            unit="unit",
            first="Nawrocki",
            second="Trzaskowski",
            areas=("teryt_powiat", "teryt_gmina"),
            shares=tuple(f"{c} 1" for c in candidates),
        ),
    )


def test_every_exchange_reported_with_its_figures_is_a_suspect(screen):
    """All eight are in a list of fifteen, out of 32,139 districts with votes."""
    found = [(suspect.first, suspect.second) for suspect in screen.suspects]

    assert screen.units == 32139
    assert [figures for figures in REPORTED if figures not in found] == []
    assert len(found) == 15


def test_recounts_that_found_something_else_are_no_suspects(screen):
    """Votes moved from one pile to another, or one vote misread, do not look like an exchange."""
    found = {(suspect.first, suspect.second) for suspect in screen.suspects}

    assert found.isdisjoint(NOT_EXCHANGED)


def test_the_list_does_not_touch_the_outcome(screen):
    """If all fifteen were exchanged, the margin of 369,451 would be 3,708 votes smaller."""
    assert sum(suspect.margin_change for suspect in screen.suspects) == -3708
