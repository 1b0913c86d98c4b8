"""One entry of a log: its bytes, and everything that is not one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellers.errors import FormatError
from tellers.publish import Act, Entry, decode_entry, encode_entry
from tellers.publish.entry import ForeignEntry, MalformedEntry, is_entry

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
        "status": "counted",
    },
)
BYTES = (
    b'{"act":"corrected","at":"2031-05-18T20:15:00Z","dossier":"made","replaces":7,'
    b'"stated":{"contest":"president","figures":[["A",3],["B",null]],"source":"v1",'
    b'"status":"counted","type":"tellers:record:1","unit":"0101.02"},'
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
        (b'"replaces":7', b'"replaces":9007199254740992'),
        (b'"replaces":7', b'"replaces":' + b"9" * 4000),
        (b'"status":"counted"', b'"status":"recounted"'),
        (b'"status":"counted",', b""),
        (b"president", b'"pr\\u0000sident"'[1:-1]),
        (b"president", b"p/r"),
        (b"president", b"-p"),
        (b"v1", b"v" * 65),
        (b"v1", b"v1<b>"),
        (b"0101.02", b" 0101.02"),
        (b"0101.02", "0101.02\u0085".encode()),
        (b"0101.02", b"0" * 201),
        (b'/v1/0101.02/1"', b'/v1/0101.02"'),
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


@pytest.mark.parametrize("stated", [{}, {"id": "v1"}, {"id": "v1", "type": "tellers:source:1"}])
def test_what_is_stated_of_no_record_may_have_a_record_s_fields_and_no_other(stated):
    """The one stroke that reads records reads such entries too, and takes them for no record."""
    entry = replace(ENTRY, subject="source/v1", stated=stated)

    assert decode_entry(encode_entry(entry), where="entry 8") == entry
    assert is_entry(encode_entry(entry))
    assert not is_entry(encode_entry(replace(entry, subject="record/president/v1/0101.02/1")))


@pytest.mark.parametrize("unit", ["7", "a/1", "\ufeff7", "\U0001f600" * 200, '7"', "x" * 200])
def test_a_unit_is_called_as_the_model_lets_it_be(unit):
    """With slashes, signs of every script, and one that needs an escape."""
    stated = {**ENTRY.stated, "unit": unit}
    data = encode_entry(replace(ENTRY, subject=f"record/president/v1/{unit}/1", stated=stated))

    assert is_entry(data)
    assert decode_entry(data, where="entry 8").stated["unit"] == unit


@pytest.mark.parametrize(
    "subject", ["record/x", "record/", "record/p/v1/7", "record//v1/7/1", "record/p/v1//1"]
)
def test_a_withdrawal_of_a_record_names_contest_source_and_unit(subject):
    """A reader takes the three from it; there is nothing else that says them."""
    entry = replace(ENTRY, act=Act.WITHDRAWN, stated=None)
    assert is_entry(encode_entry(entry))

    data = encode_entry(replace(entry, subject=subject))
    assert not is_entry(data)
    with pytest.raises(MalformedEntry):
        decode_entry(data, where="entry 8")


@pytest.mark.parametrize(("digits", "read"), [(4000, True), (4001, False), (4300, False)])
def test_a_number_is_as_long_as_in_a_browser(digits, read):
    """A row of more digits than the strict reader takes is not read in one stroke either."""
    data = BYTES.replace(b'"source"', b'"row":' + b"9" * digits + b',"source"')

    assert is_entry(data) is read


@pytest.mark.parametrize(
    ("lists", "read"), [(98, True), (99, False), (899, False), (960, False), (30_000, False)]
)
def test_what_is_nested_is_read_to_one_depth_on_any_stack(lists, read):
    """Not to whatever the caller's own depth leaves: two readers would not agree on what is an entry."""
    data = BYTES.replace(b'"source"', b'"more":' + b"[" * lists + b'"\\u0001"' + b"]" * lists + b',"source"')

    def deeper(calls: int) -> bool:
        return deeper(calls - 1) if calls else is_entry(data)

    assert (deeper(0), deeper(400)) == (read, read)
    if not read:
        with pytest.raises(ForeignEntry):
            decode_entry(data, where="entry 8")


@given(st.binary(max_size=200))
def test_any_bytes_raise_our_own_error(data):
    """A log may hold whatever its publisher put in."""
    with pytest.raises(FormatError):
        decode_entry(data, where="entry 0")


def test_a_time_of_another_form_is_never_written():
    """It is ours to get right, and so no error of a user's."""
    with pytest.raises(ValueError, match="not a time in UTC"):
        encode_entry(Entry(act=Act.WITHDRAWN, subject="s", at="today", replaces=1, dossier="d", stated=None))
