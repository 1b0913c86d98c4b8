"""Signatures pile up under one text, by time or by malice: what is published can still be read."""

from __future__ import annotations

import pytest
from tests.log.logs import entries
from tests.log.witness_served import make
from tests.log.witness_world import LOG, LOG_MLDSA, NOW, WITNESS

from tellers.errors import NoteError
from tellers.log.ask_witness import KnownWitness, accept_answer
from tellers.log.note import SignatureLine, read_note
from tellers.log.opening import make_log, open_log
from tellers.log.policy import read_policy
from tellers.log.round import request_of, take_answers
from tellers.log.witness_service import answer_once
from tellers.log.witness_store import WitnessStore

POLICY = read_policy(
    f"log {LOG.key}\nwitness a {WITNESS.keys[0]}\nwitness b {WITNESS.keys[1]}\nquorum a\n".encode()
)


@pytest.fixture
def log(tmp_path, monkeypatch):
    """A log of three entries, not signed."""
    monkeypatch.setenv("TELLERS_STATE", str(tmp_path / "state"))
    make_log(tmp_path / "log", [LOG.key, LOG_MLDSA.key])
    with open_log(tmp_path / "log") as made:
        made.append(entries(3))
        yield made


def test_a_log_that_is_signed_every_hour_and_does_not_grow_keeps_one_line_a_key(tmp_path, log):
    """The text is the same for days; the lines of the hours before are left out."""
    clock = iter(range(NOW, NOW + 40))
    with WitnessStore(make(tmp_path / "w"), WITNESS.keys, clock=lambda: next(clock)) as store:
        store.add_log(LOG_MLDSA.key)
        for hour in range(40):
            log.sign((LOG, LOG_MLDSA), time=NOW + hour)
            answer = answer_once(WITNESS, store, request_of(log, 3 if hour else 0))
            done = take_answers(log, POLICY, [("answer", answer.body)])

    shown = read_note((log.places.public / "checkpoint").read_bytes())
    assert [line.name for line in shown.signatures] == ["example.org/log"] * 2 + ["example.net/w"] * 2
    assert done.signed.cosigned == {"a": NOW + 39, "b": NOW + 39}


def test_a_witness_that_answers_with_hundreds_of_good_lines_gives_one_a_key(log):
    """The latest; all of them hold."""
    text = log.sign((LOG,), time=NOW).text
    times = [*range(NOW, NOW + 90), NOW - 5]
    body = "".join(str(WITNESS.signers[0].sign(text, time=time)) for time in times).encode()
    take_answers(log, POLICY, [("answer", body)])

    known = KnownWitness(address="w", keys=WITNESS.keys)
    assert accept_answer(log.last, body, known) == (WITNESS.signers[0].sign(text, time=NOW + 89),)
    assert len(read_note((log.places.public / "checkpoint").read_bytes()).signatures) == 2


def test_a_checkpoint_that_nobody_could_read_is_not_published(log):
    """The one before stays; the log can go on."""
    note = log.sign((LOG,), time=NOW)
    log.publish()
    many = note.with_signatures(SignatureLine(f"w{number}", b"1234", b"x") for number in range(100))
    with pytest.raises(NoteError, match="101 signatures are more than are read"):
        log.publish(many)

    assert len(read_note((log.places.public / "checkpoint").read_bytes()).signatures) == 1
    assert log.append([b"more"]) == range(3, 4)
