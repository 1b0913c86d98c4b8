"""The reader's language: remembered, carried by links, and put into pages that are written once."""

from __future__ import annotations

import pytest
from tests.web.sites import shared_site
from tests.web.votes import PLAIN

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SHEETS = "sheets/region-02.html"


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """The made site, its sheets pages written once, in English."""
    return shared_site(tmp_path_factory, "once")


def test_a_page_written_once_is_put_into_the_language_of_the_link(page, serve, once):
    """Its frame, its words and its numbers; what the sheet says is verified in it."""
    page.goto(serve(once).at(f"{SHEETS}?lang=es#{PLAIN}"))
    page.wait_for_selector(".sheet-view .told.holds")

    assert page.evaluate("document.documentElement.lang") == "es"
    assert page.locator("nav.pages a").nth(1).inner_text() == "Buscar mi mesa"
    assert page.locator(".sheet-view .told .line").inner_text().startswith("Verificado en este navegador")
    assert page.locator("nav.languages a[aria-current]").inner_text() == "Español"
    assert page.locator("footer.site p").inner_text().startswith("Tellers expone hechos")


def test_a_link_from_a_language_page_carries_its_language(page, serve, once):
    """To a page that is written once, and from there back to that language's pages."""
    site = serve(once)
    page.goto(site.at("fr/find.html"))
    page.click("ul.areas a >> nth=1")
    page.wait_for_url("**/sheets/region-02.html?lang=fr")
    page.locator("nav.pages a", has_text="Vérif").wait_for()
    page.click("nav.pages a >> nth=1")

    page.wait_for_url("**/fr/find.html")


def test_the_language_chosen_last_is_remembered(page, serve, once):
    """Also where the link says none."""
    site = serve(once)
    page.goto(site.at("pt/find.html"))
    page.wait_for_selector("#find-box[data-answered-ms]")
    page.goto(site.at(SHEETS))
    page.locator("nav.languages a[aria-current]", has_text="Português").wait_for()
    page.locator("nav.languages a", has_text="English").click()
    page.locator("nav.languages a[aria-current]", has_text="English").wait_for()

    assert page.evaluate("localStorage.getItem('tellers:language')") == "en"


def test_a_language_that_there_is_none_of_is_the_pages_own(page, serve, once):
    """And nothing of the address is taken for a path."""
    page.goto(serve(once).at(f"{SHEETS}?lang=../../x"))
    page.locator("nav.languages a[aria-current]", has_text="English").wait_for()

    assert page.evaluate("document.documentElement.lang") == "en"


def test_everything_is_verified_on_a_site_whose_sheets_pages_are_written_once(page, serve, once):
    """Each standing record on exactly one page."""
    page.goto(serve(once).at("es/check.html"))
    page.click("#verify-all button.main")
    page.wait_for_selector("#verify-all .told[data-seconds]")

    assert "314, cada uno en exactamente una página; páginas: 6" in page.locator("#verify-all").inner_text()
    assert page.locator("#verify-all .told.holds").count() == 1
