"""`tellers seats` and `tellers ranked`: a derivation to follow, a lot to be drawn, one clear error."""

from __future__ import annotations

import json

import pytest

SPAIN = "list,votes,kind\nA,168000,\nB,104000,\nC,72000,\nD,64000,\nE,40000,\nF,32000,\n,9000,blank\n"
WARD = '4 2\n35 1 2 0\n13 1 3 0\n20 2 0\n18 3 2 0\n14 4 3 0\n0\n"Ana"\n"Bea"\n"Cleo"\n"Dina"\n"Ward"\n'


@pytest.fixture
def written(tmp_path):
    """A function that writes a file and returns its path."""

    def writing(name: str, content: str):
        (tmp_path / name).write_text(content, encoding="utf-8")
        return tmp_path / name

    return writing


def test_seats_are_printed_with_the_way_they_follow(run, written):
    """The worked example of the Spanish law, under the rule that ships, with blanks in the base."""
    done = run("seats", written("votes.csv", SPAIN), "--rule", "spain-congress", "--seats", "8")

    assert (done.code, done.err) == (0, "")
    assert "A     168,000         35.00 %        4" in done.out
    assert "at least 3.00 % of 489,000 (votes for lists and blank ballots), that is 14,670 votes." in done.out
    assert "   8  A     168,000           4    42,000" in done.out
    assert "Next in line for seat 8: E, 2,001 votes short of taking it from A" in done.out
    assert "LOREG" in done.out


def test_the_same_in_spanish_by_another_method(run, written):
    """Numbers and words as the language has them."""
    done = run("seats", written("votes.csv", SPAIN), "--method", "hare", "--seats", "8", "--lang", "es")

    assert "Cuota de Hare: 480.000 / 8 = 60.000 (sin redondear)." in done.out
    assert "- E: resto 40.000; un escaño más." in done.out


def test_quiet_prints_the_seats_alone(run, written):
    """No step, no source."""
    done = run("seats", written("votes.csv", SPAIN), "--method", "dhondt", "--seats", "8", "--quiet")

    assert "How it follows" not in done.out
    assert done.out.count("\n") == 11


def test_a_root_is_shown_as_one_and_never_taken(run, written):
    """Equal proportions: what a calculator shows, cut to hundredths."""
    done = run(
        "seats",
        written("v.csv", "list,votes\nA,1000\nB,400\n"),
        "--method",
        "huntington-hill",
        "--seats",
        "3",
    )

    assert "   3  A     1,000          √2    707.10" in done.out


def test_a_threshold_may_be_said_with_a_method(run, written):
    """On the votes for lists."""
    done = run(
        "seats", written("v.csv", SPAIN), "--method", "dhondt", "--seats", "8", "--threshold", "10/100"
    )

    assert "- F: 32,000 votes, below the threshold; takes no part." in done.out
    assert "F      32,000          6.67 %  no part      0" in done.out


def test_a_lot_is_asked_for_and_the_recorded_draw_goes_on(run, written):
    """What is printed is the file to fill in."""
    votes = written("v.csv", "list,votes\nA,600\nB,300\n")
    asked = run("seats", votes, "--method", "dhondt", "--seats", "2")

    assert asked.code == 0
    assert "A lot is needed: 1 of A and B." in asked.out
    block = asked.out[asked.out.index("[[draw]]") :].replace("chosen = []", 'chosen = ["B"]')
    draws = written("draws.toml", block.replace('source = ""', 'source = "minutes, page 3"'))
    done = run("seats", votes, "--method", "dhondt", "--seats", "2", "--draws", draws)

    assert "By lot, as recorded (minutes, page 3): B." in done.out
    assert "[[draw]]" not in done.out


def test_json_gives_every_step_as_data_and_in_words(run, written):
    """A fraction is text, exactly."""
    done = run(
        "seats",
        written("v.csv", "list,votes\nA,7\nB,3\n"),
        "--method",
        "hare",
        "--seats",
        "3",
        "--format",
        "json",
    )

    district = json.loads(done.out)["districts"][0]
    assert district["seats"] == {"A": 2, "B": 1}
    assert (district["house"], district["unfilled"], district["lot"]) == (3, 0, None)
    quota = district["steps"][1]
    assert (quota["key"], quota["numbers"]["quota"]) == ("seats-quota", "10/3")
    assert quota["text"] == "Quota of Hare: 10 / 3 = 3.33 (not rounded)."


def test_districts_are_allotted_apart_and_summed(run, written):
    """Each by its own seats; as CSV, one row a list and district."""
    votes = written("v.csv", "list,votes,district\nA,60,North\nB,40,North\nA,10,South\nB,30,South\n")
    rule = written("rule.toml", 'method = "dhondt"\nseats = { North = 3, South = 1 }\n')

    told = run("seats", votes, "--rule", rule)
    table = run("seats", votes, "--rule", rule, "--format", "csv")

    assert "Seats · South" in told.out
    assert told.out.index("All districts") > told.out.index("Seats · South")
    assert table.out == "district,list,votes,seats\nNorth,A,60,2\nNorth,B,40,1\nSouth,A,10,0\nSouth,B,30,1\n"


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        ([], (2, "say a rule, or a method with its seats")),
        (["--rule", "spain-congress", "--method", "dhondt"], (2, "say a rule, or a method")),
        (["--rule", "no-such-rule"], (2, "no rule of this name ships")),
        (["--rule", "spain-congress"], (3, "does not say how many seats there are")),
        (["--rule", "scotland-council"], (3, "there is no key 'decimals'")),
        (["--method", "hondt", "--seats", "3"], (2, "method is one of dhondt")),
        (["--method", "dhondt"], (2, "a house has 1 to 10,000 seats")),
        (["--method", "dhondt", "--seats", "3", "--threshold", "3%"], (2, "not a fraction such as 3/100")),
        (["--method", "dhondt", "--seats", "-3"], (2, "no seats below zero")),
    ],
)
def test_what_cannot_be_allotted_is_one_clear_text(run, written, arguments, refusal):
    """And nothing on standard output."""
    done = run("seats", written("v.csv", SPAIN), *arguments)

    assert (done.code, done.out) == (refusal[0], "")
    assert refusal[1] in done.err


def test_every_bad_row_is_told_at_once(run, written):
    """In one error, with what to do."""
    done = run("seats", written("v.csv", "list,votes\nA,x\n,5\nB\n"), "--method", "dhondt", "--seats", "3")

    assert (done.code, done.out) == (3, "")
    assert done.err.splitlines() == [
        "v.csv: 3 rows cannot be read",
        "  row 2: votes is 'x'",
        "  row 3: list is empty",
        "  row 4: 1 cell where the header has 2",
        "  do:       Mend these rows; nothing was counted.",
    ]


def test_ranked_ballots_are_told_as_a_table_of_stages_that_adds_up(run, written):
    """The ward worked by hand in tests/rules, its seats from the BLT file."""
    done = run("ranked", written("ward.blt", WARD), "--rule", "scotland-council")

    assert (done.code, done.err) == (0, "")
    assert "Cleo                        18  21.79158  35.79158" in done.out
    assert "lost to rounding             0   0.00032   0.00032" in done.out
    assert "sum                        100       100       100" in done.out
    assert "Stage 2: Ana passes on a surplus of 14. Bea +10.20810; Cleo +3.79158." in done.out
    assert "Elected: Cleo." in done.out


def test_ranked_ballots_from_a_table_in_spanish(run, written):
    """One winner; a lot is needed, and its block is printed."""
    papers = written("papers.csv", "count,first,second\n9,A,\n5,B,A\n5,C,A\n")

    done = run("ranked", papers, "--rule", "instant-runoff", "--lang", "es")

    assert "Hace falta un sorteo antes de la etapa 2: cuál de B y C queda excluido." in done.out
    assert 'purpose = "exclude"\nat = 2\namong = ["B", "C"]' in done.out


def test_ranked_ballots_as_json_are_exact(run, written):
    """Fractions as text."""
    done = run("ranked", written("ward.blt", WARD), "--rule", "scotland-council", "--format", "json")

    count = json.loads(done.out)
    assert (count["elected"], count["quota"], count["word"]) == (["Ana", "Cleo"], 34, "elected")
    assert count["stages"][1]["lost"] == "1/3125"


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        (("us-house", WARD), (3, "there is no key 'minimum'")),
        (("nothing", WARD), (2, "no rule of this name ships")),
        (("scotland-council", "2 1\n3 1 2\n0\n"), (3, "does not end in 0")),
        (("instant-runoff", WARD), (3, "irv elects one, not 2")),
    ],
)
def test_what_cannot_be_counted_is_one_clear_text(run, written, given, refusal):
    """And nothing on standard output."""
    rule, papers = given
    done = run("ranked", written("ward.blt", papers), "--rule", rule)

    assert (done.code, done.out) == (refusal[0], "")
    assert refusal[1] in done.err
