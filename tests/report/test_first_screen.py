"""What stands on the first screen and beside it, and what does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.simulator import dossier_of, honest_council, honest_election, missing_station

from tellers.check import check
from tellers.report.catalogue import load_catalogue
from tellers.report.compose import compose

NAMES = ["Zoë", "Ibáñez", "Álvarez", "Çelik", "Étienne", "Łoś", "Lopez"]


def heads(table) -> list[str]:
    """Return the columns of a table by name."""
    return [column.name for column in table.columns]


def test_where_nothing_is_missing_no_column_says_what_the_missing_could_add(honest):
    """It would repeat the records, figure by figure."""
    table = compose(honest, "en").contests[0].headline.figures

    assert "At most, with what is missing" not in heads(table)
    assert heads(table)[-1] == "On the records"


def test_where_something_is_missing_it_does(tmp_path):
    """One station without a sheet."""
    lied = replace(
        missing_station(honest_election(seed=1), unit="01.01.01"), statements={"registered": 99_999}
    )
    table = compose(check(dossier_of(lied, tmp_path)), "en").contests[0].headline.figures

    assert heads(table)[-1] == "At most, with what is missing"


def test_a_caption_speaks_of_announced_votes_only_where_some_were(tmp_path):
    """A dossier may hold records alone."""
    folder = dossier_of(honest_election(seed=1), tmp_path).folder
    (folder / "proclamations.toml").write_text("")
    from tellers.dossier import open_dossier  # noqa: PLC0415 (after the file was changed)

    report = compose(check(open_dossier(folder, verify=False)), "es")

    assert report.contests[0].headline.figures.caption == "Votos en los registros de official"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "counted 8,028 (2 of them stand for their unit again), unread 11"),
        ("es", "contado 8.028 (2 de ellos vuelven a dar cuenta de su unidad), ilegible 11"),
    ],
)
def test_records_that_stand_for_a_unit_again_are_said_beside_their_number(election, language, expected):
    """Reading B: 8,026 units with a record, 8,028 records counted."""
    sections = compose(election, language).contests[0].sections
    table = next(one for one in sections if one.anchor == "c1-coverage").blocks[0]
    row = next(row for row in table.rows if row[1] in {"8,026", "8.026"})

    assert row[-1] == expected


def test_members_are_told_in_the_order_of_their_names(tmp_path):
    """An accent does not send a name behind Z."""
    made = honest_council(seed=1, members=len(NAMES))
    called = dict(zip([place.unit for place in made.places], NAMES, strict=True))
    sheets = tuple(replace(sheet, unit=called[sheet.unit]) for sheet in made.sheets("minutes"))
    places = tuple(replace(place, unit=called[place.unit]) for place in made.places)
    result = check(dossier_of(replace(made, places=places).with_sheets(sheets, "minutes"), tmp_path))
    sections = compose(result, "en").contests[0].sections
    table = next(one for one in sections if one.anchor == "c1-units").blocks[1]

    assert [row[0] for row in table.rows] == [
        *("Álvarez", "Çelik", "Étienne", "Ibáñez", "Lopez"),
        *("Łoś", "Zoë"),
    ]


def test_spanish_has_one_word_for_a_record():
    """An acta is the sheet of paper; what a source says of a unit is its registro."""
    english, spanish = (load_catalogue(code).messages for code in ("en", "es"))
    mixed = [
        key
        for key, forms in spanish.items()
        if any("acta" in form.split() or "actas" in form.split() for form in forms)
        and not any("sheet" in form.lower() for form in english[key])
    ]

    assert mixed == []
