from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

import pytest
from tests.log.witness_world import FORK, LOG, LOG_MLDSA, NOW, STRANGER, TREE, WITNESS, request, signed

from tellers.errors import LogError, VerificationError
from tellers.log import ask_witness as module
from tellers.log.ask_witness import KnownWitness, OlderLog, ask_witness, ask_witnesses, witnesses_of
from tellers.log.keys import KeyKind, Signer
from tellers.log.policy import read_policy, verify_checkpoint
from tellers.log.witness_http import WitnessServer
from tellers.log.witness_service import WitnessService
from tellers.log.witness_store import WitnessStore, create_store


@pytest.fixture
def witness(tmp_path: Path) -> Iterator[KnownWitness]:
    """Return a real witness on the loopback."""
    folder = tmp_path / "w"
    folder.mkdir()
    create_store(folder, WITNESS.keys, final=folder)
    with WitnessStore(folder, WITNESS.keys, clock=lambda: NOW) as store:
        store.add_log(LOG.key)
        service = WitnessService(WITNESS, store)
        server = WitnessServer(service, ("127.0.0.1", 0), prefix="/w")
        thread = Thread(target=server.serve)
        thread.start()
        yield KnownWitness(address=f"http://127.0.0.1:{server.port}/w/", keys=WITNESS.keys)
        server.stop()
        thread.join()
        service.close()


@contextmanager
def saying(*said: bytes) -> Iterator[KnownWitness]:
    """Serve these bytes, one after the other, to whoever asks; then nothing, with the connection open."""
    listening = socket.create_server(("127.0.0.1", 0))
    held: list[socket.socket] = []

    def serve() -> None:
        for data in said:
            connection, _ = listening.accept()
            held.append(connection)
            asked = b""
            while "\u2014".encode() not in asked or not asked.endswith(b"\n"):  # the note's last line
                asked += connection.recv(65_536)
            with suppress(OSError):  # who asked may have heard enough and gone
                connection.sendall(data)
                if not data.endswith(b"..."):
                    connection.shutdown(socket.SHUT_WR)

    thread = Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield KnownWitness(address=f"http://127.0.0.1:{listening.getsockname()[1]}", keys=WITNESS.keys)
    finally:
        thread.join(timeout=5)
        for one in (*held, listening):
            one.close()


GONE = Signer.from_seed("example.net/gone", KeyKind.MLDSA44_COSIGNATURE, bytes(32))


def http(status: int, body: bytes) -> bytes:
    """Return an answer as bytes."""
    return b"HTTP/1.1 %d X\r\nContent-Length: %d\r\n\r\n%s" % (status, len(body), body)


def lines_of(size: int, time: int = NOW) -> bytes:
    """Return the cosignatures of the witness under a checkpoint."""
    text = signed(TREE.head(size)).text
    return "".join(str(one.sign(text, time=time)) for one in WITNESS.signers).encode()


def test_a_log_is_cosigned_at_once_and_again_as_it_grows(witness):
    """Without knowing what the witness has: it says so, and the right proof is sent."""
    for size in (5, 9, 9, 70):
        note = signed(TREE.head(size))
        lines = ask_witness(note, TREE, witness)
        assert [key.verify(note.text, line) for key, line in zip(WITNESS.keys, lines, strict=True)] == [
            *(NOW, NOW)
        ]


def test_a_folder_older_than_what_the_witness_saw_is_told_to_stop(witness):
    """A restored backup would sign a second history."""
    ask_witness(signed(TREE.head(9)), TREE, witness)

    with pytest.raises(OlderLog, match="a witness has seen 9 entries of this log, which has 5 here") as told:
        ask_witness(signed(TREE.head(5)), TREE, witness, old_size=5)
    assert isinstance(told.value, LogError)
    assert told.value.remedy.startswith("Sign nothing.")
    with pytest.raises(OlderLog):
        ask_witnesses(signed(TREE.head(5)), TREE, (witness,))


def test_another_history_is_refused_with_the_words_of_the_witness(witness):
    """And with what to do."""
    ask_witness(signed(TREE.head(5)), TREE, witness)

    with pytest.raises(VerificationError, match="the witness refuses: 422 the proof leads to another root"):
        ask_witness(signed(FORK.head(9)), FORK, witness)
    with pytest.raises(VerificationError, match="the witness refuses: 403 "):
        ask_witness(signed(TREE.head(9), STRANGER), TREE, witness)


def test_the_witnesses_of_a_policy_are_asked_together_and_the_quorum_holds(witness):
    """Two keys at one address are one witness; one that is not there is a failure beside the lines."""
    ed25519, mldsa = WITNESS.keys
    policy = read_policy(
        f"log {LOG.key}\nwitness a {ed25519} {witness.address}\nwitness b {mldsa} {witness.address}\n"
        f"witness c {GONE.key} http://127.0.0.1:9\ngroup g all a b\nquorum g\n".encode()
    )
    known = witnesses_of(policy)
    note = signed(TREE.head(9))
    asked = ask_witnesses(note, TREE, known)

    assert [len(one.keys) for one in known] == [2, 1]
    assert len(asked.failures) == 1
    assert "the server does not answer" in str(asked.failures[0])
    assert verify_checkpoint(note.with_signatures(asked.lines), policy).cosigned == {"a": NOW, "b": NOW}


NONSENSE = {
    "a page": (http(200, b"<html>"), LogError, "this is not how a witness answers"),
    "no line": (http(200, b""), VerificationError, "no cosignature by a key that the policy names"),
    "bytes": (http(200, b"\xff\xfe\n"), LogError, "this is not how a witness answers"),
    "too much": (http(200, b"a" * 200_000), LogError, "longer than any answer of a witness"),
    "less than promised": (b"HTTP/1.1 200 X\r\nContent-Length: 999\r\n\r\nabc", LogError, "this is not how"),
    "not HTTP": (b"hello\r\n\r\n", LogError, "does not answer"),
    "elsewhere": (
        b"HTTP/1.1 302 X\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n",
        LogError,
        "the witness refuses: 302",
    ),
    "a size that is none": (http(409, b"nine\n"), LogError, "409 without a size: 'nine"),
    "a size without its newline": (http(409, b"9"), LogError, "409 without a size"),
    "the size just sent": (http(409, b"0\n"), LogError, "it refuses the size 0 and names the same"),
    "a larger size": (http(409, b"10\n"), OlderLog, "a witness has seen 10 entries"),
    "a fault": (http(500, b"oops\n"), LogError, "the witness refuses: 500 oops"),
    "of another checkpoint": (http(200, lines_of(8)), VerificationError, "does not hold"),
    "of a stranger": (
        http(200, str(LOG_MLDSA.sign(signed(TREE.head(9)).text, time=NOW)).encode()),
        VerificationError,
        "no cosignature by a key that the policy names",
    ),
    "one good and one bad": (
        http(200, lines_of(9).split(b"\n")[0] + b"\n" + lines_of(8).split(b"\n")[1] + b"\n"),
        VerificationError,
        "does not hold",
    ),
}


@pytest.mark.parametrize(("said", "error", "told"), NONSENSE.values(), ids=NONSENSE)
def test_what_a_witness_must_not_say_is_one_clear_error(said, error, told):
    """Nothing of it is taken."""
    with saying(said) as witness, pytest.raises(error, match=told):
        ask_witness(signed(TREE.head(9)), TREE, witness)


def test_a_second_refusal_of_the_size_is_the_end():
    """Somebody else writes the same log."""
    with (
        saying(http(409, b"5\n"), http(409, b"6\n")) as witness,
        pytest.raises(VerificationError, match="the witness refuses: 409 6") as told,
    ):
        ask_witness(signed(TREE.head(9)), TREE, witness)
    assert "only one may write it" in told.value.remedy


def test_lines_of_strangers_beside_those_of_known_keys_are_left_out():
    """They are not the policy's."""
    stranger = str(LOG_MLDSA.sign(signed(TREE.head(9)).text, time=NOW)).encode()
    with saying(http(200, stranger + lines_of(9))) as witness:
        lines = ask_witness(signed(TREE.head(9)), TREE, witness)

    assert [line.name for line in lines] == ["example.net/w", "example.net/w"]


def test_a_witness_that_says_nothing_is_waited_for_so_long_and_no_longer(monkeypatch):
    """Nor one whose head never ends."""
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.4)
    with (
        saying(b"HTTP/1.1 200 X\r\nA: ...") as witness,
        pytest.raises(LogError, match=r"no answer in 0.4|timed out"),
    ):
        ask_witness(signed(TREE.head(9)), TREE, witness)


def test_a_request_is_what_the_witness_reads():
    """The bytes that are sent are those of the exchange by files."""
    seen: list[bytes] = []

    def post(_: str, body: bytes) -> tuple[int, bytes]:
        seen.append(body)
        return (409, b"5\n") if len(seen) == 1 else (200, lines_of(9))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_post", post)
        ask_witness(signed(TREE.head(9)), TREE, KnownWitness(address="http://w.example", keys=WITNESS.keys))

    assert seen == [request(0, 9), request(5, 9)]
