"""The find page in Chromium: answers while one types, by keyboard alone, and without script."""

from __future__ import annotations

import pytest
from tests.web.served import served

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def search(page, address: str, text: str = ""):
    """Open the find page, type, and return the list."""
    page.goto(address)
    page.wait_for_selector("#find-box[data-answered-ms]")
    if text:
        page.fill("#find-box", text)
    return page.locator("#find-list [role=option]")


def test_a_centre_a_code_and_a_table_are_found_while_one_types(page, made_site):
    """Words in any order, of the place and of the areas around it."""
    with served(made_site) as site:
        options = search(page, site.at("en/find.html"), "01.02 area")

        assert options.first.inner_text().splitlines() == ["Area 01.02", "centre 01.02 · Area 01"]
        page.fill("#find-box", "02.01.01")
        assert options.all_inner_texts() == ["02.01.01\nArea 02.01 · Area 02"]
        page.get_by_text("Found: 1; shown: 1.").wait_for()
        assert float(page.get_attribute("#find-box", "data-answered-ms")) < 50


def test_an_answer_opens_its_sheet_verified(page, made_site):
    """From the search to the proof by keyboard alone."""
    with served(made_site) as site:
        search(page, site.at("en/find.html"), "02.01.01")
        page.keyboard.press("ArrowDown")

        assert page.get_attribute("#find-box", "aria-activedescendant") == "find-0"
        assert page.get_attribute("#find-0", "aria-selected") == "true"
        page.keyboard.press("Enter")
        page.wait_for_selector(".sheet-view .told.holds")
        assert page.url.endswith("/en/sheets/region-02.html#02.01.01")


def test_an_area_that_is_a_heading_is_shown_on_its_page(page, made_site):
    """The address names its level and code."""
    with served(made_site) as site:
        search(page, site.at("en/find.html"), "01.02").first.click()
        page.wait_for_selector("tr.shown")

        assert page.url.endswith("/en/sheets/region-01.html#centre%3D01.02")
        assert page.locator("tr.shown th").get_attribute("id") == "centre=01.02"
        assert page.locator("nav.path li").last.inner_text() == "Area 01.02 01.02"


@pytest.mark.parametrize("address", ["en/find.html?q=02.01.01", "en/find.html#q=02.01.01"])
def test_an_address_reopens_a_search(page, made_site, address):
    """Of both forms; typing keeps the address up with it."""
    with served(made_site) as site:
        options = search(page, site.at(address))

        assert page.input_value("#find-box") == "02.01.01"
        assert options.count() == 1
        page.fill("#find-box", "03.01")
        assert page.evaluate("location.hash") == "#q=03.01"


def test_nothing_found_is_said(page, made_site):
    """And Escape empties the box."""
    with served(made_site) as site:
        search(page, site.at("en/find.html"), "zzz")
        page.get_by_text("Nothing found. Fewer words find more.").wait_for()
        page.keyboard.press("Escape")
        assert page.input_value("#find-box") == ""


def test_a_list_that_is_missing_is_told_and_the_walk_remains(page, site):
    """The areas lead to every sheet without it."""
    (site / "data/find.js").unlink()
    with served(site) as one:
        page.goto(one.at("en/find.html"))
        page.wait_for_selector("#find .told.fault")

        assert page.locator("#find code").inner_text() == "data/find.js"
        assert page.locator("ul.areas a").count() == 6


def test_without_script_one_walks(visiting, made_site):
    """From the widest areas, each with its units, to a sheet."""
    page = visiting(java_script_enabled=False).page
    with served(made_site) as site:
        page.goto(site.at("en/find.html"))
        page.click("ul.areas a >> nth=0")

        assert page.url.endswith("/en/sheets/region-01.html")
