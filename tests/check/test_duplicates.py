"""Duplicates: honest records, each copy it must see, the one it cannot, and its rate of false alarms."""

from __future__ import annotations

import pytest
from tests.simulator import (
    case_of,
    contest_of,
    copied_sheet,
    duplicated_sheet,
    honest_council,
    honest_election,
    invented_vector,
    padded_sheet,
)

from tellers.check.duplicates import FALSE_ALARMS, chance_of, check_duplicates
from tellers.model import FigureId, FindingStatus, OptionId, Severity, SourceId
from tellers.tables import Tables, count_coincidences

HONEST = honest_election(seed=5, regions=4, centres=20)
TWO = contest_of(honest_election(options=("A", "B")))


def findings(election, folder):
    """The findings of the check, by code."""
    return {f.code: f for f in check_duplicates(case_of(election, folder))}


@pytest.mark.parametrize("made", [HONEST, honest_election(seed=6, options=("A", "B")), honest_council()])
def test_honest_records_repeat_nothing(made, tmp_path):
    """Nothing above information, for an election or a roll call, whose members all answer alike."""
    assert {f.severity for f in findings(made, tmp_path).values()} <= {Severity.INFORMATION}


def test_a_sheet_given_twice_alike_is_information(tmp_path):
    """A unit that stands twice with the same figures changes no total."""
    found = findings(duplicated_sheet(HONEST, unit="01.01.01"), tmp_path)["unit-repeated"]

    assert (found.severity, found.units) == (Severity.INFORMATION, ("01.01.01",))


def test_a_sheet_given_twice_with_other_figures_is_seen(tmp_path):
    """Two records of one unit with no word on which replaces which: a difference, held against the margin."""
    found = findings(duplicated_sheet(HONEST, unit="01.01.01", votes=20), tmp_path)["unit-repeated"]

    assert found.status is FindingStatus.DIFFERS
    assert found.severity is Severity.NOTICE
    assert (found.votes_affected, found.units) == (20, ("01.01.01",))


def test_one_image_under_two_units_is_seen(tmp_path):
    """By name and by hash, with the votes of the smaller of the two units."""
    lied = copied_sheet(HONEST, unit="01.01.01", onto="03.01.01")
    found = [f for f in check_duplicates(case_of(lied, tmp_path)) if f.code == "image-repeated"]

    assert [f.subject for f in found] == ["official/image", "official/image_sha256"]
    assert {f.units for f in found} == {("01.01.01", "03.01.01")}
    assert {f.severity for f in found} == {Severity.ATTENTION}


def test_one_vector_on_many_units_is_seen(tmp_path):
    """Twelve units with one invented vector: chance does not give that."""
    units = [sheet.unit for sheet in HONEST.sheets()[::15]][:12]
    figures = {"A": 203, "B": 107, "C": 55, "valid": 365, "null": 7, "voters": 372}
    found = findings(invented_vector(HONEST, units=units, figures=figures), tmp_path)["figures-coincide"]

    assert found.status is FindingStatus.LEAD
    assert found.number("equal") >= 66
    assert set(found.units) >= set(units)
    assert found.severity is Severity.ATTENTION


def test_copies_with_a_few_votes_changed_cannot_be_seen(tmp_path):
    """What the check cannot see: a copier who changes a few votes on each copy, and the image."""
    lied = HONEST
    for votes, sheet in enumerate(HONEST.sheets()[1:13], start=1):
        lied = copied_sheet(lied, unit="01.01.01", onto=sheet.unit, image=False)
        lied = padded_sheet(lied, unit=sheet.unit, option="A", votes=5 * votes)

    assert {f.severity for f in findings(lied, tmp_path).values()} <= {Severity.INFORMATION}


def test_the_stated_rate_of_false_alarms_holds_in_simulation():
    """Of 400 honest elections full of small units at most two are told, where one in 1,000 is stated.

    800 units of 30 to 130 votes for two options and a few nulls: some twenty equal pairs in each.
    """
    alarms = pairs = 0
    tables, source = Tables.open(threads=1), SourceId("official")
    tables.figures[TWO.id, source] = (FigureId("A"), FigureId("B"), FigureId("null"))
    tables._standing.add((TWO.id, source))
    for seed in range(400):
        draw_small_units(tables, tables.standing(TWO.id, source), seed=seed)
        classes = count_coincidences(tables, TWO, source, (OptionId("A"), OptionId("B")))
        pairs += sum(c.equal for c in classes)
        alarms += any(chance_of(c) * len(classes) < FALSE_ALARMS for c in classes)

    assert pairs > 400 * 15
    assert alarms <= 2


def test_sheets_of_one_place_that_vote_alike_give_no_false_alarm():
    """Of 80 honest elections at most one is told: tables of a place share one lean, as the most alike do.

    3,000 tables of 200 to 240 votes, four a place, drawn around the lean of their place: what makes
    real neighbours agree far more often than strangers is all there, and no sheet is copied.
    """
    alarms = equal = near = 0
    tables, source = Tables.open(threads=1), SourceId("official")
    tables.figures[TWO.id, source] = (FigureId("A"), FigureId("B"), FigureId("null"))
    tables._standing.add((TWO.id, source))
    for seed in range(80):
        draw_small_units(tables, tables.standing(TWO.id, source), seed=seed, units=3000, a_place=4, least=200)
        classes = count_coincidences(tables, TWO, source, (OptionId("A"), OptionId("B")))
        equal, near = equal + sum(c.equal for c in classes), near + sum(c.near for c in classes)
        alarms += any(chance_of(c) * len(classes) < FALSE_ALARMS for c in classes)

    assert equal > 80 * 150
    assert 0.13 < equal / (equal + near) < 0.16
    assert alarms <= 1


def test_where_the_second_is_weak_equal_splits_are_no_more_than_stated():
    """Tables with about eight votes for the second: few reach ten, and one split in seven is equal still.

    Were near pairs looked for among tables of ten and more alone, up to three in ten would be equal.
    """
    equal = near = 0
    tables, source = Tables.open(threads=1), SourceId("official")
    tables.figures[TWO.id, source] = (FigureId("A"), FigureId("B"), FigureId("null"))
    tables._standing.add((TWO.id, source))
    for seed in range(40):
        draw_small_units(tables, tables.standing(TWO.id, source), seed=seed, units=3000, a_place=4, least=70)
        tables.connection.execute(
            f'update {tables.standing(TWO.id, source)} set "A" = "A" + "B" - weak, "B" = weak from '
            "(select unit as u, (random() * 3 + random() * 3 + random() * 3 + random() * 6)::bigint as weak "
            f"from {tables.standing(TWO.id, source)}) where u = unit"
        )
        classes = count_coincidences(tables, TWO, source, (OptionId("A"), OptionId("B")))
        equal, near = equal + sum(c.equal for c in classes), near + sum(c.near for c in classes)

    assert equal > 500
    assert equal / (equal + near) < 0.2


def draw_small_units(
    tables: Tables, standing: str, *, seed: int, units: int = 800, a_place: int = 1, least: int = 30
) -> None:
    """Draw standing records, so many a place, each place with a lean of its own and binomial noise."""
    tables.connection.execute(f"select setseed({seed / 1000})")
    normal = "sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())"
    drawn = f"round(total * p + sqrt(total * p * (1 - p)) * {normal})::bigint"
    tables.connection.execute(
        f"create or replace table places as select place, greatest(0.1, least(0.9, 0.55 + 0.15 * {normal})) "
        f"as p from range({units}) as t (place)"
    )
    tables.connection.execute(
        f"""
        create or replace table {standing} as
        select i::varchar as unit, i as record, a as "A", total - a as "B", (random() * 3)::bigint as "null"
        from (select i, total, greatest(0, least(total, {drawn})) as a
              from (select i, {least} + (random() * {100 if a_place == 1 else 40})::bigint as total, p
                    from range({units}) as t (i) join places on place = i // {a_place}))
        """
    )
