"""Proofs as the `opentimestamps` package, which made the format, reads and writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.log.test_ots import CALENDAR, DIGEST, MESSAGE, NONCE, PROMISED, ROOT, UPGRADE

from tellers.errors import NoteError
from tellers.log.ots import MAGIC, begin_proof, read_proof

timestamp = pytest.importorskip("opentimestamps.core.timestamp", reason="opentimestamps is not installed")
notary = pytest.importorskip("opentimestamps.core.notary")
op = pytest.importorskip("opentimestamps.core.op")
serialize = pytest.importorskip("opentimestamps.core.serialize")


def theirs(data):
    """A proof as they read it."""
    reader = serialize.BytesDeserializationContext(data)
    return timestamp.DetachedTimestampFile.deserialize(reader)


def written(proof):
    """A proof as they write it."""
    writer = serialize.BytesSerializationContext()
    proof.serialize(writer)
    return writer.getbytes()


def test_a_proof_of_ours_is_theirs():
    """Begun, promised, complete: the same messages, the same ends, the same bytes."""
    begun = begin_proof(DIGEST, nonce=NONCE)
    sent = begun.merged(CALENDAR, at=MESSAGE)
    complete = sent.merged(UPGRADE, at=PROMISED)

    for proof in (begun, sent, complete):
        assert written(theirs(proof.encode())) == proof.encode()
    assert set(theirs(complete.encode()).timestamp.all_attestations()) == {
        (PROMISED, notary.PendingAttestation("https://a.org")),
        (ROOT, notary.BitcoinBlockHeaderAttestation(358391)),
    }


arguments = st.binary(min_size=1, max_size=60)
grown = st.recursive(
    st.lists(
        st.one_of(
            st.text("abz./:-_09", max_size=40).map(notary.PendingAttestation),
            st.integers(0, 2**40).map(notary.BitcoinBlockHeaderAttestation),
            st.binary(min_size=8, max_size=8).map(lambda tag: notary.UnknownAttestation(tag, b"?")),
        ),
        min_size=1,
        max_size=3,
    ),
    lambda inner: st.dictionaries(
        st.one_of(
            arguments.map(op.OpAppend),
            arguments.map(op.OpPrepend),
            st.builds(op.OpSHA256),
            st.builds(op.OpSHA1),
        ),
        inner,
        min_size=1,
        max_size=3,
    ),
    max_leaves=12,
)


def fill(stamp, tree):
    """Put a tree of their steps and ends under one of their timestamps."""
    if isinstance(tree, dict):
        for step, below in tree.items():
            fill(stamp.ops.add(step), below)
    else:
        stamp.attestations.update(tree)


@given(grown)
def test_a_proof_of_theirs_is_ours(tree):
    """Any tree of theirs is read, leads to the same messages, and is written with the same bytes."""
    stamp = timestamp.Timestamp(DIGEST)
    fill(stamp, tree)
    data = written(timestamp.DetachedTimestampFile(op.OpSHA256(), stamp))
    proof = read_proof(data)

    assert proof.encode() == data
    messages = {message for message, _ in stamp.all_attestations()}
    assert {message for message, _ in proof.ends()} <= messages
    if proof.unfollowed() == 0:
        assert len(proof.ends()) == len(set(stamp.all_attestations()))


@pytest.mark.filterwarnings("ignore:OpReverse:PendingDeprecationWarning")
@given(st.binary(max_size=80))
def test_what_they_refuse_is_refused(tail):
    """And what they read of steps that are followed here is read the same."""
    data = MAGIC + b"\x01\x08" + DIGEST + tail
    try:
        other = theirs(data)
    except (serialize.DeserializationError, UnicodeDecodeError):
        other = None
    try:
        proof = read_proof(data)
    except NoteError:
        assert other is None
        return
    if other is not None:
        assert {message for message, _ in other.timestamp.all_attestations()} >= {
            message for message, _ in proof.ends()
        }
