"""Mirrors that keep a true table in a page's source and show a reader something else: frames, parsers, signs.

Whoever lies makes the site's own list agree. Each of these passed once.
"""

from __future__ import annotations

import re
import shutil

import pytest
from tests.web.sites import MADE, shared_site, signed_site
from tests.web.test_browser_lies import both_votes, everything, lie, opened

import tellers.web.site.layout as layout_module

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
TOLD = {"page-form", "page-total"}
SHEETS = "en/sheets/region-02.html"
FIRST = "en/sheets/region-01.html"
AREA = "en/area/region-01.html"
INDEX = "en/index.html"
HEAD = r"(<meta charset=\"utf-8\">)"
FALSE = "<table class=totals><tr><th>List B<td>99,999</table>"


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """The made election's sites: sheets in every language, and areas with pages of their own."""
    folder = tmp_path_factory.mktemp("frame")
    with pytest.MonkeyPatch.context() as patch:
        both_votes(folder / "every", once=False, monkeypatch=patch)
        patch.setattr(layout_module, "MOST_UNITS", 20)
        wide = signed_site(folder / "wide")
    return {"every": folder / "every/site", "wide": wide}


DIV = r"(<div class=scroll[^>]*>)(\n<table class=totals)"
FRAME = [
    ("an address that all links and files are of", FIRST, HEAD, r'\g<1><base href="/elsewhere/">'),
    ("a page that leads elsewhere by itself", FIRST, HEAD,
     r'\g<1><meta http-equiv="refresh" content="0;url=lies.html">'),
    ("other keys than those of the page that verifies", FIRST,
     r"(tellers-policy\" content=\"log )", r"\g<1>evil"),
    ("another log", FIRST, r'data-root="../../"', 'data-root="../../evil/"'),
    ("another folder of scripts' data", INDEX, r'data-root="../"', 'data-root="../evil/"'),
    ("a page of another place", FIRST, r'data-path="en/sheets/region-01', 'data-path="en/sheets/region-02'),
    ("a shadow that is shown in the place of a table", FIRST, DIV,
     rf"\g<1><template shadowrootmode=open>{FALSE}</template>\g<2>"),
    ("a table that only a browser without script reads", FIRST, DIV,
     rf"""\g<1><noscript><p title="</noscript>{FALSE}<!--"></noscript>\g<2>"""),
    ("a part that is hidden until it is asked for", FIRST, DIV, r"<div popover>\g<2>"),
    ("a class that hides", FIRST, DIV, r'<div class="scroll sheet-view">\g<2>'),
    ("a page in a page", FIRST, r"(<main [^>]*>)", r"\g<1><iframe srcdoc='List B 99,999'></iframe>"),
    ("a drawing", SHEETS, r"(<main [^>]*>)", r"\g<1><svg><text y=20>List B 99,999</text></svg>"),
    ("a field with a number", SHEETS, r"(<main [^>]*>)", r"\g<1><form><input value='List B 99,999'></form>"),
    ("a style of its own", SHEETS, HEAD, r"\g<1><style>td{display:none}</style>"),
    ("a style of a part", SHEETS, r"<main ", "<main style='filter:invert(1)' "),
    ("colours of the body", SHEETS, r"<body ", "<body text=white bgcolor=white "),
    ("another alphabet", SHEETS, r'<meta charset="utf-8">', '<meta charset="iso-2022-jp">'),
    ("a sign that turns what follows", SHEETS, r"(<h1>)", "\\g<1>\x1b$B"),
    ("heads that are hidden", SHEETS, r"(<table class=sheets[^\n]*\n)<thead>", r"\g<1><thead hidden>"),
    ("a row of heads that is hidden", SHEETS, r"(<table class=sheets[^\n]*\n<thead><tr)>", r"\g<1> hidden>"),
]  # fmt: skip
SIGNS = [
    ("a foot that shows a row at the end", FIRST, r"(<tr id=01\.02\.01 [^\n]*\n)(<tr data-e[^\n]*\n)",
     r"\g<1><tfoot>\g<2><tbody>"),
    ("a body that ends what a name covers", FIRST, r"(<tr id=01\.02\.01 [^\n]*\n)(<tr data-e[^\n]*\n)",
     r"\g<1><tbody>\g<2>"),
    ("digits of another alphabet in a number", INDEX, r'(data-total="[^"]*\|A">)(\d)', "\\g<1>\u0669\\g<2>"),
    ("a point in a number", INDEX, r'(data-total="[^"]*\|A">)(\d\d),(\d\d)', r"\g<1>\g<2>,\g<3>."),
    ("a hidden digit", INDEX, r'(data-total="[^"]*\|A">)(\d)', r"\g<1><b hidden>\g<2></b>"),
    ("a blank between digits", FIRST, r"(<th>List A(?: <b>A</b>)?<td>\d+),(\d+)", r"\g<1> \g<2>"),
    ("a row that leads to a page of nobody", AREA,
     r'href="\.\./\.\./(en/sheets/)', r'href="../../xx/sheets/'),
    ("an area that is called as another", FIRST, r"id=centre=01\.04>", "id=centre=01.09>"),
    ("an area without its rows", FIRST, r"<tr><th id=centre=01\.04>[^\n]*\n", ""),
    ("a list that leads to another page", "data/find.js", r"sheets/region-01", "sheets/other/region-01"),
    ("a row that leads out of the site", AREA, r'href="\.\./\.\./(en/sheets/)', r'href="../../../\g<1>'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "old", "new"), [one[1:] for one in FRAME + SIGNS], ids=[one[0] for one in FRAME + SIGNS]
)
def test_what_a_page_s_source_says_and_its_reader_does_not_see_is_told(page, sites, tmp_path, path, old, new):
    """What is held is what a browser shows, or the page is refused."""
    site = shutil.copytree(sites["wide" if path == AREA else "every"], tmp_path / "site")
    lie(site / path, old, new, site)

    assert everything(page, site) & TOLD


def test_the_titles_of_two_votes_that_change_places_are_told(page, tmp_path_factory, tmp_path):
    """For and against of one, under what the other was about; in a heading that scripts took for no title."""
    site = shutil.copytree(shared_site(tmp_path_factory, MADE), tmp_path / "site")
    written = next(iter(sorted((site / "en/sheets").glob("*.html"))))
    lie(written, r"<h2>([^<]*)</h2>", r"<h3>Another vote</h3>", site)

    assert "page-name" in everything(page, site)


SHOWN = [
    one
    for one in FRAME + SIGNS
    if one[1] == FIRST and re.search("shadow|hidden until|body that|foot", one[0])
]


@pytest.mark.parametrize(("path", "old", "new"), [one[1:] for one in SHOWN], ids=[one[0] for one in SHOWN])
def test_a_table_of_sheets_that_a_browser_does_not_show_is_told_on_its_page(
    page, sites, tmp_path, path, old, new
):
    """Where a sheet is opened, by the page that it stands on."""
    site = shutil.copytree(sites["every"], tmp_path / "site")
    lie(site / path, old.replace("table class=totals", "table class=sheets"), new, site)

    assert opened(page, site, "01.02.01") == "page-form"
