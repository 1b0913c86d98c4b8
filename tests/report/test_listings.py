"""Coverage by area on the base of a register: the base in words, the map, and the areas left empty."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.simulator import dossier_of, honest_election, withheld_area

from tellers.check import check
from tellers.dossier import open_dossier
from tellers.report.compose import compose

SHIPPED = Path(__file__).parents[2] / "examples" / "venezuela-2024"


@pytest.fixture(scope="module")
def coverage():
    """The section on coverage of the first contest of the dossier that ships, in English."""
    report = compose(check(open_dossier(SHIPPED)), "en")
    return next(one for one in report.contests[0].sections if one.anchor == "c1-coverage")


def test_the_base_is_told_before_the_map(coverage):
    """What the list holds of how many, what it leaves out, who is on it, and what is assumed."""
    (told,) = (one.texts for one in coverage.blocks if one.kind == "paragraphs" and one.title)

    assert told[0] == (
        "The register by polling centre (cne-centres) lists 9,733 of the 15,797 stated to exist, "
        "with 14,398,574 voters. In 9,730 of them there are records of published table V2, from units with "
        "13,671,450 registered voters; so there are in 3,380 others that the register does not list."
    )
    assert "foreign residents included, who do not vote for president" in told[1]
    assert "were not chosen for having a record" in told[3]


def test_the_table_has_every_area_with_what_is_not_listed(coverage):
    """The capital, a state of which the list has less than half, and one that it does not name."""
    picture = next(one for one in coverage.blocks if one.kind == "picture")
    rows = {row[0]: row[1:] for row in picture.table.rows}

    assert picture.title.startswith("Voters of the listed polling centres that belong to units with a record")
    assert len(rows) == 24
    assert rows["Distrito Capital"] == ("598", "597", "175", "1,255,345", "1,083,669", "86.32\u00a0%")
    assert rows["Trujillo"][:3] == ("278", "278", "332")
    assert rows["Zulia"][3:] == ("0", "0", "\u2013")


def test_an_area_of_which_the_list_has_less_than_half_stays_empty(coverage):
    """Trujillo would be among the fullest; its class is that of the states that are not listed."""
    picture = next(one for one in coverage.blocks if one.kind == "picture")
    drawn = html.unescape(picture.svgs[1])
    classes = {name: kind for kind, name in re.findall(r'class="(\w+)"[^>]*><title>([^:<]+)', drawn)}

    assert {classes[name] for name in ("Trujillo", "Zulia", "Delta Amacuro")} == {"none"}
    assert "none" not in {classes[name] for name in ("Distrito Capital", "Apure", "Lara")}


def test_without_a_map_layer_the_table_stands_alone(tmp_path):
    """A dossier with a register and no polygons."""
    lied = replace(
        withheld_area(honest_election(regions=3), area="02", keep=2),
        registers={"board": {"01.01": 3_000}},
        statements={"units": 999},
    )
    report = compose(check(dossier_of(lied, tmp_path)), "es")
    section = next(one for one in report.contests[0].sections if one.anchor == "c1-coverage")
    tables = [one for one in section.blocks if one.kind == "table"]

    assert [one.kind for one in section.blocks].count("picture") == 0
    assert tables[1].rows[0][:4] == ("Area 01", "1", "1", "9")
