"""The map and the charts in Chromium, with WebGL in software: chosen, walked by keyboard, opened again."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]
GL_SHOWN = ".map-canvas.gl:not(.waiting) canvas"


@pytest.fixture
def country(serve, venezuela):
    """The site of the Venezuelan dossier, served."""
    return serve(venezuela)


def shown(page, areas: int) -> None:
    """Wait until the list beside the map has so many areas."""
    page.locator(".area-list a").nth(areas - 1).wait_for()
    assert page.locator(".area-list a").count() == areas


def test_the_map_is_drawn_without_fault_or_other_host(visit, country):
    """MapLibre takes the place of the SVG; nothing is refused by the policy, nothing asked elsewhere."""
    visit.page.goto(country.at("en/map.html"))
    visit.page.wait_for_selector(GL_SHOWN)

    assert visit.faults == []
    assert visit.hosts == {country.at("").split("/")[2]}
    assert visit.page.locator("#still").is_hidden()
    assert visit.page.locator(".area-list a").count() == 24
    assert visit.page.locator("svg.cells .areas rect").count() == 24
    weight = sum(
        len(gzip.compress((country.folder / path).read_bytes()))
        for path in {re.sub(r"^https?://[^/]*/|[#?].*", "", url) for url in visit.asked if "http" in url}
        if (country.folder / path).is_file()
    )
    assert weight < 430_000


def test_what_is_chosen_is_in_the_address_and_opens_again(visiting, country):
    """Differences by municipality, as cells: the address of it shows the same to another visitor."""
    visit, other = visiting(), visiting()
    page = visit.page
    page.goto(country.at("en/map.html"))
    page.wait_for_selector(GL_SHOWN)
    for key, value in (("show", "differ"), ("source", "v1"), ("other", "qr-a"), ("level", "municipality")):
        page.select_option(f"[data-choice={key}]", value)
        page.locator(f"[data-choice={key}] option[value='{value}'][selected]").wait_for(state="attached")
    page.select_option("[data-choice=as]", "cells")
    shown(page, 328)
    title, address = page.locator("#picture > h2").inner_text(), page.url

    other.page.goto(address)
    shown(other.page, 328)

    assert address.endswith("#show=differ&source=v1&other=qr-a&level=municipality&as=cells")
    assert title == other.page.locator("#picture > h2").inner_text()
    assert title == "Units that differ by municipality: published table V1 against QR reading A"
    assert (visit.faults, other.faults) == ([], [])


def test_the_map_is_walked_by_keyboard(visit, country):
    """One stop of Tab, arrows within, the area in focus is told and outlined, Enter opens its page."""
    page = visit.page
    page.goto(country.at("es/map.html"))
    page.wait_for_selector(GL_SHOWN)
    first = page.locator(".area-list a").first
    first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")

    focused = page.evaluate("document.activeElement.textContent")
    tip = page.locator(".tip").inner_text()
    assert page.locator(".area-list [tabindex='0']").count() == 1
    assert focused.startswith("Mérida")
    assert tip.startswith("Mérida")
    assert page.locator("svg.cells .marked").count() == 1
    labels = page.evaluate("[...document.querySelectorAll('.zoom button')].map(b => b.ariaLabel)")
    assert labels == ["Ampliar el mapa", "Reducir el mapa", "Mostrar todo el mapa"]
    page.keyboard.press("Enter")
    page.wait_for_url("**/es/area/state-12.html")
    assert visit.faults == []


def test_the_pointer_is_told_of_an_area_and_opens_its_page(visit, country):
    """At the middle of the map lies an area; its name is told, and a click opens its page."""
    page = visit.page
    page.goto(country.at("en/map.html"))
    page.wait_for_selector(GL_SHOWN)
    box = page.locator(".map-canvas.gl").bounding_box()
    page.wait_for_timeout(1500)  # the worker cuts shapes
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.55)
    page.wait_for_selector(".tip:not([hidden])")

    assert page.locator(".tip strong").inner_text() == "Bolívar"
    assert page.locator(".area-list .shown .name").inner_text() == "Bolívar"
    page.mouse.click(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.55)
    page.wait_for_url("**/en/area/state-06.html")


def test_the_table_has_the_maps_numbers_and_is_taken_away(visit, country):
    """Sorted by share the same area leads; the file has a row an area, codes and whole numbers."""
    page = visit.page
    page.goto(country.at("en/map.html#source=v1"))
    shown(page, 24)
    page.get_by_role("button", name="Share of the votes").click()
    row = page.locator(".picture-table tbody tr").first.inner_text().split("\t")
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download this table (CSV)").click()
    lines = Path(coming.value.path()).read_text(encoding="utf-8").splitlines()

    assert page.locator("th[aria-sort=descending]").count() == 1
    assert (row[0], row[-1]) == ("Táchira", page.locator(".area-list .value").first.inner_text())
    assert len(lines) == 25
    assert lines[0].startswith("code,State,")
    assert lines[1].startswith("01,Distrito Capital,")
    assert coming.value.suggested_filename == "president-state-share-v1.csv"


@pytest.mark.parametrize("width", [320, 390])
def test_a_telephone_by_night_shows_all_of_it(visiting, country, width):
    """Nothing is wider than the window, map and charts alike."""
    visit = visiting(viewport={"width": width, "height": 800}, color_scheme="dark")
    for path in (
        "es/map.html#level=municipality",
        "es/charts.html",
        "es/charts.html#chart=turnout&source=v1",
    ):
        visit.page.goto(country.at(path))
        visit.page.wait_for_selector(".picture-table table")

        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert visit.faults == []


def test_without_webgl_the_svg_map_stays(visit, country):
    """A browser that gives no WebGL has the same choices over the SVG map."""
    visit.page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    visit.page.goto(country.at("en/map.html"))
    visit.page.wait_for_selector("svg.map [data-area]")
    visit.page.select_option("[data-choice=show]", "turnout")
    visit.page.get_by_role("heading", name="Turnout by state, published table V2").wait_for()

    assert visit.page.locator(".map-frame canvas").count() == 0
    assert visit.page.locator(".map-frame svg.map .areas path").count() == 24
    assert not any("maplibre" in url for url in visit.asked)
    assert visit.faults == []


def test_from_a_memory_stick_the_svg_map_has_its_choices(visiting, country):
    """Over file: nothing can be fetched and no worker starts; data comes by tags."""
    visit = visiting()
    visit.page.goto((country.folder / "en" / "map.html").as_uri())
    visit.page.wait_for_selector("svg.map [data-area]")
    visit.page.select_option("[data-choice=level]", "municipality")
    shown(visit.page, 328)
    visit.page.goto((country.folder / "en" / "charts.html").as_uri())
    visit.page.wait_for_selector("svg.chart")

    assert all(url.startswith(("file:", "blob:")) for url in visit.asked)


def test_without_script_the_maps_of_python_and_their_tables_stand(visiting, country):
    """Pictures with a table each, and a line that says so."""
    visit = visiting(java_script_enabled=False)
    visit.page.goto(country.at("fr/map.html"))

    assert visit.page.locator("#still svg.map").count() >= 2
    assert visit.page.locator("#still table").count() >= 2
    assert visit.page.locator("noscript p").count() == 1
    assert visit.page.locator("#picture").is_hidden()


@pytest.mark.parametrize(
    ("fragment", "title", "marks"),
    [
        ("", "Shares of the votes by state", "[data-mark=bar] rect"),
        ("#level=municipality", "Edmundo González Urrutia: share of the votes", "[data-mark=dot] circle"),
        ("#chart=turnout&source=v1&level=municipality", "Turnout and share of", "[data-mark=dot] circle"),
        (
            "#chart=units&source=v2&other=qr-a",
            "Edmundo González Urrutia, polling tables",
            "[data-mark=rect] rect",
        ),
        ("#chart=announced", "Coverage as it was announced", "[data-mark=dot] circle"),
        ("#chart=apart&source=v1&other=qr-a&level=municipality", "Edmundo González", "[data-mark=bar] rect"),
    ],
)
def test_every_chart_opens_by_its_address(visit, country, fragment, title, marks):
    """With marks, a title, what it does not show, a table and its file; nothing is refused by the policy."""
    page = visit.page
    page.goto(country.at(f"en/charts.html{fragment}"))
    page.wait_for_selector("svg.chart")

    assert page.locator("figcaption h2").inner_text().startswith(title)
    assert page.locator(f"svg.chart {marks}").count() > 0
    assert page.locator("svg.chart").get_attribute("role") == "img"
    assert page.locator("svg.chart style").count() == 0
    assert page.locator(".picture-table tbody tr").count() > 0
    assert page.locator(".picture-table a.download").count() == 1
    assert page.locator("figure .note").inner_text()
    assert visit.faults == []


def test_a_log_written_at_once_has_no_course_of_time(visit, country):
    """The page says so, and draws no line."""
    visit.page.goto(country.at("en/charts.html#chart=entered"))
    visit.page.wait_for_selector("figure .told")

    assert "Every record came into this log at one moment" in visit.page.locator("figure .told").inner_text()
    assert visit.page.locator("svg.chart").count() == 0


def test_axe_finds_no_violation(visit, country):
    """Map and charts, as they are first shown."""
    axe = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
    if not axe.exists():
        pytest.skip("axe-core is not installed (make setup)")
    for path, shown in (("en/map.html", ".map-frame"), ("en/charts.html", "svg.chart")):
        visit.page.goto(country.at(path))
        visit.page.wait_for_selector(shown)
        visit.page.evaluate(axe.read_text(encoding="utf-8") + ";0")
        found = visit.page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes[0].html]))")

        assert found == [], path
