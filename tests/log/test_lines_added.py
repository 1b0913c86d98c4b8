"""A stranger adds lines to what a log signed: an ML-DSA-44 signature does not cover those after the third."""

from __future__ import annotations

import pytest
from tests.log.witness_served import make
from tests.log.witness_world import LOG, LOG_MLDSA, NOW, ORIGIN, TREE, WITNESS, request, signed

from tellers.log.note import Note, read_note
from tellers.log.policy import Policy, read_signed, verify_checkpoint
from tellers.log.witness_request import AddCheckpoint
from tellers.log.witness_service import answer_once
from tellers.log.witness_statements import read_statements
from tellers.log.witness_store import WitnessStore

BOTH = signed(TREE.head(9), LOG, LOG_MLDSA)
KEYS = [LOG.key, LOG_MLDSA.key]


def with_line(line: str, *, stripped: bool = True) -> Note:
    """The checkpoint with one line more, and of the log's signatures the one that does not mind."""
    lines = BOTH.signatures[1:] if stripped else BOTH.signatures
    return Note(BOTH.text + f"{line}\n".encode(), lines)


@pytest.fixture
def store(tmp_path):
    """A witness that has cosigned nine entries of a log with two keys."""
    with WitnessStore(make(tmp_path / "w"), WITNESS.keys, clock=lambda: NOW) as made:
        made.add_log(LOG_MLDSA.key)
        assert answer_once(WITNESS, made, request(0, 9, note=BOTH)).status == 200
        yield made


def test_a_witness_cosigns_no_line_that_a_stranger_added(store):
    """Nor keeps it: else strangers could fill its disk with what a log is said to have signed."""
    for number in range(3):
        body = AddCheckpoint.of(with_line(f"final {number}"), old_size=9, proof=()).encode()
        answer = answer_once(WITNESS, store, body)
        assert (answer.status, answer.body) == (
            403,
            b"no signature of the log covers the lines after the third\n",
        )
    assert len(read_statements(store.folder)) == 1
    assert b"final" not in store.stored(ORIGIN).note


@pytest.mark.parametrize("left", [0, 1], ids=["ed25519 left", "mldsa left"])
def test_who_asks_again_without_one_of_the_log_s_signatures_takes_it_from_nobody(store, left):
    """A stranger repeats the checkpoint: readers who know one key of the log still find its signature."""
    body = AddCheckpoint.of(Note(BOTH.text, BOTH.signatures[left : left + 1]), old_size=9, proof=()).encode()
    store._clock = lambda: NOW + 1
    assert answer_once(WITNESS, store, body).status == 200
    shown = read_note(store.stored(ORIGIN).note)

    assert shown.signatures[:2] == BOTH.signatures
    assert [line.name for line in shown.signatures[2:]] == ["example.net/w"] * 2


def test_lines_that_an_ed25519_signature_covers_are_cosigned(store):
    """As tlog-cosignature asks."""
    note = signed(TREE.head(9), LOG, LOG_MLDSA, extensions=("a remark",))

    assert answer_once(WITNESS, store, AddCheckpoint.of(note, old_size=9, proof=()).encode()).status == 200


def test_a_reader_is_told_no_line_that_nobody_signed():
    """The first three lines hold; what stands after them is not the log's."""
    policy = Policy(logs=tuple((key, "") for key in KEYS))
    added = verify_checkpoint(with_line("final"), policy).checkpoint
    covered = read_signed(signed(TREE.head(9), LOG, extensions=("a remark",)), KEYS).checkpoint

    assert (added.size, added.root, added.extensions) == (9, TREE.head(9).root, ())
    assert covered.extensions == ("a remark",)
