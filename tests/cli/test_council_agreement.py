"""`tellers council agreement` from a table of roll calls."""

from __future__ import annotations

from pathlib import Path

import pytest

CALLS = (
    "vote_id,state,position\n"
    "1,A,yes\n1,B,yes\n1,C,no\n"
    "2,A,abstain\n2,B,no\n2,C,no\n"
    "3,A,yes\n3,B,yes\n3,C,perhaps\n"
)


@pytest.fixture
def calls(tmp_path) -> Path:
    """Three roll calls of three members, and a word that is no position."""
    path = tmp_path / "calls.csv"
    path.write_text(CALLS, encoding="utf-8")
    return path


def test_pairs_have_their_votes_and_strange_words_are_told(run, calls):
    """Two of two; one of two; none of one; and one row left out."""
    done = run("council", "agreement", calls)

    assert done.code == 0
    assert done.out.startswith(
        "Voting together\n\n"
        "member  with  agreed  of votes     share\n"
        "──────  ────  ──────  ────────  ────────\n"
        "A       B          2         2  100.00 %\n"
        "A       C          0         1    0.00 %\n"
        "B       C          1         2   50.00 %\n\n"
        "3 members, 3 roll calls."
    )
    assert "'perhaps' (1)" in done.out


def test_an_abstention_is_a_position_where_it_is_asked_to_be(run, calls):
    """The definition changes the votes of a pair; a word can be said to be a position."""
    done = run(
        "council", "agreement", calls, "--abstentions", "--position", "perhaps=abstain", "--format", "csv"
    )

    assert done.out.splitlines()[1:] == ["A,B,2,3,66.67 %", "A,C,0,3,0.00 %", "B,C,1,3,33.33 %"]


def test_the_picture_is_written_beside_the_table(run, calls, tmp_path):
    """As a page and as a drawing, with the names of a second table."""
    names = tmp_path / "names.csv"
    names.write_text("id,name\nA,Ana\nB,Ben\n", encoding="utf-8")
    page, drawing = tmp_path / "out.html", tmp_path / "out.svg"

    done = run(
        "council", "agreement", calls, "--names", names, "--html", page, "--svg", drawing, "--lang", "es"
    )

    assert done.code == 0
    assert ">Ana<" in page.read_text(encoding="utf-8")
    assert ">Ben<" in drawing.read_text(encoding="utf-8")
    assert 'lang="es"' in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "refused"),
    [
        (("--position", "perhaps=maybe"), (2, "'perhaps=maybe' says no position")),
        (("--position", "perhaps"), (2, "'perhaps' says no position")),
        (("--columns", "vote_id,state"), (3, "2 columns are named")),
        (("--columns", "vote_id,state,vote"), (3, "no column 'vote'")),
        (("--svg", "no/such/folder.svg"), (2, "there is no such folder")),
    ],
)
def test_what_does_not_go_together_is_refused(run, calls, arguments, refused):
    """Each with what would be right."""
    done = run("council", "agreement", calls, *arguments)
    code, told = refused

    assert (done.code, told in done.err) == (code, True)


@pytest.mark.acceptance
def test_the_senate_of_two_years_as_published(run, tmp_path):
    """645 roll calls of 102 names from a packed table, to a picture of a hundred kilobytes."""
    senate = Path(__file__).parents[3] / "shared" / "data" / "rollcalls" / "us_senate_109"
    drawing = tmp_path / "senate.svg"

    done = run(
        "council", "agreement", senate / "votes.csv.gz", "--names", senate / "members.csv", "--svg", drawing
    )

    assert "CORZINE (D NJ)     LAUTENBERG (D NJ)     221       226  97.79 %" in done.out
    assert drawing.stat().st_size < 150_000
