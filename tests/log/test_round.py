"""A log and its witnesses: over the web, by files, and a log that was put back from a backup."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from tests.log.logs import entries
from tests.log.witness_served import make, serving
from tests.log.witness_world import LOG, LOG_MLDSA, NOW, ORIGIN, WITNESS

from tellers.errors import LogError, UsageError, VerificationError
from tellers.log.ask_witness import OlderLog
from tellers.log.note import read_note
from tellers.log.opening import make_log, open_log
from tellers.log.policy import Policy, read_policy, verify_checkpoint
from tellers.log.round import collect, go_round, request_of, take_answers
from tellers.log.witness_service import answer_file, answer_once
from tellers.log.witness_store import WitnessStore

SIGNERS = (LOG,)


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    """What this machine remembers of logs is kept in the test's own folder."""
    monkeypatch.setenv("TELLERS_STATE", str(tmp_path / "state"))


def policy_of(address: str = "", *, quorum: str = "w") -> Policy:
    """The log, and the one witness by its Ed25519 key, at an address or without one."""
    lines = (f"log {LOG.key}", f"witness w {WITNESS.signers[0].key} {address}", f"quorum {quorum}")
    return read_policy("".join(f"{line}\n" for line in lines).encode())


@pytest.fixture
def opened():
    """Open a log and see to it that it is closed."""
    with ExitStack() as stack:
        yield lambda folder, **more: stack.enter_context(open_log(folder, **more))


@pytest.fixture
def log(tmp_path, opened):
    """A log of three entries, not signed."""
    make_log(tmp_path / "log", [LOG.key, LOG_MLDSA.key])
    made = opened(tmp_path / "log")
    made.append(entries(3))
    return made


def checkpoint(log):
    """What the world reads, None where nothing is published."""
    place = log.places.public / "checkpoint"
    return place.read_bytes() if place.exists() else None


def test_a_round_publishes_what_the_witness_cosigned(tmp_path, log):
    """Twice: the second time the witness is sent a proof from the size it showed."""
    with serving(make(tmp_path / "w")) as port:
        policy = policy_of(f"http://127.0.0.1:{port}")
        first = go_round(log, SIGNERS, policy, time=NOW)
        log.append(entries(300, start=3))
        second = go_round(log, SIGNERS, policy, time=NOW)

    assert [one.signed.checkpoint.size for one in (first, second)] == [3, 303]
    assert second.signed.cosigned == {"w": NOW}
    assert verify_checkpoint(checkpoint(log), policy_of()).checkpoint.size == 303


def test_a_log_signed_every_hour_that_does_not_grow_has_one_line_of_each_key(log):
    """A hundred lines are the most that is read: after four days nobody could have read it."""
    signers = (LOG, LOG_MLDSA)
    for hour in range(101):
        go_round(log, signers, policy_of(quorum="none"), time=NOW + 3600 * hour)

    note = read_note(checkpoint(log))
    assert [line.key_id for line in note.signatures] == [LOG.key.key_id, LOG_MLDSA.key.key_id]
    assert LOG_MLDSA.key.verify(note.text, note.signatures[1]) == NOW + 3600 * 100


def test_without_the_quorum_nothing_is_published_and_the_sentence_says_who_is_missing(tmp_path, log):
    """The checkpoint is signed and kept: it is the same one that is published when the witness answers."""
    with pytest.raises(VerificationError, match="too few witnesses have signed") as told:
        go_round(log, SIGNERS, policy_of("http://127.0.0.1:9"), time=NOW)

    assert "Nothing was published; what came in is kept." in told.value.diagnostics()
    assert "http://127.0.0.1:9" in told.value.diagnostics()
    assert "\ufffd" not in told.value.diagnostics()  # a line end within a sentence would be one
    assert checkpoint(log) is None
    with serving(make(tmp_path / "w")) as port:
        done = collect(log, policy_of(f"http://127.0.0.1:{port}"))
    assert done.signed.note.text == log.last.text
    assert checkpoint(log) == done.signed.note.encode()


def test_a_witness_without_a_server_is_asked_by_files(tmp_path, log):
    """The request goes out, its answer comes back, and what is published holds under the policy."""
    log.sign(SIGNERS, time=NOW)
    with WitnessStore(make(tmp_path / "w"), WITNESS.keys, clock=lambda: NOW) as store:
        answer = answer_file(answer_once(WITNESS, store, request_of(log, 0)))
        again = answer_file(answer_once(WITNESS, store, request_of(log, 2)))
    done = take_answers(log, policy_of(), [("answer", answer)])

    assert done.signed.cosigned == {"w": NOW}
    with pytest.raises(VerificationError, match="the witness refuses: 409 3"):
        take_answers(log, policy_of(), [("again", again)])


def test_an_answer_to_another_checkpoint_is_refused_and_changes_nothing(tmp_path, log):
    """It was cosigned before the log grew."""
    log.sign(SIGNERS, time=NOW)
    with WitnessStore(make(tmp_path / "w"), WITNESS.keys, clock=lambda: NOW) as store:
        answer = answer_file(answer_once(WITNESS, store, request_of(log, 0)))
    log.append(entries(1, start=3))
    log.sign(SIGNERS, time=NOW)

    with pytest.raises(VerificationError, match="does not hold"):
        take_answers(log, policy_of(), [("answer", answer)])
    assert checkpoint(log) is None


def test_a_backup_that_is_behind_its_witness_signs_nothing(tmp_path, log, opened, monkeypatch):
    """The whole machine was put back: neither the folder nor the mark knows better, and the witness does."""
    folder = tmp_path / "log"
    with serving(make(tmp_path / "w")) as port:
        policy = policy_of(f"http://127.0.0.1:{port}")
        go_round(log, SIGNERS, policy, time=NOW)
        log.close()
        shutil.copytree(folder, tmp_path / "backup")
        log = opened(folder)
        log.append(entries(2, start=3))
        go_round(log, SIGNERS, policy, time=NOW)
        log.close()
        monkeypatch.setenv("TELLERS_STATE", str(tmp_path / "another machine"))
        old = opened(tmp_path / "backup", adopt=True)
        old.append([b"another fourth entry"])

        with pytest.raises(OlderLog, match="has seen 5 entries of this log, and 3 were signed"):
            go_round(old, SIGNERS, policy, time=NOW)
    assert old.last.text.split(b"\n")[1] == b"3"


@pytest.mark.parametrize("more", [2, 4], ids=["of one size", "longer than it"])
def test_a_twin_is_found_out_by_what_a_witness_shows(tmp_path, log, opened, monkeypatch, more):
    """Another folder, of another machine, has other entries under the size that the witness cosigned."""
    log.publish(log.sign(SIGNERS, time=NOW))
    shutil.copytree(tmp_path / "log", tmp_path / "twin")
    with serving(make(tmp_path / "w")) as port:
        policy = policy_of(f"http://127.0.0.1:{port}")
        log.append(entries(2, start=3))
        go_round(log, SIGNERS, policy, time=NOW)
        monkeypatch.setenv("TELLERS_STATE", str(tmp_path / "another machine"))
        twin = opened(tmp_path / "twin", adopt=True)
        twin.append(entries(more, start=100))
        before = twin.sign(SIGNERS, time=NOW)

        with pytest.raises(OlderLog, match="has seen other entries of this log among its first 5"):
            go_round(twin, SIGNERS, policy, time=NOW)
    assert twin.last == before


def test_a_backup_is_refused_by_the_machine_that_signed_later(tmp_path, log, opened):
    """Even adopted: what was last signed is remembered outside the folder."""
    folder = tmp_path / "log"
    log.publish(log.sign(SIGNERS, time=NOW))
    log.close()
    shutil.copytree(folder, tmp_path / "backup")
    log = opened(folder)
    log.append(entries(2, start=3))
    log.publish(log.sign(SIGNERS, time=NOW))
    log.close()

    with pytest.raises(LogError, match="this machine signed 5 entries, and this folder holds"):
        opened(tmp_path / "backup", adopt=True)


class Liar(BaseHTTPRequestHandler):
    """A witness that says to have seen 99 entries, and shows nothing."""

    def do_POST(self):
        """Answer 409."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(409)
        self.send_header("Content-Length", "3")
        self.end_headers()
        self.wfile.write(b"99\n")

    def do_GET(self):
        """Show nothing."""
        self.send_error(404)

    def log_message(self, *_):
        """Say nothing on the screen."""


def test_a_witness_that_stops_a_log_does_not_cost_it_the_others_answers(tmp_path, log):
    """It may be the one that is wrong: what the honest witness answered is kept, and nothing is published."""
    liar = ThreadingHTTPServer(("127.0.0.1", 0), Liar)
    Thread(target=liar.serve_forever, daemon=True).start()
    try:
        with serving(make(tmp_path / "w")) as port:
            lines = (
                f"log {LOG.key}",
                f"witness w {WITNESS.signers[0].key} http://127.0.0.1:{port}",
                f"witness l {WITNESS.signers[1].key} http://127.0.0.1:{liar.server_port}",
                "quorum w",
            )
            policy = read_policy("".join(f"{line}\n" for line in lines).encode())
            with pytest.raises(OlderLog, match="a witness has seen 99 entries of this log, which has 3 here"):
                go_round(log, SIGNERS, policy, time=NOW)
    finally:
        liar.shutdown()
        liar.server_close()

    kept = read_note(log.places.cosigned.read_bytes())
    assert verify_checkpoint(kept, policy_of()).cosigned == {"w": NOW}
    assert checkpoint(log) is None


def test_nothing_is_collected_for_a_log_that_was_never_signed(log):
    """There is nothing to cosign."""
    for step in (lambda: collect(log, policy_of()), lambda: request_of(log, 0)):
        with pytest.raises(UsageError, match="nothing was signed yet"):
            step()
    assert log.origin == ORIGIN
