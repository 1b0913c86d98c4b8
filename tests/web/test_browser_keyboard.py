"""A visit by keyboard alone, from the first page to a receipt, the map and back; the focus is always seen."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]
FOCUSED = """() => {
  const one = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(one);
  const name = one.ariaLabel || one.labels?.[0]?.textContent || one.textContent || "";
  return [name.trim(), outlineStyle !== "none" && parseFloat(outlineWidth) > 0];
}"""


def tab_to(page, name: str, *, key: str = "Tab") -> None:
    """Press Tab until what begins so has the focus; whatever has it on the way is outlined."""
    met = []
    for _ in range(120):
        page.keyboard.press(key)
        called, outlined = page.evaluate(FOCUSED)
        met.append(called)
        assert outlined, f"no outline: {called}"
        if called.startswith(name):
            return
    raise AssertionError(f"{name} was not met among {met}")


def test_a_visit_by_keyboard_alone(visit, serve, large):
    """Find a table, read its proof, take its receipt; then choose on the map and open an area."""
    page, at = visit.page, serve(large).at
    page.goto(at("en/index.html"))
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == ["Skip to the page", True]
    tab_to(page, "Find my table")
    page.keyboard.press("Enter")
    page.wait_for_selector("#find-box[data-answered-ms]")
    tab_to(page, "Name, code or number of a table, a centre or an area")
    page.keyboard.type("sao joao 07.02.01")
    page.locator("#find-list [role=option]", has_text="07.02.01").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector(".sheet-view .told.holds")
    assert page.evaluate("document.activeElement.textContent") == "Sheet 07.02.01"

    tab_to(page, "Receipt: official")
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    assert coming.value.suggested_filename == "07.02.01-official.tlog-proof"
    tab_to(page, "official: entry")
    page.keyboard.press("Enter")
    assert page.locator("details.proof[open]").count() == 1

    tab_to(page, "Map", key="Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".map-canvas.gl:not(.waiting) canvas")
    tab_to(page, "Option")
    page.keyboard.press("ArrowDown")
    page.locator("#picture > h2", has_text="List B").wait_for()
    page.locator(".area-list a").first.wait_for()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.area-list') !== null"):
            break
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/sheets/region-*.html")
    assert visit.faults == []
