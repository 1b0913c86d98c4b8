"""The first page, the report, the check and the download page: their form, in every language."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

import pytest
from tests.log.made import ANNA, CARLA, LOG
from tests.report.conftest import TURNED, spoilt
from tests.simulator import honest_election
from tests.web.read_page import read_page
from tests.web.sites import COUNCIL, ELECTION, MADE
from tests.web.sites_in_memory import pages_of, site_of, unsigned

from tellers import web
from tellers.web.assets import assets
from tellers.web.site.check import check_pages
from tellers.web.site.download import download_files
from tellers.web.site.first import first_pages
from tellers.web.words import LANGUAGES

MADE_HERE = ("index", "report", "check", "download")
SITES = ((ELECTION,), (COUNCIL,), (MADE,), (COUNCIL, LOG, ANNA, CARLA))


OFTEN = ("base", "path", "area", "sheets", "totals")
"""Templates of pages of which a country has hundreds."""


@pytest.mark.parametrize("name", OFTEN)
def test_a_template_quotes_what_is_put_in_and_no_word_of_its_own(name):
    """As base.html has it: the one saves bytes, the other is safe whatever a dossier says."""
    whole = (Path(web.__file__).parent / f"templates/{name}.html").read_text(encoding="utf-8")
    text = whole[whole.find("<body") :] if name == "base" else whole

    assert re.findall(r'[ }][a-z-]+="[\w.:#-]+"', text) == []
    assert re.findall(r"[ }][a-z-]+=[\w.:#/-]*\{\{", text) == []


def html_of(site):
    """The pages among a site's files."""
    return {path: content for path, content in pages_of(*site).items() if path.endswith(".html")}


@pytest.mark.parametrize("site", SITES, ids=lambda site: f"{site[0]}-{len(site)}")
def test_every_page_is_there_in_every_language_and_well_formed(site):
    """Balanced, ids once, nothing inline: the strict Content-Security-Policy has nothing to refuse."""
    pages = html_of(site)

    assert set(pages) == {"index.html"} | {f"{code}/{name}.html" for code in LANGUAGES for name in MADE_HERE}
    assert {path: read_page(content).faults for path, content in pages.items()} == {
        path: [] for path in pages
    }


@pytest.mark.parametrize("site", SITES, ids=lambda site: f"{site[0]}-{len(site)}")
def test_a_page_loads_nothing_but_assets_and_leads_nowhere_else(site):
    """Nothing on another host is loaded or linked: the pages work where there is no network."""
    for path, content in html_of(site).items():
        page = read_page(content)
        loaded = {normpath(join(dirname(path), one.removeprefix("file:"))) for one in page.loads}

        assert {one for one in loaded if not one.startswith("assets/")} == set(), path
        assert [one for one in page.links if "://" in one or one.startswith("//")] == [], path


@pytest.mark.parametrize("site", SITES, ids=lambda site: f"{site[0]}-{len(site)}")
def test_every_link_leads_to_something_that_a_site_has(site):
    """A page of ours or one that every site has, a file of the dossier or the log; its anchor is there."""
    made = unsigned(site[0])
    files = pages_of(*site)
    anchors = {path: set(read_page(content).ids) for path, content in html_of(site).items()}
    known = (
        set(files)
        | {f"{code}/{page}.html" for code in LANGUAGES for page in made.frame.pages}
        | {"site.json"}
    )
    known |= {f"dossier/{one.path}" for one in made.dossier.package.resources} | {"dossier/datapackage.json"}
    known |= {"log/head.txt", "log/checkpoint", f"log/checkpoints/{made.log.head.size}"}
    known |= {f"{code}/areas.html" for code in LANGUAGES}
    known |= {made.layout.path(area, code) for area in made.layout.areas() for code in LANGUAGES}
    for path in anchors:
        for link in set(read_page(files[path]).links):
            to, _, anchor = link.partition("#")
            target = normpath(join(dirname(path), to)) if to else path
            assert target in known, (path, link)
            if anchor and target in anchors:
                assert unquote(anchor) in anchors[target], (path, link)


@pytest.mark.parametrize("name", [ELECTION, COUNCIL])
def test_the_first_page_with_all_that_it_loads_is_under_its_bar(name):
    """150 kB compressed in all, of which the page itself is under 60."""
    for path, content in pages_of(name).items():
        if path.endswith("index.html"):
            loaded = {
                normpath(join(dirname(path), one)) for one in read_page(content).loads if "file:" not in one
            }
            sizes = [len(gzip.compress(assets()[one.removeprefix("assets/")].content)) for one in loaded]

            assert len(gzip.compress(content)) < 60_000
            assert len(gzip.compress(content)) + sum(sizes) < 150_000


def test_what_changes_with_every_publication_is_on_the_first_page_and_the_check_page_alone():
    """The tree's size and root: on any other page they would make it new each time."""
    site = unsigned(ELECTION)
    marks = (str(site.log.head.size), f"{site.log.head.size:,}", f"{site.log.head.size:,}".replace(",", "."))
    marks += (site.log.head.root.hex(),)
    for path, content in html_of((ELECTION,)).items():
        page = path.rpartition("/")[2]
        assert any(mark in content.decode() for mark in marks) == (page in {"index.html", "check.html"}), path


def test_names_that_try_to_be_something_else_stay_text(tmp_path):
    """Elements, attributes, formulas and turned writing in every name of a dossier."""
    result = spoilt(honest_election(seed=2), tmp_path)
    site = site_of(result.dossier, result)
    files = dict(file for make in (first_pages, check_pages, download_files) for file in make(site))
    for path, content in files.items():
        if path.endswith(".html"):
            page = read_page(content)
            assert page.faults == [], path
            assert TURNED not in content.decode(), path
            assert "alert(1)" in page.text or path.endswith(("check.html", "download.html"))
