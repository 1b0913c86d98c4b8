"""What the scripts build is for everybody: axe, a screen of 320 pixels, by day and night, and on paper."""

from __future__ import annotations

import pytest
from tests.web.scripts import ROOT, needs_node
from tests.web.votes import CORRECTED

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), needs_node]
PAGES = {
    "sheet": (f"en/sheets/region-01.html#{CORRECTED}", ".sheet-view .told.holds"),
    "find": ("en/find.html#q=02.01", "#find-list [role=option]"),
    "check": ("en/check.html", "#verify-all button.main"),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_violation_and_nothing_is_wider_than_320_pixels(
    chromium, serve, made_site, name, scheme
):
    """With every fold open; contrast included."""
    path, there = PAGES[name]
    context = chromium.new_context(viewport={"width": 320, "height": 700}, color_scheme=scheme)
    page = context.new_page()
    page.goto(serve(made_site).at(path))
    page.wait_for_selector(there)
    if name == "check":
        page.click(there)
        page.wait_for_selector("#verify-all .told[data-seconds]")
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text())
    violations = page.evaluate(
        "axe.run().then(found => found.violations.map(one => [one.id, one.nodes[0].html]))"
    )

    assert violations == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    context.close()


def test_a_sheet_prints_without_what_only_a_screen_needs(page, serve, made_site):
    """No navigation, no buttons; the accounts and the verdict stay."""
    page.goto(serve(made_site).at(PAGES["sheet"][0]))
    page.wait_for_selector(PAGES["sheet"][1])
    page.emulate_media(media="print")

    assert not page.locator("nav.pages").is_visible()
    assert not page.locator("ul.receipts button").first.is_visible()
    assert page.locator("table.accounts").is_visible()
    assert page.locator(".told.holds").is_visible()
