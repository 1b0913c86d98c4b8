"""What stands twice, recomputed in plain Python from the sheets that went in."""

from __future__ import annotations

from itertools import combinations

from tests.simulator import (
    case_of,
    copied_sheet,
    duplicated_sheet,
    honest_election,
    invented_vector,
    late_correction,
)

from tellers.tables import (
    SizeClass,
    count_coincidences,
    list_coincidences,
    list_repeated_images,
    list_repeated_units,
    repeated_images,
    repeated_units,
)

HONEST = honest_election(seed=5, regions=6, centres=30, options=("A", "B"))


def plain_coincidences(election) -> dict[int, tuple[int, int]]:
    """Equal and near pairs by size of unit, one pair after the other."""
    found: dict[int, list[int]] = {}
    rows = [s.figures for s in election.sheets()]
    for one, two in combinations(rows, 2):
        if max(min(one["A"], one["B"]), min(two["A"], two["B"])) < 10:
            continue
        if (one["A"] + one["B"], one["null"]) != (two["A"] + two["B"], two["null"]):
            continue
        size = 2 ** ((one["A"] + one["B"] + one["null"]).bit_length() - 1)
        apart = abs(one["A"] - two["A"])
        if apart <= 3:
            found.setdefault(size, [0, 0])[apart > 0] += 1
    return {size: (equal, near) for size, (equal, near) in sorted(found.items())}


def test_equal_and_near_pairs_are_what_plain_python_counts(tmp_path):
    """Every pair of units of an election of two options, by hand and by the query."""
    case = case_of(HONEST, tmp_path)

    found = count_coincidences(case.tables, case.contest, case.sources[0], case.contest.option_ids)

    assert {c.least_votes: (c.equal, c.near) for c in found} == plain_coincidences(HONEST)
    assert sum(c.near for c in found) == 8


def test_five_units_with_one_vector_are_ten_equal_pairs(tmp_path):
    """Units with the same figures are listed together, the largest group first."""
    units = [f"0{region}.01.01" for region in range(1, 6)]
    figures = {"A": 1003, "B": 507, "valid": 1510, "null": 7, "voters": 1517}
    case = case_of(invented_vector(HONEST, units=units, figures=figures), tmp_path)
    asked = (case.tables, case.contest, case.sources[0], case.contest.option_ids)

    (first, *_) = list_coincidences(*asked)

    assert count_coincidences(*asked)[-1] == SizeClass(least_votes=1024, equal=10, near=0)
    assert (first.units, first.votes) == (tuple(units), 1517)


def test_a_repeated_unit_is_told_with_the_votes_it_differs_by(tmp_path):
    """One unit repeated alike and one with nine votes more: two units, four records, one differs."""
    lied = duplicated_sheet(duplicated_sheet(HONEST, unit="01.01.01"), unit="02.01.01", votes=9)
    case = case_of(lied, tmp_path)
    found = repeated_units(case.tables, case.contest, case.sources[0])
    listed = list(list_repeated_units(case.tables, case.contest, case.sources[0]))

    assert (found.units, found.records, found.differing, found.votes) == (2, 4, 1, 9)
    assert [(r.unit, r.records, r.differs, r.votes) for r in listed] == [
        ("02.01.01", 2, True, 9),
        ("01.01.01", 2, False, 0),
    ]


def test_a_correction_is_no_repeat(tmp_path):
    """A record that another replaces is not counted as standing twice."""
    case = case_of(late_correction(HONEST, unit="01.01.01", option="A", votes=3), tmp_path)

    assert repeated_units(case.tables, case.contest, case.sources[0]).units == 0


def test_an_image_under_two_units_is_told_with_the_smaller_units_votes(tmp_path):
    """A sheet published again as that of another unit shares its image, by name and by hash."""
    case = case_of(copied_sheet(HONEST, unit="01.01.01", onto="02.01.01"), tmp_path)
    votes = HONEST.sheet("01.01.01").figures["valid"]

    for column in ("image", "image_sha256"):
        found = repeated_images(case.tables, case.contest, case.sources[0], column)
        (shared,) = list_repeated_images(case.tables, case.contest, case.sources[0], column)

        assert (found.images, found.units, found.votes) == (1, 2, votes)
        assert shared.units == ("01.01.01", "02.01.01")
