"""What a browser remembers of a log: a site that was rolled back or forked is told in red, on every page."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import pytest
from tests.simulator import dossier_of, late_correction
from tests.web.served import Served
from tests.web.sites import entries_of, write_signed
from tests.web.votes import election

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def grown(tmp_path_factory):
    """The same vote before and after a correction, and another history of the same length."""
    folder = tmp_path_factory.mktemp("grown")
    made = election()
    early = replace(made, sources={**made.sources, "official": made.sheets()[:-1]})
    entries = entries_of(dossier_of(early, folder / "early"))
    later = entries_of(dossier_of(made, folder / "later"), entries)
    other = late_correction(early, unit="03.01.01", option="C", votes=3)
    forked = entries_of(dossier_of(other, folder / "other"))
    sites = {}
    for name, dossier, said in (
        ("early", "early", entries),
        ("later", "later", later),
        ("forked", "other", forked),
    ):
        sites[name] = write_signed(folder / dossier / "dossier", said, folder / f"{name}-site")
    return sites, len(entries), len(later), len(forked)


def remembered(page) -> int:
    """Return the size of the log that the browser remembers, 0 for none."""
    kept = page.evaluate("localStorage.getItem('tellers:checkpoint:example.org/log')")
    return json.loads(kept)["size"] if kept else 0


def until(page, holds) -> None:
    """Wait until something holds; the page's policy lets no test evaluate a text in it."""
    for _ in range(200):
        if holds():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it never held")


def seen(page, server: Served, folder, path: str = "en/index.html") -> None:
    """Show a site at the server's address, and wait until the browser has remembered it."""
    server.folder = folder
    page.goto(server.at(path))
    size = int((folder / "log/checkpoint").read_text().splitlines()[1])
    until(page, lambda: remembered(page) == size or page.locator(".site-banner").count())


def test_a_log_that_grew_is_remembered_in_silence(page, serve, grown):
    """What was seen before is the beginning of what is shown."""
    sites, _, size, _ = grown
    server = serve(sites["early"])
    seen(page, server, sites["early"])
    seen(page, server, sites["later"])

    assert page.locator(".site-banner").count() == 0
    assert remembered(page) == size


def test_a_site_that_was_rolled_back_is_told_in_red_on_the_first_page(page, serve, grown):
    """How much was seen, when, and how much is shown now; both checkpoints can be kept."""
    sites, small, large, _ = grown
    server = serve(sites["later"])
    seen(page, server, sites["later"])
    server.folder = sites["early"]
    page.goto(server.at("en/index.html"))
    banner = page.locator(".site-banner")
    banner.wait_for()

    assert f"The log shrank: this browser saw {large} entries on" in banner.inner_text()
    assert f"the site now shows {small}." in banner.inner_text()
    assert banner.get_attribute("role") == "alert"
    assert banner.locator("[data-state]").get_attribute("data-state") == "shrank"
    with page.expect_download() as download:
        banner.get_by_text("Checkpoint seen before").click()
    assert download.value.path().read_text().startswith(f"example.org/log\n{large}\n")
    with page.expect_download() as download:
        banner.get_by_text("Checkpoint shown now").click()
    assert download.value.path().read_text().startswith(f"example.org/log\n{small}\n")


@pytest.mark.parametrize("path", ["en/find.html", "en/sheets/region-02.html", "en/check.html"])
def test_a_fork_is_told_on_every_page(page, serve, grown, path):
    """Another history of the same log, as well signed."""
    sites, *_ = grown
    server = serve(sites["later"])
    seen(page, server, sites["later"])
    server.folder = sites["forked"]
    page.goto(server.at(path))
    page.wait_for_selector(".site-banner [data-state=forked]")

    assert "Two histories: the log that this browser saw on" in page.locator(".site-banner").inner_text()


def test_a_checkpoint_that_was_altered_is_told_on_the_first_page(page, serve, grown, tmp_path):
    """Before any sheet is opened."""
    sites, *_ = grown
    site = shutil.copytree(sites["early"], tmp_path / "site")
    path = site / "log/checkpoint"
    path.write_bytes(path.read_bytes().replace(b"\n318\n", b"\n317\n"))
    page.goto(serve(site).at("en/index.html"))
    page.wait_for_selector(".site-banner .told.fault")

    assert page.locator(".site-banner .told").get_attribute("data-fault") == "signature-false"


def test_what_contradicts_is_not_remembered_in_place_of_what_was_seen(page, serve, grown):
    """The browser goes on saying so."""
    sites, _, large, _ = grown
    server = serve(sites["later"])
    seen(page, server, sites["later"])
    server.folder = sites["early"]
    for _ in range(2):
        page.goto(server.at("en/index.html"))
        page.wait_for_selector(".site-banner [data-state=shrank]")

    assert remembered(page) == large


def test_a_browser_that_keeps_nothing_shows_the_pages_all_the_same(visiting, serve, grown):
    """Where storage is refused."""
    visit = visiting()
    page = visit.page
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', "
        "{get() { throw new DOMException('no', 'SecurityError'); }})"
    )
    sites, *_ = grown
    page.goto(serve(sites["early"]).at("en/sheets/region-02.html#02.01.01"))
    page.wait_for_selector(".sheet-view .told.holds")

    assert visit.errors == []


def test_the_made_sites_are_what_the_tests_take_them_for(grown):
    """One grew by the correction, and one is another history."""
    sites, small, large, forked = grown

    assert large == small + 1
    assert forked == small + 1
    assert shutil.which("chromium")
    assert (sites["early"] / "log/checkpoint").exists()
