"""The dossier of Venezuela, 28 July 2024, as it ships: its totals, its sources, its words."""

from __future__ import annotations

import pytest

V1 = {
    "EG": 7_156_462,
    "NM": 3_241_461,
    "LM": 84_446,
    "JABE": 19_966,
    "JOBR": 21_583,
    "AE": 49_603,
    "CF": 12_321,
    "DC": 10_308,
    "EM": 25_570,
    "BERA": 37_408,
    "valid": 10_659_128,
    "null": 1_139,
    "voters": 10_660_267,
    "registered": 17_745_239,
}
V2 = {
    "EG": 7_303_480,
    "NM": 3_316_142,
    "LM": 86_225,
    "JABE": 20_404,
    "JOBR": 22_097,
    "AE": 51_011,
    "CF": 12_632,
    "DC": 10_584,
    "EM": 26_067,
    "BERA": 38_620,
    "valid": 10_887_262,
    "null": 1_213,
    "voters": 10_888_475,
}


@pytest.mark.parametrize(("source", "sheets", "expected"), [("v1", 24_532, V1), ("v2", 25_073, V2)])
def test_the_published_tables_add_up_to_their_totals(venezuela, source, sheets, expected):
    """Every figure of V1 and of V2, to the vote."""
    tally = venezuela.tally(source)

    assert {str(figure): total for figure, total in tally.figures.items()} == expected
    assert (tally.coverage.units, tally.coverage.of_units) == (sheets, 30_026)


@pytest.mark.parametrize(
    ("level", "areas"), [("state", 24), ("municipality", 328), ("parish", 1_090), ("centre", 13_110)]
)
def test_the_areas_follow_the_digits_of_the_centre(venezuela, level, areas):
    """V2 has sheets of 24 states, 328 municipalities, 1,090 parishes and 13,110 centres."""
    totals = venezuela.by_area("v2", level)

    assert len(totals) == areas
    assert sum(area.figures["EG"] for area in totals) == 7_303_480


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("v1", "v2", {"shared": 24_530, "differ": 0, "unread": 0, "only_first": 2, "only_second": 543}),
        ("v2", "qr-a", {"shared": 21_937, "differ": 7, "unread": 0, "only_first": 3_136, "only_second": 15}),
        ("v2", "qr-b", {"shared": 8_029, "differ": 4, "unread": 4, "only_first": 17_044, "only_second": 8}),
    ],
)
def test_sources_compare_unit_by_unit(venezuela, first, second, expected):
    """V1 and V2 agree wherever they meet; the readings differ in 7 and in 4 that failed."""
    found = venezuela.compare(first, second)

    assert {name: getattr(found, name) for name in expected} == expected


def test_a_reading_of_zeros_is_a_failed_reading(venezuela):
    """Eleven codes of reading B gave nothing: they are unread, and add no sheet of zeros."""
    assert venezuela.tally("qr-b").statuses == {"counted": 8_028, "unread": 11}


def test_reading_b_names_two_tables_twice(venezuela):
    """8,031 of its records name a table of V2, two of them for the second time."""
    found = venezuela.compare("v2", "qr-b")

    assert (found.records_second, found.shared_records_second) == (8_039, 8_031)


def test_the_register_of_the_tables_leaves_fewer_voters_than_the_margin(venezuela):
    """V1's margin of 3,915,001 is above the 3,576,566 voters of tables without a sheet."""
    tally = venezuela.tally("v1")
    stated = venezuela.contest().applied("registered").value

    assert stated - tally.figures["registered"] == 3_576_566
    assert tally.figures["EG"] - tally.figures["NM"] == 3_915_001


def test_every_number_of_the_whole_has_its_rivals(venezuela):
    """Tables, voters and centres are stated more than once, and one of each is applied."""
    contest = venezuela.contest()

    assert {
        about: (contest.applied(about).value, [s.value for s in contest.rivals(about)])
        for about in ("units", "registered", "centre")
    } == {
        "units": (30_026, [30_036]),
        "registered": (21_321_805, [21_392_464, 21_323_253]),
        "centre": (15_797, [15_767, 15_962]),
    }


def test_the_second_bulletin_adds_up_with_the_reading_applied(venezuela):
    """The ten counts add up to the valid votes with 6,408,844 and not with its rival."""
    claims = {claim.id: claim for claim in venezuela.proclamation("cne-2").claims}
    options = [f"{option}.count" for option in venezuela.contest().option_ids]

    total = sum(claims[claim].count for claim in options)

    assert total == claims["valid.count"].count == 12_335_884
    assert [reading.value for reading in claims["NM.count"].readings] == ["6408844", "6480844"]


def test_photographs_are_named_without_an_address(venezuela):
    """An image is a file name; where its digest is known, the digest is SHA-256."""
    tables, contest = venezuela.dossier.tables, venezuela.contest()
    found = {}
    for source in ("v1", "v2", "qr-b"):
        records = tables.records(contest.id, source)
        found[source] = tables.row(
            f"select count(nullif(image, '')), count(*) filter (image like '%/%'), "
            f"count(nullif(image_sha256, '')), "
            f"count(*) filter (length(nullif(image_sha256, '')) <> 64) from {records}"
        )

    assert found == {"v1": (24_532, 0, 0, 0), "v2": (25_073, 0, 35, 0), "qr-b": (8_039, 0, 61, 0)}


def test_the_check_finds_the_outcome_settled(venezuela):
    """Under every register stated, V1's margin is above what the missing tables could hold."""
    settled = [f for f in venezuela.findings("outcome-settled") if f.subject.startswith("v1/")]

    assert [(f.number("registered"), f.number("capacity"), f.number("margin")) for f in settled] == [
        (21_321_805, 3_576_566, 3_915_001),
        (21_392_464, 3_647_225, 3_915_001),
        (21_323_253, 3_578_014, 3_915_001),
    ]


def test_the_check_finds_what_bulletin_two_cannot_hold(venezuela):
    """V2 gives one candidate 1,977,376 more; the other would need 3,092,702 of 1,448,622 left."""
    (above,) = [f for f in venezuela.findings("partial-sum-above") if f.subject == "v2/cne-2/EG"]
    (rest,) = [f for f in venezuela.findings("partial-sum-complement") if f.subject == "v2/cne-2/NM"]

    assert (above.number("records"), above.number("claimed"), above.number("excess")) == (
        7_303_480,
        5_326_104,
        1_977_376,
    )
    assert (rest.number("needed"), rest.number("left")) == (3_092_702, 1_448_622)


def test_both_announced_outcomes_are_contradicted_and_the_counted_one_is_settled(venezuela):
    """If these sheets are authentic."""
    verdicts = venezuela.verdicts()

    assert {c: verdicts[c] for c in ("outcome", "cne-1/outcome", "cne-2/outcome", "cne-2/EG.count")} == {
        "outcome": "settled",
        "cne-1/outcome": "contradicted",
        "cne-2/outcome": "contradicted",
        "cne-2/EG.count": "contradicted",
    }
