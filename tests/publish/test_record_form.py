"""The one stroke in which an entry of a record is read and written is the canonical form, or none at all."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellers.canonical import encode_json
from tellers.publish.entry import lean
from tellers.publish.record_form import encode_record_entry, read_plain, read_record_entry

texts = st.text(max_size=12)
whole = st.integers(min_value=-(2**70), max_value=2**70)
stated = st.fixed_dictionaries(
    {
        "contest": texts,
        "figures": st.lists(st.tuples(texts, st.none() | whole).map(list), max_size=3),
        "id": texts,
        "image": texts,
        "image_sha256": texts,
        "reason": texts,
        "replaces": st.none() | texts,
        "row": whole,
        "source": texts,
        "status": texts,
        "type": texts,
        "unit": texts,
        "unread": st.lists(texts, max_size=2),
    }
)
entries = st.fixed_dictionaries(
    {
        "act": texts,
        "at": texts,
        "dossier": texts,
        "replaces": st.none() | whole,
        "stated": stated,
        "subject": texts,
        "type": texts,
    }
)


@given(entries)
def test_what_is_written_in_one_stroke_is_the_canonical_form(entry):
    """Or it is not written so at all, and the canonical writer decides."""
    data = encode_record_entry(entry)

    if data is not None:
        said = {**entry, "stated": lean(entry["stated"])}
        assert data == encode_json(said)
        assert read_record_entry(data) is not None
        assert read_plain(data) == said


@given(entries, st.data())
def test_what_is_read_in_one_stroke_is_in_the_one_form(entry, data):
    """Any byte changed: what is still taken for whole is the canonical form of what it says."""
    text = bytearray(encode_json({**entry, "stated": lean(entry["stated"])}))
    text[data.draw(st.integers(0, len(text) - 1))] = data.draw(st.integers(0, 255))

    if read_record_entry(bytes(text)) is not None:
        plain = read_plain(bytes(text))
        assert encode_json(plain) == bytes(text)
        assert lean(plain["stated"]) == plain["stated"]


@pytest.mark.parametrize(
    "change",
    [
        {"row": 1.5},
        {"row": 1.0},
        {"row": True},
        {"figures": [["A", 1.0]]},
        {"figures": [["A", "1"]]},
        {"figures": [["A"]]},
        {"more": 1},
        {"unread": None},
        {"replaces": 1},
    ],
)
def test_other_shapes_and_floats_are_left_to_the_strict_reader(change):
    """A float is no vote, a truth is no number, and an unknown field is not lost."""
    record = dict.fromkeys(
        ("contest", "id", "image", "image_sha256", "reason", "source", "status", "type", "unit"), "x"
    )
    record |= {"figures": [["A", 1]], "row": 1}
    entry = dict.fromkeys(("act", "at", "dossier", "subject", "type"), "x") | {"replaces": None}
    plain = {**entry, "stated": record}
    text = json.dumps({**entry, "stated": {**record, **change}}, sort_keys=True, separators=(",", ":"))

    assert read_record_entry(encode_json(plain)) is not None
    assert read_record_entry(text.encode()) is None
    assert encode_record_entry({**entry, "stated": {**record, **change}}) is None


def test_blanks_order_and_repeated_keys_are_not_the_one_form():
    """What says the same in other bytes has another hash, and is not an entry."""
    good = b'{"act":"x","at":"x","dossier":"x","replaces":null,"stated":{"contest":"x","id":"x",'
    good += b'"image":"x","image_sha256":"x","reason":"x","row":1,"source":"x","status":"x",'
    good += b'"type":"x","unit":"x"},"subject":"x","type":"x"}'

    assert read_record_entry(good) is not None
    for other in (
        good.replace(b'"row":1', b'"row": 1'),
        good.replace(b'"act":"x","at":"x"', b'"at":"x","act":"x"'),
        good.replace(b'"row":1', b'"row":2,"row":1'),
        good.replace(b'"row":1', b'"replaces":null,"row":1'),
        good.replace(b'"reason":"x"', b'"reason":""'),
        good.replace(b'"unit":"x"', b'"unit":"x","unread":[]'),
        good.replace(b'"row":1', b'"replaces":"","row":1'),
        good.replace(b'"unit":"x"', b'"unit":"\\u0078"'),
        good + b" ",
        good[:-1],
    ):
        assert read_record_entry(other) is None
