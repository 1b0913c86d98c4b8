"""Every journey of a visitor in Chromium, on a vote of 5,085 stations and on both founding dossiers."""

from __future__ import annotations

import csv
import gzip
import io
import re
from urllib.parse import unquote

import pytest
from tests.web.sites import COUNCIL, ELECTION, POLICY, shared_site
from tests.web.walks import WALKS

from tellers.log.policy import read_policy
from tellers.log.receipt import read_receipt, verify_receipt

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]
DRAWN = ".map-canvas.gl:not(.waiting) canvas"


@pytest.fixture(params=WALKS)
def name(request):
    """Which site is walked."""
    return request.param


@pytest.fixture
def walk(name):
    """What is to be found there."""
    return WALKS[name]


@pytest.fixture
def at(name, serve, tmp_path_factory):
    """The address of a page of the site."""
    return serve(shared_site(tmp_path_factory, name)).at


@pytest.fixture
def page(visit, at):
    """The visitor's page; at its end nothing went wrong, and nobody but the site's server was asked."""
    yield visit.page
    assert visit.faults == []
    assert {at("")} == {f"http://{host}/" for host in visit.hosts}


def test_the_first_page_tells_the_verdict_and_who_signed(page, at, walk):
    """In plain words, before anything is chosen."""
    page.goto(at("en/index.html"))
    text = page.locator("main").inner_text()

    assert walk.verdict in text
    assert ("Nobody has signed this." in text) == (walk.signers == ())
    for signer in walk.signers:
        assert page.locator("table tr", has_text=signer).filter(has_text="Ed25519").count() == 1


def test_a_name_is_found_with_its_accents_forgiven_and_its_sheet_opened(page, at, walk):
    """While one types; the unit's own code leads to its sheet by the keyboard."""
    page.goto(at("en/find.html"))
    page.wait_for_selector("#find-box[data-answered-ms]")
    page.locator("#find-box").press_sequentially(walk.typed)
    page.locator("#find-list [role=option]").get_by_text(walk.answer.splitlines()[0]).first.wait_for()

    assert page.locator("#find-list [role=option]").first.inner_text() == walk.answer
    page.fill("#find-box", walk.unit)
    page.locator("#find-list [role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.locator(".sheet-view h2", has_text=walk.called).wait_for()
    assert f"/{walk.sheet}" in page.url


def test_one_walks_from_the_areas_to_the_sheet(page, at, walk):
    """A link a level, the last to the page that lists the unit."""
    page.goto(at("en/find.html"))
    for link in walk.links:
        page.get_by_role("main").get_by_role("link", name=link).first.click()
    page.wait_for_url(re.compile(re.escape(f"/{walk.sheet}")))
    page.locator(f"[id='{walk.unit}'] th a").click()

    page.locator(".sheet-view h2", has_text=walk.called).wait_for()


def test_a_sheet_is_verified_and_every_step_is_shown(page, at, walk):
    """The sources side by side, the pairs of hashes up to the root, the checkpoint."""
    page.goto(at(f"{walk.sheet}?lang=en#{walk.unit}"))
    view = page.locator(".sheet-view")
    view.locator(".told:not(.waiting)").first.wait_for()

    assert view.locator(".told .line").first.inner_text() == walk.held
    assert view.locator("table.accounts tbody tr").first.inner_text().split("\t") == list(walk.votes)
    page.evaluate("for (const one of document.querySelectorAll('.sheet-view details')) one.open = true")
    steps = view.locator("table.pairs").first.locator("tbody tr").count()
    assert 2 ** (steps - 1) <= int(walk.entries.replace(",", "")) <= 2 ** (steps + 8)
    assert f"\n{walk.entries.replace(',', '')}\n" in view.locator("details.proof pre").last.inner_text()


def test_everything_is_verified_with_its_progress_told(page, at, walk):
    """How far it is, how fast, and at the end how much was held to the log."""
    page.goto(at("en/check.html"))
    section = page.locator("#verify-all")
    section.locator("button.main").click()
    section.get_by_text(re.compile(rf"^Entries: [\d,]+ of {walk.entries}")).wait_for()
    section.locator("[role=status] .told:not(.waiting)").first.wait_for(timeout=240_000)

    assert section.locator(".told[data-fault]").count() == 0
    assert section.locator(f".told.{'holds' if walk.signers else 'unsure'}").count() == 1
    assert f"Entries read and hashed up to the root: {walk.entries}" in section.inner_text()
    assert walk.records in section.inner_text()


def test_a_map_opens_again_by_its_address(page, at, walk):
    """The narrowest areas that have a place; a body of members has no map and no link to one."""
    page.goto(at("en/index.html"))
    assert page.locator("nav.pages a", has_text="Map").count() == bool(walk.map)
    if not walk.map:
        return
    page.goto(at("en/map.html"))
    page.wait_for_selector(DRAWN)
    page.select_option("[data-choice=source]", index=0)
    page.select_option("[data-choice=level]", index=1)
    page.locator("#picture > h2", has_text=walk.map).wait_for()
    address = page.url
    assert "#" in address
    page.goto(at("en/index.html"))
    page.goto(address)

    page.locator("#picture > h2", has_text=walk.map).wait_for()
    page.wait_for_selector(DRAWN)
    assert page.locator(".picture-table table").count() >= 1


def test_charts_are_drawn_each_with_its_table(page, at, walk):
    """And one that was chosen opens again by its address."""
    page.goto(at("en/charts.html"))
    page.locator("svg.chart").first.wait_for()

    assert page.locator("figcaption h2").first.inner_text().startswith(walk.chart)
    assert page.locator(".picture-table table").count() == page.locator("svg.chart").count()
    if page.locator("[data-choice=chart]").count():
        page.select_option("[data-choice=chart]", "turnout")
        page.locator("figcaption h2", has_text="Turnout").wait_for()
        address = page.url
        page.goto(at("en/index.html"))
        page.goto(address)
        page.locator("figcaption h2", has_text="Turnout").wait_for()


def test_two_sources_are_compared(page, at, walk):
    """How many units are equal, and the list of those that are not, at an address of its own."""
    page.goto(at(f"en/compare.html#pair={walk.pair}"))
    page.locator("details.pair[open]").wait_for()
    rows = [one.split("\t") for one in page.locator("table").first.locator("tr").all_inner_texts()]

    assert list(walk.apart) in rows
    assert page.locator("#pair").input_value() == unquote(walk.pair)


@pytest.mark.parametrize("name", ["large", COUNCIL], indirect=True)
def test_two_versions_of_the_log_are_compared(page, at, walk, name):
    """What came between them, entry by entry; a log that was shown once is compared with nothing."""
    earlier, published = (10_074, 100) if name == "large" else (0, 52)
    page.goto(at(f"en/compare.html#from={earlier}&to={walk.entries.replace(',', '')}"))
    told = page.locator(f"#changes .told.{'holds' if walk.signers else 'unsure'} .line")
    told.wait_for()

    assert told.inner_text().startswith(
        f"Between {earlier:,} and {walk.entries} entries: {published} published"
    )
    assert page.locator("#changes tbody tr").count() == published


def test_a_table_is_taken_away_and_is_whole(page, at, name):
    """The file of everything, as a program would read it."""
    page.goto(at("en/download.html"))
    with page.expect_download() as coming:
        page.locator("a[href$='everything.csv.gz']").first.click()
    with gzip.open(coming.value.path()) as file:
        rows = list(csv.DictReader(io.TextIOWrapper(file, "utf-8")))

    assert len(rows) == {"large": 5_085, ELECTION: 25_097, COUNCIL: 36}[name]
    column = {"large": "witnesses.A", ELECTION: "v2.EG", COUNCIL: "roll-call.for"}[name]
    assert (
        sum(int(row[column]) for row in rows if row[column])
        == {
            "large": 587_299,
            ELECTION: 7_303_480,
            COUNCIL: 17,
        }[name]
    )


def test_the_language_is_changed_and_stays(page, at, walk):
    """From a sheet; what is verified is told in it, and the next page is in it too."""
    page.goto(at(f"{walk.sheet}?lang=en#{walk.unit}"))
    page.locator(".sheet-view .told:not(.waiting)").first.wait_for()
    page.locator("nav.languages a", has_text="Español").click()
    page.locator("nav.languages a[aria-current]", has_text="Español").wait_for()
    page.locator(".sheet-view .told .line", has_text=walk.spanish).first.wait_for()

    assert page.evaluate("document.documentElement.lang") == "es"
    page.locator("nav.pages a", has_text="Descargar").click()
    page.wait_for_url("**/es/download.html")


@pytest.mark.parametrize("name", ["large"], indirect=True)
def test_a_receipt_from_a_large_log_is_one_that_python_accepts(page, at, walk):
    """Downloaded from the page, verified by the policy that the page has pinned."""
    page.goto(at(f"{walk.sheet}#{walk.unit}"))
    page.locator(".sheet-view .told.holds").wait_for()
    with page.expect_download() as coming:
        page.locator("ul.receipts button").first.click()
    receipt = read_receipt(coming.value.path().read_bytes())

    assert coming.value.suggested_filename == f"{walk.unit}-official.tlog-proof"
    assert verify_receipt(receipt, read_policy(POLICY.encode())).checkpoint.size == 10_174
