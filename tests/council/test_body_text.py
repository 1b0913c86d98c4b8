"""A change is added to a body's file, and everything that stood there stays as it was."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.dossier.test_body_file import bodies

from tellers.council.body_text import append_change
from tellers.dossier.body_file import read_body, write_body
from tellers.errors import UsageError
from tellers.model import Change, ChangeKind, Text, UnitId

OAS = Path(__file__).parents[2] / "examples" / "recipes" / "oas-2024-07-31" / "body.toml"
SEATS = 'id = "x"\nname = "X"\nseat = [ { id = "a", name = "A", joined = "2000-01-01" } ]\n'
LEFT = Change(
    seat=UnitId("a"),
    kind=ChangeKind.LEFT,
    on="2024-01-01",
    reason=Text.of('a "quoted" reason, [with] {marks} # and more'),
    source=Text.of("a letter"),
)
ROW = (
    'change = [\n  { seat = "a", what = "in-arrears", on = "2010-01-01", '
    'reason = "brackets ] in words" }END\n]  # kept after\nprofile = "un-general-assembly"\n'
)


@pytest.mark.parametrize(
    "text",
    [
        SEATS,
        SEATS.rstrip("\n"),
        SEATS + "change = []\n",
        SEATS + ROW.replace("END", ","),
        SEATS + ROW.replace("END", ""),
        SEATS + ROW.replace("END", "  # a comment ] after the row"),
        SEATS + ROW.replace("END", ",\n  # a comment, with a comma\n"),
        SEATS + '[[change]]\nseat = "a"\nwhat = "suspended"\non = "2011-01-01"\n',
        'note = """\nchange = [\n"""\n' + SEATS,
    ],
    ids=[
        "none",
        "no end of line",
        "empty",
        "comma",
        "no comma",
        "comment",
        "comment after comma",
        "table",
        "in a text",
    ],
)
def test_a_change_is_added_after_the_others_and_every_old_line_stays(text):
    """Comments, order and every old entry are kept, whatever way the file writes its changes."""
    before = read_body(text.encode(), where="body.toml")
    done = append_change(text.encode(), LEFT, where="body.toml")
    after = read_body(done.text, where="body.toml")

    assert after.changes == (*before.changes, LEFT)
    assert not done.rewritten
    assert done.text.count(b"#") == text.count("#") + 1  # the one in the new reason


def test_a_hundred_changes_stand_in_their_order():
    """Each is added to what the one before left."""
    text = SEATS.encode()
    for year in range(2001, 2101):
        kind = ChangeKind.SUSPENDED if year % 2 else ChangeKind.RESTORED
        change = Change(seat=UnitId("a"), kind=kind, on=f"{year}-01-01")
        text = append_change(text, change, where="body.toml").text

    assert [change.on[:4] for change in read_body(text, where="body.toml").changes[1:]] == [
        str(year) for year in range(2001, 2101)
    ]


def test_a_file_that_cannot_be_added_to_is_written_anew_and_it_is_said():
    """Changes as a dotted table of another form are read, and lose their comments."""
    text = SEATS + 'change = [ { seat = "a", what = "suspended", on = "2011-01-01" } ]  # here\n'
    odd = text.replace("change = [", "'change' = [")
    done = append_change(odd.encode(), LEFT, where="body.toml")

    assert done.rewritten
    assert read_body(done.text, where="body.toml").changes[-1] == LEFT


def test_the_body_that_ships_takes_a_change_and_keeps_its_comments():
    """Its 60 lines are all there, and one more."""
    content = OAS.read_bytes()
    done = append_change(
        content,
        Change(seat=UnitId("cuba"), kind=ChangeKind.CALLED, on="2030-01-01", source=Text.of("a test")),
        where="body.toml",
    )

    assert [line for line in done.text.splitlines() if line not in content.splitlines()] == [
        b'  { seat = "cuba", what = "called", on = "2030-01-01", source = "a test" },'
    ]
    assert len(done.text.splitlines()) == len(content.splitlines()) + 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Change(seat=UnitId("b"), kind=ChangeKind.LEFT, on="2024-01-01"), "there is no seat 'b'"),
        (
            Change(seat=UnitId("a"), kind=ChangeKind.LEFT, on="2024-01-01", reading="press"),
            "there is no reading 'press'",
        ),
        (
            Change(seat=UnitId("a"), kind=ChangeKind.JOINED, on="2024-01-01"),
            "a is joined already, since 2000-01-01",
        ),
        (
            Change(seat=UnitId("a"), kind=ChangeKind.RESTORED, on="2024-01-01"),
            "a is not suspended on 2024-01-01",
        ),
        (
            Change(seat=UnitId("a"), kind=ChangeKind.LEFT, on="1999-12-31"),
            "a is not joined on 1999-12-31",
        ),
    ],
)
def test_a_change_of_nothing_is_refused(change, said):
    """A seat or reading that nobody declared, and what stands already."""
    with pytest.raises(UsageError, match=said):
        append_change(SEATS.encode(), change, where="body.toml")


@settings(deadline=None)
@given(bodies(), st.sampled_from(["a", "b", "c d", "é"]), st.sampled_from(ChangeKind), st.text(min_size=1))
def test_any_change_is_added_to_any_body_that_was_written(body, seat, kind, words):
    """Whatever its names and reasons hold, nothing old changes and nothing is written anew."""
    content = write_body(body)
    change = Change(seat=UnitId(seat), kind=kind, on="9999-12-31", reason=Text.of(words))
    with contextlib.suppress(UsageError):  # it may stand already
        done = append_change(content, change, where="body.toml")

        assert not done.rewritten
        assert read_body(done.text, where="body.toml") == replace(body, changes=(*body.changes, change))
