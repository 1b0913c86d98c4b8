"""Ranked ballots from CSV and BLT: counted papers, or every bad line at once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellers.errors import FormatError, InputError, RowErrors
from tellers.formats.ballots_file import read_ballots, read_blt

WARD = """# a ward
4 2
-4
35 1 2 0
13 1 3 0   # a comment
1 0
0
"Ana" "Bea"
"Cleo"
"Dina"
"Ward 1"
"""


def test_a_blt_file_names_candidates_seats_papers_and_who_withdrew():
    """Comments are passed over; an empty paper is one nobody is preferred on."""
    found = read_blt(WARD, where="ward.blt")

    assert (found.seats, found.ballots.candidates) == (2, ("Ana", "Bea", "Cleo", "Dina"))
    assert [(paper.count, paper.preferences) for paper in found.ballots.papers] == [
        (35, ("Ana", "Bea")),
        (13, ("Ana", "Cleo")),
        (1, ()),
    ]
    assert found.ballots.withdrawn == ("Dina",)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "begins with two numbers"),
        ("4\n0\n", "begins with two numbers"),
        ("0 1\n0\n", "begins with two numbers"),
        ("2 1\n3 1 2 0\n", "no line of 0 ends"),
        ("999999 1\n0\n", "999999 candidates"),
        ('2 1\n-3\n0\n"A" "B"\n', "candidate 3 withdrew"),
    ],
)
def test_a_blt_file_that_is_none_is_refused(content, message):
    """With what was expected."""
    with pytest.raises(FormatError, match=message):
        read_blt(content, where="ward.blt")


def test_every_bad_line_of_a_blt_file_is_told_together():
    """A line without its 0, a candidate that is none, one preferred twice, and words."""
    with pytest.raises(RowErrors) as told:
        read_blt('2 1\n3 1 2\n3 1 5 0\n3 1 1 0\n3 one 0\n0\n"A"\n', where="ward.blt")

    assert told.value.rows == (
        "row 2: does not end in 0",
        "row 3: names a candidate that is not one of 1 to 2",
        "row 4: candidate 1 is preferred twice",
        "row 5: is '3 one 0', expected numbers",
        "row 7: 1 names in quotes for 2 candidates",
    )


@pytest.fixture
def read(tmp_path):
    """A function that reads a table of papers written as text."""

    def reading(content: str, name: str = "papers.csv"):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return read_ballots(path, scratch=tmp_path)

    return reading


def test_a_table_of_papers_is_read_in_the_order_of_its_columns(read):
    """The candidates are all who are named; the seats are for the rule to say."""
    found = read("count,first,second,third\n5,Ana,Bea,\n3,Cleo,,\n2,,,\n")

    assert (found.seats, found.ballots.candidates) == (0, ("Ana", "Bea", "Cleo"))
    assert [(p.count, p.preferences) for p in found.ballots.papers] == [
        (5, ("Ana", "Bea")),
        (3, ("Cleo",)),
        (2, ()),
    ]


def test_every_bad_row_of_papers_is_told_together(read):
    """A gap is no preference to guess at."""
    with pytest.raises(RowErrors) as told:
        read("count,first,second,third\nx,Ana,Bea,\n3,,Bea,\n2,Ana,Ana,\n1,Ana\n")

    assert told.value.rows == (
        "row 2: count is 'x'",
        "row 3: a preference stands after an empty one",
        "row 4: Ana is preferred twice",
        "row 5: 2 cells where the header has 4",
    )


def test_a_table_that_does_not_count_papers_is_refused(read):
    """One row a voter would be a ballot a person: the first column must be how many."""
    with pytest.raises(FormatError, match="not how many papers"):
        read("voter,first\nMaria,Ana\n")


def test_a_blt_file_is_known_by_its_name(read):
    """And one that is not UTF-8 says what to do."""
    assert read(WARD, "ward.BLT").seats == 2


@settings(deadline=None)
@given(content=st.text(alphabet='0123456789 -\n"AB#', max_size=80))
def test_no_text_raises_anything_but_our_own_errors(content):
    """A BLT file from a stranger is ballots or one of our errors."""
    try:
        found = read_blt(content, where="x.blt")
    except InputError:
        return
    assert found.seats > 0
