"""Lies about a vote of 5,085 stations, told by the mirror that serves it: each is seen in red, with where."""

from __future__ import annotations

import json

import pytest
from tests.web.mirrors import (
    changed_figure,
    changed_total,
    flipped,
    forked,
    replaced,
    rolled_back,
    witness_line,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]
UNIT, PAGE = "03.02.01", "en/sheets/region-03.html"
RED = "rgb(168, 7, 26)"
LIES = {
    "tile": (
        lambda site: flipped(site, "log/tile/0/001", 40 * 32),
        ("tile-false", "tile/0/001"),
    ),
    "upper tile": (
        lambda site: flipped(site, "log/tile/1/000.p/39", 7 * 32),
        ("edge-false", "tile/1/000.p/39"),
    ),
    "entry": (
        lambda site: replaced(site, "log/tile/entries/001", b'"unit":"03.02.01"', b'"unit":"03.02.09"'),
        ("entry-false", "tile/entries/001"),
    ),
    "missing bundle": (
        lambda _: {"log/tile/entries/021": None},
        ("file-missing", "tile/entries/021"),
    ),
    "checkpoint": (
        lambda site: replaced(site, "log/checkpoint", b"\n10174\n", b"\n10173\n"),
        ("signature-false", "checkpoint"),
    ),
    "witness line": (
        lambda site: witness_line(site, "carla"),
        ("signature-false", "checkpoint"),
    ),
    "page data": (
        lambda site: changed_figure(site, PAGE, unit=UNIT, votes=942),
        ("page-number", f"{PAGE}#{UNIT}, A"),
    ),
}
"""By name: the files told otherwise, and the fault and place that are told in red."""


@pytest.fixture
def mirror(serve, large):
    """The server of the site; what is put `over` it is a lie."""
    return serve(large)


def in_red(box) -> tuple[str, str]:
    """Return the fault and where it is, of a box with a red outline."""
    assert box.evaluate("box => getComputedStyle(box).outlineColor") == RED
    return box.get_attribute("data-fault"), box.get_attribute("data-where") or ""


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_told_in_red_with_where_on_the_sheet_it_touches(page, mirror, large, lie):
    """And the sheet is not said to hold."""
    tell, (code, where) = LIES[lie]
    mirror.over = tell(large)
    page.goto(mirror.at(f"{PAGE}#{UNIT}"))
    box = page.locator(".sheet-view .told.fault[data-fault]").first
    box.wait_for()
    found = in_red(box)

    assert found[0] == code
    assert where in found[1]
    assert page.locator(".sheet-view .told.holds").count() == 0


@pytest.mark.parametrize("lie", ["checkpoint", "witness line"])
def test_a_false_signature_is_told_on_the_first_page(page, mirror, large, lie):
    """Before anything is opened."""
    tell, (code, where) = LIES[lie]
    mirror.over = tell(large)
    page.goto(mirror.at("en/index.html"))
    box = page.locator(".site-banner .told.fault")
    box.wait_for()

    assert in_red(box)[0] == code
    assert in_red(box)[1].startswith(where)


@pytest.mark.parametrize(
    ("lie", "code", "where"),
    [
        ("tile", "tile-false", "tile/0/001"),
        ("entry", "entry-false", "tile/entries/001"),
        ("page data", "page-number", f"{PAGE}#{UNIT}, A"),
    ],
)
def test_a_lie_anywhere_is_found_where_everything_is_verified(page, mirror, large, lie, code, where):
    """By a visitor who never opens the sheet that it is about."""
    mirror.over = LIES[lie][0](large)
    page.goto(mirror.at("en/check.html"))
    page.click("#verify-all button.main")
    box = page.locator("#verify-all .told[data-fault]").first
    box.wait_for(timeout=120_000)
    found = in_red(page.locator("#verify-all .told.fault").first)

    assert box.get_attribute("data-fault") == code
    assert where in (box.get_attribute("data-where") or "")
    assert found
    assert page.locator("#verify-all .told.holds").count() == 0


def test_a_false_total_of_the_whole_vote_is_told_with_source_and_option(page, mirror, large):
    """The sum of 5,084 sheets, added up again from their entries."""
    mirror.over = changed_total(large, "en/areas.html", option="List B", votes="592,621")
    page.goto(mirror.at("en/check.html"))
    page.click("#verify-all button.main")
    box = page.locator("#verify-all .told[data-fault]")
    box.first.wait_for(timeout=120_000)

    assert [(one.get_attribute("data-fault"), one.get_attribute("data-where")) for one in box.all()] == [
        ("page-total", "en/areas.html, official, B")
    ]


@pytest.mark.parametrize("path", ["en/index.html", f"{PAGE}#{UNIT}", "en/map.html"])
def test_a_site_that_was_rolled_back_is_told_by_a_browser_that_saw_more(page, mirror, large, path):
    """It remembers 10,174 entries, and the mirror shows the 10,074 of before."""
    _see(page, mirror)
    mirror.over = rolled_back(large, 10_074)
    page.goto(mirror.at(path))
    box = page.locator(".site-banner [data-state=shrank]")
    box.wait_for()

    in_red(box)
    assert "The log shrank: this browser saw 10,174 entries on" in box.inner_text()
    assert "the site now shows 10,074." in box.inner_text()


def test_a_fork_is_told_by_a_browser_that_saw_the_other_history(page, mirror, large, tmp_path):
    """As long, and signed by the same keys: one station's votes are others."""
    _see(page, mirror)
    mirror.over = forked(large, tmp_path, old=b'"unit":"20.01.01"', new=b'"unit":"20.01.91"')
    page.goto(mirror.at("en/find.html"))
    box = page.locator(".site-banner [data-state=forked]")
    box.wait_for()

    in_red(box)
    assert "Two histories: the log that this browser saw on" in box.inner_text()
    root = json.loads(page.evaluate("localStorage.getItem('tellers:checkpoint:example.org/log')"))["root"]
    assert page.locator(".site-banner code.hash").first.inner_text() == root


def _see(page, mirror) -> None:
    """Show the true site until the browser has remembered its log."""
    page.goto(mirror.at("en/index.html"))
    for _ in range(600):
        if page.evaluate("localStorage.getItem('tellers:checkpoint:example.org/log')"):
            return
        page.wait_for_timeout(50)
    raise AssertionError("the log was not remembered")
