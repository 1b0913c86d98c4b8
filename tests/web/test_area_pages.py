"""Totals on pages: as published, as a slow count of the records gives them, as the tally has them."""

from __future__ import annotations

import re
from collections import defaultdict
from fractions import Fraction

import pytest
from tests.simulator.election import honest_election
from tests.simulator.lies import (
    duplicated_sheet,
    late_correction,
    miscopied_figure,
    second_source,
    unread_figure,
    with_status,
)
from tests.simulator.publish import dossier_of
from tests.web.sites import EXAMPLES, page_at
from tests.web.sites_in_memory import site_of

from tellers.dossier import open_dossier
from tellers.report.language import Language
from tellers.tables import list_records
from tellers.web.site.numbers import NOTHING, Numbers

PUBLISHED = {
    "v1": {"EG": "7.156.462", "NM": "3.241.461"},
    "v2": {"EG": "7.303.480", "NM": "3.316.142"},
}
"""The totals of two tables as the dossier's notes have them from whoever published them."""


@pytest.mark.slow
def test_a_country_s_totals_are_those_published(venezuela):
    """What two tables add up to, by their publishers, stands on the page of the whole vote."""
    totals = page_at(venezuela, "es/areas.html").table("totals")

    assert totals.rows[0].texts == [
        "Opción", "tabla publicada V1", "tabla publicada V2", "lectura de QR A", "lectura de QR B",
    ]  # fmt: skip
    assert totals.row("Edmundo González Urrutia") == [
        PUBLISHED["v1"]["EG"], "67,14 %", PUBLISHED["v2"]["EG"], "67,08 %",
        "6.392.350", "67,18 %", "2.374.326", "67,48 %",
    ]  # fmt: skip
    assert totals.row("Nicolás Maduro Moros")[:4] == [
        PUBLISHED["v1"]["NM"], "30,41 %", PUBLISHED["v2"]["NM"], "30,46 %",
    ]  # fmt: skip
    assert totals.row("con registro")[::2] == ["24.532", "25.073", "21.952", "8.026"]


@pytest.mark.slow
def test_an_area_s_totals_are_a_slow_count_of_its_records(venezuela):
    """Every option in one municipality, added up from the Parquet files record by record."""
    dossier = open_dossier(EXAMPLES / "venezuela-2024")
    contest = dossier.contest()
    inside = {unit for (unit,) in dossier.tables.query("select unit from units where municipality = '0304'")}
    slow = defaultdict(int)
    for source in dossier.tables.sources(contest.id):
        for record in list_records(dossier.tables, contest.id, source):
            if record.unit in inside:
                for figure, votes in record.figures:
                    slow[source, figure] += votes or 0

    totals = page_at(venezuela, "sheets/municipality-0304.html").table("totals")

    assert totals.attributes["data-sources"] == "v1 v2|qr-a|qr-b"  # the first two add up alike
    for option in contest.options:
        cells = totals.row(f"{option.name.in_language('en')} {option.id}")[::2]
        assert [int(cell.replace(",", "")) for cell in cells] == [
            slow[source, option.id] for source in ("v1", "qr-a", "qr-b")
        ]
        assert slow["v1", option.id] == slow["v2", option.id]
    assert slow["v2", "EG"] == 8033


@pytest.mark.slow
def test_a_parish_and_a_centre_add_up_to_a_slow_count_of_their_records(venezuela):
    """Source by source, with its units of those listed, added up from the Parquet files record by record."""
    dossier = open_dossier(EXAMPLES / "venezuela-2024")
    contest = dossier.contest()
    inside = {
        unit: {f"parish={parish}", f"centre={centre}"}
        for unit, parish, centre in dossier.tables.query(
            "select unit, parish, centre from units where municipality = '0304'"
        )
    }
    slow, units = defaultdict(int), defaultdict(int)
    for source in dossier.tables.sources(contest.id):
        for record in list_records(dossier.tables, contest.id, source):
            for area in inside.get(record.unit, ()):
                units[area, source] += 1
                for figure, votes in record.figures:
                    slow[area, source, figure] += votes or 0
    listed = {area: sum(area in one for one in inside.values()) for one in inside.values() for area in one}

    table = page_at(venezuela, "sheets/municipality-0304.html").table("sheets")
    held = 0
    for area, count in listed.items():
        for row in table.of_area(area):
            texts = row.texts if row.cells[0].kind == "td" else row.texts[1:]
            if "/" not in texts[0]:
                assert count == 1  # the row of its only sheet
                continue
            sources = texts[0].split("/")[0].split(" ")[:-1]
            for source in sources:
                assert f"{units[area, source]}/{count}" in texts[0]
                for place, option in enumerate(contest.options, start=1):
                    assert int(texts[place].replace(",", "")) == slow[area, source, option.id]
                held += 1
    assert held == 42


@pytest.mark.slow
def test_an_area_says_why_it_gives_no_coverage(venezuela):
    """30,026 tables are stated and fewer are listed: nobody can say where the others are."""
    page = page_at(venezuela, "en/area/state-01.html")

    assert "1,689 of 1,689 listed have a record." in page.text
    assert "More are stated to exist than are listed, and nobody says where" in page.text
    assert "coverage" not in [" ".join(cell.text.split()) for cell in page.table("areas").rows[0].cells]


@pytest.mark.slow
def test_a_way_leads_from_the_country_to_every_sheet(venezuela):
    """From the whole vote each link of an area leads to a page that is there, down to 25,097 sheets."""
    seen, waiting, sheets = set(), ["es/areas.html"], 0
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        page = page_at(venezuela, path)
        root = "../" * path.count("/")
        waiting += [
            link.removeprefix(root)
            for link in page.links
            if re.fullmatch(rf"{re.escape(root)}(es/area|sheets)/[^#]*", link)
        ]
        if path.startswith("sheets/"):
            sheets += sum("id" in row.attributes for row in page.table("sheets").rows)

    assert sheets == 25_097
    assert len(seen) == 1 + 27 + 391


def test_totals_of_a_vote_that_lies_are_those_of_its_tally(tmp_path):
    """Annulled, unread and differing sheets: pages count as the tally counts, source by source."""
    election = second_source(honest_election(seed=5, regions=3, centres=6), name="witness")
    election = with_status(election, unit="01.02.01", status="annulled")
    election = duplicated_sheet(
        late_correction(election, unit="02.01.01", option="A", votes=3), unit="02.02.01"
    )
    election = unread_figure(election, unit="03.01.01", figure="B")
    election = miscopied_figure(election, unit="01.01.01", figure="A", votes=7)
    dossier = dossier_of(election, tmp_path)

    site = site_of(dossier)

    (count,), (checked,) = site.counts, site.result.contests
    whole = count.within(())
    for tally in checked.tallies:
        counted = whole.sums[str(tally.source)]
        assert counted.units == tally.units
        figures = dict(zip(count.contest.figure_ids, counted.figures, strict=True))
        assert {figure: votes for figure, votes in figures.items() if votes is not None} == tally.figures
    assert whole.differing == 2  # the figure miscopied, and the correction that one source has
    assert whole.apart == 7 + 3


def test_areas_add_up_to_the_area_they_are_in(tmp_path):
    """Of 5,000 stations every region is the sum of its centres, and the regions are the whole."""
    election = honest_election(seed=7, regions=20, centres=100)
    site = site_of(dossier_of(election, tmp_path))

    (count,) = site.counts
    regions = [codes for codes in site.layout.named if len(codes) == 1]
    whole = count.within(())

    assert whole.sums["official"].figures[0] == election.total("A")
    assert sum(count.within(codes).sums["official"].figures[0] for codes in regions) == election.total("A")
    for region in regions:
        centres = [codes for codes in site.layout.named if len(codes) == 2 and codes[:1] == region]
        parts = [count.within(codes).sums["official"] for codes in centres]
        assert [
            sum(figures) for figures in zip(*(p.figures[:3] for p in parts), strict=True)
        ] == count.within(region).sums["official"].figures[:3]


@pytest.mark.parametrize("code", ["en", "es", "pt", "fr"])
@pytest.mark.parametrize(
    ("part", "of"), [(0, 7), (1, 3), (2, 3), (1, 1000), (1, 1001), (999, 1000), (7303480, 10887262), (5, 5)]
)
def test_numbers_are_written_as_the_report_writes_them(code, part, of):
    """A page and the report never round one number in two ways."""
    numbers, language = Numbers.of(code), Language.load(code)

    assert numbers.whole(part * 1000) == language.decimal(part * 1000, 0)
    places = 3 if 0 < Fraction(part, of) < Fraction(1, 1000) else 2
    assert numbers.share(part, of) == language.decimal(Fraction(part, of) * 100, places) + "\xa0%"
    assert numbers.share(part, 0) == numbers.share(None, of) == NOTHING
