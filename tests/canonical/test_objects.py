"""The bytes of model objects: one form each, strictly read back, hostile bytes refused by name."""

from __future__ import annotations

import json
from dataclasses import is_dataclass
from enum import Enum
from fractions import Fraction
from typing import get_args, get_origin

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellers.canonical import (
    NAMES,
    decode_json,
    decode_object,
    encode_object,
    from_plain,
    hash_object,
    schema_of,
    to_plain,
)
from tellers.canonical.form import hints_of, is_union
from tellers.errors import FormatError, TellersError
from tellers.model import (
    Contest,
    FigureId,
    Number,
    Outcome,
    OutcomeWord,
    Record,
    RecordId,
    Severity,
    SourceId,
    UnitId,
)
from tellers.model.ids import ContestId

SHEET = Record(
    id=RecordId("v1/2"),
    contest=ContestId("president"),
    source=SourceId("v1"),
    unit=UnitId("010113042.01"),
    figures=((FigureId("A"), 232), (FigureId("B"), None)),
    unread=(FigureId("B"),),
)
BYTES = (
    b'{"contest":"president","figures":[["A",232],["B",null]],"id":"v1/2","image":"","image_sha256":"",'
    b'"reason":"","replaces":null,"row":0,"source":"v1","status":"counted","type":"tellers:record:1",'
    b'"unit":"010113042.01","unread":["B"]}'
)

SLUGS = {"VersionId", "ContestId", "SourceId", "ProclamationId"}
TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=12) | st.sampled_from(
    ["1/2", "-3/4", "2/4", "0/1", "null", "5", ""]
)


def objects_of(form):
    """Return a strategy of the values of a type form, led by what the model declares."""
    if is_union(form):
        return st.one_of([objects_of(part) for part in get_args(form)])
    if get_origin(form) is tuple:
        parts = get_args(form)
        if parts[-1] is Ellipsis:
            return st.lists(objects_of(parts[0]), max_size=3).map(tuple)
        return st.tuples(*(objects_of(part) for part in parts))
    if is_dataclass(form):
        return st.builds(form, **{name: objects_of(of) for name, of in hints_of(form).items()})
    if issubclass(form, Enum):
        return st.sampled_from(list(form))
    return _simple(form)


def _simple(form):
    if form is str:
        return TEXT
    if issubclass(form, str):
        pattern = (
            r"\A[A-Za-z0-9][A-Za-z0-9._-]{0,20}\Z" if form.__name__ in SLUGS else r"\A[a-zé0-9+/ ]{0,9}x\Z"
        )
        return st.from_regex(pattern).filter(lambda text: text == text.strip()).map(form)
    return {
        int: st.integers(),
        bool: st.booleans(),
        Fraction: st.fractions(),
        type(None): st.none(),
    }[form]


OBJECTS = st.one_of([objects_of(kind) for kind in NAMES.values()])
"""An object of any type that has bytes of its own."""


def test_a_record_has_exactly_these_bytes_and_this_hash():
    """Three witnesses: the bytes written here, the hash of them by `sha256sum`, and ours."""
    assert encode_object(SHEET) == BYTES
    assert hash_object(SHEET) == "sha256:8e43262e263f776d9783d902b4591e3c1e91f57c93011a6603bfa87cf5043bda"
    assert decode_object(BYTES, where="record") == SHEET


@given(OBJECTS)
@settings(max_examples=300, deadline=None)
def test_reading_what_was_written_gives_it_back(value):
    """Any object of any type comes back equal, and of the same type."""
    content = encode_object(value)
    again = decode_object(content, where="x")

    assert again == value
    assert type(again) is type(value)
    assert encode_object(again) == content


@given(OBJECTS)
@settings(max_examples=300, deadline=None)
def test_the_bytes_satisfy_the_published_schema(value):
    """An independent validator accepts what we write."""
    schema = schema_of(type(value))
    jsonschema.Draft202012Validator(schema).validate(json.loads(encode_object(value)))


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_schema_is_a_schema(name):
    """Each is valid against the 2020-12 meta-schema and carries its own name and version."""
    schema = schema_of(NAMES[name])
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == name


def test_every_single_changed_byte_is_another_object_or_refused():
    """No byte of a record can change without the reader refusing it or seeing another record."""
    for place in range(len(BYTES)):
        for flipped in (BYTES[place] ^ 1, BYTES[place] ^ 0x20, BYTES[place] ^ 0x80):
            try:
                other = decode_object(BYTES[:place] + bytes([flipped]) + BYTES[place + 1 :], where="x")
            except FormatError:
                continue
            assert other != SHEET


@given(
    st.binary(max_size=60)
    | st.text(alphabet='{}[]",:tellrs0123456789.eE-\\u d8', max_size=60).map(str.encode)
)
@settings(max_examples=500)
def test_hostile_bytes_raise_only_our_own_errors(content):
    """Whatever the bytes, the reader returns an object or one of our errors."""
    with pytest.raises(TellersError):
        decode_object(content, where="x")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (BYTES.replace(b"232", b"232.0"), "not a whole number: 232.0"),
        (BYTES.replace(b"232", b"1e9"), "not a whole number: 1e9"),
        (BYTES.replace(b"232", b"NaN"), "not a number: NaN"),
        (BYTES.replace(b"232", b"true"), "of another type"),
        (BYTES.replace(b"232", b'"232"'), "of another type"),
        (BYTES.replace(b"232", b"9" * 4001), "a number of 4001 digits"),
        (BYTES.replace(b'"row":0', b'"row":0,"row":0'), "a key stands twice: 'row'"),
        (BYTES.replace(b'"row":0', b'"rows":0'), "unknown field 'rows'"),
        (BYTES.replace(b'"row":0,', b""), "missing field 'row'"),
        (BYTES.replace(b'"row":0', b'"row": 0'), "not the canonical form of this object"),
        (BYTES.replace(b"record:1", b"record:2"), "not an object of a known type"),
        (BYTES.replace(b'"counted"', b'"recounted"'), "'recounted' is not a valid Status"),
        (BYTES.replace(b'["A",232]', b'["A"]'), "expected 2 parts, not 1"),
        (BYTES.replace(b'"reason":""', b'"reason":"\\ud800"'), "text with half a surrogate pair"),
        (BYTES.replace(b'"reason":""', b'"reason":"\xff"'), "not UTF-8 at byte 107"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_each_kind_of_damage_is_named(content, told):
    """The reader says what is wrong, in the order it meets it."""
    with pytest.raises(FormatError) as refused:
        decode_object(content, where="x")
    assert told in str(refused.value)


def test_a_key_that_stands_twice_is_found_among_very_many():
    """Each key is counted once: held against all the others, these would take half an hour."""
    pairs = ",".join(f'"{key}":0' for key in range(200_000))

    with pytest.raises(FormatError, match="a key stands twice: '199999'"):
        decode_json(f'{{{pairs},"199999":1}}'.encode(), where="findings.json")


def test_a_float_is_never_written():
    """A model object with a float in it is a fault of Tellers: `TypeError`, not a rounded number."""
    with pytest.raises(TypeError, match="float"):
        encode_object(Outcome(word=OutcomeWord.TIE, margin=0.5))  # type: ignore[arg-type]


def test_a_fraction_and_a_text_that_looks_like_one_stay_apart():
    """1/2 the number and "1/2" the words have different bytes, and 2/4 is no fraction."""
    half, words = Number(name="x", value=Fraction(1, 2)), Number(name="x", value="1/2")
    assert to_plain(half, Number)["value"] == "1/2"
    assert to_plain(words, Number)["value"] == {"text": "1/2"}
    assert from_plain(to_plain(words, Number), Number, where="x") == words
    with pytest.raises(FormatError, match="lowest terms"):
        from_plain({**to_plain(half, Number), "value": "2/4"}, Number, where="x")
    with pytest.raises(FormatError, match="another type"):
        from_plain({**to_plain(half, Number), "value": {"text": "half"}}, Number, where="x")


def test_a_type_without_bytes_of_its_own_is_refused():
    """A number stands inside a finding, and has no version of its own."""
    with pytest.raises(KeyError):
        encode_object(Number(name="x", value=1))
    with pytest.raises(TypeError):
        to_plain(Severity.NOTICE, Contest)
