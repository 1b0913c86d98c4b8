"""One entry of a log: its bytes, and everything that is not one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellers.errors import FormatError
from tellers.publish import Act, Entry, decode_entry, encode_entry
from tellers.publish.entry import is_entry

ENTRY = Entry(
    act=Act.CORRECTED,
    subject="record/president/v1/0101.02/1",
    at="2031-05-18T20:15:00Z",
    replaces=7,
    dossier="made",
    stated={
        "type": "tellers:record:1",
        "contest": "president",
        "source": "v1",
        "unit": "0101.02",
        "figures": [["A", 3], ["B", None]],
    },
)
BYTES = (
    b'{"act":"corrected","at":"2031-05-18T20:15:00Z","dossier":"made","replaces":7,'
    b'"stated":{"contest":"president","figures":[["A",3],["B",null]],"source":"v1",'
    b'"type":"tellers:record:1","unit":"0101.02"},'
    b'"subject":"record/president/v1/0101.02/1","type":"tellers:entry:1"}'
)


def test_an_entry_is_these_bytes():
    """Keys sorted, no blank, whole numbers: one text for one content."""
    assert encode_entry(ENTRY) == BYTES


def test_an_entry_read_back_is_the_same():
    """Nothing is lost either way."""
    assert decode_entry(BYTES, where="entry 8") == ENTRY


@pytest.mark.parametrize(
    ("found", "instead"),
    [
        (b'"act":"corrected"', b'"act":"deleted"'),
        (b'"act":"corrected"', b'"act":[]'),
        (b'"at":"2031-05-18T20:15:00Z"', b'"at":"2031-05-18T20:15:00"'),
        (b'"at":"2031-05-18T20:15:00Z"', b'"at":"2031-02-30T20:15:00Z"'),
        (b'"replaces":7', b'"replaces":-1'),
        (b'"replaces":7', b'"replaces":true'),
        (b'"replaces":7', b'"replaces":null'),
        (BYTES[BYTES.index(b'"stated":') : BYTES.index(b',"subject"')], b'"stated":null'),
        (b'"act":"corrected"', b'"act":"withdrawn"'),
        (b'"type":"tellers:entry:1"', b'"type":"tellers:entry:2"'),
        (b'"dossier":"made"', b'"dossier":5'),
        (b'"dossier":"made",', b""),
        (b'"source":"v1"', b'"reason":"","source":"v1"'),
        (b'"figures":[["A",3],["B",null]],', b'"figures":[["A",3],["B",null]],"replaces":null,'),
        (b'"unit":"0101.02"}', b'"unit":"0101.02","unread":[]}'),
        (b'["A",3]', b'["A",-1]'),
        (b'["A",3]', b'["A",9007199254740992]'),
        (b'["A",3]', b'["A","3"]'),
        (b'["A",3]', b'["A",true]'),
        (b'["A",3]', b'["A"]'),
        (b'["A",3]', b"null"),
        (b'"unit":"0101.02"', b'"unit":"0101.03"'),
        (b'"contest":"president",', b""),
        (b'"unit":"0101.02"}', b'"unit":"0101.02","unread":[1]}'),
        (b'"subject":"record/president/v1/0101.02/1"', b'"subject":"contest/president"'),
        (b'"type":"tellers:record:1"', b'"type":"tellers:record:2"'),
        (b'"figures":[["A",3],["B",null]]', b'"figures":{}'),
        (b',"dossier"', b', "dossier"'),
    ],
)
def test_what_is_no_entry_is_refused(found, instead):
    """Another act, a time without a zone, no index where one is due, a blank more."""
    assert BYTES.replace(found, instead) != BYTES
    with pytest.raises(FormatError, match="not an entry of this form"):
        decode_entry(BYTES.replace(found, instead), where="entry 8")
    assert is_entry(BYTES)
    assert not is_entry(BYTES.replace(found, instead))


def test_what_is_empty_is_left_out_of_what_is_stated():
    """A record's reason and list of unread figures are empty on nearly every sheet; zero says something."""
    stated = {
        "reason": "",
        "row": 0,
        "secret": False,
        "type": "x",
        "unread": [],
        "title": {},
        "replaces": None,
    }
    data = encode_entry(replace(ENTRY, subject="contest/president", stated=stated))

    assert b'"stated":{"row":0,"secret":false,"type":"x"}' in data
    assert decode_entry(data, where="entry 8").stated == {"row": 0, "secret": False, "type": "x"}


@given(st.binary(max_size=200))
def test_any_bytes_raise_our_own_error(data):
    """A log may hold whatever its publisher put in."""
    with pytest.raises(FormatError):
        decode_entry(data, where="entry 0")


def test_a_time_of_another_form_is_never_written():
    """It is ours to get right, and so no error of a user's."""
    with pytest.raises(ValueError, match="not a time in UTC"):
        encode_entry(Entry(act=Act.WITHDRAWN, subject="s", at="today", replaces=1, dossier="d", stated=None))
