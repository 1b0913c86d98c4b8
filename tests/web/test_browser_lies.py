"""Mirrors that lie with a true log: numbers under other names, rows out of place, pages that no list names.

Each entry and signature holds; it is the page that says something else. Whoever lies makes the site's own
list agree.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace

import pytest
from tests.simulator import dossier_of
from tests.web.mirrors import changed_page, tell
from tests.web.served import served
from tests.web.sites import entries_of, write_signed
from tests.web.votes import DIFFERING, PLAIN, election

import tellers.web.site.layout as layout_module

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
ROW = rf"<tr id={PLAIN} "


def both_votes(folder, *, once: bool, monkeypatch) -> None:
    """Write the site of a vote in whose log there was a rehearsal first, of the same contest and units."""
    if once:
        monkeypatch.setattr(layout_module, "MOST_IN_EVERY_LANGUAGE", 0)
    made = election()
    (folder / "before").mkdir(parents=True)
    rehearsed = dossier_of(
        made.with_sheets(tuple(replace(one, reason="") for one in made.sheets())), folder / "before"
    )
    first = [
        one.replace(b'"dossier":"made"', b'"dossier":"rehearsal"')
        .replace(b'["","List A"]', b'["","Nobody"]')
        .replace(b'["A",99]', b'["A",999]')
        for one in entries_of(rehearsed)
    ]
    dossier = dossier_of(made, folder)
    write_signed(dossier.folder, entries_of(dossier, first), folder / "site")


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """The site with its sheets pages in every language, and written once."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("every", "once"):
            both_votes(tmp_path_factory.getbasetemp() / name, once=name == "once", monkeypatch=patch)
    return tmp_path_factory.getbasetemp()


@pytest.fixture(params=["every", "once"])
def site(request, sites, tmp_path):
    """A copy that may be altered."""
    return shutil.copytree(sites / request.param / "site", tmp_path / "site")


def sheets_of(site, region: str = "02"):
    """Return the page that lists a region's sheets."""
    written = site / f"en/sheets/region-{region}.html"
    return written if written.exists() else site / f"sheets/region-{region}.html"


def lie(path, old: str, new, site, *, times: int = 1) -> None:
    """Change a page, and the site's list with it."""
    tell(site, changed_page(site, path.relative_to(site).as_posix(), old, new, times=times))


def opened(page, site, unit: str = PLAIN):
    """Return what a sheet's verdict says: `holds`, or the code of its fault."""
    path = sheets_of(site, unit[:2]).relative_to(site).as_posix()
    with served(site) as one:
        page.goto(one.at(f"{path}#{unit}"))
        box = page.locator(".sheet-view .told:not(.waiting)").first
        box.wait_for()
        return box.get_attribute("data-fault") or box.get_attribute("class")


def everything(page, site) -> set[str]:
    """Return the codes of the faults that "verify everything" tells."""
    with served(site) as one:
        page.goto(one.at("en/check.html"))
        section = page.locator("#verify-all")
        section.locator("button.main").click()
        section.locator("[role=status] .told:not(.waiting)").first.wait_for(timeout=120_000)
        return {box.get_attribute("data-fault") for box in section.locator(".told[data-fault]").all()}


def test_a_site_that_does_not_lie_is_verified(page, site):
    """So that what is refused below is refused for the lie."""
    assert opened(page, site) == "told holds"
    assert opened(page, site, DIFFERING) == "told holds"
    assert everything(page, site) == set()


def test_the_vote_that_the_log_names_is_shown_with_its_sheet(page, site):
    """A log may hold several votes, and their contests and units may be called alike."""
    opened(page, site)

    assert "A made vote (made)" in page.locator(".sheet-view .verdict-line").inner_text()


SWAPPED = [
    (r"(<th>)(List A|A)(<th>)(List B|B)(<th)", r"\g<1>\g<4>\g<3>\g<2>\g<5>"),
    (r"(<th>)(List A|A)(<th>)", r"\g<1>List A and List B\g<3>"),
    (r"(<th)(>(?:List )?A<th)", r"\g<1> colspan=2\g<2>"),
]


@pytest.mark.parametrize(("old", "new"), SWAPPED, ids=["swapped", "renamed", "wide"])
def test_numbers_under_the_heads_of_others_are_told(page, site, old, new):
    """Each number is the log's, and stands under the name of another candidate."""
    lie(sheets_of(site), old, new, site)

    assert opened(page, site) in {"page-name", "page-form", "page-number"}
    assert everything(page, site) & {"page-name", "page-form", "page-number"}


def test_names_that_no_entry_gives_are_not_taken_from_the_page(page, site):
    """The page names no entry of the contest, so that only its own heads would say who is who."""
    lie(sheets_of(site), r"data-subjects='[^']*'", "data-subjects='{}'", site)
    lie(
        sheets_of(site),
        r"<th>(List )?A<th>(List )?B<th",
        '<th data-figure="A">List B<th data-figure="B">List A<th',
        site,
    )

    assert opened(page, site) == "page-names"
    assert "page-names" in everything(page, site)


def test_a_sheet_of_another_vote_in_the_same_log_is_told(page, site):
    """A rehearsal's entry: of this contest, this unit and this source, and not of this vote."""
    number = int(re.search(rf"{ROW}data-e=(\d+)", sheets_of(site).read_text()).group(1))
    rehearsal = number - 319
    lie(sheets_of(site), rf"({ROW}data-e=){number}(,\d+>.*?<td>)99<", rf"\g<1>{rehearsal}\g<2>999<", site)

    assert opened(page, site) == "page-dossier"
    assert everything(page, site)


def test_all_of_a_page_taken_from_another_vote_is_told_as_that_vote(page, site):
    """Names and sheets of the rehearsal, whole: what is verified is called what the log calls it."""
    text = sheets_of(site).read_text()

    def earlier(found):
        return found[1] + re.sub(r"\d+", lambda one: str(int(one[0]) - 319), found[2])

    lie(sheets_of(site), r"(data-e=)([\d,]+)", earlier, site, times=0)
    lie(sheets_of(site), r"(data-subjects=')([^']*)", earlier, site)
    lie(sheets_of(site), rf"({ROW}[^\n]*?<td>)99<", r"\g<1>999<", site)
    if "<th>List A<th" in text:  # a page of all languages says the ids
        lie(sheets_of(site), r"(<th>)List A<th", r"\g<1>Nobody<th", site)
    assert sheets_of(site).read_text() != text

    assert opened(page, site) == "told holds"
    assert "A made vote (rehearsal)" in page.locator(".sheet-view .verdict-line").inner_text()


ALONE = r"id=centre=02\.01"
"""The unit is the only one of its centre, whose name stands in its row."""
FALSE = "<td>official<td>1<td>2<td>3<td>6<td>0<td>6"
ROWS = [
    ("a number before its column", rf"({ROW}[^\n]*?<td>)(99<td>56)", r"\g<1>12<td>\g<2>"),
    ("a hidden cell", rf"({ROW}[^\n]*?<td)>99<td>56", r"\g<1> hidden>99<td>56"),
    ("a wide cell", rf"({ROW}[^\n]*?<td)>99<td>56", r"\g<1> colspan=2>99<td>56"),
    ("a hidden part", rf"({ROW}[^\n]*?<td>)99<", r"\g<1><span hidden>9</span>9<"),
    ("a mark between digits", rf"({ROW}[^\n]*?<td>)99<", r"\g<1>9.9<"),
    ("a row without entries beside a hidden one", rf"({ROW})(data-e=\S+><th {ALONE}>)([^\n]*)",
     rf"\g<1>><th>01{FALSE}\n<tr hidden \g<2>\g<3>"),
    ("a row that passes for a heading", rf"({ROW})", rf"<tr><th colspan=1>01{FALSE}\n\g<1>"),
    ("a number where there is said to be none", rf"({ROW})", r"<tr><td colspan=7>official 1 2 3\n\g<1>"),
    ("a head over more rows", rf"({ROW}data-e=\S+<th {ALONE})>", r"\g<1> rowspan=2>"),
    ("another source's name", rf"({ROW}[^\n]*?)official(,? witnesses<td>)", r"\g<1>observers\g<2>"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), [one[1:] for one in ROWS], ids=[one[0] for one in ROWS])
def test_a_row_that_shows_something_else_than_it_holds_is_told(page, site, old, new):
    """What a reader sees in a column is what is held to the entry, or the row is refused."""
    lie(sheets_of(site), old, new, site)

    assert opened(page, site) in {"page-form", "page-number", "page-source", "page-name"}
    assert everything(page, site)


A = r"List A(?: <b>A</b>)?"
TOTALS = [
    ("options", rf"{A}(<td.*\n.*<th>)List B(?: <b>B</b>)?", r"List B\g<1>List A"),
    ("sources", r"(colspan=2>)official(.*colspan=2>)witnesses", r"\g<1>witnesses\g<2>official"),
    ("a share", rf"({A}<td[^>]*>[\d,]+<td[^>]*>)[\d.]+\s%", r"\g<1>91.10 %"),
    ("a hidden row", r"<tr(><th>List A)", r"<tr hidden\g<1>"),
    ("a row twice", r"(<tr><th>List B.*\n)", r"\g<1>\g<1>"),
    ("a share in script", rf"({A}<td[^>]*>[\d,]+<td)[^>]*>", r"\g<1> data-share=.9110>"),
]  # fmt: skip


@pytest.mark.parametrize("where", ["areas", "sheets"])
@pytest.mark.parametrize(("old", "new"), [one[1:] for one in TOTALS], ids=[one[0] for one in TOTALS])
def test_totals_under_the_names_of_others_are_told(page, site, old, new, where):
    """The sums are the entries', and stand beside the name or the share of another."""
    lie(site / "en/areas.html" if where == "areas" else sheets_of(site, "01"), old, new, site)

    assert everything(page, site) & {"page-name", "page-share", "page-form"}


AREA = r"<tr><th id=centre=01\.02 rowspan=2>[^\n]*?"
"""The row of a centre in which two sources differ."""
AREAS = [
    ("a number", rf"({AREA}/\d(?:</b>)?<td>)\d+", r"\g<1>9"),
    ("a number of the second source", rf"({AREA}\n<tr><td[^\n]*?/\d(?:</b>)?<td>)\d+", r"\g<1>9"),
    ("fewer records", rf"({AREA} (?:<b>)?)\d/", r"\g<1>0/"),
    ("more listed", rf"({AREA} (?:<b>)?\d/)\d", r"\g<1>99"),
    ("another source's name", rf"({AREA}>)official ", r"\g<1>witnesses "),
    ("a source left out", rf"({AREA}[^\n]*\n)<tr>[^\n]*\n", r"\g<1>"),
    ("a hidden number", rf"({AREA}/\d(?:</b>)?<td)>", r"\g<1> hidden>"),
    ("a number more", rf"({AREA}/\d(?:</b>)?)<td>", r"\g<1><td>5<td>"),
    ("sources that agree", rf"({AREA}<td>[\d.]+<td>)1(<td>|\n)", r"\g<1>\g<2>"),
    ("a sheet in another's area", rf"({AREA}\n<tr>[^\n]*\n)(<tr id=01\.02\.01[^\n]*\n<tr [^\n]*\n)",
     r"\g<2>\g<1>"),
    ("an area without a name", r"<th id=centre=01\.02 ", "<th "),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), [one[1:] for one in AREAS], ids=[one[0] for one in AREAS])
def test_an_area_that_its_sheets_do_not_add_up_to_is_told(page, site, old, new):
    """Each sheet says what its entry says, and the row of their centre another thing."""
    lie(sheets_of(site, "01"), old, new, site)

    assert everything(page, site) & {"page-total", "page-name", "page-form"}


@pytest.mark.parametrize("name", ["find", "verify-all", "tellersShell", "tellersData", "tellersEd25519"])
def test_a_unit_that_is_called_as_a_part_of_the_script_is_a_unit(page, site, name):
    """A browser gives each id as a global name, which no script may take for its own."""
    other = PLAIN.replace("01.01", "02.01")
    lie(sheets_of(site), rf"<tr id={other} ", f'<tr id={name} data-unit="{other}" ', site)

    assert opened(page, site) == "told holds"
    assert page.locator("#find-box, #verify-all button").count() == 0


def test_a_list_that_leaves_a_language_out_is_told(page, site):
    """The pages that lie are there, and no list names them."""
    listed = json.loads((site / "site.json").read_text())
    listed["files"] = {path: one for path, one in listed["files"].items() if not path.startswith("en/")}
    (site / "site.json").write_text(json.dumps(listed))

    assert "page-missing" in everything(page, site)
