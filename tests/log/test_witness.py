from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.log.witness_world import (
    FORK,
    LOG,
    LOG_MLDSA,
    LOGS,
    NOW,
    ORIGIN,
    STRANGER,
    TREE,
    WITNESS,
    flips,
    hash_line,
    request,
    signed,
    with_proof,
)

from tellers.errors import NoteError, UsageError, VerificationError
from tellers.log.keys import KeyKind, Signer
from tellers.log.note import read_note, read_signature_lines
from tellers.log.policy import read_signed
from tellers.log.tree import EMPTY_ROOT, TreeHead
from tellers.log.witness import Answer, Stored, Witness
from tellers.log.witness_request import read_request

SEEN_5 = Stored(head=TREE.head(5), time=NOW, note=signed(TREE.head(5)).encode())


def ask(body: bytes, stored: Stored = SEEN_5, now: int = NOW + 10) -> tuple[int, str]:
    """Return status and body of the answer."""
    received = WITNESS.receive(body, LOGS)
    answer = received if isinstance(received, Answer) else WITNESS.decide(received, stored, now).answer
    return answer.status, answer.body.decode()


def cosign(body: bytes, stored: Stored, now: int) -> Stored:
    """Return the state after a request that is cosigned."""
    received = WITNESS.receive(body, LOGS)
    assert not isinstance(received, Answer)
    decision = WITNESS.decide(received, stored, now)
    assert decision.answer.status == 200
    return decision.stored or stored


def test_a_checkpoint_that_grows_from_the_one_before_is_cosigned_by_both_keys():
    """Each line verifies under its own key and states the time."""
    status, body = ask(request(5, 9))

    lines = read_signature_lines(body.encode(), where="answer")
    assert status == 200
    assert [line.name for line in lines] == ["example.net/w", "example.net/w"]
    times = [
        key.verify(signed(TREE.head(9)).text, line) for key, line in zip(WITNESS.keys, lines, strict=True)
    ]
    assert times == [NOW + 10, NOW + 10]


def test_the_state_after_is_the_checkpoint_with_the_log_s_line_and_ours_and_no_stranger_s():
    """What a monitor is served holds only what was verified."""
    note = signed(TREE.head(9), LOG, STRANGER)
    stored = cosign(request(5, 9, note=note), SEEN_5, NOW + 10)

    names = [(line.name, line.key_id) for line in read_note(stored.note).signatures]
    assert stored.head == TREE.head(9)
    assert stored.time == NOW + 10
    assert names == [(ORIGIN, LOG.key.key_id), *(("example.net/w", key.key_id) for key in WITNESS.keys)]


REFUSED = {
    "no old line": (b"new 5\n\n" + signed(TREE.head(9)).encode(), 400),
    "a leading zero": (request(5, 9).replace(b"old 5", b"old 05"), 400),
    "a proof line that is no hash": (with_proof(request(5, 9), "AAAA"), 400),
    "sixty-four lines of proof": (with_proof(request(5, 9), *[hash_line(1)] * 64), 400),
    "no signature line": (request(5, 9).partition("\u2014".encode())[0], 400),
    "a checkpoint of two lines": (request(5, 9).replace(b"\n9\n", b"\n"), 400),
    "another log": (request(5, 9).replace(b"example.org/log", b"example.org/sog"), 404),
    "no known signature": (request(5, 9, note=signed(TREE.head(9), STRANGER)), 403),
    "a cosignature where a signature is due": (
        request(5, 9, note=signed(TREE.head(9), WITNESS.signers[0])),
        403,
    ),
    "a known signature of another text": (
        request(5, 9, note=replace(signed(TREE.head(9)), text=signed(TREE.head(8)).text)),
        403,
    ),
    "an old size above the size": (request(6, 5), 400),
    "an old size that is not stored": (request(4, 9), 409),
    "an old size of nothing": (request(0, 9), 409),
    "a proof of another log": (request(5, 9, tree=FORK), 422),
    "no proof": (with_proof(request(5, 9)), 422),
    "a proof too long": (with_proof(request(5, 9), *[hash_line(1)] * 63), 422),
    "another root of one size": (request(5, 5, tree=FORK), 422),
    "a proof between equal sizes": (with_proof(request(5, 5), hash_line(1)), 422),
}


@pytest.mark.parametrize(("body", "status"), REFUSED.values(), ids=REFUSED)
def test_what_is_wrong_is_refused_with_its_status(body, status):
    """One fault at a time."""
    assert ask(body)[0] == status


def test_a_size_that_is_not_the_stored_one_is_answered_with_it():
    """In decimal, with a newline, as its own media type."""
    received = WITNESS.receive(request(4, 9), LOGS)
    answer = WITNESS.decide(received, SEEN_5, NOW).answer

    assert (answer.body, answer.content_type) == (b"5\n", "text/x.tlog.size")


ORDERED = {
    "malformed and unknown": (b"old x\n\n" + signed(TREE.head(9), origin="other").encode(), 400),
    "unknown and unsigned": (
        request(7, 3, note=signed(TREE.head(3), STRANGER, origin="example.org/other")),
        404,
    ),
    "unsigned and old above size": (request(7, 3, note=signed(TREE.head(3), STRANGER)), 403),
    "old above size and not stored": (request(7, 3), 400),
    "not stored and a bad proof": (with_proof(request(4, 9), hash_line(1)), 409),
    "not stored and an empty log of another root": (
        request(0, 0, note=signed(TreeHead(0, bytes(32)))),
        409,
    ),
}


@pytest.mark.parametrize(("body", "status"), ORDERED.values(), ids=ORDERED)
def test_of_several_faults_the_first_of_the_specification_is_answered(body, status):
    """400, 404, 403, 400, 409, 422."""
    assert ask(body)[0] == status


def test_a_known_key_that_signed_badly_refuses_the_note_although_another_signed_well():
    """Such a note is malformed (signed-note)."""
    good = signed(TREE.head(9), LOG, LOG_MLDSA)
    bad = replace(good, signatures=(good.signatures[0], replace(good.signatures[1], body=bytes(2428))))
    known = {ORIGIN: (LOG.key, LOG_MLDSA.key)}

    assert WITNESS.receive(request(5, 9, note=bad), known).status == 403
    assert not isinstance(WITNESS.receive(request(5, 9, note=good), known), Answer)
    assert not isinstance(WITNESS.receive(request(5, 9, note=bad), LOGS), Answer)


def test_the_first_checkpoint_of_a_log_needs_no_proof_and_takes_none():
    """The empty tree begins any other."""
    assert ask(request(0, 9), Stored())[0] == 200
    assert ask(with_proof(request(0, 9), hash_line(1)), Stored())[0] == 422


def test_an_empty_log_is_cosigned_with_the_root_of_nothing_alone():
    """And grows from there."""
    empty = request(0, 0, note=signed(TreeHead(0, EMPTY_ROOT)))
    stored = cosign(empty, Stored(), NOW)

    assert ask(request(0, 0, note=signed(TreeHead(0, bytes(32)))), Stored())[0] == 422
    assert stored.head == (0, EMPTY_ROOT)
    assert ask(request(0, 9), stored)[0] == 200


def test_a_size_of_the_largest_number_is_read_and_one_more_is_not():
    """2**63 - 1 fits everywhere; 2**63 is malformed."""
    largest = signed(TreeHead(2**63 - 1, bytes(32)))

    assert ask(request(0, 9, note=largest), Stored())[0] == 200
    assert ask(request(0, 9, note=largest).replace(b"5807\n", b"5808\n"), Stored())[0] == 400


def test_the_same_checkpoint_in_the_same_second_gives_the_same_lines_and_changes_nothing():
    """A stranger who repeats it costs no signature and no commit; a second later it is signed anew."""
    stored = cosign(request(5, 9), SEEN_5, NOW + 10)
    received = WITNESS.receive(request(9, 9), LOGS)

    again = WITNESS.decide(received, stored, NOW + 10)
    later = WITNESS.decide(received, stored, NOW + 11)

    assert again.stored is None
    assert again.answer.body.decode() in stored.note.decode()
    assert later.stored is not None
    assert later.stored.time == NOW + 11


def test_a_clock_that_went_back_a_little_signs_the_last_time_and_one_that_went_back_far_does_not_sign():
    """Times never go back, and no time is signed that the clock is far from."""
    assert cosign(request(5, 9), SEEN_5, NOW - 60).time == NOW
    status, why = ask(request(5, 9), SEEN_5, NOW - 61)
    assert status == 503
    assert why == (
        "the clock of this witness went back: it shows 1799999939 where 1800000000 was signed; "
        "it signs when that has passed\n"
    )
    assert ask(request(0, 9), Stored(), 0)[0] == 503
    assert ask(request(5, 9, tree=FORK), SEEN_5, NOW - 61)[0] == 422


def test_extension_lines_are_cosigned_with_the_text():
    """The Ed25519 cosignature covers them; the ML-DSA-44 one is also good without them."""
    note = signed(TREE.head(9), extensions=("a remark",))
    status, body = ask(request(5, 9, note=note))
    ed25519, mldsa = read_signature_lines(body.encode(), where="answer")

    assert status == 200
    assert WITNESS.keys[0].verify(note.text, ed25519) == NOW + 10
    assert WITNESS.keys[1].verify(signed(TREE.head(9)).text, mldsa) == NOW + 10
    with pytest.raises(VerificationError):
        WITNESS.keys[0].verify(signed(TREE.head(9)).text, ed25519)


@pytest.mark.parametrize("signer", WITNESS.signers, ids=["ed25519", "mldsa"])
def test_a_witness_that_meets_its_own_signature_on_what_it_does_not_know_stops(signer):
    """A larger size, or another root at the stored one; a smaller size says nothing."""
    larger, other = signed(TREE.head(9), LOG, signer), signed(FORK.head(5), LOG, signer)
    smaller = signed(TREE.head(3), LOG, signer)

    assert ask(request(5, 9, note=larger))[0] == 500
    assert ask(request(5, 5, note=other))[0] == 500
    assert ask(request(0, 9, note=larger), Stored())[0] == 500
    assert ask(request(3, 3, note=smaller)) == (409, "5\n")
    assert ask(request(5, 5, note=signed(TREE.head(5), LOG, signer)))[0] == 200
    assert ask(request(5, 9), replace(SEEN_5, halted=True))[0] == 500


def test_a_false_signature_under_the_witness_s_own_name_stops_nothing():
    """Anybody can write one."""
    note = signed(TREE.head(9), LOG, WITNESS.signers[0])
    forged = replace(note, signatures=(note.signatures[0], replace(note.signatures[1], body=bytes(72))))

    assert ask(request(5, 9, note=forged))[0] == 200


def test_the_keys_of_a_witness_have_one_name_and_cosign():
    """A log's key under the name of a witness would sign texts without a time."""
    stray = Signer.from_seed("example.net/x", KeyKind.MLDSA44_COSIGNATURE, bytes(32))
    plain = Signer.from_seed("example.net/w", KeyKind.ED25519, bytes(32))

    for signers in ((), (WITNESS.signers[0], stray), (plain,)):
        with pytest.raises(UsageError, match="not the keys of a witness"):
            Witness(signers)


def test_every_proof_between_sizes_to_seventy_is_taken_and_the_fork_s_is_not():
    """All pairs; the two histories share three entries."""
    for old in range(1, 71):
        stored = Stored(head=TREE.head(old), time=NOW, note=signed(TREE.head(old)).encode())
        for size in range(old, 71, 7 if old > 8 else 1):
            received = WITNESS.receive(request(old, size), LOGS)
            told = WITNESS.receive(request(old, size, tree=FORK), LOGS)
            quick = Witness(WITNESS.signers[:1])
            assert quick.decide(received, stored, NOW).answer.status == 200
            assert quick.decide(told, stored, NOW).answer.status == (200 if old <= 3 else 422)


def test_no_bit_of_a_request_can_be_turned_and_cosigned():
    """Every bit, of a request with a proof: nothing else than what the log signed is ever cosigned."""
    original = signed(TREE.head(6)).text
    statuses = set()
    for body in flips(request(5, 6)):
        received = WITNESS.receive(body, LOGS)
        if isinstance(received, Answer):
            statuses.add(received.status)
            continue
        assert received.request.note.text == original
        statuses.add(WITNESS.decide(received, SEEN_5, NOW).answer.status)

    assert statuses == {400, 403, 404, 409, 422}


@given(st.binary(max_size=300))
@example(b"old 0\n\n\n\n")
@example(b"\n\n")
@example(b"old 0\n\n\xe2\x80\x94 a AAAAAAA=\n")
def test_hostile_bytes_are_a_request_or_our_own_error(data):
    """Whatever they are; what is read is written back as it was."""
    try:
        read = read_request(data)
    except NoteError:
        return
    assert read.encode() == data


PIECES = [
    *(b"old ", b"0", b"5", b"9223372036854775808", b"\n", b"\n\n", b" ", b"\xe2\x80\x94 ", b"\xff", b"\r"),
    *(ORIGIN.encode(), hash_line(1).encode(), str(signed(TREE.head(5)).signatures[0]).encode()),
    *(request(5, 9), request(0, 5), signed(TREE.head(5)).encode(), signed(TREE.head(5)).text),
]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map(b"".join))
def test_pieces_of_requests_in_any_order_get_an_answer(data):
    """Never another error, and a cosignature only under what the log signed."""
    status, body = ask(data)

    assert status in {200, 400, 403, 404, 409, 422}
    if status == 200:
        read_signed(read_request(data).note, LOGS[ORIGIN])
        assert body.startswith("\u2014 example.net/w ")
