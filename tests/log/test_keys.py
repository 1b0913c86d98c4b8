from __future__ import annotations

from base64 import b64encode

import pytest
from tests.log.made import ANNA, BERTA, LOG, LOG_PQ, TIME

from tellers.errors import NoteError, UsageError, VerificationError
from tellers.log.checkpoint import Checkpoint
from tellers.log.keys import KeyKind, Signer, VerifierKey, read_verifier_key, subtree_message
from tellers.log.note import SignatureLine
from tellers.log.tree import EMPTY_ROOT

VECTORS = {
    LOG: (
        "example.org/log+98af023b+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
        "56475aa75463474c0285df5dbf2bcab73da651358839e9b77481b2eab107708c",
    ),
    ANNA: (
        "witness.example/w1+468d99bb+BHm1Vi6P5lT5QHixEuipi6eQH4U65pW+1+DjkQutBJZk",
        "65b60673d6ed884bf01c2c222d82ada0740f29ac3355d6a925c81f17f47a27b8",
    ),
    BERTA: (
        "witness.example/w1+6b814c1f+BrpAPeW4em/NUu8giKANJHlYiBtBu57joAzrEGDwElLd6oJqiPEh1O6VHfzkt/",
        "144528c389b74d40474b9108a10e37f39acbf3c7074c7dbd0435aff0ee26768d",
    ),
}
EMPTY = Checkpoint("example.org/log", 0, EMPTY_ROOT)


@pytest.mark.parametrize("signer", VECTORS, ids=lambda signer: signer.kind.name)
def test_a_seed_gives_one_key_and_one_line(signer):
    """Name, id and key as they were on the day the seed was first used."""
    line, fingerprint = VECTORS[signer]

    assert str(signer.key).startswith(line)
    assert signer.key.fingerprint == fingerprint
    assert read_verifier_key(str(signer.key)) == signer.key


@pytest.mark.parametrize(
    ("line", "kind", "key_id"),
    [
        (
            "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            KeyKind.ED25519,
            "530d903a",
        ),
        (
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            KeyKind.ED25519,
            "c74f20a3",
        ),
    ],
)
def test_published_keys_are_read(line, kind, key_id):
    """That of signed-note, and that of the Go note package's documentation."""
    key = read_verifier_key(line)

    assert (key.kind, key.key_id.hex(), str(key)) == (kind, key_id, line)


def test_the_same_key_has_another_id_for_another_kind_or_name():
    """So that a signature is not taken for one of another kind."""
    public = LOG.key.public
    ids = {
        VerifierKey(name, kind, public).key_id.hex()
        for name in ("a", "b")
        for kind in (KeyKind.ED25519, KeyKind.ED25519_COSIGNATURE)
    }

    assert len(ids) == 4


def line_of(name: str, kind: int, public: bytes) -> str:
    """A verifier key's line with the right id."""
    from hashlib import sha256  # noqa: PLC0415

    key_id = sha256(name.encode() + b"\n" + bytes([kind]) + public).hexdigest()[:8]
    return f"{name}+{key_id}+{b64encode(bytes([kind]) + public).decode()}"


GOOD = line_of("a", 1, bytes(32))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("", "not a verifier key"),
        ("a", "not a verifier key"),
        ("a+00000000", "not a verifier key"),
        ("a+00000000+", "not a verifier key"),
        (GOOD[1:], "not a verifier key"),
        ("a b" + GOOD[1:], "not a verifier key"),
        ("a\udcff" + GOOD[1:], "not a verifier key"),
        (GOOD + "=", "not a verifier key"),
        (GOOD + "\n", "not a verifier key"),
        (" " + GOOD, "not a verifier key"),
        (GOOD.replace("+", "+0", 1), "not a verifier key"),
        ("b" + GOOD[1:], "the id is not that of this name and key"),
        (GOOD[:2] + GOOD[2:10].upper() + GOOD[10:], "the id is not that of this name and key"),
        ("a+zzzzzzzz" + GOOD[10:], "the id is not that of this name and key"),
        (line_of("a", 2, bytes(32)), "a kind of key that is not read here"),
        (line_of("a", 5, bytes(32)), "a kind of key that is not read here"),
        (line_of("a", 255, bytes(32)), "a kind of key that is not read here"),
        (line_of("a", 1, bytes(31)), "a kind of key that is not read here"),
        (line_of("a", 1, bytes(33)), "a kind of key that is not read here"),
        (line_of("a", 6, bytes(32)), "a kind of key that is not read here"),
        (line_of("a", 4, bytes(1312)), "a kind of key that is not read here"),
    ],
)
def test_a_line_that_is_no_key_is_refused_with_its_reason(line, told):
    """Cut, altered, mixed up, or of a kind that others use."""
    with pytest.raises(NoteError, match=told):
        read_verifier_key(line)


def test_a_key_of_a_thousand_bytes_has_pluses_and_is_read():
    """The line is cut at its first two."""
    assert str(BERTA.key).count("+") > 2
    assert read_verifier_key(str(BERTA.key)) == BERTA.key


@pytest.mark.parametrize("name", ["", "a b", "a+b", "x" * 256, "é" * 128])
def test_no_key_is_made_for_a_name_that_no_line_can_hold(name):
    """At most 255 bytes, no space, no plus."""
    for make in (
        lambda: Signer.generate(name, KeyKind.ED25519),
        lambda: Signer.from_seed(name, KeyKind.MLDSA44_COSIGNATURE, bytes(32)),
    ):
        with pytest.raises(UsageError, match="a name that a signature line cannot hold"):
            make()


@pytest.mark.parametrize("kind", KeyKind)
def test_a_made_key_signs_and_its_public_half_verifies(kind):
    """Each kind says the time it was given, or none."""
    signer = Signer.generate("example.org/log", kind)
    line = signer.sign(EMPTY.encode(), time=TIME)

    assert signer.key.verify(EMPTY.encode(), line) == (TIME if kind.timed else 0)
    assert len(line.body) == kind.signature_bytes
    assert signer.key.signed(line)
    assert "PRIVATE" not in repr(signer).upper()


@pytest.mark.parametrize("signer", [LOG, LOG_PQ, ANNA], ids=lambda signer: signer.kind.name)
def test_no_changed_bit_of_a_signature_or_text_verifies(signer):
    """Every bit of an Ed25519 line, every 61st of an ML-DSA-44 line; each byte of the text."""
    text = EMPTY.encode()
    line = signer.sign(text, time=TIME)
    for bit in range(0, 8 * len(line.body), 61 if signer is LOG_PQ else 1):
        body = bytearray(line.body)
        body[bit // 8] ^= 1 << bit % 8
        with pytest.raises(VerificationError):
            signer.key.verify(text, SignatureLine(line.name, line.key_id, bytes(body)))
    for body in (line.body[:-1], line.body + b"\0", b""):
        with pytest.raises(VerificationError, match="bytes where"):
            signer.key.verify(text, SignatureLine(line.name, line.key_id, body))
    for other in (
        Checkpoint("example.org/lot", 0, EMPTY_ROOT),
        Checkpoint("example.org/log", 1, EMPTY_ROOT),
        Checkpoint("example.org/log", 0, bytes(32)),
    ):
        with pytest.raises(VerificationError):
            signer.key.verify(other.encode(), line)


def test_a_signature_of_one_kind_is_none_of_another():
    """The same private key behind two kinds does not let one pass for the other."""
    log = Signer("x", KeyKind.ED25519, ANNA.private)
    witness = Signer("x", KeyKind.ED25519_COSIGNATURE, ANNA.private)
    cosigned = witness.sign(EMPTY.encode(), time=TIME)

    with pytest.raises(VerificationError):
        log.key.verify(EMPTY.encode(), SignatureLine("x", log.key.key_id, cosigned.body[8:]))
    signed = log.sign(EMPTY.encode(), time=TIME)
    other = SignatureLine("x", witness.key.key_id, cosigned.body[:8] + signed.body)
    with pytest.raises(VerificationError):
        witness.key.verify(EMPTY.encode(), other)


@pytest.mark.parametrize("time", [0, -1, 2**63])
def test_a_cosignature_needs_a_time_that_exists(time):
    """Zero would say: I do not state that this is the newest."""
    for signer in (ANNA, BERTA):
        with pytest.raises(UsageError, match="a time after 1970"):
            signer.sign(EMPTY.encode(), time=time)


def test_what_an_mldsa44_cosignature_signs_is_laid_out_byte_by_byte():
    """tlog-cosignature's cosigned_message of a checkpoint of size 0 by `w` at time 7."""
    assert subtree_message("w", 7, EMPTY).hex() == (
        "737562747265652f76310a00"  # subtree/v1, newline, zero byte
        "0177"  # w
        "0000000000000007"  # time
        "0f6578616d706c652e6f72672f6c6f67"  # example.org/log
        "0000000000000000"  # start
        "0000000000000000"  # end
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )


def test_an_mldsa44_cosignature_needs_names_of_255_bytes_at_most():
    """Their lengths are one byte."""
    with pytest.raises(NoteError, match="too long for an ML-DSA-44 signature"):
        subtree_message("w", 7, Checkpoint("o" * 256, 0, EMPTY_ROOT))


def test_names_of_255_bytes_are_signed_and_cosigned():
    """The longest that their one byte can say."""
    name = "o" * 255
    text = Checkpoint(name, 0, EMPTY_ROOT).encode()
    signer = Signer.from_seed(name, KeyKind.MLDSA44_COSIGNATURE, bytes(32))

    assert signer.key.verify(text, signer.sign(text, time=TIME)) == TIME


def test_a_line_is_of_a_key_where_name_and_id_are_both_its_own():
    """One of them is a coincidence, or an attempt."""
    line = LOG.sign(b"text\n", time=TIME)

    assert LOG.key.signed(line)
    assert not LOG.key.signed(SignatureLine("example.org/lot", line.key_id, line.body))
    assert not LOG.key.signed(SignatureLine(line.name, b"\0\0\0\0", line.body))


@pytest.mark.parametrize("time", [1, 2**63 - 1, 2**63, 2**64 - 1])
def test_a_time_is_below_2_to_the_63_even_where_its_signature_is_true(time):
    """Made here with the private key, as a witness that has gone wrong would."""
    text = EMPTY.encode()
    lines = [
        (BERTA, BERTA.private.sign(subtree_message(BERTA.name, time, EMPTY))),
        (ANNA, ANNA.private.sign(f"cosignature/v1\ntime {time}\n".encode() + text)),
    ]
    for signer, signature in lines:
        line = SignatureLine(signer.name, signer.key.key_id, time.to_bytes(8, "big") + signature)
        if time < 2**63:
            assert signer.key.verify(text, line) == time
        else:
            with pytest.raises(VerificationError, match="after the end of time"):
                signer.key.verify(text, line)


@pytest.mark.parametrize(
    ("first", "scalar"),
    [
        # R is the neutral element and S = k a: S B = R + k A, so the equation holds, by the signer's hand.
        ("01" + "00" * 31, "907426d339f214377882a5cda872d4a2d81d76f49e176c4fcea9a7ad5cc6c801"),
        ("00" * 32, "00" * 32),
    ],
)
def test_a_signature_that_begins_with_a_point_of_small_order_is_refused(first, scalar):
    """Browsers differ on whether it holds, so it holds nowhere (WebCrypto's specification refuses it)."""
    signer = Signer.from_seed("example.org/log", KeyKind.ED25519, bytes([1]) * 32)
    line = SignatureLine(signer.name, signer.key.key_id, bytes.fromhex(first + scalar))

    with pytest.raises(VerificationError, match="a point of small order"):
        signer.key.verify(b"edge", line)
