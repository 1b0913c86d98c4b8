"""Votes by list and rule files: read as they stand, or refused with every fault at once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellers.errors import FormatError, InputError, MappingError, RowErrors
from tellers.formats.list_votes_file import read_list_votes
from tellers.formats.rule_file import read_draws, read_ranked_rule, read_seat_rule


@pytest.fixture
def read(tmp_path):
    """A function that reads a table of votes written as text."""

    def reading(content: str):
        path = tmp_path / "votes.csv"
        path.write_text(content, encoding="utf-8")
        return read_list_votes(path, scratch=tmp_path)

    return reading


def test_lists_keep_their_order_and_blanks_are_no_list(read):
    """A row of a kind of its own is ballots, not votes for a list of that name."""
    (votes,) = read("list,votes,kind\nB,300,\nA,600,list\n,12,blank\n,3,invalid\n")

    assert list(votes.votes.items()) == [("B", 300), ("A", 600)]
    assert (votes.blank, votes.invalid, votes.place) == (12, 3, "")


def test_districts_alliances_and_seats_won_are_read(read):
    """Headings may be Spanish; a district has its own lists."""
    north, south = read(
        "Lista,Votos,Alianza,Distrito,Ganados\nA,600,izq,Norte,2\nB,300,izq,Norte,\nA,50,,Sur,0\n"
    )

    assert (north.place, dict(north.alliances), dict(north.won)) == (
        "Norte",
        {"A": "izq", "B": "izq"},
        {"A": 2},
    )
    assert (south.place, dict(south.votes), dict(south.won)) == ("Sur", {"A": 50}, {"A": 0})


def test_every_bad_row_is_told_together(read):
    """Rows of the wrong length among them, with the row of the file."""
    with pytest.raises(RowErrors) as told:
        read("list,votes\nA,600\n,7\nB,1.5\nC\nA,3\nD,-2\n")

    assert told.value.rows == (
        "row 3: list is empty",
        "row 4: votes is '1.5', expected a whole number",
        "row 5: 1 cell where the header has 2",
        "row 6: A stands here a second time",
        "row 7: votes is '-2', a negative number",
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("list,points\nA,1\n", "column 'points' is not known"),
        ("list,party,votes\nA,B,1\n", "column 'party' is a second list"),
        ("list\nA\n", "no column votes"),
        ("list,votes\n", "a header and no rows"),
        ("list,votes,kind\nA,1,maybe\n", "1 row cannot be read"),
        ("list,votes,district\nA,1,\n", "1 row cannot be read"),
    ],
)
def test_a_table_that_is_none_is_refused(read, content, message):
    """With what was expected."""
    with pytest.raises(FormatError, match=message):
        read(content)


@settings(deadline=None)
@given(content=st.text(max_size=60))
def test_no_text_raises_anything_but_our_own_errors(tmp_path_factory, content):
    """A table of votes from a stranger is votes or one of our errors."""
    folder = tmp_path_factory.mktemp("votes")
    (folder / "v.csv").write_text("list,votes\n" + content, encoding="utf-8", errors="replace")
    try:
        votes = read_list_votes(folder / "v.csv", scratch=folder)
    except InputError:
        return
    assert all(count >= 0 for one in votes for count in one.votes.values())


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('method = "dhondt"', "does not say how many seats"),
        ('method = "dhondt"\nseats = 0', "does not say how many seats"),
        ('method = "dhondt"\nseats = 99999999', "a house has 1 to 10,000 seats"),
        ('method = "hondt"\nseats = 3', "method is one of dhondt"),
        ('method = "dhondt"\nseats = 3\nties = ["toss"]', "tie word is one of larger"),
        ('method = "dhondt"\nseats = 3\nquota = "hare"', "no other method has one"),
        ('method = "largest-remainder"\nseats = 3', "needs a quota"),
        ('method = "largest-remainder"\nseats = 3\nquota = "hair"', "quota is one of hare"),
        ('method = "dhondt"\nseats = 3\nfirst_divisor = "1e9"', "first divisor"),
        ('method = "dhondt"\nseats = 3\nminimum = 5', "a minimum is 0 seats or 1"),
        ('method = "dhondt"\nseats = 3\n[[threshold]]\nfraction = "3%"', "not a fraction such as 3/100"),
        (
            'method = "dhondt"\nseats = 3\n[[threshold]]\nbase = "members"',
            "base of a threshold is one of cast",
        ),
        ('method = "dhondt"\nseats = 3\n[compensation]\noverhang = "none"', "overhang is one of within"),
        ('method = "dhondt"\nseats = 3\nsits = 4', "there is no key 'sits'"),
        ("method = ", "not TOML"),
        ('method = "dhondt"\nseats = {}', "does not say how many seats"),
        ('method = "dhondt"\nseats = { a = -1 }', "a house has 1 to"),
    ],
)
def test_a_seat_rule_that_is_none_is_refused(content, message):
    """Before anything is decided by it."""
    with pytest.raises(MappingError, match=message):
        read_seat_rule(content.encode(), where="rule.toml")


def test_the_house_may_be_said_with_the_call():
    """A rule of law is the same in every district; the seats are not."""
    assert read_seat_rule(b'method = "dhondt"', where="r", seats=4).seats == 4
    assert read_seat_rule(b'method = "dhondt"\nseats = { a = 2, b = 3 }', where="r").seats == (
        ("a", 2),
        ("b", 3),
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('method = "borda"', "method is one of irv, stv"),
        ('method = "irv"\nseats = 2', "irv elects one"),
        ('method = "stv"\ndecimals = 12', "decimals are 0 to 9"),
        ('method = "stv"\nties = ["larger"]', "tie word is one of previous"),
        ('method = "stv"\nseats = 900', "elects 1 to 100"),
    ],
)
def test_a_ranked_rule_that_is_none_is_refused(content, message):
    """The same for ranked ballots."""
    with pytest.raises(MappingError, match=message):
        read_ranked_rule(content.encode(), where="rule.toml")


def test_a_draw_is_read_with_its_source():
    """Whoever writes it down may name the lists in any order."""
    (draw,) = read_draws(
        b'[[draw]]\npurpose = "seat"\nat = 2\namong = ["B", "A"]\nchosen = ["A"]\nsource = "minutes"',
        where="draws.toml",
    )

    assert (draw.lot.among, draw.lot.take, draw.chosen, draw.source) == (("A", "B"), 1, ("A",), "minutes")
    with pytest.raises(MappingError, match="cannot give"):
        read_draws(
            b'[[draw]]\npurpose = "seat"\nat = 2\namong = ["B", "A"]\nchosen = ["C"]\nsource = "m"',
            where="draws.toml",
        )
