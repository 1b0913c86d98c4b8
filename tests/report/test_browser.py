"""The page in Debian's Chromium: on a telephone, by night, without script, and on paper."""

from __future__ import annotations

import pytest

from tellers.report.html import render_html

pytestmark = pytest.mark.browser

CONTRAST = """
() => {
  const parse = c => (c.match(/[\\d.]+/g) || []).map(Number);
  const luminance = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = node => {
    for (let e = node; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] > 0) return c;
    }
    return [255, 255, 255];
  };
  const low = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || node.closest("title, desc, .area, .skip")) continue;
    const style = getComputedStyle(node);
    const text = luminance(parse(node.closest("svg") ? style.fill : style.color));
    const under = luminance(ground(node));
    const ratio = (Math.max(text, under) + 0.05) / (Math.min(text, under) + 0.05);
    if (ratio < 4.5) low.push([ratio.toFixed(2), walker.currentNode.data.slice(0, 40)]);
  }
  return low;
}
"""
OVERFLOW = """
() => [...document.querySelectorAll("svg.chart text")]
  .filter(t => t.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map(t => t.textContent)
"""


@pytest.fixture(scope="module")
def browser(start_chromium):
    """One browser for all pages; it starts from Debian's own file and downloads nothing."""
    started = start_chromium()
    yield started
    started.close()


@pytest.fixture(scope="module", params=["election", "council"])
def file(request, tmp_path_factory):
    """A page on disk, as if from a memory stick."""
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(render_html(request.getfixturevalue(request.param), "es"), encoding="utf-8")
    return path


@pytest.fixture
def opened(browser, file):
    """Give a function that opens the page with what a context may be asked for, and keeps what it heard."""
    contexts = []

    def open_page(**asked):
        context = browser.new_context(**asked)
        contexts.append(context)
        page = context.new_page()
        page.heard = []
        page.on("console", lambda message: page.heard.append(message.text))
        page.on("pageerror", lambda error: page.heard.append(str(error)))
        page.on(
            "request",
            lambda request: page.heard.append(request.url) if request.url != file.as_uri() else None,
        )
        page.goto(file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


def test_it_asks_nobody_and_complains_of_nothing(opened):
    """No request but for the file itself, and a silent console."""
    assert opened().heard == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_has_to_be_pushed_sideways(opened, width):
    """On any width from a small telephone on; long tables turn within themselves, every table unfolded."""
    page = opened(viewport={"width": width, "height": 800})
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(OVERFLOW) == []


def test_it_is_whole_without_script(opened):
    """Every fold opens by itself: the table beside a picture can be reached."""
    page = opened(java_script_enabled=False)
    fold = page.locator("figure details").first
    fold.locator("summary").click()

    assert fold.locator("table").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read_by_day_and_by_night(opened, scheme):
    """At 4.5 to 1 or better, as the browser itself computes it."""
    page = opened(color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")

    assert page.evaluate(CONTRAST) == []


def test_day_and_night_are_different_pages(opened):
    """The reader's choice is followed."""
    grounds = {
        scheme: opened(color_scheme=scheme).evaluate(
            "getComputedStyle(document.documentElement).backgroundColor"
        )
        for scheme in ("light", "dark")
    }

    assert grounds == {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 23, 27)"}


def test_the_verdict_is_on_the_first_screen(opened):
    """Of a telephone and of a desk."""
    for width, height in ((360, 800), (1280, 900)):
        page = opened(viewport={"width": width, "height": height})
        box = page.locator(".verdict").first.bounding_box()
        assert box["y"] + box["height"] <= height


def test_a_keyboard_reaches_everything(opened):
    """The first stop leads past the head of the page, and every table that turns sideways can be focused."""
    page = opened()
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("[...document.querySelectorAll('.scroll')].every(one => one.tabIndex === 0)")


def test_on_paper_the_folds_are_open(opened):
    """What can be unfolded on a screen is printed."""
    page = opened()
    page.emulate_media(media="print")
    shown = page.evaluate(
        "[...document.querySelectorAll('figure details:not(.aside) table')]"
        ".every(one => one.checkVisibility())"
    )

    assert shown
    assert page.evaluate("getComputedStyle(document.querySelector('nav')).display") == "none"
