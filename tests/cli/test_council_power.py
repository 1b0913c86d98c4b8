"""`tellers council power` from a table of weights."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

SIX = (
    "state,votes,people\n"
    "Germany,4,54\nFrance,4,45\nItaly,4,49\nBelgium,2,9\nNetherlands,2,11\nLuxembourg,1,1\n"
)


@pytest.fixture
def six(tmp_path) -> Path:
    """The Council of 1958; the people in millions, rounded, are no figure of anybody."""
    path = tmp_path / "six.csv"
    path.write_text(SIX, encoding="utf-8")
    return path


def test_a_table_of_weights_on_the_screen(run, six):
    """Percentages, what was asked in numbers, and what is not in it."""
    done = run("council", "power", "--weights", six, "--quota", "12")

    assert done.code == 0
    assert done.out == (
        "Power under the rule\n\n"
        "member       votes  swings    Banzhaf  Banzhaf, of all swings  Shapley-Shubik\n"
        "───────────  ─────  ──────  ─────────  ──────────────────────  ──────────────\n"
        "Germany          4      10  31.2500 %               23.8095 %       23.3333 %\n"
        "France           4      10  31.2500 %               23.8095 %       23.3333 %\n"
        "Italy            4      10  31.2500 %               23.8095 %       23.3333 %\n"
        "Belgium          2       6  18.7500 %               14.2857 %       15.0000 %\n"
        "Netherlands      2       6  18.7500 %               14.2857 %       15.0000 %\n"
        "Luxembourg       1       0   0.0000 %                0.0000 %        0.0000 %\n\n"
        "Asked: 12 of 17 in votes. 14 of 64 coalitions adopt (21.88 %). A swing is a coalition of the"
        " others\nthat adopts only with the member. Of the rule alone: who votes with whom is not in it.\n\n"
    )


def test_fractions_are_exact_for_programs(run):
    """The Security Council: a table is not needed where all members weigh the same."""
    vetoes = [word for member in range(1, 6) for word in ("--veto", str(member))]
    done = run("council", "power", "--members", "15", "--heads", "9", *vetoes, "--format", "json")
    rows = json.loads(done.out)["rows"]

    assert rows[0] == ["1", 848, "53/1024", "106/635", "421/2145"]
    assert rows[14] == ["15", 84, "21/4096", "21/1270", "4/2145"]


def test_several_conditions_are_asked_together(run, six):
    """More than half of the members, and at least 65 % of the people unless but one is outside."""
    done = run(
        "council", "power", "--weights", six, "--column", "people", "--quota", "65/100", "--heads", "1/2+",
        "--waived-below", "2", "--lang", "es",
    )  # fmt: skip

    assert "Se pide: 110 de 169 en people (salvo que queden fuera menos de 2); 4 de 6 miembros." in done.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "say --weights FILE or --members NUMBER"),
        (("--members", "3", "--weights", "six"), "say --weights FILE or --members NUMBER"),
        (("--members", "3"), "nothing is asked of a coalition"),
        (("--members", "3", "--heads", "3/2"), "'3/2' is no quota of members"),
        (("--members", "3", "--heads", "51%"), "'51%' is no quota of members"),
        (("--members", "3", "--heads", "4"), "no coalition can adopt"),
        (("--members", "3", "--heads", "2", "--veto", "x"), "no member has the name 'x'"),
        (("--members", "3000", "--heads", "1/2+"), "from 1 to 2,000 members, not 3000"),
        (("--weights", "six", "--column", "area", "--quota", "5"), "no column 'area' beside the members"),
    ],
)
def test_what_cannot_be_asked_is_refused(run, six, arguments, told):
    """Each with what would be right."""
    done = run("council", "power", *(six if word == "six" else word for word in arguments))

    assert done.code in {2, 3}
    assert told in done.err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("m,w\nA,1.5\n", "the w of 'A' is no whole number"),
        ("m,w\nA,-1\n", "the w of 'A' is no whole number"),
        ("m,w\nA,1\nA,2\n", "row 3: 'A' stands twice"),
        ("m,w\n,1\n", "row 2: no member"),
        ("m\nA\n", "no column beside the members"),
    ],
)
def test_a_table_that_gives_no_weights_is_refused(run, tmp_path, text, told):
    """Nothing is rounded and nothing is guessed."""
    path = tmp_path / "w.csv"
    path.write_text(text, encoding="utf-8")
    done = run("council", "power", "--weights", path, "--quota", "1")

    assert (done.code, told in done.err) == (3, True)
