"""The map and the charts in Chromium, with WebGL in software: chosen, walked by keyboard, opened again."""

from __future__ import annotations

import gzip
import re
import shutil
from pathlib import Path

import pytest
from tests.web.explored import AT, EXAMPLES, Served

from tellers.web.site import Ordered, publish_site

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]
WEBGL = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
TWIN = "Not allowed to load local resource: file:"
"""What Chromium says of the tags that are for a memory stick; over http they are refused, rightly."""
GL_SHOWN = ".map-canvas.gl:not(.waiting) canvas"
LONGEST = 60_000


@pytest.fixture(scope="module")
def browser():
    """Debian's Chromium, which draws WebGL without a graphics card."""
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=WEBGL)
        yield started
        started.close()


@pytest.fixture(scope="module")
def venezuela(tmp_path_factory):
    """The site of the Venezuelan dossier, served, and its folder."""
    folder = tmp_path_factory.mktemp("venezuela")
    publish_site(Ordered(dossier=EXAMPLES / "venezuela-2024", folder=folder, at=AT, language="es"))
    one = Served(folder)
    yield one
    one.server.shutdown()
    one.server.server_close()


def shown(page, areas: int) -> None:
    """Wait until the list beside the map has so many areas."""
    page.locator(".area-list a").nth(areas - 1).wait_for()
    assert page.locator(".area-list a").count() == areas


class Visit:
    """A page with all that went wrong on it, and every address that it asked."""

    def __init__(self, browser, **given: object) -> None:
        """Open an empty page."""
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **given})
        self.page = self.context.new_page()
        self.page.set_default_timeout(LONGEST)
        self.faults: list[str] = []
        self.asked: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", self._heard)
        self.page.on("request", lambda request: self.asked.append(request.url))

    def _heard(self, message) -> None:
        harmless = TWIN in message.text or "favicon" in str(message.location)
        if message.type in {"error", "warning"} and not harmless and "GPU stall" not in message.text:
            self.faults.append(message.text)


@pytest.fixture
def visit(browser):
    """A visit by a wide window."""
    opened = Visit(browser)
    yield opened
    opened.context.close()


def test_the_map_is_drawn_without_fault_or_other_host(visit, venezuela):
    """MapLibre takes the place of the SVG; nothing is refused by the policy, nothing asked elsewhere."""
    visit.page.goto(venezuela.at("en/map.html"))
    visit.page.wait_for_selector(GL_SHOWN)

    hosts = {re.match(r"[a-z]+://([^/]*)", url)[1] for url in visit.asked if url.startswith("http")}
    assert visit.faults == []
    assert hosts == {venezuela.at("").split("/")[2]}
    assert visit.page.locator("#still").is_hidden()
    assert visit.page.locator(".area-list a").count() == 24
    assert visit.page.locator("svg.cells .areas rect").count() == 24
    weight = sum(
        len(gzip.compress((venezuela.folder / path).read_bytes()))
        for path in {re.sub(r"^https?://[^/]*/|[#?].*", "", url) for url in visit.asked if "http" in url}
        if (venezuela.folder / path).is_file()
    )
    assert weight < 430_000


def test_what_is_chosen_is_in_the_address_and_opens_again(visit, venezuela, browser):
    """Differences by municipality, as cells: the address of it shows the same to another visitor."""
    page = visit.page
    page.goto(venezuela.at("en/map.html"))
    page.wait_for_selector(GL_SHOWN)
    for key, value in (("show", "differ"), ("source", "v1"), ("other", "qr-a"), ("level", "municipality")):
        page.select_option(f"[data-choice={key}]", value)
        page.locator(f"[data-choice={key}] option[value='{value}'][selected]").wait_for(state="attached")
    page.select_option("[data-choice=as]", "cells")
    shown(page, 328)
    title, address = page.locator("#picture > h2").inner_text(), page.url

    other = Visit(browser)
    other.page.goto(address)
    shown(other.page, 328)

    assert address.endswith("#show=differ&source=v1&other=qr-a&level=municipality&as=cells")
    assert title == other.page.locator("#picture > h2").inner_text()
    assert title == "Units that differ by municipality: published table V1 against QR reading A"
    assert (visit.faults, other.faults) == ([], [])
    other.context.close()


def test_the_map_is_walked_by_keyboard(visit, venezuela):
    """One stop of Tab, arrows within, the area in focus is told and outlined, Enter opens its page."""
    page = visit.page
    page.goto(venezuela.at("es/map.html"))
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


def test_the_pointer_is_told_of_an_area_and_opens_its_page(visit, venezuela):
    """At the middle of the map lies an area; its name is told, and a click opens its page."""
    page = visit.page
    page.goto(venezuela.at("en/map.html"))
    page.wait_for_selector(GL_SHOWN)
    box = page.locator(".map-canvas.gl").bounding_box()
    page.wait_for_timeout(1500)  # the worker cuts shapes
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.55)
    page.wait_for_selector(".tip:not([hidden])")

    assert page.locator(".tip strong").inner_text() == "Bolívar"
    assert page.locator(".area-list .shown .name").inner_text() == "Bolívar"
    page.mouse.click(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.55)
    page.wait_for_url("**/en/area/state-06.html")


def test_the_table_has_the_maps_numbers_and_is_taken_away(visit, venezuela):
    """Sorted by share the same area leads; the file has a row an area, codes and whole numbers."""
    page = visit.page
    page.goto(venezuela.at("en/map.html#source=v1"))
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
def test_a_telephone_by_night_shows_all_of_it(browser, venezuela, width):
    """Nothing is wider than the window, map and charts alike."""
    visit = Visit(browser, viewport={"width": width, "height": 800}, color_scheme="dark")
    for path in (
        "es/map.html#level=municipality",
        "es/charts.html",
        "es/charts.html#chart=turnout&source=v1",
    ):
        visit.page.goto(venezuela.at(path))
        visit.page.wait_for_selector(".picture-table table")

        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert visit.faults == []
    visit.context.close()


def test_without_webgl_the_svg_map_stays(visit, venezuela):
    """A browser that gives no WebGL has the same choices over the SVG map."""
    visit.page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    visit.page.goto(venezuela.at("en/map.html"))
    visit.page.wait_for_selector("svg.map [data-area]")
    visit.page.select_option("[data-choice=show]", "turnout")
    visit.page.get_by_role("heading", name="Turnout by state, published table V2").wait_for()

    assert visit.page.locator(".map-frame canvas").count() == 0
    assert visit.page.locator(".map-frame svg.map .areas path").count() == 24
    assert not any("maplibre" in url for url in visit.asked)
    assert visit.faults == []


def test_from_a_memory_stick_the_svg_map_has_its_choices(browser, venezuela):
    """Over file: nothing can be fetched and no worker starts; data comes by tags."""
    visit = Visit(browser)
    visit.page.goto((venezuela.folder / "en" / "map.html").as_uri())
    visit.page.wait_for_selector("svg.map [data-area]")
    visit.page.select_option("[data-choice=level]", "municipality")
    shown(visit.page, 328)
    visit.page.goto((venezuela.folder / "en" / "charts.html").as_uri())
    visit.page.wait_for_selector("svg.chart")

    assert all(url.startswith(("file:", "blob:")) for url in visit.asked)
    visit.context.close()


def test_without_script_the_maps_of_python_and_their_tables_stand(browser, venezuela):
    """Pictures with a table each, and a line that says so."""
    visit = Visit(browser, java_script_enabled=False)
    visit.page.goto(venezuela.at("fr/map.html"))

    assert visit.page.locator("#still svg.map").count() >= 2
    assert visit.page.locator("#still table").count() >= 2
    assert visit.page.locator("noscript p").count() == 1
    assert visit.page.locator("#picture").is_hidden()
    visit.context.close()


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
def test_every_chart_opens_by_its_address(visit, venezuela, fragment, title, marks):
    """With marks, a title, what it does not show, a table and its file; nothing is refused by the policy."""
    page = visit.page
    page.goto(venezuela.at(f"en/charts.html{fragment}"))
    page.wait_for_selector("svg.chart")

    assert page.locator("figcaption h2").inner_text().startswith(title)
    assert page.locator(f"svg.chart {marks}").count() > 0
    assert page.locator("svg.chart").get_attribute("role") == "img"
    assert page.locator("svg.chart style").count() == 0
    assert page.locator(".picture-table tbody tr").count() > 0
    assert page.locator(".picture-table a.download").count() == 1
    assert page.locator("figure .note").inner_text()
    assert visit.faults == []


def test_a_log_written_at_once_has_no_course_of_time(visit, venezuela):
    """The page says so, and draws no line."""
    visit.page.goto(venezuela.at("en/charts.html#chart=entered"))
    visit.page.wait_for_selector("figure .told")

    assert "Every record came into this log at one moment" in visit.page.locator("figure .told").inner_text()
    assert visit.page.locator("svg.chart").count() == 0


def test_axe_finds_no_violation(visit, venezuela):
    """Map and charts, as they are first shown."""
    axe = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
    if not axe.exists():
        pytest.skip("axe-core is not installed (make setup)")
    for path, shown in (("en/map.html", ".map-frame"), ("en/charts.html", "svg.chart")):
        visit.page.goto(venezuela.at(path))
        visit.page.wait_for_selector(shown)
        visit.page.evaluate(axe.read_text(encoding="utf-8") + ";0")
        found = visit.page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes[0].html]))")

        assert found == [], path
