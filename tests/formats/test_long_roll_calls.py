"""Series of roll calls as they are published, in words of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tellers.errors import FormatError
from tellers.formats.long_roll_calls import read_long_roll_calls

ROLLCALLS = Path(__file__).parents[3] / "shared" / "data" / "rollcalls"


def written(folder: Path, text: str) -> Path:
    """A table in a file of its own."""
    path = folder / "calls.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_usual_headings_and_words_are_known(tmp_path):
    """Headings and positions in two languages, with accents, blanks and capitals."""
    path = written(
        tmp_path,
        "Votación;Miembro;Posición\n1;Perú;A Favor\n1;Chile;en  contra\n2;Perú;Abstención\n2;Chile;AUSENTE\n",
    )

    found = read_long_roll_calls(path)

    assert found.columns == ("Votación", "Miembro", "Posición")
    assert found.calls == {
        "1": {"Perú": "for", "Chile": "against"},
        "2": {"Perú": "abstain", "Chile": "absent"},
    }
    assert found.unmapped == {}


def test_a_word_that_is_no_position_is_told_and_not_guessed(tmp_path):
    """With its rows; said what it stands for, it is one."""
    path = written(tmp_path, "vote_id,state,vote\n1,A,present-ish\n1,B,yes\n2,A,present-ish\n2,B,1\n")

    plain = read_long_roll_calls(path)
    told = read_long_roll_calls(path, also={"present-ish": "present", "1": "against"})

    assert plain.calls == {"1": {"B": "for"}, "2": {}}
    assert plain.unmapped == {"present-ish": 2, "1": 1}
    assert told.calls == {"1": {"A": "present", "B": "for"}, "2": {"A": "present", "B": "against"}}


@pytest.mark.parametrize(
    ("text", "columns", "told"),
    [
        ("id,member,position\n1,A,yes\n", (), "no column is known to be the roll call"),
        ("id,member,position\n1,A,yes\n", ("id", "member", "where"), "no column 'where'"),
        ("id,member,position\n1,A,yes\n", ("id", "member"), "2 columns are named"),
        (
            "vote_id,member,position\n1,A,yes\n1,A,no\n",
            (),
            "row 3: 'A' stands twice in the roll call '1'",
        ),
        ("vote_id,member,position\n1,,yes\n", (), "row 2: no roll call or no member"),
        ("vote_id,member,position\n1,A\n", (), "1 row cannot be read"),
        ("vote_id,member,position\n", (), "a header and no rows"),
    ],
)
def test_a_table_that_is_no_series_of_roll_calls_is_refused(tmp_path, text, columns, told):
    """What is missing or twice is named with its place."""
    with pytest.raises(FormatError) as refused:
        read_long_roll_calls(written(tmp_path, text), columns=columns)

    assert told in str(refused.value)


@pytest.mark.acceptance
def test_the_roll_calls_of_the_senate_are_read_packed():
    """645 roll calls of 102 names, as voteview publishes them."""
    found = read_long_roll_calls(ROLLCALLS / "us_senate_109" / "votes.csv.gz")

    assert found.columns == ("rollcall", "member", "vote")
    assert (len(found.calls), sum(map(len, found.calls.values())), found.unmapped) == (645, 65_790, {})
    assert sum(position == "for" for call in found.calls.values() for position in call.values()) == 40_207


@pytest.mark.acceptance
def test_the_roll_calls_of_the_oas_are_read():
    """Nineteen votes with names, 544 positions."""
    found = read_long_roll_calls(ROLLCALLS / "oas_rollcalls" / "oas_rollcalls.csv")

    assert found.columns == ("vote_id", "state", "position")
    assert sum(map(len, found.calls.values())) == 544
    assert found.unmapped == {}


def test_a_column_called_vote_is_the_roll_call_where_another_is_the_position(tmp_path):
    """And the position itself where nothing else is."""
    both = read_long_roll_calls(written(tmp_path, "vote,member,position\n1,A,for\n1,B,against\n"))
    alone = read_long_roll_calls(written(tmp_path, "rcid,country,vote\n1,A,yes\n"))

    assert (both.columns, both.calls) == (("vote", "member", "position"), {"1": {"A": "for", "B": "against"}})
    assert (alone.columns, alone.calls) == (("rcid", "country", "vote"), {"1": {"A": "for"}})
