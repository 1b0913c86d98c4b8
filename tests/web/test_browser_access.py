"""What the pages are for everybody: axe, a screen of 320 pixels, day and night, and right to left."""

from __future__ import annotations

import pytest
from tests.web.scripts import ROOT, needs_node
from tests.web.sites import COUNCIL, ELECTION, shared_site

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser"), needs_node]
OPENED = ".sheet-view .told:not(.waiting)"
EVERY = {
    "en/index.html": "main",
    "en/find.html": "#find-box[data-answered-ms]",
    "en/areas.html": "main",
    "en/charts.html": "svg.chart",
    "en/compare.html": "#choose-versions button",
    "en/check.html": "#verify-all button.main",
    "en/download.html": "main",
    "en/report.html": "main",
}
"""Pages of every site, each with what is there once its script has run."""
MAP = {"en/map.html": ".map-canvas.gl:not(.waiting) canvas"}
KINDS = {
    "large": EVERY | MAP | {"en/sheets/region-01.html#01.01.01": OPENED, "en/find.html#q=02.01": "#find-0"},
    ELECTION: EVERY
    | MAP
    | {"en/area/state-01.html": "main", "sheets/parish-010101.html?lang=en#010101001.01": OPENED},
    COUNCIL: EVERY | {"en/sheets/sheets-all.html#mexico": OPENED},
}
"""Every kind of page of the three sites; the sheet of the large one was corrected."""


@pytest.fixture
def at(request, serve, tmp_path_factory):
    """The address of a page of the site."""
    return serve(shared_site(tmp_path_factory, request.getfixturevalue("name"))).at


ALIKE = "[['table tbody tr:nth-child(n+12)'], ['tbody:nth-of-type(n+6)'], ['ul.areas li:nth-child(n+12)']]"
"""Rows that are as the eleven before them: axe looks at each cell for a long time."""


def violations(page, rules: str = "") -> list[list[str]]:
    """Return what axe finds, every fold of the page open."""
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text())
    told = "found => found.violations.map(one => [one.id, one.nodes[0].html])"
    return page.evaluate(f"axe.run({{exclude: {ALIKE}}}, {{preload: false, {rules}}}).then({told})")


@pytest.mark.parametrize("name", KINDS)
def test_axe_finds_no_violation_on_any_page_and_none_is_wider_than_320_pixels(visiting, at, name):
    """With every fold open; nothing goes wrong, and no other host is asked."""
    visit = visiting(viewport={"width": 320, "height": 700})
    for path, there in KINDS[name].items():
        visit.page.goto(at(path))
        visit.page.wait_for_selector(there)

        assert violations(visit.page) == [], path
        assert visit.page.evaluate("document.documentElement.scrollWidth") == 320, path
    assert visit.faults == []
    assert {f"http://{host}/" for host in visit.hosts} == {at("")}


@pytest.mark.parametrize("name", KINDS)
def test_every_word_has_contrast_enough_by_night(visiting, at, name):
    """The one rule of axe that the colours of the night can break."""
    page = visiting(color_scheme="dark").page
    for path, there in KINDS[name].items():
        page.goto(at(path))
        page.wait_for_selector(there)

        assert violations(page, "runOnly: ['color-contrast']") == [], path


@pytest.mark.parametrize("name", ["small"])
def test_axe_finds_no_violation_where_everything_was_verified(visiting, at, name):
    """By night, on a telephone."""
    page = visiting(viewport={"width": 320, "height": 700}, color_scheme="dark").page
    page.goto(at("en/check.html"))
    page.click("#verify-all button.main")
    page.wait_for_selector("#verify-all .told[data-seconds]")

    assert violations(page) == [], name


OUTSIDE = """() => [...document.querySelectorAll("main *")].filter((one) => {
  const { left, right, width } = one.getBoundingClientRect();
  const within = one.closest(".scroll, svg, pre, .map-frame, .visually-hidden, [hidden]");
  return width && !within && (left < 0 || right > innerWidth);
}).map((one) => one.outerHTML.slice(0, 80))"""
"""What sticks out of the window at either side."""


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", ["large"])
def test_a_page_that_is_read_from_right_to_left_does_not_break(visiting, at, name, width):
    """Nothing sticks out, numbers keep their digits' order, and drawings their labels beside the bars."""
    visit = visiting(viewport={"width": width, "height": 900})
    turn = "document.addEventListener('DOMContentLoaded', () => { document.documentElement.dir = 'rtl'; })"
    visit.page.add_init_script(turn)
    for path, there in KINDS[name].items():
        visit.page.goto(at(path))
        visit.page.wait_for_selector(there)

        assert visit.page.evaluate("document.documentElement.dir") == "rtl"
        assert visit.page.evaluate("document.documentElement.scrollWidth") == width, path
        assert visit.page.evaluate(OUTSIDE) == [], path
    visit.page.goto(at("en/charts.html"))
    label = visit.page.locator("svg.chart text", has_text="Córdoba").bounding_box()
    bar = visit.page.locator("svg.chart [data-mark=bar] rect").first.bounding_box()
    assert label["x"] + label["width"] <= bar["x"]
    assert visit.faults == []
