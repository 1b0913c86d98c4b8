"""`body.toml`: what is written is read again; every fault of a file is told at once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellers.dossier.body_file import read_body, write_body
from tellers.dossier.folded_names import folded_name
from tellers.errors import DossierError, TellersError
from tellers.model import Body, Change, ChangeKind, RollReading, Seat, Text, UnitId, Weight

WORDS = st.one_of(
    st.just(Text()),
    st.text(min_size=1).map(Text.of),
    st.dictionaries(st.sampled_from(["en", "es", "fr"]), st.text(min_size=1), min_size=1).map(
        lambda words: Text(tuple(sorted(words.items())))
    ),
)
SEATS = ["a", "b", "c d", "é"]
DAYS = st.dates().map(str)


@st.composite
def bodies(draw):
    """A body with changes, readings and weights of every form."""
    readings = draw(st.lists(st.sampled_from(["press", "chair"]), unique=True))
    change = st.builds(
        Change,
        seat=st.sampled_from(SEATS).map(UnitId),
        kind=st.sampled_from(ChangeKind),
        on=DAYS,
        reason=WORDS,
        source=WORDS,
        reading=st.sampled_from(["", *readings]),
    )
    values = st.dictionaries(st.sampled_from(SEATS).map(UnitId), st.integers(0, 10**12), max_size=4)
    weight = st.builds(
        Weight,
        id=st.just("population"),
        name=WORDS.filter(bool),
        on=DAYS,
        values=values.map(dict.items).map(tuple),
    )
    taken = {folded_name(seat) for seat in SEATS}

    def aliases() -> tuple[str, ...]:
        """Names that no other seat has: two seats of one name are refused."""
        every = draw(st.lists(st.text(min_size=1), max_size=2))
        kept = [one for one in every if folded_name(one) not in taken]
        taken.update(filter(None, map(folded_name, kept)))
        return tuple(kept)

    return Body(
        id="x",
        name=Text.of("X"),
        seats=tuple(Seat(id=UnitId(s), name=Text.of(s), aliases=aliases()) for s in SEATS),
        changes=tuple(draw(st.lists(change, max_size=5))),
        readings=tuple(RollReading(id=r, by=draw(WORDS.filter(bool))) for r in readings),
        weights=tuple(draw(st.lists(weight, max_size=2))),
        note=draw(WORDS),
    )


@given(bodies())
@settings(deadline=None)
def test_reading_what_was_written_gives_the_body_back(body):
    """Every seat, change, reading and weight, in their order and in every language."""
    assert read_body(write_body(body), where="body.toml") == body


def test_every_fault_of_a_file_is_told_at_once():
    """A seat twice, a day that is none, and names of what is not declared."""
    content = b"""
id = "x"
name = "X"
seat = [ { id = "a", name = "A", joined = "1951-02-30" }, { id = "a", name = "B" } ]
change = [ { seat = "c", what = "left", on = "2023-11-19", reading = "press" } ]
weight = [ { id = "population", name = "P", on = "2020-01-01", values = { d = -1 } } ]
"""
    with pytest.raises(TellersError) as caught:
        read_body(content, where="body.toml")
    assert str(caught.value).split("; ") == [
        "body.toml: two seats are called 'a'",
        "seat 'a': '1951-02-30' is no day such as 2024-07-31",
        "a change names the seat 'c', which is not declared",
        "a change is of the reading 'press', which is not declared",
        "weight 'population' names the seat 'd', which is not declared",
        "weight 'population' of 'd' is no number of persons or shares",
    ]


@given(st.binary(max_size=300))
def test_hostile_bytes_raise_only_our_own_errors(content):
    """Whatever the bytes, a body or an error of the tree."""
    try:
        read_body(content, where="body.toml")
    except TellersError as error:
        assert error.diagnostics()  # noqa: PT017  # any other exception fails the test


def test_seats_of_one_name_are_refused_with_every_seat_and_name():
    """Case and accents aside, by id, name in any language or alias; all of them in one error."""
    content = """
id = "x"
name = "X"
seat = [
  { id = "peru", name = { en = "Peru", es = "Perú" } },
  { id = "a", name = "Alpha", aliases = ["PERÚ", "Beta"] },
  { id = "b", name = { en = "B", es = "beta" } },
  { id = "c", name = "C", aliases = ["Al-pha"] },
  { id = "d", name = "D", aliases = ["al pha", "d", "-"] },
  { id = "e", name = "E", aliases = ["-"] },
]
"""
    with pytest.raises(DossierError) as told:
        read_body(content.encode(), where="body.toml")

    assert told.value.message == (
        "the seats 'peru', 'a' have one name: 'peru' and 'PERÚ'; the seats 'a', 'b' have one name: 'Beta' "
        "and 'beta'; the seats 'c', 'd' have one name: 'Al-pha' and 'al pha'"
    )


def test_three_seats_of_one_name_and_two_names_of_two_seats_are_a_sentence_each():
    """However many seats and names there are."""
    content = b"""
id = "x"
name = "X"
seat = [
  { id = "a", name = "One", aliases = ["Two", "Three"] },
  { id = "b", name = "One", aliases = ["Two", "Three"] },
  { id = "c", name = "C", aliases = ["Three"] },
]
"""
    with pytest.raises(DossierError) as told:
        read_body(content, where="body.toml")

    assert told.value.message == (
        "the seats 'a', 'b' have one name: 'One', 'Two'; the seats 'a', 'b', 'c' have one name: 'Three'"
    )
