"""Sheets pages: a row a distinct account, with the entries it is held to; hostile names and ids stay text."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.simulator.election import Election, Place, Sheet, honest_election
from tests.simulator.lies import (
    duplicated_sheet,
    ghost_unit,
    late_correction,
    miscopied_figure,
    missing_station,
    second_source,
    unread_figure,
    with_status,
)
from tests.simulator.publish import dossier_of
from tests.web.sites import page_at, write_site

import tellers.web.site.layout as layout_module
from tellers.log.files import FolderFiles
from tellers.log.tiles import split_entries

HOSTILE = (
    "a/b", "..", "../../../etc/passwd", "a\"b'c", "a b", "<script>alert(1)</script>", "&amp;", "main",
    "x" * 200, "010101001.01#x?y%20z", "\u202e1234", "مكتب ٣", "表決所", "-1", "javascript:alert(1)",
    "A.1", "a.1",
)  # fmt: skip


@pytest.fixture(scope="module")
def lying(tmp_path_factory) -> Path:
    """The site of a small election with one of each thing that a sheet can be."""
    election = second_source(honest_election(seed=5, regions=1, centres=9), name="witness")
    election = miscopied_figure(election, unit="01.01.01", figure="A", votes=7)
    election = unread_figure(election, unit="01.02.01", figure="B")
    election = with_status(election, unit="01.03.01", status="annulled")
    election = with_status(election, unit="01.04.01", status="pending")
    election = late_correction(election, unit="01.05.01", option="A", votes=3)
    election = duplicated_sheet(election, unit="01.06.01", votes=2)
    election = missing_station(missing_station(election, unit="01.07.01"), unit="01.07.01", source="witness")
    election = ghost_unit(election, unit="99.99.99", like="01.01.01")
    folder = tmp_path_factory.mktemp("lying")
    dossier_of(election, folder)
    write_site(folder / "dossier", folder / "site", language="en")
    return folder / "site"


def sheets(site, path="en/sheets/region-01.html"):
    """The table of sheets on a page."""
    return page_at(site, path).table("sheets")


def test_an_area_says_what_its_sheets_add_up_to(lying):
    """A row a distinct account: one where sources add up alike, one each where they differ."""
    table = sheets(lying)

    assert table.attributes["data-more"] == "turnout differ found"
    official, witness = table.of_area("centre=01.01")
    assert official.texts == [
        "Area 01.01 01.01", "official 3/3",
        "643", "310", "233", "1,179", "19", "1,198", "79.44", "1", "2",
    ]  # fmt: skip
    assert witness.texts == [
        "witness 3/3", "636", "310", "233", "1,179", "19", "1,198", "79.44"
    ]  # fmt: skip
    (both,) = table.of_area("centre=01.09")
    assert both.texts[1:] == ["official, witness 2/2", "254", "163", "112", "529", "9", "538", "74.41"]


def test_an_area_says_on_how_many_of_its_sheets_a_number_rests(lying):
    """A figure that nobody could read on one of three; an annulled sheet; one that nobody published."""
    table = sheets(lying)

    unread, whole = table.of_area("centre=01.02")
    assert [unread.texts[3], whole.texts[2]] == ["223 2/3", "306"]
    (annulled,) = table.of_area("centre=01.03")
    assert annulled.texts[1] == "witness 2/2, official 1/2"
    (missing,) = table.of_area("centre=01.07")
    assert missing.texts[1] == "official, witness 3/4"


def test_a_page_that_is_a_part_adds_up_its_own_sheets(tmp_path, monkeypatch):
    """Its totals, and those of an area that goes on on the next page: what stands there holds them."""
    monkeypatch.setattr(layout_module, "MOST_UNITS", 3)
    monkeypatch.setattr(layout_module, "MOST_SHEETS_PAGES", 1)
    dossier_of(honest_election(seed=5, regions=1, centres=2), tmp_path)
    written = write_site(tmp_path / "dossier", tmp_path / "site", language="en")

    parts = [path for path in written if path.startswith("en/sheets/")]
    assert len(parts) > 1
    for path in parts:
        page = page_at(tmp_path / "site", path)
        table = page.table("sheets")
        units = [row for row in table.rows if "id" in row.attributes]
        listed = sum(int(row.texts[2]) for row in units)
        assert page.table("totals").row("List A")[0] == str(listed)
        heads = [row for row in table.rows if row.cells[0].attributes.get("id", "").startswith("centre=")]
        assert heads
        assert sum(int(row.texts[2]) for row in heads) == listed


def test_areas_have_addresses_in_one_place_of_a_page(lying):
    """Each area of the page under its level and code, and no id twice."""
    page = page_at(lying, "en/sheets/region-01.html")

    assert [one for one in page.ids if one.startswith("centre=")] == [
        f"centre=01.0{number}" for number in range(1, 10)
    ]
    assert len(page.ids) == len(set(page.ids))


def entry_at(site, index):
    """An entry of the site's log, decoded."""
    public = FolderFiles(site / "log")
    bundles = sorted(path for path in public.paths() if path.startswith("tile/entries/"))
    entries = [entry for path in bundles for entry in split_entries(public.read(path) or b"") or ()]
    return json.loads(entries[index])


def test_sources_that_say_the_same_share_a_row(lying):
    """One row, the entries of both, and the figures of the sheet."""
    table = sheets(lying)
    row = table.of_unit("01.08.01")[0]

    entries = [entry_at(lying, index) for index in table.entries(row)]
    assert row.texts[1] == "official, witness"
    assert table.of_area("centre=01.08")[0].texts[1] == "official, witness 4/4"
    assert [entry["subject"] for entry in entries] == [
        "record/vote/official/01.08.01/1",
        "record/vote/witness/01.08.01/1",
    ]
    figures = json.loads(table.attributes["data-figures"])
    assert figures == ["A", "B", "C", "valid", "null", "voters"]
    assert dict(zip(figures, row.texts[2:8], strict=True)) == {
        figure: str(votes) for figure, votes in entries[0]["stated"]["figures"]
    }


def test_sources_that_differ_have_a_row_each(lying):
    """The head of the first spans both, and each row names its own source and entry."""
    first, second = sheets(lying).of_unit("01.01.01")

    assert [first.texts[1], second.texts[0]] == ["official", "witness"]
    assert int(first.texts[2]) == int(second.texts[1]) + 7
    assert "id" not in second.attributes
    assert first.attributes["data-e"] != second.attributes["data-e"]


def test_what_a_sheet_does_not_give_is_never_zero(lying):
    """A figure that one source could not read is told by the other; unread by all it is a question mark."""
    (row,) = sheets(lying).of_unit("01.02.01")
    assert row.texts[3].isdecimal()

    annulled, counted = sheets(lying).of_unit("01.03.01")
    assert annulled.texts[1] == "official annulled"
    assert counted.texts[0] == "witness"
    pending, _ = sheets(lying).of_unit("01.04.01")
    assert pending.texts[1:] == ["official pending", "", "", "", "", "", ""]


def test_a_figure_that_nobody_read_is_a_question_mark(tmp_path):
    """Nor is it an empty cell, which says that the sheet has no such figure."""
    dossier_of(
        unread_figure(honest_election(seed=5, regions=1, centres=2), unit="01.01.01", figure="B"), tmp_path
    )
    write_site(tmp_path / "dossier", tmp_path / "site", language="en")

    (row,) = sheets(tmp_path / "site").of_unit("01.01.01")
    assert row.texts[3] == "?"


def test_a_correction_is_marked_and_stands_alone(lying):
    """The record that was replaced has no row, and what replaced it says so."""
    table = sheets(lying)
    corrected, witness = table.of_unit("01.05.01")

    assert corrected.texts[1] == "official corrected"
    assert int(corrected.texts[2]) == int(witness.texts[1]) + 3
    assert entry_at(lying, *table.entries(corrected))["act"] == "corrected"


def test_a_unit_published_twice_counts_once_and_is_told_twice(lying):
    """The second record of one source says that it is not added."""
    first, again = sheets(lying).of_unit("01.06.01")

    assert [first.texts[1], again.texts[0]] == ["official, witness", "official again, not added"]


def test_a_unit_without_a_record_is_told(lying):
    """It is listed, it stands in its place, and no figure is made up."""
    (row,) = sheets(lying).of_unit("01.07.01")

    assert row.texts == ["01", "no record published"]
    assert "data-e" not in row.attributes


def test_a_record_of_no_listed_unit_is_told_apart(lying):
    """What no list knows stands on a page of its own area, that has no name."""
    page = page_at(lying, "en/areas.html")
    stray = next(link for link in page.links if "~" in link)
    (row,) = sheets(lying, stray.removeprefix("../")).of_unit("99.99.99")

    assert row.texts[:2] == ["(no area) · 99.99.99 on no list of units", "official"]
    assert "On no list, and with a record: 1." in page.text


def test_what_was_found_of_a_unit_is_beside_it(lying):
    """As data for the script, and on the page as a kind of finding with how many it names there."""
    page = page_at(lying, "en/sheets/region-01.html")

    assert "official, witness differ: " in page.text
    script = next(tag for tag in page.tags if tag[0] == "script" and tag[1].get("class") == "findings")
    assert script[1]["type"] == "application/json"
    content = (lying / "en/sheets/region-01.html").read_text().partition("class=findings>")[2]
    found = json.loads(content.partition("</script>")[0])
    assert {"text": "official, witness differ", "href": "en/report.html#c1-findings"} in found["01.01.01"]


def test_on_a_page_of_all_languages_a_finding_says_how_scripts_tell_it(tmp_path, monkeypatch):
    """By its key and the ids of its sources, beside the text in the site's own language."""
    monkeypatch.setattr(layout_module, "MOST_IN_EVERY_LANGUAGE", 0)
    election = second_source(honest_election(seed=5, regions=1, centres=2), name="witness")
    election = miscopied_figure(election, unit="01.01.01", figure="A", votes=7)
    dossier_of(election, tmp_path)
    write_site(tmp_path / "dossier", tmp_path / "site", language="en")
    content = (tmp_path / "site/sheets/region-01.html").read_text().partition("class=findings>")[2]
    found = json.loads(content.partition("</script>")[0])

    assert found["01.01.01"][0] == {
        "text": "official, witness differ",
        "href": "en/report.html#c1-findings",
        "key": "areas-finding-sources-differ",
        "places": {"count": 1, "sources": "official, witness"},
        "sources": ["official", "witness"],
    }


def hostile_election() -> Election:
    """An election whose places and areas are called by whatever a hostile publisher thought of."""
    honest = honest_election(seed=2, regions=1, centres=1)
    figures = honest.sheets()[0].figures
    places = tuple(Place(unit=unit, areas=(unit, f"c {unit}"[:200]), registered=900) for unit in HOSTILE)
    records = tuple(Sheet(record=at, unit=unit, figures=figures) for at, unit in enumerate(HOSTILE, start=1))
    return replace(honest, places=places, sources={"official": records}, proclaimed={"A": 1})


def test_names_meant_to_break_a_page_are_words_on_it(tmp_path):
    """Each unit has its row, under an address in the site, and no element, path or id of its making."""
    dossier_of(hostile_election(), tmp_path)
    written = write_site(tmp_path / "dossier", tmp_path / "site", language="en")

    assert not any(".." in path or "//" in path for path in written)
    held = {}
    for path in written:
        if path.startswith("en/sheets/"):
            page = page_at(tmp_path / "site", path)
            assert len(page.ids) == len(set(page.ids)), path
            assert not any("alert" in (one.get("src") or "") for tag, one in page.tags if tag == "script")
            assert all("src" in one or "type" in one for tag, one in page.tags if tag == "script")
            assert not any(name.startswith("on") or name == "style" for _, held in page.tags for name in held)
            assert all(" " not in ident for ident in page.ids)
            held |= {unit: row for unit in HOSTILE for row in page.table("sheets").of_unit(unit)}
    assert set(held) == set(HOSTILE)
    assert all(len(Path(part).name) < 100 for path in written for part in path.split("/"))
    names = [path.lower() for path in written]
    assert len(names) == len(set(names)), "two pages are one where capitals are not told apart"


def places_of(site) -> dict:
    """What the search is given, codes made whole as script/ui/find_places.js makes them."""
    told = json.loads(
        (site / "data/find.js").read_text().removeprefix('tellersData("find",').removesuffix(");\n")
    )
    around: list[tuple[int, str, str]] = []
    units = []
    for level, code, _, *rest in told["areas"]:
        while around and around[-1][0] >= level:
            around.pop()
        above, page = (around[-1][1], around[-1][2]) if around else ("", "")
        whole = above + code[1:] if code[0] == "+" else code[1:]
        around.append((level, whole, rest[1] if len(rest) > 1 else page))
        for unit in rest[0] if rest else ():
            ident = unit if isinstance(unit, str) else unit[0]
            units.append((around[-1][2], whole + ident[1:] if ident[0] == "+" else ident[1:]))
    return told | {"units": units}


def test_an_address_leads_to_every_unit_and_area(tmp_path):
    """What the search is given is where the page is."""
    dossier_of(hostile_election(), tmp_path)
    write_site(tmp_path / "dossier", tmp_path / "site", language="en")
    places = places_of(tmp_path / "site")

    assert [level["id"] for level in places["levels"]] == ["region", "centre"]
    assert places["everyLanguage"] is True
    assert {unit for _, unit in places["units"]} == set(HOSTILE)
    for path, unit in places["units"]:
        assert page_at(tmp_path / "site", f"en/{path}").table("sheets").of_unit(unit)
