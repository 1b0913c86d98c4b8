"""Pages on paper: what only a screen needs is gone, and what is printed is whole."""

from __future__ import annotations

import re

import pytest
from tests.web.votes import CORRECTED

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]
PAPER = 680
"""The width of A4 between its margins, in pixels of a page."""


def print_it(page, there: str) -> None:
    """Have the page as it is when it is printed: scripts are told before, as a browser tells them."""
    page.wait_for_selector(there)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 1000})
    page.evaluate("dispatchEvent(new Event('beforeprint'))")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_whole_map_is_printed_in_the_colours_of_its_legend(visiting, serve, large, scheme):
    """Twenty regions, none cut off; a map drawn for the night would not be what its legend says."""
    page = visiting(color_scheme=scheme).page
    page.goto(serve(large).at("en/map.html"))
    print_it(page, ".map-canvas.gl:not(.waiting) canvas")
    colours = "all => [...new Set(all.map(one => getComputedStyle(one).fill))].sort()"

    assert not page.locator(".map-canvas.gl").is_visible()
    assert page.locator("svg.map .areas path").count() == 20
    box = page.locator(".map-canvas svg.map").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PAPER
    assert page.locator(".map-frame").bounding_box()["height"] >= box["height"]
    legend = page.locator(".legend rect").evaluate_all(colours)
    assert page.locator("svg.map .areas path").evaluate_all(colours) == legend
    assert page.locator(".picture-table thead").inner_text().split("\t")[0].strip().startswith("Region")
    assert page.locator(".zoom, .choices, nav.pages").first.is_hidden()


def test_a_chart_is_printed_with_its_legend_and_the_heads_of_its_table(page, serve, large):
    """Colours of the legend are kept where a browser leaves out grounds."""
    page.goto(serve(large).at("en/charts.html"))
    print_it(page, "svg.chart")
    swatch = page.locator(".chart-swatch").first

    assert page.locator("svg.chart").is_visible()
    assert swatch.evaluate("one => getComputedStyle(one).printColorAdjust") == "exact"
    heads = page.locator(".picture-table thead").inner_text()
    assert "Region" in heads
    assert "Votes for all options" in heads


def test_a_sheet_prints_without_what_only_a_screen_needs(page, serve, made_site):
    """No navigation, no buttons, no list of the other sheets; the accounts and the verdict stay."""
    page.goto(serve(made_site).at(f"en/sheets/region-01.html#{CORRECTED}"))
    print_it(page, ".sheet-view .told.holds")

    assert not page.locator("nav.pages").is_visible()
    assert not page.locator("ul.receipts button").first.is_visible()
    assert not page.locator("table.sheets").is_visible()
    assert page.locator("table.accounts").is_visible()
    assert page.locator(".told.holds").is_visible()


@pytest.mark.parametrize(
    ("path", "there", "most"),
    [
        ("en/index.html", "main", 5),
        ("en/map.html", ".map-canvas.gl:not(.waiting) canvas", 3),
        ("en/charts.html", "svg.chart", 2),
        ("en/sheets/region-01.html#01.02.01", ".sheet-view .told.holds", 5),
    ],
)
def test_a_page_takes_few_sheets_of_paper(page, serve, large, path, there, most):
    """As Chromium writes it to PDF, by its own count of pages."""
    page.goto(serve(large).at(path))
    page.wait_for_selector(there)
    written = page.pdf(format="A4")

    assert 0 < len(re.findall(rb"/Type\s*/Page\b", written)) <= most
