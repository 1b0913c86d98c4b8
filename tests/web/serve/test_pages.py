"""The served pages: one sheet's own, and every file of the site at its own path."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from urllib.parse import quote, urljoin

import pytest
from tests.web.serve.conftest import AWKWARD
from tests.web.serve.served import EXAMPLES, ask, serving, serving_site

from tellers.dossier import open_dossier
from tellers.web.assets import assets, integrity_of
from tellers.web.site.frame import CONTENT_POLICY


class Read(HTMLParser):
    """What stands on a page: addresses, words of cells by table, and what no page may hold."""

    def __init__(self, page):
        super().__init__()
        self.addresses, self.cells, self.forbidden, self._table, self._cell = [], {}, [], "", False
        self.feed(page)

    def handle_starttag(self, tag, attrs):  # noqa: D102 (as its parent has it)
        given = dict(attrs)
        self.addresses += [given[name] for name in ("href", "src") if name in given]
        if tag == "table":
            self._table = given.get("class", "")
        if tag in {"td", "th"}:
            self.cells.setdefault(self._table, []).append("")
            self._cell = True
        if "style" in given or tag == "style" or (tag == "script" and "src" not in given):
            self.forbidden.append(tag)

    def handle_endtag(self, tag):  # noqa: D102
        self._cell = self._cell and tag not in {"td", "th"}

    def handle_data(self, data):  # noqa: D102
        if self._cell:
            self.cells[self._table][-1] += data


@pytest.mark.parametrize(
    ("language", "word"), [("en", "Registered"), ("es", "Inscritos"), ("pt", "Inscritos"), ("fr", "Inscrits")]
)
def test_a_sheet_s_page_has_every_source_side_by_side(venezuela, language, word):
    """In every language, without script, and it says that nothing was verified."""
    said = ask(venezuela, f"/{language}/sheet/010101001.01")
    page = said.body.decode()
    cells = Read(page).cells["accounts"]

    assert said.status == 200
    assert said.headers["content-type"] == "text/html; charset=utf-8"
    assert f'<html lang="{language}"' in page
    assert f"<dt>{word}</dt><dd>760</dd>" in page
    at = cells.index("Edmundo González Urrutia")
    assert cells[at + 1 : at + 5] == ["323"] * 4
    assert 'class="unverified"' in page
    assert Read(page).forbidden == []


def test_what_differs_is_said_in_words_and_not_by_colour_alone(port):
    """The padded sheet: votes for B, valid votes and voters of the two sources."""
    page = ask(port, "/en/sheet/01.01.01").body.decode()
    rows = re.findall(
        r'<tr class="differs"><th scope="row">([^<]*)<span[^>]*> \(sources differ\)</span>', page
    )

    assert rows == ["List B", "valid", "voters"]


def test_a_corrected_record_stands_beside_what_replaced_it(port):
    """Both are columns, and each says what became of it."""
    page = ask(port, "/en/sheet/01.01.02").body.decode()

    assert page.count("replaced by a later record") == 2
    assert page.count("<strong>official</strong>: ") == 2


@pytest.mark.parametrize("unit", AWKWARD)
def test_every_page_has_its_own_address_whatever_the_unit_is_called(awkward_port, unit):
    """By path and by query; what leads from it leads to the site's root, and the name is escaped."""
    paths = f"/en/sheet/{quote(unit, safe='')}", f"/en/sheet?unit={quote(unit, safe='')}"
    for path in paths:
        said = ask(awkward_port, path)
        read = Read(said.body.decode())
        assert said.status == 200
        assert read.forbidden == []
        found = {urljoin(f"http://h{path}", one) for one in read.addresses if "api/v1" in one}
        assert found == {f"http://h/api/v1/units/{quote(unit, safe='')}"} or unit in {".", ".."}


def test_a_page_asks_no_other_host_and_names_the_hash_of_what_it_loads(venezuela):
    """Every address is relative; scripts and styles have their integrity."""
    page = ask(venezuela, "/en/sheet/010101001.01").body.decode()

    assert [one for one in Read(page).addresses if "//" in one] == []
    for path in ("site.css", "explorer.js"):
        assert f'integrity="{assets()[path].integrity}"' in page


def test_a_unit_there_is_not_has_a_page_that_says_so(venezuela):
    """In the language that was asked in; nothing of the address is on it but escaped."""
    said = ask(venezuela, "/fr/sheet/%3Cscript%3Ealert(1)%3C%2Fscript%3E")

    assert said.status == 404
    assert "Cette page n’existe pas ici." in said.body.decode()
    assert b"<script>alert" not in said.body


def test_rows_that_stand_in_the_log_name_their_entries(published):
    """In the form of the sheets pages, which the page's script reads."""
    log, entries = published
    with serving(EXAMPLES / "made-council", log=log) as port:
        page = ask(port, "/en/sheet/arvon").body.decode()
    (found,) = re.findall(r'<tr id="arvon" data-unit="arvon" data-e="(\d+)">', page)
    (figures,) = re.findall(r'data-contest="c-res-7" data-figures="([^"]*)"', page)
    (subjects,) = re.findall(r'data-subjects="([^"]*)"', page)
    stated = json.loads(entries[int(found)])["stated"]

    assert stated["unit"] == "arvon"
    told = json.loads(figures.replace("&#34;", '"'))
    cells = Read(page).cells["sheets"][-len(told) :]
    assert [cell or None for cell in cells] == [
        None if (votes := dict(stated["figures"]).get(figure)) is None else str(votes) for figure in told
    ]
    for subject, index in json.loads(subjects.replace("&#34;", '"')).items():
        assert json.loads(entries[index])["subject"] == subject
    assert 'href="#arvon"' in page


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The port of the council that ships with its site, and the folder of the site."""
    folder = tmp_path_factory.mktemp("served") / "site"
    with serving_site(EXAMPLES / "made-council", folder) as port:
        ask(port, "/site.json")  # the last file to be made
        yield port, folder


def test_every_file_of_the_site_is_served_as_it_is_written(site):
    """Byte for byte, at its path; with a tag, and asked for anew each time."""
    port, folder = site
    manifest = json.loads((folder / "site.json").read_bytes())["files"]
    assert {"index.html", "es/index.html", "assets/site.css", "dossier/datapackage.json"} <= manifest.keys()
    for path in manifest:
        said = ask(port, f"/{quote(path)}")
        assert (said.status, said.body) == (200, (folder / path).read_bytes()), path
        assert said.headers["cache-control"] == "no-cache"
        assert said.headers["cross-origin-resource-policy"] == "same-origin"
        assert ask(port, f"/{quote(path)}", if_none_match=said.headers["etag"]).status == 304


def test_the_root_and_a_folder_are_their_first_page(site):
    """As every web server does it."""
    port, folder = site

    assert ask(port, "/").body == (folder / "index.html").read_bytes()
    assert ask(port, "/es/").body == (folder / "es" / "index.html").read_bytes()


def test_the_tree_that_nobody_signed_is_served_as_the_site_has_it(site):
    """No checkpoint, but the three lines and the tiles."""
    port, folder = site

    assert ask(port, "/log/head.txt").body == (folder / "log" / "head.txt").read_bytes()
    assert ask(port, "/log/checkpoint").status == 404
    assert ask(port, "/log/tile/0/000.p/16").status == 200


def test_the_tree_is_waited_for_while_the_site_is_made(tmp_path):
    """The first page is there before the tree is: a file called missing would be told in red."""
    with serving_site(EXAMPLES / "made-council", tmp_path / "site") as port:
        first = [ask(port, path).status for path in ("/log/head.txt", "/log/tile/0/000.p/16")]
        ask(port, "/site.json")

        assert first == [200, 200]
        assert ask(port, "/log/checkpoint").status == 404


def test_a_page_says_where_no_log_is_beside_it(port, site):
    """Then its script looks for none, and calls none missing."""
    alone = ask(port, "/en/sheet/01.01.01").body.decode()
    with_site = ask(site[0], "/en/sheet/arvon").body.decode()

    assert re.search(r"<body [^>]* data-unlogged>", alone)
    assert "data-unlogged" not in with_site


def test_only_figures_that_two_sources_give_are_marked(venezuela):
    """A source that does not state the valid votes has an empty cell, though its options add up otherwise."""
    page = ask(venezuela, "/en/sheet/070301020.01").body.decode()
    rows = re.findall(r'<tr class="differs"><th scope="row">([^<]*)<', page)
    cells = Read(page).cells["accounts"]
    at = cells.index("valid votes")

    assert rows == ["Nicolás Maduro Moros"]
    assert cells[at + 1 : at + 4] == ["522", "522", ""]


def test_what_is_no_page_is_none(site):
    """Outside the folder, a folder, another case, a name that begins with a dot."""
    port, folder = site
    (folder.parent / "secret.html").write_text("a key", encoding="utf-8")
    paths = (
        "/nothing.html",
        "/../secret.html",
        "/%2e%2e/secret.html",
        "/..%2fsecret.html",
        "/en/..%2f..%2fsecret.html",
        "/en/%2e%2e/%2e%2e/secret.html",
        "/./index.html",
        "/en//index.html",
        "/../site.json",
        "/%2e%2e/site.json",
        "/assets",
        "/EN/index.html",
        "//etc/passwd",
    )
    said = {path: ask(port, path) for path in paths}

    assert {path: one.status for path, one in said.items()} == dict.fromkeys(paths, 404)
    assert all(
        "There is no such page here" in one.body.decode() or "no existe" in one.body.decode()
        for one in said.values()
    )
    assert ask(port, "/api/v1/nothing").headers["content-type"] == "application/problem+json"


def test_the_header_of_every_page_says_its_policy_and_that_no_frame_may_hold_it(site):
    """As the page's own, and what only a header can say."""
    port, _ = site
    policy = ask(port, "/en/index.html").headers["content-security-policy"]

    assert policy == f"{CONTENT_POLICY}; font-src 'none'; frame-ancestors 'none'"


def test_a_page_that_is_not_made_yet_is_waited_for(tmp_path):
    """The first that is asked for comes as soon as it is there."""
    with serving_site(EXAMPLES / "made-council", tmp_path / "site") as port:
        assert ask(port, "/en/index.html").status == 200


def test_the_same_units_have_pages_and_answers(council):
    """Every unit of the decision of the OAS, the one whose seat is contested too."""
    dossier = open_dossier(EXAMPLES / "oas-2024-07-31")
    units = [unit for (unit,) in dossier.tables.query("select unit from units order by 1")]

    assert len(units) == 35
    assert {ask(council, f"/es/sheet/{quote(unit, safe='')}").status for unit in units} == {200}


def test_what_was_found_of_a_sheet_stands_on_its_page_once_it_is_known(port):
    """The first page sets the check going and waits for nothing; where nothing was found, nothing is said."""
    later = "What was found of it is not known yet"
    first = ask(port, "/en/sheet/01.01.01").body.decode()
    ask(port, "/api/v1/verdicts")  # takes its turn after what the page set going
    pages = {
        unit: ask(port, f"/en/sheet/{unit}").body.decode() for unit in ("01.01.01", "01.01.02", "03.06.01")
    }

    assert later in first or "What was found of it</h3>" in first
    assert not any(later in page for page in pages.values())
    told = {
        unit: re.findall(r"<li>([^<]*)</li>", page.partition("findings")[2]) for unit, page in pages.items()
    }
    assert told == {
        "01.01.01": ["official, copies differ"],
        "01.01.02": ["official, copies differ", "Corrected in official"],
        "03.06.01": [],
    }


def test_a_page_leads_to_no_page_that_is_not_there(port):
    """Without a site to none but its own languages and its JSON."""
    led = {one.lstrip("./") for one in Read(ask(port, "/en/sheet/01.01.02").body.decode()).addresses}

    assert {one for one in led if one.endswith((".html", "01.01.02"))} == {
        "api/v1/units/01.01.02",
        *(f"{code}/sheet/01.01.02" for code in ("en", "es", "pt", "fr")),
    }


def test_scripts_and_styles_are_there_without_a_site(port):
    """The bytes whose hash the page names."""
    page = ask(port, "/en/sheet/01.01.02").body.decode()
    loaded = re.findall(r'(?:src|href)="[./]*(assets/[^"]+)" integrity="([^"]+)"', page)

    assert {path for path, _ in loaded} >= {"assets/explorer.js", "assets/site.css"}
    assert [integrity_of(ask(port, f"/{path}").body) for path, _ in loaded] == [one for _, one in loaded]
    assert ask(port, "/assets/nothing.js").status == 404
