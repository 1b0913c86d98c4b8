from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.log.made import ANNA, BERTA, CARLA, LOG, LOG_PQ, TIME, checkpoint_of, policy_text, receipt_of
from tests.log.slowly import entry_of, grown

from tellers.errors import NoteError, TellersError, VerificationError
from tellers.log.keys import KeyKind, Signer
from tellers.log.note import Note
from tellers.log.policy import read_policy
from tellers.log.proofs import prove_inclusion
from tellers.log.receipt import HEADER, Receipt, read_receipt, verify_receipt

POLICY = read_policy(policy_text("group two 2 anna berta carla", "quorum two"))
STRANGER = Signer.from_seed("stranger.example", KeyKind.ED25519_COSIGNATURE, bytes(range(60, 92)))
SMALL = receipt_of(1, 3, LOG, ANNA, CARLA, STRANGER)

LITERAL = """\
c2sp.org/tlog-proof@v1
extra ZW50cnkgMQ==
index 1
dziFphNIniTOLPdhmdakI/BC5LvxLX7s7pEu8nbGVwE=
"""


def test_a_receipt_is_entry_index_hashes_and_the_whole_checkpoint():
    """In the order of tlog-proof, the leaf's sibling first."""
    lines = SMALL.encode().decode().split("\n")

    assert lines[:3] == [HEADER, "extra ZW50cnkgMQ==", "index 1"]
    assert [len(line) for line in lines[3:5]] == [44, 44]
    assert lines[5] == ""
    assert "\n".join(lines[6:]) == SMALL.note.encode().decode()


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 40])
def test_every_receipt_of_a_small_log_reads_back_and_holds(size):
    """Each with the entry in it, and each with the entry given beside it."""
    note = checkpoint_of(size, LOG, LOG_PQ, ANNA, BERTA)
    for index in range(size):
        proof = tuple(prove_inclusion(grown(size), leaf_index=index, tree_size=size))
        receipt = Receipt(leaf_index=index, proof=proof, note=note, extra=entry_of(index))
        read = read_receipt(receipt.encode())

        assert read == receipt
        if entry_of(index):
            assert verify_receipt(read, POLICY).cosigned == {"anna": TIME, "berta": TIME}
        bare = replace(read, extra=b"")
        assert read_receipt(bare.encode()) == bare
        assert verify_receipt(bare, POLICY, entry=entry_of(index)).checkpoint.size == size


def test_without_an_entry_nothing_can_be_shown():
    """A receipt of somebody else's log need not hold it."""
    with pytest.raises(NoteError, match="the receipt holds no entry"):
        verify_receipt(replace(SMALL, extra=b""), POLICY)


def test_the_entry_given_is_what_is_looked_at():
    """What the receipt holds is signed by nobody."""
    forged = replace(SMALL, extra=b"something else")

    verify_receipt(forged, POLICY, entry=b"entry 1")
    with pytest.raises(VerificationError, match="the proof leads to another root"):
        verify_receipt(forged, POLICY)
    with pytest.raises(VerificationError, match="the proof leads to another root"):
        verify_receipt(SMALL, POLICY, entry=b"entry 1\n")


def test_every_bit_of_a_small_receipt_matters():
    """A change is refused, or it stands in the signature line of a key that nobody knows.

    What is shown is then the same: the same entry, the same checkpoint, the same witnesses.
    """
    data = SMALL.encode()
    unknown = data.rindex("— stranger".encode())
    honest = verify_receipt(SMALL, POLICY)
    passed = []
    for bit in range(8 * len(data)):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        try:
            read = read_receipt(bytes(changed))
            signed = verify_receipt(read, POLICY)
        except TellersError:
            continue
        passed.append(bit // 8)
        assert (read.extra, read.leaf_index, read.proof) == (SMALL.extra, SMALL.leaf_index, SMALL.proof)
        assert (signed.checkpoint, signed.cosigned) == (honest.checkpoint, honest.cosigned)

    assert passed
    assert min(passed) > unknown


def test_a_known_signature_that_is_no_longer_known_still_leaves_the_quorum():
    """A bit in a witness's name makes it a stranger: two of three are then one, and refused."""
    data = SMALL.encode().replace(b"carla.example", b"karla.example")

    with pytest.raises(VerificationError, match="too few witnesses"):
        verify_receipt(read_receipt(data), POLICY)


def test_a_receipt_cut_anywhere_is_refused():
    """But where a whole last signature line is gone, and the quorum is there without it."""
    data = SMALL.encode()
    whole = data.rindex("— stranger".encode())
    for cut in range(len(data)):
        if cut == whole:
            continue
        with pytest.raises(TellersError):
            verify_receipt(read_receipt(data[:cut]), POLICY)
    verify_receipt(read_receipt(data[:whole]), POLICY)


HASH = "WGMQDqLL4YrNW9P6zUG5+mi7rRQNMAk1Dfh6x7Qh9Fg="
CHECKPOINT = SMALL.note.encode().decode()
BROKEN = {
    "nothing": ("", "line 1"),
    "another header": (f"c2sp.org/tlog-proof@v2\nindex 0\n\n{CHECKPOINT}", "line 1"),
    "a byte order mark": (f"\ufeff{HEADER}\nindex 0\n\n{CHECKPOINT}", "line 1"),
    "carriage returns": (f"{HEADER}\r\nindex 0\r\n\r\n{CHECKPOINT}", "line 1"),
    "no index": (f"{HEADER}\n\n{CHECKPOINT}", "line 2"),
    "index before extra": (f"{HEADER}\nindex 0\nextra AAAA\n\n{CHECKPOINT}", "line 3"),
    "extra twice": (f"{HEADER}\nextra AAAA\nextra AAAA\nindex 0\n\n{CHECKPOINT}", "line 3"),
    "an empty extra": (f"{HEADER}\nextra \nindex 0\n\n{CHECKPOINT}", "line 2"),
    "extra in no base64": (f"{HEADER}\nextra AAA\nindex 0\n\n{CHECKPOINT}", "line 2"),
    "a leading zero": (f"{HEADER}\nindex 00\n\n{CHECKPOINT}", "line 2"),
    "a sign": (f"{HEADER}\nindex -1\n\n{CHECKPOINT}", "line 2"),
    "no number": (f"{HEADER}\nindex\n\n{CHECKPOINT}", "line 2"),
    "beyond any log": (f"{HEADER}\nindex 9223372036854775808\n\n{CHECKPOINT}", "line 2"),
    "a short hash": (f"{HEADER}\nindex 0\nAAAA\n\n{CHECKPOINT}", "line 3"),
    "a hash in no base64": (f"{HEADER}\nindex 0\n{HASH[:-1]}\n\n{CHECKPOINT}", "line 3"),
    "64 hashes": (f"{HEADER}\nindex 0\n" + f"{HASH}\n" * 64 + f"\n{CHECKPOINT}", "the receipt"),
    "no checkpoint": (f"{HEADER}\nindex 0\n{HASH}\n", "line 1"),
    "an unsigned checkpoint": (f"{HEADER}\nindex 0\n\nexample.org/log\n3\n{HASH}\n", "checkpoint"),
}


@pytest.mark.parametrize(("text", "where"), BROKEN.values(), ids=BROKEN)
def test_what_is_no_receipt_is_refused_with_its_line(text, where):
    """Each rule of the form has a text that breaks it."""
    with pytest.raises(NoteError) as told:
        read_receipt(text.encode())
    assert told.value.where.endswith(where)


def test_63_hashes_are_read_as_the_largest_log_could_need():
    """One more is refused, above."""
    text = f"{HEADER}\nindex 0\n" + f"{HASH}\n" * 63 + f"\n{CHECKPOINT}"

    assert len(read_receipt(text.encode()).proof) == 63


def test_a_receipt_of_endless_bytes_is_not_read():
    """Nor is one that is not ASCII where it has to be."""
    with pytest.raises(NoteError, match="too long for a receipt"):
        read_receipt(bytes(1_200_001))
    with pytest.raises(NoteError, match="not a receipt"):
        read_receipt(f"{HEADER}\nindex \u0661\n\n{CHECKPOINT}".encode())


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=200),
    st.integers(0, 2**63 - 1),
    st.lists(st.binary(min_size=32, max_size=32), max_size=63),
)
def test_a_receipt_reads_back(extra, index, proof):
    """Whatever it holds."""
    note = Note(text=b"x\n", signatures=SMALL.note.signatures)
    receipt = Receipt(leaf_index=index, proof=tuple(proof), note=note, extra=extra)

    assert read_receipt(receipt.encode()) == receipt


def test_the_head_of_a_receipt_stands_here_in_full():
    """Its form does not change by accident."""
    assert SMALL.encode().decode().startswith(LITERAL)
