"""Stamps of an authority: `openssl ts` makes them, and each way in which one can be wrong is refused."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given
from hypothesis import strategies as st
from tests.log.authority import authority

from tellers.errors import LogError, NoteError, TellersError, UsageError, VerificationError
from tellers.log.der import TAGGED, parts_of, with_sorted_certificates
from tellers.log.stamp_rfc3161 import nonce_of, read_roots, request_of, verify_stamp

rfc3161_client = pytest.importorskip("rfc3161_client", reason="the extra `stamp` is not installed")

CHECKPOINT = (
    b"example.org/council-2031\n5\nIDRJo34Vp3Ry0S2OZcIqQzPtNNv2rnLpyMbWhg/Dg6A=\n\n\xe2\x80\x94 a AAAAAQI=\n"
)
REQUEST = request_of(CHECKPOINT, nonce=2031)


@pytest.fixture(scope="module")
def clock(tmp_path_factory):
    """An authority."""
    return authority(tmp_path_factory.mktemp("authority") / "here")


@pytest.fixture(scope="module")
def reply(clock):
    """Its reply for the checkpoint."""
    return clock.reply(REQUEST)


def refused(error, *arguments, **words):
    """The story of the refusal of a stamp."""
    with pytest.raises(error) as told:
        verify_stamp(*arguments, **words)
    return told.value.diagnostics()


def test_a_good_stamp_says_when_and_who(tmp_path):
    """Within the seconds of this test, by the clock's certificate, as the stamp after its seventh."""
    clock = authority(tmp_path / "new")
    stamp = verify_stamp(clock.reply(REQUEST), CHECKPOINT, roots=[clock.root], request=REQUEST)

    assert abs(stamp.time - datetime.now(UTC)) < timedelta(minutes=10)
    assert (stamp.authority, stamp.serial, stamp.policy) == ("CN=A clock", 8, "1.2.3.4.1")


@pytest.mark.parametrize("nonce", [1, 127, 128, 2**64, 2**127 - 1])
def test_a_request_is_what_openssl_and_the_package_read(clock, nonce):
    """The nonce, the hash and the wish for certificates, whatever the length of the nonce."""
    request = request_of(CHECKPOINT, nonce=nonce)

    assert nonce_of(request) == nonce
    assert verify_stamp(clock.reply(request), CHECKPOINT, roots=[clock.root], request=request).serial > 0


def test_a_stamp_of_other_bytes_is_refused(clock, reply):
    """A cosignature more makes another file of a checkpoint."""
    assert refused(VerificationError, reply, CHECKPOINT + b"x", roots=[clock.root]) == (
        "the stamp: the stamp is of another file\n"
        "  found:    Mismatch between messages\n"
        "  do:       Give the checkpoint exactly as it was stamped: a cosignature more makes it another file."
    )


def test_a_reply_to_another_request_is_refused(clock, reply):
    """Else an old reply could be sent for a new request, which would bound nothing."""
    told = refused(VerificationError, reply, CHECKPOINT, roots=[clock.root], request=request_of(b"", nonce=3))

    assert told == (
        "the stamp: the reply is to another request\n"
        "  found:    Nonce mismatch\n"
        "  do:       Ask again: somebody may have sent an old reply, or the requests were mixed up."
    )


def test_a_certificate_that_is_not_trusted_is_refused(tmp_path, clock, reply):
    """Another root of the same name is another root."""
    other = authority(tmp_path / "other")

    told = refused(VerificationError, reply, CHECKPOINT, roots=[other.root])

    assert told.startswith("the stamp: the stamp's signature does not hold under these certificates\n")
    brought = other.reply(REQUEST, chain=True)  # a root that comes with the stamp is none
    assert refused(VerificationError, brought, CHECKPOINT, roots=[clock.root]) == told
    assert refused(UsageError, reply, CHECKPOINT, roots=[]).startswith("no certificate to trust")


def test_a_certificate_that_had_ended_is_refused(tmp_path):
    """At the time of the stamp, by a second or by a year."""
    ended = authority(tmp_path / "ended", ends=timedelta(seconds=-1))

    told = refused(VerificationError, ended.reply(REQUEST), CHECKPOINT, roots=[ended.root])

    assert "does not hold under these certificates" in told


def test_a_certificate_that_ended_since_does_not_undo_a_stamp(tmp_path):
    """What counts is the time of the stamp."""
    brief = authority(tmp_path / "brief", ends=timedelta(seconds=3))
    reply = brief.reply(REQUEST)
    time.sleep(max(0, brief.clock.not_valid_after_utc.timestamp() - time.time()) + 1)

    assert verify_stamp(reply, CHECKPOINT, roots=[brief.root]).authority == "CN=A clock"


def test_a_certificate_between_the_root_and_the_clock_comes_with_the_stamp_or_with_the_roots(tmp_path):
    """The root alone is trusted, and leads to the clock by way of the other; without it, nothing does."""
    long = authority(tmp_path / "long", names=("Root", "A certificate between the two"))
    alone, whole = long.reply(REQUEST), long.reply(REQUEST, chain=True)

    assert verify_stamp(whole, CHECKPOINT, roots=[long.root]).authority == "CN=A clock"
    assert verify_stamp(alone, CHECKPOINT, roots=[long.root, long.between]).authority == "CN=A clock"
    assert "does not hold under these" in refused(VerificationError, alone, CHECKPOINT, roots=[long.root])


def test_openssl_says_the_same_of_a_stamp(tmp_path, clock, reply):
    """As the page on stamps tells people to try."""
    for name, content in {
        "kept": CHECKPOINT,
        "kept.tsr": reply,
        "roots.pem": clock.root.public_bytes(Encoding.PEM),
        "other": CHECKPOINT + b"x",
    }.items():
        (tmp_path / name).write_bytes(content)
    codes = [
        subprocess.run(
            ["openssl", "ts", "-verify", "-data", name, "-in", "kept.tsr", "-CAfile", "roots.pem"],
            cwd=tmp_path,
            check=False,
            capture_output=True,
        ).returncode
        for name in ("kept", "other")
    ]

    assert codes == [0, 1]


@pytest.mark.parametrize("name", ["R", "A root with a name a good deal longer than that of its clock"])
def test_certificates_in_another_order_than_der_are_put_in_order(tmp_path, name):
    """As openssl 3.0 writes two; the package alone refuses one of these two replies."""
    two = authority(tmp_path / "two", names=(name,))
    reply = two.reply(REQUEST, chain=True)

    assert verify_stamp(reply, CHECKPOINT, roots=[two.root], request=REQUEST).authority == "CN=A clock"
    if with_sorted_certificates(reply) != reply:
        with pytest.raises(ValueError, match="InvalidSetOrdering"):
            rfc3161_client.decode_timestamp_response(reply)


def test_two_certificates_of_one_number_are_refused(clock, reply):
    """The package takes either for the signer's; one of them could be made by anybody."""
    assert refused(VerificationError, doubled(reply), CHECKPOINT, roots=[clock.root]).startswith(
        "the reply: 1 signatures, and 2 certificates that they name\n"
    )


def doubled(reply):
    """A reply with the clock's certificate twice, the second with another signature."""

    def inner(at, end, path):
        parts = parts_of(reply, at, end)
        made = b""
        for place, part in enumerate(parts):
            content = reply[part.content : part.end]
            if path and place == path[0][0]:
                content = inner(part.content, part.end, path[1:])
            elif not path and part.tag == TAGGED:
                content += content[:-1] + bytes([content[-1] ^ 1])
            made += bytes([part.tag, 0x82]) + len(content).to_bytes(2, "big") + content
            if content == reply[part.content : part.end]:
                made = made[: -len(content) - 4] + reply[part.start : part.end]
        return made

    return with_sorted_certificates(inner(0, len(reply), [(0,), (1,), (1,), (0,)]))


def test_an_authority_that_stamps_nothing_is_told(tmp_path):
    """It takes another hash only."""
    other = authority(tmp_path / "other", digests="sha512")

    assert refused(LogError, other.reply(REQUEST), CHECKPOINT, roots=[other.root]).startswith(
        "the reply: the authority stamped nothing: rejected ("
    )


def test_every_bit_of_a_stamp_is_signed_or_says_nothing(clock, reply):
    """Each one turned over: refused, or the very same answer (a few fields of a token are not signed)."""
    said = verify_stamp(reply, CHECKPOINT, roots=[clock.root], request=REQUEST)
    held = 0
    for bit in range(8 * len(reply)):
        altered = bytearray(reply)
        altered[bit // 8] ^= 1 << bit % 8
        try:
            assert verify_stamp(bytes(altered), CHECKPOINT, roots=[clock.root], request=REQUEST) == said
            held += 1
        except TellersError:
            pass

    assert held < 100


@given(st.binary(max_size=200), st.integers(0, 1000), st.integers(0, 1000))
def test_hostile_bytes_raise_our_own_errors(clock, reply, middle, cut, on):
    """A reply with anything in its middle, a request of anything."""
    for bytes_given in (middle, reply[:cut] + middle + reply[cut + on :]):
        with pytest.raises(TellersError):
            verify_stamp(bytes_given + b"\x00", CHECKPOINT, roots=[clock.root])
    for request in (middle, REQUEST[:cut] + middle):
        with suppress(NoteError):
            nonce_of(request)


def test_what_is_no_reply_and_no_certificate_is_told(clock):
    """Some servers answer with a page."""
    told = refused(NoteError, b"<html>", CHECKPOINT, roots=[clock.root])
    assert told.startswith("the reply: not the reply of a time-stamp authority\n")
    with pytest.raises(NoteError, match="no certificates"):
        read_roots(b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
    with pytest.raises(NoteError, match="no certificates"):
        read_roots(b"")


def test_without_the_package_verifying_says_what_to_install(clock, reply, monkeypatch):
    """Asking and keeping still work."""
    monkeypatch.setitem(sys.modules, "rfc3161_client", None)

    assert refused(UsageError, reply, CHECKPOINT, roots=[clock.root]) == (
        "verifying a time stamp needs the package rfc3161-client\n"
        "  do:       Install it: pip install 'tellers[stamp]'"
    )
