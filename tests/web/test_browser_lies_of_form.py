"""Mirrors that keep a page's numbers out of the form that is held, or put them under another's name by it.

Whoever lies makes the site's own list agree. Each of these passed once.
"""

from __future__ import annotations

import shutil

import pytest
from tests.web.sites import MADE, shared_site, signed_site
from tests.web.test_browser_lies import both_votes, everything, lie

import tellers.web.site.layout as layout_module

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
TOLD = {"page-form", "page-total", "page-name", "page-left-out"}


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """The made election's sites: sheets in every language, sheets once, areas with pages of their own."""
    folder = tmp_path_factory.mktemp("form")
    for name in ("every", "once"):
        with pytest.MonkeyPatch.context() as patch:
            both_votes(folder / name, once=name == "once", monkeypatch=patch)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout_module, "MOST_UNITS", 20)
        wide = signed_site(folder / "wide")
    return {"every": folder / "every/site", "once": folder / "once/site", "wide": wide}


SHEETS = "en/sheets/region-02.html"
FIRST = "en/sheets/region-01.html"
AREA = "en/area/region-01.html"
HEAD = r"<tr><th id=centre=01\.02 rowspan=2>[^\n]*?"
ROW = r"<tr id=02\.02\.01 data-e=\S+<th>"
LIES = [
    ("columns that are called no figures", SHEETS,
     r"""data-figures='[^']*'([^>]*) data-more="turnout\"""",
     r"""data-figures='["valid","null","voters"]'\g<1> data-more="turnout\""""),
    ("no figures at all", SHEETS, r"""data-figures='[^']*'""", "data-figures='[]'"),
    ("a column of a word of its own", SHEETS, 'data-more="turnout"', 'data-more="votes"'),
    ("a column twice", SHEETS, 'data-more="turnout"', 'data-more="turnout turnout"'),
    ("a column more that is called as an option", SHEETS, r"(<th>voters<th[^>]*>)[^<\n]*", r"\g<1>List A"),
    ("an area's name over all rows below", FIRST, r"id=centre=01\.02 rowspan=2", "id=centre=01.02 rowspan=0"),
    ("an area's name over one row more", FIRST, r"id=centre=01\.02 rowspan=2", "id=centre=01.02 rowspan=3"),
    ("a number that browsers read as another", FIRST,
     r"id=centre=01\.02 rowspan=2", "id=centre=01.02 rowspan=0x2"),
    ("a row's name over two columns", AREA, r"<th scope=row>(<a)", r"<th scope=row colspan=2>\g<1>"),
    ("a head over two columns", AREA, r"<th scope=col>(List A)", r"<th scope=col colspan=2>\g<1>"),
    ("lines of totals without a figure", FIRST, r'data-lines="A\nB\n', 'data-lines="\n\n'),
    ("totals of no contest", FIRST, r'<table class=totals data-contest="vote"', "<table class=totals"),
    ("totals of a class of its own", FIRST, "<table class=totals", "<table class=sums"),
    ("totals of areas of a class of its own", AREA, "<table class=totals", '<table class="totals more"'),
    ("areas of no class", AREA, "<table class=areas", "<table"),
    ("a table beside", "en/areas.html", r"(<h1>[^\n]*)", r"\g<1><table><tr><td>List B 9,999</table>"),
    ("a number in a row of nobody", SHEETS, rf"({ROW})",
     r"<tr id=u0><th rowspan=0>00<td colspan=2>official A 9,999 B 3<td rowspan=7>\n\g<1>"),
    ("a row of nobody over others", SHEETS, rf"({ROW})",
     r"<tr id=u0><th rowspan=2>00<td colspan=7>No sheet\n\g<1>"),
    ("a source of no log with a number", SHEETS, rf"({ROW})",
     r"<tr id=u0><th>00<td>A 9,999<td colspan=6>\n\g<1>"),
    ("a second note", FIRST, rf"({HEAD}/\d</b><td>\d+)", r"\g<1> <small></small><small>,999</small>"),
    ("a note in a total", FIRST, r"(<tr><th>List A<td>[\d,]+)", r"\g<1><small>,999</small>"),
    ("a note in a source's cell", SHEETS, rf"({ROW}01<td[^>]*>[^<]*)", r"\g<1><small>9,999</small>"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "old", "new"), [one[1:] for one in LIES], ids=[one[0] for one in LIES])
def test_a_number_that_the_form_keeps_from_being_held_is_told(page, sites, tmp_path, path, old, new):
    """What a reader sees is in the form that is held, or the page is refused."""
    site = shutil.copytree(sites["wide" if path == AREA else "every"], tmp_path / "site")
    lie(site / path, old, new, site)

    assert everything(page, site) & TOLD


ONCE = "sheets/region-01.html"
MARKED = [
    ("a number that a script writes", r"(<tr><th>List A <b>A</b><td>)([\d,]+)",
     r"""\g<1><span data-t="areas-on" data-p='{"n":"9,999,999"}'>\g<2></span>"""),
    ("a note that a script writes", r"(<tr><th>List A <b>A</b><td>)([\d,]+)",
     r"""\g<1>\g<2> <small><span data-t=areas-on data-p='{"units":9,"all":999}'>x</span></small>"""),
    ("a key of no sentence", r"(<tr><th)(>List A <b>A</b><td>)", r"\g<1> data-t=9,999\g<2>"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), [one[1:] for one in MARKED], ids=[one[0] for one in MARKED])
def test_a_number_that_scripts_would_write_into_a_page_is_told(page, sites, tmp_path, old, new):
    """On a page that is written once, whose words are put into the reader's language."""
    site = shutil.copytree(sites["once"], tmp_path / "site")
    lie(site / ONCE, old, new, site)

    assert everything(page, site) & TOLD


PICTURES = [
    ("a data file that no one lists", r"data/areas-1-0\.js", "data/lies.js"),
    ("no form at all", r'data-contests="\[', 'data-contests="{'),
]


@pytest.mark.parametrize(("old", "new"), [one[1:] for one in PICTURES], ids=[one[0] for one in PICTURES])
def test_a_chart_that_draws_from_a_file_that_nobody_holds_is_told(page, sites, tmp_path, old, new):
    """The picture would be of it."""
    site = shutil.copytree(sites["every"], tmp_path / "site")
    lie(site / "en/charts.html", old, new, site, times=0)

    assert "page-form" in everything(page, site)


def test_the_sites_that_do_not_lie_are_held(page, sites):
    """So that what is told is told of the lie."""
    assert everything(page, sites["every"]) == set()
    assert everything(page, sites["once"]) == set()
    assert everything(page, sites["wide"]) == set()


def test_a_position_under_another_source_by_its_form_is_told(page, tmp_path_factory, tmp_path):
    """A member's name that covers two columns moves what each source says."""
    site = shutil.copytree(shared_site(tmp_path_factory, MADE), tmp_path / "site")
    written = next(iter(sorted((site / "en/sheets").glob("*.html"))))
    lie(written, r"<th scope=row>Arvon", "<th scope=row colspan=2>Arvon", site)

    assert "page-form" in everything(page, site)
