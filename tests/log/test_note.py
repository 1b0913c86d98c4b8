from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellers.errors import NoteError
from tellers.log.keys import read_verifier_key
from tellers.log.note import Note, SignatureLine, is_key_name, read_base64, read_note, read_signature_lines

VERSE = """\
Ognuno sta solo sul cuor della terra
trafitto da un raggio di sole:

ed è subito sera.

— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
"""  # noqa: E501
MESSAGE = """\
This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
"""
MESSAGE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
SIGNED = "A text.\n\n— a AAAAAQID\n".encode()


def test_the_note_of_the_specification_is_read():
    """Its text has an empty line of its own, and ends at the last one."""
    note = read_note(VERSE.encode())

    assert note.text.decode().splitlines()[-1] == "ed è subito sera."
    assert note.text.count(b"\n") == 4
    assert [(line.name, line.key_id.hex(), len(line.body)) for line in note.signatures] == [
        ("quasimodo.example/salvatore", "367ba04b", 64)
    ]
    assert note.encode() == VERSE.encode()


def test_the_signature_of_the_specification_verifies():
    """With the verifier key given there, and over no other text."""
    note, key = read_note(MESSAGE.encode()), read_verifier_key(MESSAGE_KEY)

    assert key.signed(note.signatures[0])
    assert key.verify(note.text, note.signatures[0]) == 0


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "not a signed note"),
        (b"A text.\n", "not a signed note"),
        (b"A text.\n\n", "not a signed note"),
        ("A text.\n— a AAAAAQID\n".encode(), "not a signed note"),
        (SIGNED[:-1], "not a signed note"),
        (SIGNED + b"\n", "not a signed note"),
        (SIGNED + b"x\n", "not a signature line"),
        (SIGNED.replace("—".encode(), b"-"), "not a signature line"),
        (SIGNED.replace("— ".encode(), "—  ".encode()), "not a signature line"),
        (SIGNED.replace("— ".encode(), "—\u00a0".encode()), "not a signature line"),
        (SIGNED.replace(b" a ", b" a+b "), "not a signature line"),
        (SIGNED.replace(b" a ", " a\u2003b ".encode()), "not a signature line"),
        (SIGNED.replace(b"AAAAAQID", b"AAAAAQ=="), "not a signature line"),
        (SIGNED.replace(b"AAAAAQID", b"AAAAAQIDBB=="), "not a signature line"),
        (SIGNED.replace(b"AAAAAQID", b"AAAAAQI D"), "not a signature line"),
        (SIGNED.replace(b"AAAAAQID", b"AAAAAQID "), "not a signature line"),
        (SIGNED.replace(b"AAAAAQID", "AAAAAQI\u0660".encode()), "not a signature line"),
        (SIGNED.replace(b"text", b"te\txt"), "a control character"),
        (SIGNED.replace(b"text", b"te\0xt"), "a control character"),
        (SIGNED.replace(b"text.\n", b"text.\r\n"), "a control character"),
        (SIGNED.replace(b"text", b"te\xffxt"), "not UTF-8"),
        (b"x" * 1_000_001, "too long for a note"),
        (SIGNED + b"\xe2\x80\x94 a AAAAAQID\n" * 100, "101 signatures are more than are read"),
    ],
)
def test_what_is_no_note_is_refused_with_its_reason(data, told):
    """Each line of the specification that says MUST has a text that breaks it."""
    with pytest.raises(NoteError, match=told):
        read_note(data)


def test_the_line_that_is_wrong_is_named():
    """Counted from the first of the note."""
    with pytest.raises(NoteError) as told:
        read_note(SIGNED + b"wrong\n", where="checkpoint")

    assert told.value.where == "checkpoint, line 4"
    assert told.value.got == "wrong"


def test_a_hundred_signatures_are_read():
    """The specification asks for sixteen."""
    note = read_note(SIGNED + b"\xe2\x80\x94 b AAAAAQID\n" * 99)

    assert len(note.signatures) == 100


def test_a_signature_is_added_once():
    """Two witnesses' answers may hold the same line."""
    line = SignatureLine("b", b"\0\0\0\2", b"x")
    note = read_note(SIGNED).with_signatures([line]).with_signatures([line])

    assert len(note.signatures) == 2
    assert read_note(note.encode()) == note


def test_signature_lines_alone_are_read_as_a_witness_sends_them():
    """None at all is an empty answer; a line without its end is refused."""
    line = b"\xe2\x80\x94 a AAAAAQID\n"

    assert read_signature_lines(b"", where="answer") == ()
    assert [one.name for one in read_signature_lines(line * 2, where="answer")] == ["a", "a"]
    with pytest.raises(NoteError):
        read_signature_lines(line[:-1], where="answer")


@pytest.mark.parametrize(
    "name",
    ["", "a b", "a+b", "a\tb", "a\nb", "a\u00a0b", "a\u2003b", "a\u3000b", "a\x1fb", "a\x85b", "a\udcff"],
)
def test_a_name_with_a_space_of_any_kind_or_a_plus_is_none(name):
    """Unicode has seventeen spaces; and a name that is not UTF-8 could stand in no note."""
    assert not is_key_name(name)


@settings(deadline=None)
@given(st.text(min_size=1))
def test_a_name_is_usable_where_the_line_reads_back(name):
    """A name that passes makes a line that is read as that name."""
    if is_key_name(name):
        line = SignatureLine(name, b"\0\0\0\1", b"\2\3")

        assert read_signature_lines(str(line).encode(), where="line") == (line,)


@settings(deadline=None)
@given(st.binary())
def test_base64_is_read_in_its_one_spelling(data):
    """What decodes encodes to the same letters, so that no signature has two lines."""
    from base64 import b64encode  # noqa: PLC0415

    text = b64encode(data).decode()

    assert read_base64(text) == data
    for other in (text + "\n", text + "=", " " + text, text.rstrip("=") if "=" in text else text + "A"):
        assert read_base64(other) is None


WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc")) | st.just("\n"), min_size=1)


@settings(deadline=None)
@given(
    WORDS.map(lambda text: text + "\n"),
    st.lists(
        st.builds(
            SignatureLine,
            st.text(min_size=1).filter(is_key_name),
            st.binary(min_size=4, max_size=4),
            st.binary(min_size=1, max_size=80),
        ),
        min_size=1,
        max_size=5,
    ),
)
def test_a_note_reads_back(text, lines):
    """Any text without control characters, with any signatures."""
    note = Note(text=text.encode(), signatures=tuple(lines))

    assert read_note(note.encode()) == note
