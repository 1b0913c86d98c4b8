"""The page of a body's vote: every member in the order of the roll, with its position in each source."""

from __future__ import annotations

import pytest
from tests.web.sites import MADE, page_at, shared_site

from tellers.web.site.numbers import NOTHING


@pytest.mark.parametrize(
    ("language", "member", "positions"),
    [
        ("en", "Mexico", ["Absent", "Absent", "≠ Abstaining", "≠ Abstaining", NOTHING]),
        ("es", "México", ["Ausentes", "Ausentes", "≠ Abstenciones", "≠ Abstenciones", NOTHING]),
        ("en", "Uruguay", ["For", NOTHING, "For; For", NOTHING, NOTHING]),
        ("en", "Cuba", ["not called", NOTHING, NOTHING, NOTHING, NOTHING]),
        ("es", "Cuba", ["no llamado", NOTHING, NOTHING, NOTHING, NOTHING]),
        ("en", "“Old and bearded”", [NOTHING, NOTHING, NOTHING, NOTHING, "Abstaining"]),
    ],
)
def test_each_member_has_its_position_in_words(oas, language, member, positions):
    """By every source; silence is a dash, and who differs from the roll is marked."""
    table = page_at(oas, f"{language}/sheets/sheets-all.html").table("positions")

    assert table.row(member) == positions


def test_members_stand_in_the_order_of_the_roll(oas):
    """As the body lists its seats, what matches none of them last."""
    table = page_at(oas, "en/sheets/sheets-all.html").table("positions")

    assert [row.texts[0] for row in table.rows[1:4]] == ["Antigua and Barbuda", "Argentina", "Bahamas"]
    assert table.rows[-1].texts[0] == "“Old and bearded”"


def test_the_rows_of_a_council_are_held_to_entries_like_any_sheet(oas):
    """17 for, none against, 11 abstaining, 5 absent, and one that was never called."""
    page = page_at(oas, "en/sheets/sheets-all.html")

    (mexico, other) = page.table("sheets").of_unit("mexico")
    assert mexico.texts[1:] == ["the compiled roll call, hpdnoticias.com", "0", "0", "0", "1"]
    assert other.texts == ["pledgetimes.com, voz.us", "0", "0", "1", "0"]
    assert page.table("sheets").of_unit("cuba")[0].texts[1].endswith("not called")
    assert page.table("totals").row("For")[0] == "17"


def test_several_contests_stand_on_one_page(tmp_path_factory):
    """Two questions of one body, each under its title; the one without a record says so."""
    page = page_at(shared_site(tmp_path_factory, MADE), "en/sheets/sheets-all.html")

    assert {"c-res-7", "c-res-8"} <= set(page.ids)
    assert "No record of this is published." in page.text
    assert page.table("positions", "c-res-7").row("Belmar") == ["For (corrected)"]
    assert page.table("positions", "c-res-7").row("Arvon") == ["For"]
