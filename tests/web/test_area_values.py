"""The numbers under maps and charts: the tables' totals by area, and a slow count of the records' rows."""

from __future__ import annotations

import json
from itertools import combinations

import pytest
from tests.simulator import (
    dossier_of,
    honest_council,
    honest_election,
    late_correction,
    miscopied_figure,
    missing_station,
    padded_sheet,
    second_source,
    unread_figure,
    with_status,
)
from tests.web.sites import AT, COUNCIL, ELECTION
from tests.web.sites_in_memory import site_of, unsigned

from tellers.tables import compare_sources, register_by_area, total_by_area
from tellers.web.site.charts_data import charts_files
from tellers.web.site.picture_words import picture_json
from tellers.web.site.pictured import picture_files
from tellers.web.site.roll_words import rolls_json
from tellers.web.site.site import Site


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A site of two sources, of which one has a gap, a padded sheet, a failed reading and a figure unread."""
    election = second_source(honest_election(seed=3, regions=4, centres=8), name="copies")
    units = [place.unit for place in election.places]
    lied = padded_sheet(election, unit=units[0], option="B", votes=40)
    lied = late_correction(lied, unit=units[1], option="A", votes=-5)
    lied = miscopied_figure(lied, unit=units[5], figure="A", votes=9)
    lied = with_status(lied, unit=units[2], status="unread")
    lied = missing_station(lied, unit=units[3], source="copies")
    lied = unread_figure(lied, unit=units[4], figure="null")
    return site_of(dossier_of(lied, tmp_path_factory.mktemp("made")))


@pytest.fixture(scope="module", params=["made", pytest.param("venezuela", marks=pytest.mark.slow)])
def site(request):
    """A site, small and large."""
    return request.getfixturevalue("made") if request.param == "made" else unsigned(ELECTION)


def data_of(site: Site) -> dict[str, dict]:
    """Every data file of maps and charts, by its path."""
    files = {**dict(picture_files(site)), **dict(charts_files(site))}
    return {path: json.loads(text[text.index(b",") + 1 : -3]) for path, text in files.items()}


def levels_of(site: Site) -> dict[str, dict]:
    """The data of each level that is shown, by the level's id."""
    (one,) = site.pictured
    found = data_of(site)
    return {site.layout.levels[place]: found[one.file(place)] for place in one.levels}


def test_totals_are_those_of_the_tables(site):
    """Records and votes of every source in every area of every level, and nothing else."""
    tables, contest = site.dossier.tables, site.dossier.contests[0]
    for level, data in levels_of(site).items():
        for source in tables.sources(contest.id):
            expected = {
                total.area: (total.units, {o: total.figures.get(o, 0) for o in contest.option_ids})
                for total in total_by_area(tables, contest, source, level)
            }
            columns = data["sources"][str(source)]
            got = {
                code: (records, {o: columns["votes"].get(o, [0] * 10**4)[index] for o in contest.option_ids})
                for index, (code, records) in enumerate(zip(data["codes"], columns["records"], strict=True))
                if records
            }

            assert expected == got


def test_turnout_and_two_sources_apart_are_what_a_slow_count_gives(site):
    """Unit by unit from the rows of the dossier's own records, in plain Python."""
    tables, contest = site.dossier.tables, site.dossier.contests[0]
    figures = {source: tables.figures[contest.id, source] for source in tables.sources(contest.id)}
    sheets = {
        source: {
            unit: dict(zip(names, row, strict=True))
            for unit, *row in tables.query(
                f"select unit, {', '.join(map(quote, names))} from {tables.standing(contest.id, source)}"
            )
        }
        for source, names in figures.items()
    }
    for level, data in levels_of(site).items():
        places = dict(tables.query(f"select unit, coalesce({quote(level)}, '') from units"))
        listed = dict(tables.query("select unit, registered from units"))
        index = {code: at for at, code in enumerate(data["codes"])}
        for source, found in sheets.items():
            voters, registered = [0] * len(index), [0] * len(index)
            for unit, row in found.items():
                came = row.get("voters", _sum(row, "valid", "null"))
                register = listed.get(unit) if listed.get(unit) is not None else row.get("registered")
                if came is not None and register:
                    voters[index[places.get(unit, "")]] += came
                    registered[index[places.get(unit, "")]] += register
            columns = data["sources"][str(source)]
            if any(registered):
                assert (columns["voters"], columns["registered"]) == (voters, registered)
            else:
                assert "voters" not in columns
        assert [tuple(pair["sources"]) for pair in data["pairs"]] == list(combinations(map(str, sheets), 2))
        for pair in data["pairs"]:
            one, two = (sheets[source] for source in pair["sources"])
            shared, apart = [0] * len(index), [0] * len(index)
            net = {option: [0] * len(index) for option in contest.option_ids}
            for unit in one.keys() & two.keys():
                area = index[places.get(unit, "")]
                shared[area] += 1
                for option in contest.option_ids:
                    ours, theirs = one[unit].get(option), two[unit].get(option)
                    if ours is not None and theirs is not None:
                        apart[area] += abs(ours - theirs)
                        net[option][area] += ours - theirs
            assert (pair["shared"], pair["apart"]) == (shared, apart)
            assert pair["net"] == {option: votes for option, votes in net.items() if any(votes)}


def test_units_that_differ_are_those_of_the_comparison(site):
    """As many as `compare_sources` finds, failed readings left out, which have no figure to differ by."""
    tables, contest = site.dossier.tables, site.dossier.contests[0]
    for data in levels_of(site).values():
        for pair in data["pairs"]:
            expected = compare_sources(tables, contest, *pair["sources"])

            assert sum(pair["differ"]) == expected.differ - expected.unread
            assert sum(pair["apart"]) == expected.votes


def test_squares_hold_every_unit_once(site):
    """Of each two sources and each option: as many units as both give, and as many equal as are."""
    tables, contest = site.dossier.tables, site.dossier.contests[0]
    (one,) = site.pictured
    for bins in data_of(site)[f"data/charts-{one.position}.js"]["bins"]:
        first, second = (tables.standing(contest.id, source) for source in bins["sources"])
        option = quote(bins["option"])
        rows = tables.query(f"select a.{option}, b.{option} from {first} a join {second} b using (unit)")
        known = [(x, y) for x, y in rows if x is not None and y is not None]

        assert bins["units"] == len(known) == sum(count for _, _, count in bins["squares"])
        assert bins["same"] == sum(x == y for x, y in known)
        assert {(x // bins["edge"], y // bins["edge"]) for x, y in known} == {
            (x, y) for x, y, _ in bins["squares"]
        }
        assert max(max(x, y) for x, y, _ in bins["squares"]) < 40


def test_the_made_election_differs_where_it_was_made_to(made):
    """A padded sheet of 40 votes, a correction of 5 and a figure copied 9 off: 54 votes on three units."""
    data = levels_of(made)["region"]
    (pair,) = data["pairs"]

    assert (sum(pair["differ"]), sum(pair["apart"])) == (3, 54)
    assert {option: sum(votes) for option, votes in pair["net"].items()} == {"A": 4, "B": 40}


@pytest.mark.slow
def test_venezuela_as_published():
    """Two levels, four sources, and a register by centre as the base of coverage."""
    site = unsigned(ELECTION)
    (one,) = site.pictured
    states, towns = levels_of(site).values()
    shown = json.loads(picture_json(site, "es"))[0]
    found = data_of(site)

    assert (len(states["codes"]), len(towns["codes"])) == (24, 328)
    assert sum(states["sources"]["v2"]["records"]) == 25_073
    assert sum(states["sources"]["v1"]["votes"]["EG"]) == 7_156_462
    assert (one.whole, one.register, shown["register"]["levels"]) == (
        False,
        "cne-centres",
        "centros de votación",
    )
    assert states["pages"][0] == "*/area/state-01.html"
    assert [layer["kind"] for level in shown["levels"] for layer in level["layers"]] == [
        "polygons",
        "points",
        "cells",
    ]
    contest = site.dossier.contests[0]
    covered = register_by_area(site.dossier.tables, contest, "v2", "cne-centres", "state")
    columns = states["sources"]["v2"]["register"]
    assert [columns[name][0] for name in ("areas", "registered", "covered")] == next(
        [area.areas, area.registered, area.covered] for area in covered if area.area == "01"
    )
    assert found["data/charts-1.js"]["entered"]["v2"] == [[AT, 25_073]]


def test_a_council_has_no_map_and_its_roll_has_everybody(tmp_path):
    """17 for, 11 abstaining, 5 absent in the roll call that ships; of one member nothing; one stray name."""
    site = unsigned(COUNCIL)
    (roll,) = json.loads(rolls_json(site, "en"))
    said = roll["sources"][0]["said"]

    assert (site.pictured, "map" in site.frame.pages, "charts" in site.frame.pages) == ((), False, True)
    assert [roll["positions"][0][0], len(roll["members"]), len(said)] == ["for", 35, 35]
    assert (said.count(0), said.count(-1)) == (17, 2)
    assert (roll["strays"], roll["members"][-1]) == (1, "“Old and bearded”")
    small = site_of(dossier_of(honest_council(seed=2, members=9), tmp_path))
    assert len(json.loads(rolls_json(small, "en"))[0]["members"]) == 9


def test_a_secret_vote_has_no_roll(made):
    """Who voted how is shown of open votes alone."""
    assert rolls_json(made, "en") == "[]"


def quote(name: str) -> str:
    """A name as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'


def _sum(row: dict[str, int | None], *names: str) -> int | None:
    parts = [row.get(name) for name in names]
    return None if None in parts else sum(parts)
