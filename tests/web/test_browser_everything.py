"""Verify everything here: a whole site held to its log in Chromium, over http and from a disk."""

from __future__ import annotations

import re

import pytest
from tests.web.mirrors import changed_page, replaced, tell
from tests.web.served import served
from tests.web.sites import COUNCIL, MADE, shared_site
from tests.web.votes import DIFFERING, PLAIN

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def run(page, folder, *, language: str = "en", disk: bool = False):
    """Press the button, wait until it is done, and return the section."""
    section = page.locator("#verify-all")
    if disk:
        page.goto(f"file://{folder}/{language}/check.html")
        page.set_input_files("#tellers-folder", str(folder))
        section.locator("button.main").click()
        section.locator("[role=status] .told:not(.waiting)").first.wait_for(timeout=120_000)
        return section
    with served(folder) as site:
        page.goto(site.at(f"{language}/check.html"))
        section.locator("button.main").click()
        section.locator("[role=status] .told:not(.waiting)").first.wait_for(timeout=120_000)
    return section


def faults(section) -> list[tuple[str, str]]:
    """Return what is told in red, each with where."""
    return [
        (box.get_attribute("data-fault"), box.get_attribute("data-where") or "")
        for box in section.locator(".told[data-fault]").all()
    ]


@pytest.mark.parametrize("disk", [False, True], ids=["http", "disk"])
def test_a_whole_signed_site_is_verified(page, made_site, disk):
    """Every entry, every row of every page in four languages, and the totals added up anew."""
    section = run(page, made_site, disk=disk)
    text = section.inner_text()

    assert section.locator(".told.holds .line").inner_text() == (
        "Verified in this browser: the whole log, and every sheet and total that the pages list "
        "says what the log says."
    )
    assert "Entries read and hashed up to the root: 319" in text
    assert "Records that stand: 314, each on exactly one page; pages: 24" in text
    assert "Witnesses who cosigned: anna, carla" in text
    assert int(re.search(r"Totals added up anew and compared: ([\d,]+)", text)[1].replace(",", "")) > 300
    assert "Not verified here, for no entry of the log says it: " in text


@pytest.mark.parametrize("name", [COUNCIL, MADE])
def test_a_roll_call_that_nobody_signed_holds_together(page, tmp_path_factory, name):
    """And the page says that nobody signed it."""
    section = run(page, shared_site(tmp_path_factory, name))

    assert section.locator(".told.unsure .line").inner_text() == (
        "Everything holds together in this browser, and nobody signed it."
    )
    assert faults(section) == []


def test_a_number_that_a_page_says_wrongly_is_told_with_page_row_and_figure(page, site):
    """Also where the site's own list was made to agree with it."""
    told = changed_page(
        site,
        "es/sheets/region-02.html",
        rf"(<tr id={PLAIN}.*?<td>)\d+(?=(?:<td>\d+){{5}}<td>[\d,]+\n)",
        r"\g<1>9999",
    )
    tell(site, told)
    section = run(page, site)

    assert faults(section) == [("page-number", f"es/sheets/region-02.html#{PLAIN}, A")]
    assert "Pages of this site do not say what the log says. Faults: 1." in section.inner_text()
    assert "The log itself holds." in section.inner_text()


def test_a_row_that_was_taken_out_is_told_by_the_record_that_no_page_shows(page, site):
    """One of two sources disappears from a unit on which they differ."""
    told = changed_page(
        site,
        "en/sheets/region-01.html",
        rf"(<tr id={DIFFERING} data-e=)(\d+)>(.*)\n<tr data-e=\d+>.*\n",
        r"\g<1>\g<2>>\g<3>\n",
    )
    tell(site, told)
    found = faults(run(page, site))

    assert ("page-left-out", "en/sheets/") in found


def test_a_row_that_is_shown_twice_is_told(page, site):
    """Two tables with one sheet."""
    row = rf"(<tr id={PLAIN} data-e=.*\n)"
    tell(site, changed_page(site, "en/sheets/region-02.html", row, r"\g<1>\g<1>"))

    assert ("page-twice", f"en/sheets/region-02.html#{PLAIN}") in faults(run(page, site))


def test_a_row_of_an_entry_that_a_later_one_replaced_is_told(page, site):
    """The sheet as it was before its correction: a true entry that no longer stands."""
    tell(site, changed_page(site, "en/sheets/region-01.html", r"data-e=161>", "data-e=4>"))
    found = faults(run(page, site))

    assert ("page-outdated", "en/sheets/region-01.html#01.01.01") in found
    assert ("page-left-out", "en/sheets/") in found


def test_a_total_that_the_entries_do_not_give_is_told_with_source_and_figure(page, site):
    """On the page of the whole vote."""
    tell(site, changed_page(site, "en/areas.html", r"(<th>List A<td>)[\d,]+", r"\g<1>1,234,567"))

    assert faults(run(page, site)) == [("page-total", "en/areas.html, official, A")]


def test_a_page_that_is_missing_or_not_the_one_listed_is_told(page, site):
    """A mirror that copied half."""
    (site / "fr/sheets/region-03.html").unlink()
    tell(site, replaced(site, "pt/areas.html", b"</h1>", b"!</h1>"))
    found = faults(run(page, site))

    assert ("page-missing", "fr/sheets/region-03.html") in found
    assert ("page-altered", "pt/areas.html") in found


def test_an_altered_entry_ends_it_with_its_number(page, site):
    """What the log does not bear is nothing to hold pages to."""
    tell(site, replaced(site, "log/tile/entries/000", b'"unit":"02.01.01"', b'"unit":"02.01.09"'))
    found = faults(run(page, site))

    assert [code for code, _ in found] == ["entry-false"]
    assert "tile/entries/000" in found[0][1]


def test_it_can_be_stopped_and_says_so(page, made_site):
    """And begun again."""
    with served(made_site) as site:
        page.route("**/tile/entries/*", lambda _route: None)  # never answered
        page.goto(site.at("en/check.html"))
        section = page.locator("#verify-all")
        section.locator("button.main").click()
        section.get_by_text("Stop", exact=True).click()
        section.locator(".told.unsure").wait_for()

        assert section.locator(".line").inner_text() == "Stopped: not everything was verified."
        assert section.get_by_text("Once more").count() == 1
