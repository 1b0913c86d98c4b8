"""A sheet opened in Chromium: what holds is said to, and whatever was altered is told in red, with where."""

from __future__ import annotations

import json
import re

import pytest
from tests.web.mirrors import changed_page, flipped, replaced, tell, witness_line
from tests.web.sites import COUNCIL, MADE, POLICY, PQ_POLICY, shared_site, signed_site
from tests.web.votes import CORRECTED, DIFFERING, PLAIN, UNREAD

from tellers.log.policy import read_policy
from tellers.log.receipt import read_receipt, verify_receipt

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SHEETS = "en/sheets/region-{}.html#{}"
REGION = "en/sheets/region-02.html"
"""The page with the plain sheet."""


@pytest.fixture
def opened(page, serve):
    """Opens a unit's sheet, waits for what is said of it, and returns its view."""

    def open_sheet(folder, unit: str, path: str = ""):
        page.goto(serve(folder).at(path or SHEETS.format(unit[:2], unit)))
        page.wait_for_selector(".sheet-view .told:not(.waiting)")
        return page.locator(".sheet-view")

    return open_sheet


def fault(page) -> tuple[str, str]:
    """Return the fault that a page tells in red, and where."""
    box = page.locator(".sheet-view .told.fault[data-fault]")
    red = box.evaluate("box => getComputedStyle(box).outlineColor")
    assert red == "rgb(168, 7, 26)"
    return box.get_attribute("data-fault"), box.get_attribute("data-where") or ""


def test_a_sheet_of_a_signed_log_is_verified_in_the_browser(opened, made_site):
    """Both records, each number of the page, the log and both witnesses."""
    view = opened(made_site, PLAIN)

    assert view.locator(".told.holds .line").inner_text() == (
        "Verified in this browser: every figure shown of this sheet is what the signed log says."
    )
    assert "Witnesses who cosigned: anna, carla; asked for: 2 of (anna, carla)." in view.inner_text()
    assert float(view.locator("[data-verified-ms]").get_attribute("data-verified-ms")) > 0
    assert (
        view.locator(".differences").inner_text()
        == "The sources agree on every figure that more than one gives."
    )


def test_each_step_of_the_proof_is_shown(page, opened, made_site):
    """The bytes of the entry, each pair of hashes to the root, the checkpoint, each signature and its key."""
    view = opened(made_site, PLAIN)
    page.evaluate("for (const one of document.querySelectorAll('.sheet-view details')) one.open = true")

    assert len(view.locator("details.proof").all()) == 3
    assert view.locator("table.pairs").first.locator("tbody tr").count() == 9
    assert json.loads(view.locator("details.proof pre").first.inner_text())["subject"].startswith(
        "record/vote/"
    )
    assert "Each hash was computed twice" in view.inner_text()
    assert "5647 5aa7 5463 474c" in view.inner_text()
    assert "March 20, 2023" in view.inner_text()
    assert view.locator("details.proof pre").last.inner_text().startswith("example.org/log\n319\n")


def test_figures_on_which_sources_differ_are_marked_by_more_than_a_colour(opened, made_site):
    """A sign after the name, words for whoever does not see it, and the sum that does not hold."""
    view = opened(made_site, DIFFERING)

    assert view.locator(".differences").inner_text() == "≠ The sources differ on: List B."
    row = view.locator("tr.differs")
    assert row.count() == 1
    assert "differs between sources" in row.locator("th").text_content()
    assert row.locator("th").evaluate("th => getComputedStyle(th, '::after').content") == '" ≠"'
    assert "not what the sheet says" in view.locator("tfoot tr").first.text_content()


def test_a_figure_that_was_not_read_is_said_to_be_unread(opened, made_site):
    """It is neither zero nor silence, and the other source's reading stands beside it."""
    cells = opened(made_site, UNREAD).locator("table.accounts tbody tr", has_text="null").locator("td")

    assert cells.all_inner_texts()[0] == "unread"
    assert cells.all_inner_texts()[1].isdigit()


def test_a_correction_tells_what_was_what_is_when_and_why(opened, made_site):
    """Each change beside the other, and the entry that it replaced before it."""
    view = opened(made_site, CORRECTED)
    view.locator("ol.history").wait_for()
    items = view.locator("ol.history li").all_inner_texts()

    assert items[0] == "Published on May 18, 2031 at 8:15:00 PM UTC (entry 4)"
    assert items[1].startswith("Corrected on May 18, 2031 at 8:15:00 PM UTC (entry 161)")
    assert "List A: 247 → 252" in items[1]
    assert "voters: 426 → 431" in items[1]


def test_a_hostile_name_is_text_and_does_not_run(page, opened, made_site):
    """An image's name and a reason that are HTML are shown as they are written."""
    view = opened(made_site, CORRECTED)
    view.locator("ol.history").wait_for()

    assert 'Reason: <img src=x onerror="window.ran=1">' in view.inner_text()
    assert view.locator("img").count() == 0
    assert page.evaluate("window.ran") is None


def test_what_was_found_of_a_unit_is_told_with_its_sheet(opened, made_site):
    """With a link to the finding in the report of the same language."""
    links = opened(made_site, DIFFERING).locator("ul.findings a")

    assert links.count() >= 1
    assert re.search(r"/en/report\.html#.+", links.first.evaluate("a => a.href"))


def test_a_receipt_downloaded_from_the_page_is_one_that_python_accepts(page, opened, made_site):
    """It holds the entry, its proof and the signed checkpoint."""
    view = opened(made_site, PLAIN)
    with page.expect_download() as download:
        view.locator("ul.receipts button").first.click()
    data = download.value.path().read_bytes()

    assert download.value.suggested_filename == f"{PLAIN}-official.tlog-proof"
    signed = verify_receipt(read_receipt(data), read_policy(POLICY.encode()))
    assert signed.checkpoint.size == 319
    assert json.loads(read_receipt(data).extra)["stated"]["unit"] == PLAIN


def test_a_witness_of_ml_dsa_is_checked_by_the_script_that_is_loaded_for_it(opened, tmp_path):
    """The page loads it only because the policy names such a key."""
    view = opened(signed_site(tmp_path, policy=PQ_POLICY), PLAIN)

    assert view.locator(".told.holds").count() == 1
    assert "Witnesses who cosigned: berta" in view.inner_text()


def test_an_altered_number_on_the_page_is_told_with_the_figure(page, opened, site):
    """The entries hold, and the page says another number than they do."""
    row = re.search(rf"<tr id={PLAIN}[^\n]*", (site / REGION).read_text()).group()
    changed = re.sub(r"<td>\d+", "<td>9999", row, count=1)
    tell(site, replaced(site, REGION, row.encode(), changed.encode()))
    view = opened(site, PLAIN)

    assert fault(page) == ("page-number", f"en/sheets/region-02.html#{PLAIN}, A")
    assert view.locator(".told.fault .line").inner_text() == "This page does not say what the log says"
    assert f"The page shows 9999 as A of {PLAIN}" in view.inner_text()


def test_a_row_that_names_another_sheet_is_told(page, opened, site):
    """A true entry under the wrong table is no record of it."""
    tell(site, changed_page(site, REGION, rf"(<tr id={PLAIN} data-e=)[0-9,]+", r"\g<1>4"))
    opened(site, PLAIN)

    assert fault(page) == ("page-row", f"en/sheets/region-02.html#{PLAIN}")


def test_a_row_given_to_another_source_is_told(page, opened, site):
    """The page says that nobody but the authority gave it."""
    mark = rf'(<tr id={PLAIN}[^\n]*?data-s=")official witnesses'
    tell(site, changed_page(site, REGION, mark, r"\g<1>official"))
    opened(site, PLAIN)

    assert fault(page) == ("page-source", f"en/sheets/region-02.html#{PLAIN}")


def test_an_altered_entry_is_told_with_its_number_and_file(page, opened, site):
    """One digit of one record in the log's own bundle."""
    tell(site, replaced(site, "log/tile/entries/000", b'"unit":"02.01.01"', b'"unit":"02.01.09"'))
    opened(site, PLAIN)

    code, where = fault(page)
    assert code == "entry-false"
    assert "tile/entries/000" in where


def test_an_altered_tile_is_told_with_its_file(page, opened, site):
    """One bit of one hash."""
    tell(site, flipped(site, "log/tile/0/000", 40 * 32))
    opened(site, PLAIN)

    code, where = fault(page)
    assert code == "tile-false"
    assert where == "tile/0/000"


@pytest.mark.parametrize("path", ["log/tile/0/000", "log/tile/entries/000", "log/checkpoint"])
def test_a_missing_file_is_told_by_its_name(page, opened, site, path):
    """A mirror that left one out."""
    (site / path).unlink()
    opened(site, PLAIN)

    assert fault(page) == ("file-missing", path.removeprefix("log/"))


def test_an_altered_checkpoint_is_told_by_the_signature_that_fails(page, opened, site):
    """Another size under the same signatures."""
    tell(site, replaced(site, "log/checkpoint", b"\n319\n", b"\n318\n"))
    opened(site, PLAIN)

    code, where = fault(page)
    assert code == "signature-false"
    assert where.startswith("checkpoint")
    assert "example.org/log" in page.locator(".sheet-view").inner_text()


def test_an_altered_line_of_a_witness_is_told_by_its_name(page, opened, site):
    """Enough others could have signed: a false line makes the whole false."""
    tell(site, witness_line(site, "carla"))
    opened(site, PLAIN)

    assert fault(page)[0] == "signature-false"
    assert "carla.example/w" in page.locator(".sheet-view").inner_text()


def test_a_checkpoint_that_too_few_witnesses_signed_is_told(page, opened, site):
    """The line of one of two is taken out."""
    checkpoint = (site / "log/checkpoint").read_bytes()
    line = next(one for one in checkpoint.splitlines(keepends=True) if b"carla" in one)
    tell(site, replaced(site, "log/checkpoint", line, b""))
    opened(site, PLAIN)

    assert fault(page)[0] == "quorum-missed"
    assert "asked for 2 of (anna, carla), signed anna" in page.locator(".sheet-view").inner_text()


@pytest.mark.parametrize(("name", "unit"), [(COUNCIL, "mexico"), (MADE, "arvon")])
def test_a_site_that_nobody_signed_says_so(opened, tmp_path_factory, name, unit):
    """The tree holds together, and there is no receipt."""
    site = shared_site(tmp_path_factory, name)
    view = opened(site, unit, f"en/sheets/sheets-all.html#{unit}")

    assert view.locator(".told.unsure .line").inner_text() == (
        "The tree holds together in this browser, and nobody signed it."
    )
    assert "There is no receipt: nobody signed the tree of this site." in view.inner_text()


def test_without_script_the_page_says_that_nothing_was_verified(visiting, serve, made_site):
    """And shows its numbers all the same, the row of the address marked."""
    page = visiting(java_script_enabled=False).page
    page.goto(serve(made_site).at(SHEETS.format("02", PLAIN)))

    assert page.locator("p.unverified").inner_text() == (
        "Nothing on this page was verified: that takes a browser that runs its script."
    )
    assert page.locator(f"tr[id='{PLAIN}'] td").nth(1).inner_text().isdigit()
    assert page.locator(".sheet-view").count() == 0


def test_the_sheet_is_reached_and_left_by_keyboard(page, serve, made_site):
    """Enter on a unit opens its sheet with the focus on its heading; closing goes back to the row."""
    page.goto(serve(made_site).at("en/sheets/region-02.html"))
    page.locator(f"tr[id='{PLAIN}'] th a").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".sheet-view .told.holds")

    assert page.evaluate("document.activeElement.textContent") == f"Sheet {PLAIN}"
    page.get_by_text("Close", exact=True).focus()
    page.keyboard.press("Enter")
    assert page.locator(".sheet-view").count() == 0
    assert page.evaluate("document.activeElement.closest('tr').id") == PLAIN


def test_an_address_that_names_no_unit_of_the_page_says_so(opened, made_site):
    """With a way to look for it."""
    view = opened(made_site, "99.99.99", "en/sheets/region-02.html#99.99.99")

    assert view.locator(".line").inner_text() == "This page lists nothing called 99.99.99."
    assert view.locator("a").evaluate("a => a.href").endswith("/en/find.html#q=99.99.99")
