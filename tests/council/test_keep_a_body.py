"""A secretariat keeps a body: what the commands write, print and refuse."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tellers.dossier.body_file import read_body

TABLE = (
    "name,name_es,joined,source,aliases,groups,weight.population\n"
    "Upland,Tierra Alta,2001-01-01,its act,The Uplands|UPL,permanent,600\n"
    "Lowland,Tierra Baja,2002-02-02,its act,,,400\n"
)


def test_a_body_is_made_of_a_table_of_its_seats(run, tmp_path):
    """Ids of the names, names in two languages, aliases, groups, a weight; the profile names the body."""
    table = tmp_path / "members.csv"
    table.write_text(TABLE, encoding="utf-8")
    file = tmp_path / "body.toml"

    done = run("council", "new", file, "--profile", "eu-council", "--from", table)
    body = read_body(file.read_bytes(), where="body.toml")

    assert (done.code, done.err) == (0, "")
    assert [seat.id for seat in body.seats] == ["upland", "lowland"]
    assert body.seats[0].name.in_language("es") == "Tierra Alta"
    assert body.seats[0].aliases == ("The Uplands", "UPL")
    assert body.group("permanent") == ("upland",)
    assert body.roll_on("2024-01-01").weight_of("population", ("upland", "lowland")) == 1000
    assert body.profile == "eu-council"


def test_a_body_is_never_written_over(run, oas):
    """The file that is there stays."""
    before = oas.read_bytes()
    done = run("council", "new", oas, "--profile", "eu-council")

    assert done.code == 2
    assert "there is such a file already" in done.err
    assert oas.read_bytes() == before


def test_a_form_is_written_where_there_is_no_table(run, tmp_path):
    """One seat to fill in, marked."""
    file = tmp_path / "body.toml"
    done = run("council", "new", file, "--profile", "uk-commons", "--lang", "es")

    assert done.code == 0
    assert "un formulario con un puesto por llenar" in done.out
    assert b"CHECK" in file.read_bytes()


def test_a_column_nobody_knows_is_refused_with_those_there_are(run, tmp_path):
    """Nothing is written then."""
    table = tmp_path / "members.csv"
    table.write_text("name,since\nA,2001-01-01\n", encoding="utf-8")
    done = run("council", "new", tmp_path / "body.toml", "--profile", "eu-council", "--from", table)

    assert done.code == 3
    assert "there is a column 'since'" in done.err
    assert not (tmp_path / "body.toml").exists()


def test_members_stand_with_their_state_and_the_numbers_of_every_reading(run, oas):
    """34, 33 and 32 members; 18, 17 and 17 votes."""
    done = run("council", "members", oas, "--on", "2024-07-31")

    assert done.code == 0
    assert "Cuba                              counted, never called" in done.out
    assert (
        "applied (applied)       34         34           34      33  the chair, as the rule was applied"
        in done.out
    )
    assert "ordinary matter                                   18     17       17" in done.out
    assert "Adopted by more than half of 34 members: 18." in done.out


def test_weights_stand_with_their_day_sum_and_origin(run, tmp_path):
    """The last stated before the day; an earlier one is history."""
    file = tmp_path / "body.toml"
    weight = '{ id = "shares", name = "shares", on = "%s", values = { a = %d, b = 5 }, source = "%s" },\n'
    file.write_text(
        'id = "x"\nname = "X"\nprofile = "company-meeting"\n'
        'seat = [ { id = "a", name = "A", joined = "2000-01-01" }, '
        '{ id = "b", name = "B", joined = "2000-01-01" } ]\n'
        f"weight = [\n{weight % ('2001-01-01', 10, 'ledger')}{weight % ('2020-01-01', 95, 'register')}]\n",
        encoding="utf-8",
    )
    done = run("council", "members", file, "--on", "2021-01-01")

    assert "shares  2020-01-01      2  100  register" in done.out
    assert "Adopted by at least two thirds of the shares of 100: 67." in done.out


def test_members_can_be_read_by_a_program(run, oas):
    """Four tables in one document."""
    tables = json.loads(run("council", "members", oas, "--on", "2024-07-31", "--format", "json").out)

    assert tables[1]["rows"][1][:5] == ["press", 33, 33, 33, 33]
    assert tables[2]["rows"][0] == ["ordinary matter", 18, 17, 17]


def test_a_change_is_dated_reasoned_and_sourced_and_counts_from_its_day(run, oas):
    """A seat left: 33 members, and 34 the day before."""
    done = run(
        "council", "change", oas, "belice", "left", "--on", "2024-07-01", "--reason", "a test",
        "--source", "a letter",
    )  # fmt: skip
    body = read_body(oas.read_bytes(), where="body.toml")

    assert done.code == 0
    assert done.out == (
        "Belize: left on 2024-07-01. The body has 33 members that day (applied (applied)), 33 with a vote.\n"
    )
    assert len(body.roll_on("2024-06-30").members) == 34


def test_a_name_of_several_seats_is_asked_about(run, oas):
    """Three saints."""
    done = run(
        "council", "change", oas, "saint", "left", "--on", "2024-07-01", "--reason", "x", "--source", "x"
    )

    assert done.code == 2
    assert "'saint' may be several seats" in done.err
    assert "saint-lucia" in done.err


def test_a_profile_says_its_rules_and_what_was_not_read(run, oas):
    """With the number it yields for a body on a day, and without."""
    with_body = run("council", "profiles", "--body", oas, "--on", "2024-07-31")
    alone = run("council", "profiles", "un-security-council", "--lang", "es")

    assert "Adopted by more than half of 34 members: 18." in with_body.out
    assert "Not read: The Council's Rules of Procedure (CP/doc.1112/80 rev. 4 corr. 1)" in " ".join(
        with_body.out.split()
    )
    assert "Se aprueba con al menos 9 votos." in alone.out
    assert "eu-council" in run("council", "profiles").out


def test_six_changes_at_once_are_all_kept(oas):
    """Each reads what the one before wrote."""
    words = ["--on", "2024-07-01", "--reason", "x", "--source", "x"]
    seats = [seat.id for seat in read_body(oas.read_bytes(), where="body.toml").seats][:6]
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "tellers.cli", "council", "change", oas, seat, "suspended", *words],
            stdout=subprocess.DEVNULL,
        )
        for seat in seats
    ]

    assert [one.wait(120) for one in started] == [0] * 6
    assert {
        c.seat for c in read_body(oas.read_bytes(), where="body.toml").changes if c.on == "2024-07-01"
    } == set(seats)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("name\nÉtang\n".encode("cp1252"), "members.csv: not UTF-8\n  do:       Save it as CSV in UTF-8"),
        (b"name;joined\nA;2001-01-01\n", "  do:       Save it parted by commas."),
        (
            b'name,weight.population\nA,"1,200"\n',
            "column weight.population: seat 'a': '1,200' is no whole number\n  do:       Write digits only",
        ),
    ],
    ids=["not UTF-8", "semicolons", "separators in a number"],
)
def test_a_table_as_a_spreadsheet_saves_it_is_refused_with_the_way_out(run, tmp_path, content, told):
    """What to do in the spreadsheet, and which cell."""
    (tmp_path / "members.csv").write_bytes(content)
    done = run(
        "council",
        "new",
        tmp_path / "body.toml",
        "--profile",
        "eu-council",
        "--from",
        tmp_path / "members.csv",
    )

    assert done.code == 3
    assert told in done.err
    assert not (tmp_path / "body.toml").exists()


def test_a_reading_that_is_not_declared_is_refused_with_what_to_add(run, tmp_path):
    """Those words at the end of the file, and the change is taken."""
    body = tmp_path / "body.toml"
    body.write_text('id = "x"\nname = "X"\nseat = [{ id = "a", name = "A", joined = "2001-01-01" }]\n')
    change = ("council", "change", body, "a", "left", "--on", "2024-01-01", "--reading", "press",
              "--reason", "r", "--source", "s")  # fmt: skip
    refused = run(*change)
    body.write_text(body.read_text() + '\n[[reading]]\nid = "press"\nby = "a paper"\n')
    taken = run(*change)

    assert 'at the end of the file: [[reading]], below it id = "press" and by' in refused.err
    assert (refused.code, taken.code) == (2, 0)
