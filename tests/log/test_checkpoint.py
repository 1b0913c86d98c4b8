from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.log.made import ANNA, BERTA, LOG, LOG_PQ, TIME, checkpoint_of

from tellers.errors import NoteError, VerificationError
from tellers.log.checkpoint import Checkpoint, read_checkpoint, read_decimal
from tellers.log.note import SignatureLine, read_note

COSIGNED = Path(__file__).with_name("cosigned-checkpoint.txt").read_bytes()
TEXT = b"example.org/log\n3\nlPvQ3YNvUDAWkubQ6t5yjuGexSv/8WBu2AfIV11aqhk=\n"


def test_a_checkpoint_is_origin_size_and_root_in_three_lines():
    """It is written as it was read."""
    checkpoint = read_checkpoint(TEXT)

    assert (checkpoint.origin, checkpoint.size, checkpoint.extensions) == ("example.org/log", 3, ())
    assert checkpoint.root.hex() == "94fbd0dd836f50301692e6d0eade728ee19ec52bfff1606ed807c8575d5aaa19"
    assert checkpoint.encode() == TEXT


def test_further_lines_are_kept():
    """Others' logs have them; ours never."""
    checkpoint = read_checkpoint(TEXT + b"one more\nand another\n")

    assert checkpoint.extensions == ("one more", "and another")
    assert checkpoint.encode() == TEXT + b"one more\nand another\n"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (b"", "the checkpoint"),
        (b"example.org/log\n3\n", "the checkpoint"),
        (TEXT[:-1], "the checkpoint"),
        (TEXT + b"\n", "the checkpoint"),
        (b"\n" + TEXT, "the checkpoint"),
        (TEXT.replace(b"\n3\n", b"\n03\n"), "line 2"),
        (TEXT.replace(b"\n3\n", b"\n-3\n"), "line 2"),
        (TEXT.replace(b"\n3\n", b"\n+3\n"), "line 2"),
        (TEXT.replace(b"\n3\n", b"\n 3\n"), "line 2"),
        (TEXT.replace(b"\n3\n", b"\n3.0\n"), "line 2"),
        (TEXT.replace(b"\n3\n", "\n\u0663\n".encode()), "line 2"),
        (TEXT.replace(b"\n3\n", b"\n9223372036854775808\n"), "line 2"),
        (TEXT.replace(b"\n3\n", b"\n" + b"9" * 5000 + b"\n"), "line 2"),
        (TEXT.replace(b"qhk=", b"qhl="), "line 3"),
        (TEXT.replace(b"qhk=", b"qhk"), "line 3"),
        (TEXT.replace(b"lPvQ", b""), "line 3"),
        (TEXT.replace(b"lPvQ", b"lPvQlPvQ"), "line 3"),
    ],
)
def test_another_text_is_no_checkpoint(text, where):
    """The line that is wrong is named, where it is one line."""
    with pytest.raises(NoteError, match="not a checkpoint") as told:
        read_checkpoint(text)
    assert told.value.where.endswith(where)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("0", 0), ("1", 1), ("10", 10), ("9223372036854775807", 2**63 - 1), ("9223372036854775808", None),
     ("00", None), ("", None), ("1 ", None), ("1\n", None), ("²", None), ("1_0", None), ("0x1", None)],
)  # fmt: skip
def test_a_size_has_one_spelling(text, expected):
    """Without sign, space, leading zero, and below 2**63."""
    assert read_decimal(text) == expected


@settings(deadline=None)
@given(
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1),
    st.integers(0, 2**63 - 1),
    st.binary(min_size=32, max_size=32),
)
def test_a_checkpoint_reads_back(origin, size, root):
    """Whatever its origin."""
    assert read_checkpoint(Checkpoint(origin, size, root).encode()) == Checkpoint(origin, size, root)


def test_cosignatures_of_all_kinds_made_once_verify_for_ever():
    """A file made on one day with fixed seeds: 0x01, 0x06 of the log, 0x04 and 0x06 of two witnesses."""
    note = read_note(COSIGNED)
    signers = [LOG, LOG_PQ, ANNA, BERTA]

    assert note.text == TEXT
    assert [line.key_id.hex() for line in note.signatures] == ["98af023b", "ce24eef7", "468d99bb", "6b814c1f"]
    assert [
        signer.key.verify(note.text, line) for signer, line in zip(signers, note.signatures, strict=True)
    ] == [0, TIME, TIME, TIME]


def test_ed25519_signs_the_same_text_the_same_way():
    """So its lines can stand here in full."""
    assert checkpoint_of(3, LOG, ANNA).encode().decode() == (
        "example.org/log\n3\nlPvQ3YNvUDAWkubQ6t5yjuGexSv/8WBu2AfIV11aqhk=\n\n"
        "— example.org/log mK8CO5970PhVZelOkCKHdRTKZpmY9lGlVo0yyk+7CgwAktZyQeur7G6JMMoDFkD7snFIjHZfJAx4P8Q"
        "/IRkY+SieWAs=\n"
        "— witness.example/w1 Ro2ZuwAAAABkGFDLIR3O1a9gbrr23xtUm/1IdD3m+3oLnmrcbRPoj2/KShqgqNdccxc7vgnsNO98"
        "F/cdtf/ZjNrvNoso9EM1zAWDCQ==\n"
    )


@pytest.mark.parametrize("at", [2, 3])
def test_another_time_makes_a_cosignature_false(at):
    """The first eight bytes of its body are signed too, and end before 2**63."""
    line, signer = read_note(COSIGNED).signatures[at], [ANNA, BERTA][at - 2]
    for time in (0, TIME - 1, TIME + 1, 2**63 - 1, 2**63, 2**64 - 1):
        forged = SignatureLine(line.name, line.key_id, time.to_bytes(8, "big") + line.body[8:])
        with pytest.raises(VerificationError):
            signer.key.verify(TEXT, forged)


def test_an_mldsa44_cosignature_does_not_cover_further_lines_and_ed25519_does():
    """Why a checkpoint of ours has three lines."""
    longer = TEXT + b"and more\n"
    _, log_pq, anna, berta = read_note(COSIGNED).signatures

    assert BERTA.key.verify(longer, berta) == TIME
    assert LOG_PQ.key.verify(longer, log_pq) == TIME
    with pytest.raises(VerificationError, match=re.escape("(468d99bb) does not hold")):
        ANNA.key.verify(longer, anna)
