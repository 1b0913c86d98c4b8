"""What each command prints, letter by letter."""

from __future__ import annotations

import csv
import io
import json

from tellers.cli.tables import Column, Table


def test_a_total_is_a_column_of_figures(run, dossier):
    """Without areas the table is turned: a figure a line."""
    done = run("tally", dossier)

    assert done.code == 0
    assert done.out == (
        "A made vote · official\n\n"
        "units      14\n"
        "List A  1,390\n"
        "List B  1,010\n"
        "List C    780\n"
        "valid   3,180\n"
        "null       69\n"
        "voters  3,249\n\n"
    )


def test_totals_by_area_stand_under_the_names_of_the_options(run, dossier):
    """A row an area, in the order of the ids."""
    assert run("tally", dossier, "--by", "region").out == (
        "A made vote · official\n\n"
        "region  name     units  List A  List B  List C  valid  null  voters\n"
        "──────  ───────  ─────  ──────  ──────  ──────  ─────  ────  ──────\n"
        "01      Area 01      2     223     129     112    464     8     472\n"
        "02      Area 02      4     597     363     268  1,228    35   1,263\n"
        "03      Area 03      8     570     518     400  1,488    26   1,514\n\n"
    )


def test_a_narrow_screen_gets_ids_with_a_legend_and_then_blocks(run, dossier, monkeypatch):
    """Forty columns hold the ids of five figures; the rest follows under the same areas."""
    monkeypatch.setenv("COLUMNS", "46")

    assert run("tally", dossier, "--by", "region", "--lang", "es").out == (
        "A made vote · official\n\n"
        "region  nombre   unidades    A    B    C  valid\n"
        "──────  ───────  ────────  ───  ───  ───  ─────\n".replace("  valid", "").replace("  ─────\n", "\n")
        + "01      Area 01         2  223  129  112\n"
        "02      Area 02         4  597  363  268\n"
        "03      Area 03         8  570  518  400\n\n"
        "region  nombre   unidades  valid  null  voters\n"
        "──────  ───────  ────────  ─────  ────  ──────\n"
        "01      Area 01         2    464     8     472\n"
        "02      Area 02         4  1.228    35   1.263\n"
        "03      Area 03         8  1.488    26   1.514\n\n"
        "A = List A; B = List B; C = List C\n\n"
    )


def test_a_last_column_of_words_is_folded_to_the_screen():
    """The words that do not fit go on below themselves; nothing beside them is repeated."""
    table = Table(
        title="", columns=(Column("value", number=True), Column("by")), rows=[[34, "the chair, as applied"]]
    )

    assert table.as_text(27, "en") == (
        "value  by\n─────  ─────────────\n   34  the chair, as\n       applied\n"
    )


def test_csv_and_json_hold_the_numbers_without_separators(run, dossier):
    """A program reads the same rows; the heading is the name, never the id."""
    written = list(csv.reader(io.StringIO(run("tally", dossier, "--by", "region", "--format", "csv").out)))
    told = json.loads(run("tally", dossier, "--by", "region", "--format", "json").out)

    assert written[0] == ["region", "name", "units", "List A", "List B", "List C", "valid", "null", "voters"]
    assert written[2] == ["02", "Area 02", "4", "597", "363", "268", "1228", "35", "1263"]
    assert told["title"] == "A made vote · official"
    assert told["rows"][1] == ["02", "Area 02", 4, 597, 363, 268, 1228, 35, 1263]


def test_two_sources_are_counted_and_their_differences_listed(run, dossier):
    """One sheet of seven differs, in three figures; the exit code says so."""
    done = run("compare", dossier, "official", "mirror")

    assert done.code == 1
    assert done.out == (
        "official · mirror\n\n"
        "units in both              7\n"
        "equal                      6\n"
        "differing                  1\n"
        "of these, failed readings  0\n"
        "only in official           7\n"
        "only in mirror             0\n\n"
        "unit      figure  official  mirror\n"
        "────────  ──────  ────────  ──────\n"
        "02.01.01  List A       166     171\n"
        "02.01.01  valid        324     329\n"
        "02.01.01  voters       328     333\n\n"
    )


def test_a_source_is_equal_to_itself(run, dossier):
    """Nothing differs, and the exit code is 0."""
    assert run("compare", dossier, "official", "official").code == 0


def test_show_without_a_unit_tells_what_the_dossier_holds(run, dossier):
    """Sources with their records, options, figures, levels, proclamations, statements."""
    assert run("show", dossier).out == (
        "A made vote (vote, 2031-05-18)\n\n"
        "source    name      records\n"
        "────────  ────────  ───────\n"
        "official  official       14\n"
        "mirror    mirror          7\n\n"
        "option  name\n"
        "──────  ──────\n"
        "A       List A\n"
        "B       List B\n"
        "C       List C\n\n"
        "other figure  name\n"
        "────────────  ────\n"
        "valid\n"
        "null\n"
        "voters\n"
        "registered\n\n"
        "level   name\n"
        "──────  ──────\n"
        "region  region\n"
        "centre  centre\n\n"
        "proclamation  date        claims  name  by\n"
        "────────────  ──────────  ──────  ────  ─────────────\n"
        "final         2031-05-19       6        the authority\n\n"
        "stated      value  applied  by\n"
        "──────────  ─────  ───────  ────────────\n"
        "units          14  yes      the register\n"
        "registered  4,957  yes      the register\n\n"
    )


def test_show_a_unit_tells_every_record_and_the_findings_that_rest_on_it(run, dossier):
    """Its areas, a column a record, and the difference between the two sources."""
    done = run("show", dossier, "02.01.01")

    assert done.code == 0
    assert done.out.startswith(
        "unit 02.01.01\n\n"
        "region      02 Area 02\n"
        "centre      02.01 Area 02.01\n"
        "registered  425\n\n"
        "A made vote\n\n"
        "        official   mirror\n"
        "──────  ────────  ───────\n"
        "record         3        3\n"
        "row            4        4\n"
        "status   counted  counted\n"
        "List A       166      171\n"
        "List B        96       96\n"
    )
    assert "Findings that name this unit · A made vote\n\n" in done.out
    assert " · sources-differ\n  official and mirror both give 7 units." in done.out


def test_show_a_unit_without_findings_says_nothing_of_any(run, dossier):
    """No heading over nothing."""
    assert "Findings" not in run("show", dossier, "01.01.01").out


def test_show_in_json_is_one_document(run, dossier):
    """All tables in one list, in the order of the screen."""
    tables = json.loads(run("show", dossier, "--format", "json").out)

    assert [table["columns"][0] for table in tables] == [
        "source", "option", "other figure", "level", "proclamation", "stated",
    ]  # fmt: skip
