"""Whatever bytes come in as a vote, only our own errors come out."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formats.test_exchange_samples import (
    LIBRARY,
    MINUTES,
    PLENARY,
    POPOLO,
    STATE_PEOPLE,
    STATE_VOTES,
    VOETEN,
)

from tellers.errors import FormatError
from tellers.formats.akn_votes import read_akn, write_akn
from tellers.formats.howtheyvote import read_howtheyvote
from tellers.formats.json_members import members_of
from tellers.formats.openstates import read_openstates
from tellers.formats.popolo import read_popolo
from tellers.formats.un_votes import read_un
from tellers.model import Position, VoteEvent, VoterPosition

MANY = settings(max_examples=300, deadline=None, derandomize=True)
READERS = {
    "popolo": (POPOLO, lambda content: read_popolo(content, where="x")),
    "akn": (MINUTES, lambda content: read_akn(content, where="x")),
    "openstates votes": (STATE_VOTES, lambda content: read_openstates({"votes.csv": content}, where="x")),
    "openstates people": (
        STATE_PEOPLE,
        lambda content: read_openstates({"votes.csv": STATE_VOTES, "vote_people.csv": content}, where="x"),
    ),
    "howtheyvote": (
        PLENARY["votes.csv"],
        lambda content: read_howtheyvote({**PLENARY, "votes.csv": content}, where="x"),
    ),
    "howtheyvote members": (
        PLENARY["members.csv"],
        lambda content: read_howtheyvote({**PLENARY, "members.csv": content}, where="x"),
    ),
    "un": (LIBRARY, lambda content: read_un(content, where="x")),
    "voeten": (VOETEN, lambda content: read_un(content, where="x")),
}
BITS = st.sampled_from(
    [
        *(
            one.encode()
            for one in [
                ",",
                '"',
                "\n",
                "\r",
                "{",
                "}",
                "[",
                "]",
                ":",
                "null",
                "NaN",
                "-1",
                "1e9",
                "<",
                ">",
                "&x;",
                "</vote>",
                "#",
                "true",
                "'",
            ]
        ),
        *(b"\x00", b"\xff", b"\\ud800", b"9" * 5000, b'"id"', b" ", b"\xef\xbb\xbf"),
    ]
)


@pytest.mark.parametrize("reader", READERS)
@MANY
@given(cuts=st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 40), BITS), min_size=1, max_size=4))
def test_a_file_with_parts_cut_out_and_put_in_raises_only_our_errors(reader, cuts):
    """Any piece of a file may be missing, doubled or rubbish."""
    content, read = READERS[reader]
    for place, length, put in cuts:
        content = content[:place] + put + content[place + length :]

    with contextlib.suppress(FormatError):
        read(content)


@pytest.mark.parametrize("reader", READERS)
@MANY
@given(content=st.binary(max_size=60))
def test_any_bytes_raise_only_our_errors(reader, content):
    """Whatever is no such file is refused, or is an empty one."""
    with contextlib.suppress(FormatError):
        READERS[reader][1](content)


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"id": "1", "id": "2"}',
        b'{"votes": [' + b"[" * 100_000,
        b'{"id": NaN}',
        b'{"id": "1"} x',
        b"\xff\xfe{}",
    ],
)
def test_json_that_is_too_deep_or_says_a_key_twice_is_refused(content):
    """No depth and no doubled key gets through."""
    with pytest.raises(FormatError):
        read_popolo(content, where="x")


def test_a_member_within_a_member_is_told_from_one_with_a_slash_in_its_name():
    """`motion/text` as a key is not the text of the motion."""
    told = members_of('{"motion/text": 1, "motion": {"text": 2}}', where="x", opened={"motion"})

    assert told == [("motion~1text", "1"), ("motion/text", "2")]


@MANY
@given(text=st.text(max_size=20))
def test_any_text_can_be_written_into_minutes(text):
    """What XML cannot hold is replaced and said; nothing breaks out of its place."""
    event = VoteEvent(
        id=text or "1",
        title=text,
        body=text,
        result=text,
        positions=(VoterPosition(name=text, position=Position.FOR, group=text, pair=text),),
    )

    written = write_akn([event])

    assert len(read_akn(written.files[""], where="x").events[0].positions) == 1
    assert all(one.key != "lost-position" for one in written.lost)
