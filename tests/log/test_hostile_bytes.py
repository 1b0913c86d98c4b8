from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.log.made import ANNA, BERTA, LOG, policy_text, receipt_of

from tellers.errors import TellersError
from tellers.log.checkpoint import read_checkpoint
from tellers.log.explain import explain_receipt
from tellers.log.explain_words import render_steps
from tellers.log.keys import read_verifier_key
from tellers.log.note import read_note, read_signature_lines
from tellers.log.policy import read_policy, verify_checkpoint
from tellers.log.receipt import read_receipt
from tellers.log.tiles import hash_bundle, read_bundle, write_bundle

POLICY_TEXT = policy_text("group g 1 anna berta", "quorum g")
POLICY = read_policy(POLICY_TEXT)
RECEIPT = receipt_of(5, 9, LOG, ANNA, BERTA).encode()
COSIGNED = Path(__file__).with_name("cosigned-checkpoint.txt").read_bytes()


def told_of(data: bytes) -> str:
    """A receipt read, explained and said."""
    found = explain_receipt(read_receipt(data), POLICY)
    told = render_steps((*found.entry, *found.hashes, *found.signatures, *found.result))
    assert "\x1b" not in told
    return told


def meet(reader, data: bytes) -> None:
    """Read, or be refused by an error that can be told; whatever else is raised fails the test."""
    try:
        reader(data)
    except TellersError as error:
        error.diagnostics().encode()


READERS = {
    "note": (read_note, COSIGNED),
    "signature lines": (lambda data: read_signature_lines(data, where="answer"), COSIGNED[64:]),
    "checkpoint": (read_checkpoint, COSIGNED[:63]),
    "signed checkpoint": (lambda data: verify_checkpoint(data, POLICY), COSIGNED),
    "policy": (read_policy, POLICY_TEXT),
    "key": (lambda data: read_verifier_key(data.decode("utf-8", "surrogateescape")), str(LOG.key).encode()),
    "receipt": (told_of, RECEIPT),
    "bundle": (lambda data: read_bundle(data, 3, where="b"), write_bundle([b"one", b"", b"three"])),
    "hashes": (lambda data: hash_bundle(data, 3, where="b"), write_bundle([b"one", b"", b"three"])),
}
PIECE = st.binary(max_size=6) | st.sampled_from(
    [b"\n", b"\n\n", b" ", b"\t", b"+", b"=", b"\0", b"\xff", b"\xe2\x80\x94 ", b"0", b"9" * 30, b"\x1b[2J",
     b"index 1\n", b"extra AAAA\n", b"none", b"quorum none\n", b"group g any anna\n", b"\xe2\x80\xae"]
)  # fmt: skip


@pytest.mark.parametrize(("reader", "_"), READERS.values(), ids=READERS)
@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_by_our_own_error(reader, _, data):
    """Nothing else comes out, and a refusal can be told."""
    meet(reader, data)


@pytest.mark.parametrize(("reader", "honest"), READERS.values(), ids=READERS)
@settings(max_examples=150, deadline=None)
@given(draw=st.data())
def test_honest_bytes_with_some_exchanged_are_read_or_refused_by_our_own_error(reader, honest, draw):
    """Pieces cut out, put in, written over: what a damaged or a hostile file looks like."""
    data = honest
    for _ in range(draw.draw(st.integers(1, 3))):
        start = draw.draw(st.integers(0, len(data)))
        end = draw.draw(st.integers(start, min(len(data), start + 8)))
        data = data[:start] + draw.draw(PIECE) + data[end:]
    meet(reader, data)
