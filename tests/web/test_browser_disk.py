"""A site on a memory stick, opened from the disk: no network, no server, and everything works."""

from __future__ import annotations

import shutil

import pytest
from tests.web.votes import PLAIN

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SHEET = f"en/sheets/region-02.html#{PLAIN}"


def test_a_sheet_asks_for_the_folder_and_is_verified_from_it(page, made_site):
    """The page says why it asks, and that nothing leaves the machine."""
    page.goto(f"file://{made_site}/{SHEET}")
    chooser = page.locator(".drop")
    chooser.wait_for()

    assert "Choose the folder of this site" in chooser.inner_text()
    assert "Nothing leaves this machine" in chooser.inner_text()
    page.set_input_files("#tellers-folder", str(made_site))
    page.wait_for_selector(".sheet-view .told.holds")
    assert "Witnesses who cosigned: anna, carla" in page.locator(".sheet-view").inner_text()


def test_a_folder_that_is_another_is_refused_in_words(page, made_site, tmp_path):
    """It holds no log of a site."""
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "notes.txt").write_text("nothing")
    page.goto(f"file://{made_site}/{SHEET}")
    page.set_input_files("#tellers-folder", str(tmp_path / "other"))

    page.get_by_text("This folder holds no log of a site.").wait_for()


def drop(page, folder) -> None:
    """Drop a folder on the page where it asks for one, as a file manager does."""
    box = page.locator(".drop").bounding_box()
    session = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(folder)], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        at = {"x": box["x"] + 30, "y": box["y"] + 30}
        session.send("Input.dispatchDragEvent", {"type": kind, "data": data, **at})


def test_a_folder_that_is_dropped_is_as_good_as_one_that_is_chosen(page, made_site):
    """Of a sheet, and of everything."""
    page.goto(f"file://{made_site}/{SHEET}")
    page.wait_for_selector(".drop")
    drop(page, made_site)
    page.wait_for_selector(".sheet-view .told.holds")
    page.goto(f"file://{made_site}/en/check.html")
    page.wait_for_selector(".drop")
    drop(page, made_site)
    page.wait_for_selector(".drop", state="detached")
    page.click("#verify-all button.main")
    page.wait_for_selector("#verify-all .told.holds")

    assert "Entries read and hashed up to the root: 319" in page.locator("#verify-all").inner_text()


def test_a_dropped_folder_that_is_another_is_refused_in_words(page, made_site, tmp_path):
    """And the page goes on asking."""
    (tmp_path / "notes.txt").write_text("nothing")
    page.goto(f"file://{made_site}/{SHEET}")
    page.wait_for_selector(".drop")
    drop(page, tmp_path)

    page.get_by_text("This folder holds no log of a site.").wait_for()


def test_an_altered_byte_on_the_stick_is_told(page, site):
    """As over http."""
    path = site / "log/tile/0/000"
    data = bytearray(path.read_bytes())
    data[40 * 32] ^= 1
    path.write_bytes(bytes(data))
    page.goto(f"file://{site}/{SHEET}")
    page.set_input_files("#tellers-folder", str(site))
    page.wait_for_selector(".sheet-view .told.fault")

    assert page.locator(".told.fault").get_attribute("data-where") == "tile/0/000"


def test_the_search_answers_from_the_disk_without_choosing_anything(page, made_site):
    """Its data comes by a script tag."""
    page.goto(f"file://{made_site}/en/find.html#q={PLAIN}")
    page.wait_for_selector("#find-list [role=option]")
    page.focus("#find-box")
    page.keyboard.press("Enter")
    page.wait_for_selector(".sheet-view")

    assert page.url == f"file://{made_site}/{SHEET}"


def test_the_pages_look_and_ask_for_nothing_beyond_the_stick(page, made_site):
    """Styles and scripts come by the twin tags; every address is of the folder."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"file://{made_site}/{SHEET}")
    page.wait_for_selector(".drop")

    assert page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") == "1120px"
    assert [
        one for one in asked if not one.startswith(f"file://{made_site}/") and not one.startswith("data:")
    ] == []


def test_a_folder_with_blanks_and_letters_of_any_language_works(page, made_site, tmp_path):
    """Sticks are called what people call them."""
    named = shutil.copytree(made_site, tmp_path / "votación 2031 #1 ünïcode")
    page.goto(named.as_uri() + f"/{SHEET}")
    page.wait_for_selector(".drop")
    page.set_input_files("#tellers-folder", str(named))

    page.wait_for_selector(".sheet-view .told.holds")
