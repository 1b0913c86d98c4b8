"""What the API answers, held to the dossier, to the entries of a log, and to `tellers check`."""

from __future__ import annotations

import json
from itertools import combinations
from urllib.parse import quote

import pytest
from tests.web.serve.conftest import AWKWARD
from tests.web.serve.served import EXAMPLES, ask, serving, walk

from tellers.canonical import decode_json, decode_object, encode_json, encode_object
from tellers.check import check
from tellers.cli.app import main
from tellers.dossier import open_dossier
from tellers.publish.subjects import statements_of, whole_record
from tellers.tables import compare_sources, list_differences, total_by_area

API = "/api/v1"


def get(port, path):
    """Return an answer as values, once its bytes are seen to be canonical."""
    said = ask(port, f"{API}{path}")
    assert said.status == 200, said
    assert encode_json(decode_json(said.body, where=path)) == said.body
    return json.loads(said.body)


def everything(port, path, key):
    """Return the things of all pages of a list."""
    return [one for said in walk(port, f"{API}{path}") for one in json.loads(said.body)[key]]


def test_a_record_is_answered_byte_for_byte_as_it_is_stated_in_a_log(port, made):
    """Of every unit: the subject, and the canonical bytes of the whole model object."""
    statements = [one for one in statements_of(made) if one.subject.startswith("record/")]
    stated = {one.subject: encode_json(whole_record(one.stated)) for one in statements}
    found = {}
    for unit in {json.loads(stated[one])["unit"] for one in stated}:
        body = ask(port, f"{API}/units/{quote(unit, safe='')}").body
        for contest in json.loads(body)["contests"]:
            for source in contest["sources"]:
                for record in source["records"]:
                    bytes_of_it = encode_json(record["stated"])
                    assert bytes_of_it in body
                    assert decode_object(bytes_of_it, where=unit).unit == unit
                    found[record["subject"]] = bytes_of_it

    assert found == stated


@pytest.mark.parametrize("kind", ["contests", "sources", "proclamations"])
@pytest.mark.parametrize("name", ["venezuela", "council"])
def test_a_contest_a_source_and_a_proclamation_are_their_canonical_bytes(request, name, kind):
    """One by one, and together in the order of the dossier."""
    port = request.getfixturevalue(name)
    dossier = open_dossier(EXAMPLES / {"venezuela": "venezuela-2024", "council": "oas-2024-07-31"}[name])
    values = getattr(dossier, kind)

    assert [ask(port, f"{API}/{kind}/{one.id}").body for one in values] == [
        encode_object(one) for one in values
    ]
    assert ask(port, f"{API}/{kind}").body == b'{"%s":[%s]}' % (
        kind.encode(),
        b",".join(encode_object(one) for one in values),
    )


def test_a_sheet_of_venezuela_has_the_account_of_each_source(venezuela):
    """Table 1 of centre 010101001, as both published tables and both QR readings give it."""
    unit = get(venezuela, "/units/010101001.01")
    (contest,) = unit["contests"]
    votes = {
        one["source"]: dict(one["records"][0]["stated"]["figures"])
        for one in contest["sources"]
        if one["records"]
    }

    assert [area["code"] for area in unit["areas"]] == ["01", "0101", "010101", "010101001"]
    assert unit["registered"] == 760
    assert {source: (figures["EG"], figures["NM"]) for source, figures in votes.items()} == {
        "v1": (323, 114),
        "v2": (323, 114),
        "qr-a": (323, 114),
        "qr-b": (323, 114),
    }
    assert (contest["differ"], contest["unread"], contest["member"]) == ([], False, None)


def test_a_member_of_a_council_has_its_standing_on_the_day(council):
    """Mexico, absent by the roll call, with what it was that day."""
    unit = get(council, "/units/mexico")
    (contest,) = unit["contests"]

    assert contest["member"] == {
        "called": True,
        "contested": False,
        "entitled": True,
        "groups": [],
        "in_office": True,
        "member": True,
        "on": "2024-07-31",
        "weights": [],
    }
    assert [one["source"] for one in contest["sources"] if one["records"]][:1] == ["roll-call"]


@pytest.mark.parametrize("unit", AWKWARD)
def test_a_unit_of_any_name_has_its_address(awkward_port, unit):
    """Percent-encoded in the path, and in the query for what browsers rewrite."""
    by_path = ask(awkward_port, f"{API}/units/{quote(unit, safe='')}")
    by_query = ask(awkward_port, f"{API}/unit?id={quote(unit, safe='')}")

    assert by_path.status == by_query.status == 200
    assert json.loads(by_path.body)["unit"] == unit
    assert by_path.body == by_query.body


def test_an_area_of_any_name_has_its_address(awkward_port):
    """A slash in a code, and two dots."""
    assert get(awkward_port, "/areas/region/x%2Fy")["area"]["name"] == "Area x/y"
    assert get(awkward_port, "/areas/centre/..%2Fz")["within"][0]["code"] == "x/y"


@pytest.mark.parametrize("limit", [1, 7, 1000])
def test_every_unit_is_on_one_page_and_no_other(port, election, limit):
    """In the order of the ids, whatever the size of a page."""
    units = [one["unit"] for one in everything(port, f"/units?limit={limit}", "units")]

    assert units == sorted(place.unit for place in election.places)


@pytest.mark.parametrize("path", ["/areas/centre?limit=4", "/totals?by=centre&limit=4", "/findings?limit=3"])
def test_the_pages_of_a_list_are_the_whole_list_in_order(port, path):
    """The same as on one page, without a repeat."""
    key = "findings" if "findings" in path else "areas"
    one = json.loads(ask(port, f"{API}{path.partition('limit')[0]}limit=1000").body)[key]

    assert len(one) > 4
    assert everything(port, path, key) == one


def test_areas_are_walked_from_the_widest_to_the_units(port, election):
    """Every area is a child of one, and every unit is listed in one; children have the totals of areas."""
    level, seen, areas = "region", [], [one["code"] for one in everything(port, "/areas", "areas")]
    while level is not None:
        below = []
        for code in areas:
            for said in walk(port, f"{API}/areas/{level}/{code}?limit=2"):
                area = json.loads(said.body)
                below += [child["area"]["code"] for child in area["children"]]
                for child in area["children"]:
                    own = get(port, f"/areas/{child['area']['level']}/{child['area']['code']}")
                    assert own["sources"] == child["sources"]
                    assert own["within"][-1]["code"] == code
            if area["children_level"] is None:
                seen += [
                    one["unit"] for one in everything(port, f"/units?level={level}&area={code}", "units")
                ]
        level, areas = area["children_level"], below

    assert sorted(seen) == sorted(place.unit for place in election.places)


def test_totals_of_an_area_are_those_of_the_library(port, made):
    """Both sources, every centre, every figure."""
    told = {
        (one["area"]["code"], source["source"]): (source["units"], dict(source["figures"]))
        for one in everything(port, "/totals?by=centre", "areas")
        for source in one["sources"]
        if source["units"]
    }
    expected = {
        (one.area, source): (one.units, {str(k): v for k, v in one.figures.items()})
        for source in ("official", "copies")
        for one in total_by_area(made.tables, made.contest(), made.source(source).id, "centre")
    }

    assert told == expected


def test_units_on_which_sources_differ_are_those_that_say_so_themselves(port, election):
    """The list, the pair's differences, and what each unit says, made in three ways."""
    listed = {one["unit"] for one in everything(port, "/units?sources=differ", "units")}
    pair = {
        one["unit"]
        for one in everything(port, "/compare?first=official&second=copies&limit=2", "differences")
    }
    said = set()
    for place in election.places:
        (contest,) = get(port, f"/units/{place.unit}")["contests"]
        if contest["differ"] or contest["unread"]:
            said.add(place.unit)

    assert listed == pair == said == {"01.01.01", "01.01.02", "01.02.01"}


def test_venezuela_s_units_that_differ_are_those_of_all_pairs(venezuela):
    """4 sources, 6 pairs, as the library compares them."""
    dossier = open_dossier(EXAMPLES / "venezuela-2024")
    contest = dossier.contest()
    pairs = combinations(dossier.tables.sources(contest.id), 2)
    expected = {one.unit for pair in pairs for one in list_differences(dossier.tables, contest, *pair)}
    listed = [one["unit"] for one in everything(venezuela, "/units?sources=differ&limit=1000", "units")]

    assert listed == sorted(expected)


def test_two_sources_are_compared_as_by_the_library(port, made):
    """The counts of units."""
    one = get(port, "/compare?first=official&second=copies")
    contest = made.contest()
    first, second = made.source("official").id, made.source("copies").id
    found = compare_sources(made.tables, contest, first, second)

    names = ("shared", "equal", "differ", "unread", "only_first", "only_second", "votes")
    assert [one[name] for name in names] == [getattr(found, name) for name in names]


def test_findings_and_verdicts_are_those_of_the_check(port, made):
    """Byte for byte, and in the form that `tellers check --json` writes."""
    (checked,) = check(made).contests
    findings = ask(port, f"{API}/findings?limit=1000").body

    assert all(encode_object(one) in findings for one in checked.findings)
    assert len(json.loads(findings)["findings"]) == len(checked.findings)
    verdicts = json.loads(ask(port, f"{API}/verdicts").body)["verdicts"]
    assert [encode_json(one) for one in verdicts] == [encode_object(one) for one in checked.verdicts]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_findings_file_is_the_one_that_the_command_writes(council, tmp_path, language):
    """The very bytes, sealed, with its sentences in the language."""
    to = tmp_path / "findings.json"
    main(["check", str(EXAMPLES / "oas-2024-07-31"), "--json", str(to), "--quiet", "--lang", language])

    assert ask(council, f"{API}/check?lang={language}").body == to.read_bytes()


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("bolivar", ("state", "06")),
        ("BOLÍVAR", ("state", "06")),
        ("010101001.01", ("", "010101001.01")),
        ("ue distrital madariaga", ("centre", "010101001")),
        ("U.E. Madariaga", ("centre", "010101001")),
        ("u. educ. distrital madariaga", ("centre", "010101001")),
        ("parroquia altagracia", ("parish", "010101")),
        ("Pq. Altagracia", ("parish", "010101")),
    ],
)
def test_accents_case_abbreviations_and_initials_are_forgiven(venezuela, asked, first):
    """The first thing found."""
    found = get(venezuela, f"/search?q={quote(asked)}")
    places = [(one["level"], one["code"]) for one in found["areas"]] + [
        ("", one["unit"]) for one in found["units"]
    ]

    assert places[0] == first


def test_a_search_that_finds_nothing_says_so(venezuela):
    """And signs that are no words are no fault."""
    assert get(venezuela, "/search?q=qwxz") == {"areas": [], "units": []}
    assert get(venezuela, "/search?q=%27%3B--%25") == {"areas": [], "units": []}


def test_a_record_names_its_entry_where_a_log_is_given(published):
    """Of the council that ships: the index, and the entry there states what the record states."""
    log, entries = published
    with serving(EXAMPLES / "made-council", log=log) as port:
        dossier = get(port, "/dossier")
        unit = get(port, "/units/arvon")
    records = [
        one for contest in unit["contests"] for source in contest["sources"] for one in source["records"]
    ]

    assert dossier["log"]["size"] == len(entries) == 16
    assert unit["log"] == dossier["log"]
    assert len(records) == 1
    for record in records:
        entry = json.loads(entries[record["entry"]])
        assert (entry["subject"], whole_record(entry["stated"])) == (record["subject"], record["stated"])
