"""OpenTimestamps proofs: made, merged, verified; and hostile ones refused."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellers.errors import NoteError, UsageError, VerificationError
from tellers.log.block import EASIEST, read_header, verify_proof
from tellers.log.ots import MAGIC, Proof, begin_proof, read_proof
from tellers.log.ots_form import APPEND, BITCOIN, PENDING, SHA256, Attestation, Path, Step

FILE = b"a checkpoint"
DIGEST = sha256(FILE).digest()
NONCE = bytes(range(16))
MESSAGE = sha256(DIGEST + NONCE).digest()
PROMISE = PENDING + b"\x0e\x0dhttps://a.org"
CALENDAR = b"\xf0\x03abc\x08\x00" + PROMISE
PROMISED = sha256(MESSAGE + b"abc").digest()
UPGRADE = b"\xf1\x02xy\x08\x00" + BITCOIN + b"\x03\xf7\xef\x15"
ROOT = sha256(b"xy" + PROMISED).digest()
EASY = 2**255
"""The target of the test network: every second hash meets it."""
FIRST_BLOCK = bytes.fromhex(
    "01000000" + "00" * 32 + "3ba3edfd7a7b12b27ac72c3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4a"
    "29ab5f49ffff001d1dac2b7c"
)
FIRST_PAYMENT = bytes.fromhex(
    "01000000010000000000000000000000000000000000000000000000000000000000000000ffffffff4d04ffff001d0104"
    "455468652054696d65732030332f4a616e2f32303039204368616e63656c6c6f72206f6e206272696e6b206f66207365"
    "636f6e64206261696c6f757420666f722062616e6b73ffffffff0100f2052a01000000434104678afdb0fe5548271967"
    "f1a67130b7105cd6a828e03909a67962e0ea1f61deb649f6bc3f4cef38c4f35504e51ec112de5c384df7ba0b8d578a4c"
    "702b6bf11d5fac00000000"
)

numbers = st.integers(0, 2**62)
steps = st.one_of(
    st.builds(Step, st.sampled_from([0x02, 0x03, 0x08, 0x67, 0xF2, 0xF3]), st.just(b"")),
    st.builds(Step, st.sampled_from([0xF0, 0xF1]), st.binary(min_size=1, max_size=200)),
)
ends = st.one_of(
    st.builds(Attestation, st.binary(min_size=8, max_size=8), st.binary(max_size=40)).filter(
        lambda end: end.tag not in {PENDING, BITCOIN}
    ),
    st.text("abz./:-_09", max_size=100).map(
        lambda text: Attestation(PENDING, bytes([len(text)]) + text.encode())
    ),
    st.integers(0, 127).map(lambda height: Attestation(BITCOIN, bytes([height]))),
)
trees = st.frozensets(st.builds(Path, st.lists(steps, max_size=5).map(tuple), ends), min_size=1, max_size=12)
proofs = st.builds(Proof, st.binary(min_size=32, max_size=32), trees)


def header_of(root):
    """A header over a root, with the work that the test network asks for."""
    for nonce in range(1000):
        data = bytes(36) + root + (1_932_000_000).to_bytes(4, "little") + b"\xff\xff\x7f\x20"
        header = read_header(data + nonce.to_bytes(4, "little"))
        if header.hash <= header.target:
            return header
    raise AssertionError


@pytest.fixture
def complete():
    """A proof that leads to block 358391."""
    return begin_proof(DIGEST, nonce=NONCE).merged(CALENDAR, at=MESSAGE).merged(UPGRADE, at=PROMISED)


def test_a_proof_goes_from_the_nonce_to_a_promise_to_a_block(complete):
    """Each answer opens the next question; a promise that was kept is open no more."""
    begun = begin_proof(DIGEST, nonce=NONCE)
    sent = begun.merged(CALENDAR, at=MESSAGE)

    assert (begun.open_ends(), begun.commitment(), begun.ends()) == ([MESSAGE], MESSAGE, [])
    assert sent.open_ends() == [PROMISED]
    assert [(message, end.address) for message, end in sent.ends()] == [(PROMISED, "https://a.org")]
    assert complete.open_ends() == []
    assert [(message, end.height) for message, end in complete.ends()] == [
        (PROMISED, None),
        (ROOT, 358391),
    ]
    assert all(read_proof(one.encode()) == one for one in (begun, sent, complete))


def test_a_second_calendar_is_asked_with_the_same_message(complete):
    """Whatever came of the first; their answers stand side by side, in whichever order they came."""
    other = b"\x08\x00" + PENDING + b"\x0e\x0dhttps://b.org"
    both = complete.merged(other, at=complete.commitment())

    assert both.open_ends() == [sha256(MESSAGE).digest()]
    assert both == begin_proof(DIGEST, nonce=NONCE).merged(other, at=MESSAGE).merged(
        CALENDAR, at=MESSAGE
    ).merged(UPGRADE, at=PROMISED)


def test_an_answer_about_another_message_is_refused(complete):
    """There is nothing in the proof that it could follow."""
    with pytest.raises(UsageError, match="no such message in the proof"):
        complete.merged(CALENDAR, at=bytes(32))


def test_a_proof_holds_under_the_header_it_leads_to(complete):
    """The number is what the proof says; the header is what somebody else said."""
    assert verify_proof(complete, DIGEST, header_of(ROOT), easiest=EASY) == 358391


def test_the_first_block_of_bitcoin_holds_the_first_payment():
    """Real bytes, with all the work: the file is the payment, whose double hash is the root."""
    header = read_header(FIRST_BLOCK)
    digest = sha256(FIRST_PAYMENT).digest()
    proof = Proof(digest, frozenset({Path((Step(SHA256),), Attestation(BITCOIN, b"\x00"))}))

    assert header.name == "000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f"
    assert (header.time, header.doublings, header.target) == (1231006505, 32, EASIEST)
    assert verify_proof(proof, digest, header) == 0
    assert verify_proof(proof, digest, read_header(FIRST_BLOCK.hex().encode())) == 0


def story(proof, digest, header, easiest=EASY):
    """The refusal's first line and what was found."""
    with pytest.raises(VerificationError) as told:
        verify_proof(proof, digest, header, easiest=easiest)
    return told.value.message, told.value.got


def test_what_a_proof_does_not_show_is_told(complete):
    """Another file, promises only, another block, a header that took no work."""
    header = header_of(ROOT)
    pending = begin_proof(DIGEST, nonce=NONCE).merged(CALENDAR, at=MESSAGE)

    assert story(complete, bytes(32), header) == ("the proof is of another file", DIGEST.hex())
    assert story(pending, DIGEST, header) == (
        "the proof ends at no block of Bitcoin yet",
        "1 promises of calendars",
    )
    assert story(complete, DIGEST, header_of(bytes(32)))[0] == "the proof does not lead to this header"
    assert story(complete, DIGEST, header, EASIEST)[0] == (
        "this header took less work than any of Bitcoin's, so it is none"
    )
    without_work = read_header(bytes(36) + ROOT + bytes(4) + b"\xff\xff\x00\x1d" + bytes(4))
    assert story(complete, DIGEST, without_work)[0].startswith("this header took less work")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        bytes(79),
        bytes(81),
        b"0" * 159,
        b"z" * 160,
        bytes(80),
        bytes(72) + b"\x00\x00\x80\x1d" + bytes(4),
    ],
)
def test_what_is_no_header_is_refused(data):
    """80 bytes, or 160 digits, with a target."""
    with pytest.raises(NoteError, match="not the header of a block"):
        read_header(data)


def test_every_bit_of_a_proof_counts(complete):
    """Each one turned over: refused, or it leads elsewhere; of the number of the block, the number."""
    data, header = complete.encode(), header_of(ROOT)
    height = data.index(b"\x03\xf7\xef\x15") + 1
    promise = data.index(PROMISE)
    for bit in range(8 * len(data)):
        altered = bytearray(data)
        altered[bit // 8] ^= 1 << bit % 8
        free = promise <= bit // 8 < promise + len(PROMISE)  # what a calendar promised is no part of it
        try:
            found = verify_proof(read_proof(bytes(altered)), DIGEST, header, easiest=EASY)
        except (NoteError, VerificationError):
            continue
        assert (free and found == 358391) or (height <= bit // 8 < height + 3 and found != 358391)


@given(proofs)
def test_a_proof_written_and_read_is_the_same(proof):
    """Whatever steps and ends; what is read again is written with the same bytes."""
    data = proof.encode()

    assert read_proof(data) == proof
    assert read_proof(data).encode() == data
    assert len(proof.ends()) + proof.unfollowed() == len(proof.paths)


@given(st.binary(max_size=300), st.data())
def test_hostile_bytes_raise_our_own_errors(middle, data):
    """Anything; anything after a good beginning; anything in the middle of a good proof."""
    good = data.draw(proofs).encode()
    cut = data.draw(st.integers(0, len(good)))
    for given_bytes in (middle, MAGIC + b"\x01\x08" + DIGEST + middle, good[:cut] + middle + good[cut + 1 :]):
        try:
            proof = read_proof(given_bytes)
        except NoteError:
            continue
        assert read_proof(proof.encode()) == proof
        assert len(proof.ends()) <= len(proof.paths)
        proof.open_ends()
    with suppress(NoteError):
        begin_proof(DIGEST, nonce=NONCE).merged(middle, at=MESSAGE)


def test_what_is_too_large_is_refused():
    """In bytes, in steps, in ends; and just not too large is read."""
    begin, end = MAGIC + b"\x01\x08" + DIGEST, b"\x00" + PENDING + b"\x01\x00"
    unknown = b"\x00" + bytes(8) + b"\x80\x40"

    deepest = read_proof(begin + b"\x08" * 256 + end)
    assert (read_proof(deepest.encode()), len(deepest.ends())) == (deepest, 1)
    for data, why in {
        begin + b"\x08" * 257 + end: "over 256 steps",
        begin + b"\xff\x08" * 257 + end: "over 256 steps",
        begin + (b"\xff" + end) * 1000 + end: "over 1000 ends",
        begin + unknown + bytes(8192) + bytes(60_000): "over 65536 bytes",
        begin + end + b"\x00": "1 bytes too many",
        begin + b"\x00" + PENDING + b"\x02\x01?": "a sign that none has",
        begin + b"\x00" + BITCOIN + b"\x0a" + b"\xff" * 10: "a number of over 63 bits",
        begin + b"\x00" + BITCOIN + b"\x02\x01\x01": "1 bytes too many",
        begin + b"\xf0\x00" + end: "no step: 0xf0",
        begin + b"\xf0\x81\x20": "4097 bytes where 4096 may be",
        begin + b"\x09": "no step: 0x09",
        MAGIC + b"\x02\x08" + DIGEST + end: "not an OpenTimestamps proof of version 1",
        MAGIC + b"\x01\x02" + DIGEST + end: "another hash than SHA-256",
        begin: "it ends too early",
    }.items():
        with pytest.raises(NoteError, match=why):
            read_proof(data)
    full = read_proof(begin + b"".join(b"\xff\x00" + bytes(7) + bytes([9, 2, at >> 8, at & 255])
                                       for at in range(999)) + end)  # fmt: skip
    assert len(full.paths) == 1000
    with pytest.raises(NoteError, match="larger than any that is read"):
        full.merged(CALENDAR, at=DIGEST)


def test_a_message_that_grows_is_followed_to_its_limit():
    """Up to 4,096 bytes by seven times hexlify, and no further; other hashes are kept and not followed."""
    end = Attestation(BITCOIN, b"\x01")
    proof = Proof(DIGEST, frozenset({Path((Step(0xF3),) * 7, end), Path((Step(0xF3),) * 8, end)}))
    assert [len(message) for message, _ in proof.ends()] == [4096]
    assert proof.unfollowed() == 1

    other = Proof(DIGEST, frozenset({Path((Step(0x02), Step(APPEND, b"x")), end)}))
    assert (other.ends(), other.unfollowed(), read_proof(other.encode())) == ([], 1, other)


def test_a_proof_of_others_without_a_nonce_is_sent_to_nobody():
    """Which of its messages is meant cannot be known."""
    with pytest.raises(UsageError, match="does not begin with one nonce"):
        Proof(DIGEST, frozenset({Path((), Attestation(PENDING, b"\x00"))})).commitment()
