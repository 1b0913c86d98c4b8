"""Reading what was written gives it back, but for what was said to be lost; unknown fields stay as bytes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formats.vote_events import EVENTS

from tellers.formats.akn_votes import read_akn, write_akn
from tellers.formats.howtheyvote import read_howtheyvote, write_howtheyvote
from tellers.formats.openstates import read_openstates, write_openstates
from tellers.formats.popolo import read_popolo, write_popolo
from tellers.formats.un_votes import read_un, write_un
from tellers.model import OutcomeWord, Position, VoteEvent, VoterPosition

MANY = settings(max_examples=120, deadline=None, derandomize=True)
PLAIN = st.characters(codec="utf-8", exclude_characters='"\\', exclude_categories=["Cc"])
NO_NUL = st.characters(codec="utf-8", exclude_characters="\x00")
FORMS = {
    "popolo": (write_popolo, lambda files: read_popolo(files[""], where="v").events),
    "akn": (write_akn, lambda files: read_akn(files[""], where="v").events),
    "openstates": (write_openstates, lambda files: read_openstates(files, where="v").events),
    "howtheyvote": (write_howtheyvote, lambda files: read_howtheyvote(files, where="v").events),
    "un": (write_un, lambda files: read_un(files[""], where="v").events),
}
MAY_LOSE = {
    "popolo": set(),
    "akn": set(),
    "openstates": {
        "question", "rule", "result", "outcome", "required", "members", "quorum", "attending", "casting",
        "position", "totals", "group", "weight", "pair", "called",
    },
    "howtheyvote": {
        "id", "body", "question", "rule", "result", "outcome", "required", "members", "quorum", "attending",
        "casting", "sources", "position", "totals", "name", "seat", "weight", "pair", "called",
    },
    "un": {
        "votes", "body", "question", "rule", "result", "outcome", "required", "quorum", "attending",
        "casting", "sources", "position", "totals", "group", "weight", "pair", "called",
    },
}  # fmt: skip
"""What each format has no place for, as docs/reference/exchange.md says."""


@pytest.mark.parametrize("form", FORMS)
@MANY
@given(events=EVENTS)
def test_what_was_written_reads_back_but_for_what_was_said_to_be_lost(form, events):
    """Every field that is not named as lost is the same, in every vote."""
    write, read = FORMS[form]

    written = write(events)
    lost = {one.key.removeprefix("lost-") for one in written.lost}
    held = read(written.files)

    assert lost <= MAY_LOSE[form]
    plain = {"id", "day", "body", "title", "question", "rule", "totals", "result", "outcome"}
    plain |= {"required", "members", "quorum", "attending", "casting", "sources"}
    if "votes" not in lost:
        assert len(held) == len(events)
        for name in plain - lost:
            assert [getattr(one, name) for one in held] == [getattr(one, name) for one in events]
        for name in {"position", "seat", "name", "group", "weight", "pair", "called"} - lost:
            assert [[getattr(v, name) for v in one.positions] for one in held] == [
                [getattr(v, name) for v in one.positions] for one in events
            ]


@pytest.mark.parametrize("form", FORMS)
@MANY
@given(events=EVENTS)
def test_a_file_read_and_written_again_is_the_same_file(form, events):
    """The second writing gives the bytes of the first, and loses nothing more."""
    write, read = FORMS[form]
    first = write(events).files
    held = read(first)

    again = write(held)

    assert again.files == first
    assert [one.key for one in again.lost if one.key != "lost-extra"] == []


@MANY
@given(
    unknown=st.dictionaries(
        st.text(
            st.characters(codec="utf-8", exclude_characters='"\\', exclude_categories=["Cc"]), min_size=1
        ),
        st.sampled_from(["1.50", '"\\u00e9"', "[1,  2]", '{"a" : null}', "-0", "1e3", "null", "true"]),
        max_size=5,
    ),
    outside=st.booleans(),
)
def test_unknown_members_of_popolo_survive_byte_for_byte(unknown, outside):
    """A number keeps its zeros, a letter its escape, a list its blanks: on the vote and on a voter."""
    ours = ("id", "votes", "motion", "organization", "counts", "sources", "result", "option", "weight")
    members = {name: raw for name, raw in unknown.items() if name not in ours and ":" not in name}
    told = "".join(f', "{name}": {raw}' for name, raw in members.items())
    vote = f'{{"voter_id": "a", "option": "yes"{"" if outside else told}}}'
    content = f'{{"id": "1"{told if outside else ""}, "votes": [{vote}]}}'.encode()

    (event,) = read_popolo(content, where="v").events
    written = write_popolo([event])

    kept = event.extra if outside else event.positions[0].extra
    assert len(kept) == len(members)
    assert all(f'"{name}": {raw}'.encode() in written.files[""] for name, raw in members.items())
    assert written.lost == ()


@MANY
@given(
    cells=st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8), min_size=3)
)
def test_unknown_columns_of_a_table_survive_cell_for_cell(cells):
    """Whatever stands in a column that is none of the format's is written back."""
    event = VoteEvent(
        id="1",
        title="T",
        form="openstates",
        extra=(("our_note", cells[0]), ("our_place", cells[1])),
        positions=(VoterPosition(name="North", position=Position.FOR, extra=(("delegate_seat", cells[2]),)),),
    )

    written = write_openstates([event])

    assert written.lost == ()
    assert read_openstates(written.files, where="v").events == (event,)


@pytest.mark.parametrize("form", FORMS)
def test_what_another_format_left_unknown_is_said_to_be_lost(form):
    """A column of one format has no place in another."""
    event = VoteEvent(
        id="1",
        form="elsewhere",
        extra=(("colour", "red"),),
        positions=(VoterPosition(name="North", position=Position.FOR),),
    )

    lost = {one.key: one.shown for one in FORMS[form][0]([event]).lost}

    assert lost["lost-extra"] == "colour"


@pytest.mark.parametrize("form", ["popolo", "openstates", "howtheyvote", "un"])
def test_an_edited_vote_is_not_hidden_by_what_was_read_of_it(form):
    """A day that was a time when it was read is the new day once it is edited."""
    write, read = FORMS[form]
    column = {"popolo": "start_date", "openstates": "start_date", "howtheyvote": "timestamp", "un": "date"}[
        form
    ]
    raw = "2024-07-31T15:00:00"
    event = VoteEvent(
        id="1",
        day="2024-07-31",
        form=form,
        extra=((column, f'"{raw}"' if form == "popolo" else raw),),
        positions=(VoterPosition(name="North", position=Position.FOR),),
    )

    (same,) = read(write([event]).files)
    (edited,) = read(write([replace(event, day="2024-08-01")]).files)

    assert dict(same.extra)[column] == event.extra[0][1]
    assert (edited.day, dict(edited.extra).get(column)) == ("2024-08-01", None)


def test_positions_that_a_format_merges_are_read_as_not_recorded_and_said():
    """The UN's table has one mark for absent and not participating; nobody can tell them apart again."""
    event = VoteEvent(
        id="1",
        outcome=OutcomeWord.ADOPTED,
        positions=(
            VoterPosition(name="NORTH", position=Position.ABSENT),
            VoterPosition(name="SOUTH", position=Position.NOT_PARTICIPATING),
            VoterPosition(name="EAST", position=Position.FOR),
        ),
        totals=((Position.FOR, 1), (Position.NOT_PARTICIPATING, 1), (Position.ABSENT, 1)),
    )

    written = write_un([event])
    read = read_un(written.files[""], where="v")

    assert [one.position for one in read.events[0].positions] == [
        Position.NOT_RECORDED,
        Position.NOT_RECORDED,
        Position.FOR,
    ]
    assert read.events[0].totals == ((Position.FOR, 1), (Position.NOT_RECORDED, 2))
    assert [(one.key, one.count, one.shown) for one in read.noted] == [("note-merged", 2, "X")]
    assert {one.key: one.count for one in written.lost} == {"lost-totals": 1, "lost-position": 2}
