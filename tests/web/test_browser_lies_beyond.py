"""Lies beyond the sheets: pages of areas, data of maps and charts, members in words, files of any kind.

Whoever lies makes the site's own list agree, except where the list is what is lied about.
"""

from __future__ import annotations

import json
import shutil

import pytest
from tests.web.sites import MADE, shared_site, signed_site
from tests.web.test_browser_lies import everything, lie

import tellers.web.site.layout as layout_module

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def wide(tmp_path_factory):
    """The made election's site with pages of regions that are too wide for their sheets."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout_module, "MOST_UNITS", 20)
        return signed_site(tmp_path_factory.mktemp("wide"))


@pytest.fixture(scope="module")
def council(tmp_path_factory):
    """A roll call that nobody signed: its tree is grown by the site."""
    return shared_site(tmp_path_factory, MADE)


@pytest.fixture
def site(wide, tmp_path):
    """A copy that may be altered."""
    return shutil.copytree(wide, tmp_path / "site")


def test_a_site_that_does_not_lie_is_held(page, wide, council):
    """So that what is told below is told of the lie."""
    assert (wide / "en/area/region-01.html").exists()
    assert everything(page, wide) == set()
    assert everything(page, council) == set()


CELL = r"(<tr><th scope=row><a[^>]*>Area 01.01</a> <code>01.01</code></th>"
AREAS = [
    ("votes of a smaller area", rf"{CELL}<td>\d+<td>\d+<td>[^<]*<td>)\d+", r"\g<1>7", "page-total"),
    ("records of a smaller area", rf"{CELL}<td>)\d+", r"\g<1>9", "page-total"),
    ("a share of a smaller area", r"(<td>[\d,]+<td>)\d\d\.\d\d\s%", r"\g<1>11.11 %", "page-share"),
    ("the sum of a table", r"(<tfoot>.*?<td>\d+<td>\d+<td>[^<]*<td>)[\d,]+", r"\g<1>1", "page-total"),
    ("heads of others", r"(=col>)List A(</th><th scope=col>)List B", r"\g<1>List B\g<2>List A", "page-name"),
    ("links of others", r"01\.02\.html", "01.01.html", "page-total"),
    ("a row taken out", rf"{CELL}.*\n)", "", "page-left-out"),
    ("a hidden row", r"<tr>(<th scope=row><a[^>]*>Area 01.01)", r"<tr hidden>\g<1>", "page-form"),
    ("a hidden table", "<table class=areas", "<table hidden class=areas", "page-form"),
    ("a column that nobody holds", r"=A\n=B", "\n=B", "page-form"),
    ("another source's name", r"on the records of official", "on the records of witnesses", "page-name"),
    ("another source's name to the ear", r"records of official", "records of witnesses", "page-form"),
    ("a total of the area", r"(<th>List A<td>)[\d,]+", r"\g<1>1", "page-total"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code"), [one[1:] for one in AREAS], ids=[one[0] for one in AREAS])
def test_a_number_of_an_area_that_its_records_do_not_give_is_told(page, site, old, new, code):
    """On a page of an area, by the units that the site's own list puts there."""
    lie(
        site / "en/area/region-01.html",
        old,
        new,
        site,
        times=0 if code == "page-name" and "records" in old else 1,
    )

    assert code in everything(page, site)


DATA = [
    ("votes", "areas-1-0", r'("votes":\{"A":\[)\d+', r"\g<1>1", "data-number"),
    ("records", "areas-1-1", r'("records":\[)\d+', r"\g<1>9", "data-number"),
    ("units that differ", "areas-1-0", r'("differ":\[)2', r"\g<1>0", "data-number"),
    ("votes apart", "areas-1-0", r'("apart":\[)12', r"\g<1>1", "data-number"),
    ("which way", "areas-1-0", r'("net":\{"A":\[)5', r"\g<1>-5", "data-number"),
    ("a pair left out", "areas-1-0", r'"pairs":\[.*\],"sources":\{', '"pairs":[],"sources":{', "data-number"),
    ("a source left out", "areas-1-0", r',"witnesses":\{"records.*\}\},"wider"', '},"wider"', "data-number"),
    ("an option left out", "areas-1-0", r'"votes":\{"A":\[[^\]]*\],', '"votes":{', "page-form"),
    ("areas that change places", "areas-1-0", r'"01","02"', '"02","01"', "data-number"),
    ("an area twice", "areas-1-0", r'"01","02"', '"01","01"', "page-form"),
    ("no data file", "areas-1-0", r"^tellersData", "alert(1);tellersData", "page-form"),
    ("a square", "charts-1", r"\[3,3,2\]", "[3,3,3]", "data-number"),
    ("how many are the same", "charts-1", r'"same":156', '"same":157', "data-number"),
    ("when records came", "charts-1", r'"2031-05-18T20:15:00Z"', '"2031-05-17T20:15:00Z"', "data-number"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "old", "new", "code"), [one[1:] for one in DATA], ids=[one[0] for one in DATA]
)
def test_a_number_under_a_map_or_a_chart_that_no_record_gives_is_told(page, site, name, old, new, code):
    """The picture would show it."""
    lie(site / f"data/{name}.js", old, new, site)

    assert code in everything(page, site)


def test_pages_that_take_the_data_of_one_level_for_another_are_told(page, site):
    """Each number is true of something else."""
    text = (site / "en/charts.html").read_text()
    assert "areas-1-0.js" in text
    lie(site / "en/charts.html", r"areas-1-0\.js", "areas-1-1.js", site, times=0)

    assert "page-form" in everything(page, site)


FIRST = r'("Area 01.01",\[)'
FIND = [
    ("a unit that moved", FIRST + r'"\+\.01",?(.*?"Area 01.02",\[)', r'\g<1>\g<2>"=01.01.01",', "page-total"),
    ("a unit left out", FIRST + r'"\+\.01",?', r"\g<1>", "page-left-out"),
    ("a unit twice", FIRST, r'\g<1>"+.01",', "page-form"),
    ("an area of no level", r'\[1,("\+\.01","Area 01.01")', r"[5,\g<1>", "page-form"),
]


@pytest.mark.parametrize(("old", "new", "code"), [one[1:] for one in FIND], ids=[one[0] for one in FIND])
def test_a_list_that_puts_a_unit_elsewhere_does_not_fit_its_areas(page, site, old, new, code):
    """It is nobody's signed word, but one list has to serve the search, the pages and the pictures."""
    lie(site / "data/find.js", old, new, site)

    assert code in everything(page, site)


POSITIONS = [
    ("another position", r"(Arvon</th><td>)For", r"\g<1>Against", "page-position"),
    ("no position", r"(Arvon</th><td>)For", "\\g<1>\u2013", "page-position"),
    ("a position twice", r"(Arvon</th><td>)For", r"\g<1>For; For", "page-position"),
    ("rows of others", r"data-unit=\"arvon\"", 'data-unit="corda"', "page-form"),
    ("a member left out", r'<tr data-unit="arvon">.*\n', "", "page-left-out"),
    ("a hidden row", r'<tr data-unit="arvon">', '<tr hidden data-unit="arvon">', "page-form"),
]


@pytest.mark.parametrize(
    ("old", "new", "code"), [one[1:] for one in POSITIONS], ids=[one[0] for one in POSITIONS]
)
def test_a_position_in_words_that_no_record_gives_is_told(page, council, tmp_path, old, new, code):
    """What a reader of a roll call reads first."""
    site = shutil.copytree(council, tmp_path / "site")
    written = next(iter(sorted((site / "en/sheets").glob("*.html"))))
    lie(written, old, new, site)

    assert code in everything(page, site)


@pytest.mark.parametrize(
    "path", ["download/findings.json", "dossier/contest.toml", "assets/map.js", "en/report.html"]
)
def test_a_file_that_was_cut_or_mixed_up_is_not_intact_as_listed(page, site, path):
    """Whoever lies would alter the list as well: this is for accidents."""
    if not (site / path).exists():
        path = "assets/compare.js"
    (site / path).write_bytes((site / path).read_bytes()[:-1] + b"!")

    assert everything(page, site) == {"page-altered"}


def test_a_file_that_grew_and_one_that_is_lost_are_told(page, site):
    """Read not much further than the list says."""
    with (site / "download/findings.json").open("r+b") as file:
        file.truncate(200_000_000)
    (site / "download/policy.txt").unlink()

    assert everything(page, site) == {"file-too-long", "page-missing"}


@pytest.mark.parametrize("listed", [{"bytes": "1", "sha256": ""}, None, 5])
def test_a_list_that_is_none_is_told_and_breaks_nothing(page, site, listed):
    """A fault of the site, and not of the script."""
    whole = json.loads((site / "site.json").read_text())
    whole["files"]["download/findings.json"] = listed
    (site / "site.json").write_text(json.dumps(whole))

    assert everything(page, site) == {"page-form"}
