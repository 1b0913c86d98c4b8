from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.log.witness_served import make, post, send, serving
from tests.log.witness_world import FORK, LOG, NOW, ORIGIN, TREE, WITNESS, request, signed

from tellers.errors import UsageError
from tellers.log.note import read_note
from tellers.log.tree import TreeHead
from tellers.log.witness import Answer
from tellers.log.witness_http import Limits, WitnessServer, read_listen
from tellers.log.witness_service import WitnessService
from tellers.log.witness_store import WitnessStore
from tellers.log.witness_wire import RequestHead, read_request_head

MONITOR = f"/{sha256(ORIGIN.encode()).hexdigest()}/checkpoint"


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """Return the port of a served witness."""
    with serving(make(tmp_path / "w")) as number:
        yield number


SCRIPT = """
POST /add-checkpoint    0 to 5           200 text/plain; charset=utf-8
POST /add-checkpoint    0 to 5           409 text/x.tlog.size
POST /add-checkpoint    5 to 5           200 text/plain; charset=utf-8
POST /add-checkpoint    5 to 9           200 text/plain; charset=utf-8
POST /add-checkpoint    5 to 9           409 text/x.tlog.size
POST /add-checkpoint    9 to 9 forked    422 text/plain; charset=utf-8
POST /add-checkpoint    9 to 12 forked   422 text/plain; charset=utf-8
POST /add-checkpoint    12 to 9          400 text/plain; charset=utf-8
POST /add-checkpoint    nonsense         400 text/plain; charset=utf-8
GET  /add-checkpoint    -                405 text/plain; charset=utf-8
GET  MONITOR            -                200 text/plain; charset=utf-8
POST MONITOR            nonsense         405 text/plain; charset=utf-8
GET  /                  -                404 text/plain; charset=utf-8
POST /add-checkpoint/   0 to 5           404 text/plain; charset=utf-8
POST /add-checkpoint    9 to 70          200 text/plain; charset=utf-8
"""


def test_a_script_of_requests_gets_its_answers_in_order_over_one_connection(port):
    """Method, path, what is asked, status, type: HTTP/1.1, kept alive."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    said = []
    for line in SCRIPT.strip().split("\n"):
        method, path, asked = line[:5].strip(), line[5:24].strip(), line[24:41].strip()
        body = None if asked == "-" else asked.encode()
        if " to " in asked:
            old, _, rest = asked.partition(" to ")
            size, _, forked = rest.partition(" ")
            body = request(int(old), int(size), tree=FORK if forked else TREE)
        connection.request(method, MONITOR if path == "MONITOR" else path, body=body)
        answer = connection.getresponse()
        answer.read()
        said.append(f"{line[:41]}{answer.status} {answer.headers['Content-Type']}")
        used = connection.sock
        assert used is not None
    connection.close()

    assert "\n".join(said) == SCRIPT.strip()


def test_a_monitor_is_served_the_latest_checkpoint_with_both_kinds_of_signature(port):
    """The log's, and all of the witness's; before the first there is nothing."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", MONITOR)
    before = connection.getresponse()
    before.read()
    connection.request("POST", "/add-checkpoint", body=request(0, 9))
    lines = connection.getresponse().read()
    connection.request("GET", MONITOR)
    note = read_note(connection.getresponse().read())
    connection.close()

    assert before.status == 404
    assert note.text == signed(TREE.head(9)).text
    assert note.encode().endswith(lines)
    assert [
        key.verify(note.text, note.signatures[at]) for at, key in enumerate((LOG.key, *WITNESS.keys))
    ] == [*(0, NOW, NOW)]


def test_a_prefix_is_part_of_every_address(tmp_path):
    """And without it there is nothing."""
    with serving(make(tmp_path / "w"), prefix="/w1/") as port:
        found = [
            send(port, f"POST {path} HTTP/1.1\r\nContent-Length: 1\r\n\r\nx".encode())[9:12]
            for path in ("/w1/add-checkpoint", "/add-checkpoint", "/w1add-checkpoint")
        ]

    assert found == [b"400", b"404", b"404"]


HEADS = {
    "not http": (b"\x16\x03\x01\x02\x00\r\n\r\n", b"400"),
    "no path": (b"GET HTTP/1.1\r\n\r\n", b"400"),
    "a name with a space": (b"GET / HTTP/1.1\r\nA b: c\r\n\r\n", b"400"),
    "a folded line": (b"GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n", b"400"),
    "two lengths": (b"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", b"400"),
    "a signed length": (b"POST / HTTP/1.1\r\nContent-Length: +1\r\n\r\n", b"400"),
    "no length": (b"POST /add-checkpoint HTTP/1.1\r\n\r\n", b"411"),
    "chunks": (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n", b"411"),
    "too long a body": (b"POST / HTTP/1.1\r\nContent-Length: 200001\r\n\r\n", b"413"),
    "too long a head": (b"GET / HTTP/1.1\r\nA: " + b"b" * 9000 + b"\r\n\r\n", b"431"),
    "an endless head": (b"A" * 80_000, b"431"),
}


@pytest.mark.parametrize(("data", "status"), HEADS.values(), ids=HEADS)
def test_what_is_not_the_http_we_speak_is_refused_and_the_connection_closed(port, data, status):
    """And the next is served."""
    assert send(port, data).startswith(b"HTTP/1.1 " + status)
    assert send(port, b"GET / HTTP/1.1\r\n\r\n").startswith(b"HTTP/1.1 404 Not Found\r\n")


def test_requests_that_come_together_are_answered_in_order(port):
    """Pipelined on one connection; the last asks to close it."""
    body = request(0, 5)
    first = b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
    said = send(port, first + first + b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", until_closed=False)

    assert [part[:3] for part in said.split(b"HTTP/1.1 ")[1:]] == [b"200", b"409", b"404"]


def test_whoever_waits_to_be_told_to_continue_is_told(port):
    """As curl does before a long body."""
    body = request(0, 5)
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(
            b"POST /add-checkpoint HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n" % len(body)
        )
        assert connection.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(body)
        assert connection.recv(12) == b"HTTP/1.1 200"


def test_a_client_that_sends_a_byte_now_and_then_is_let_go(tmp_path):
    """The time for a whole request is counted, not that between bytes."""
    limits = Limits(request_seconds=0.5)
    with (
        serving(make(tmp_path / "w"), limits=limits) as port,
        socket.create_connection(("127.0.0.1", port), timeout=5) as connection,
    ):
        begun = time.monotonic()
        with suppress(OSError):  # whichever: the other side has hung up
            while time.monotonic() - begun < 5:
                connection.sendall(b"G")
                time.sleep(0.1)
        assert time.monotonic() - begun < 2


def test_a_client_that_was_refused_and_goes_on_is_let_go(port):
    """A byte now and then after a bad head holds nothing for long."""
    begun = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection, suppress(OSError):
        connection.sendall(b"nonsense\r\n\r\n")
        while time.monotonic() - begun < 5:
            connection.sendall(b"G")
            time.sleep(0.1)

    assert time.monotonic() - begun < 3


def test_the_longest_silent_connection_makes_room_for_a_new_one(tmp_path):
    """Fifty that say nothing keep nobody out."""
    with serving(make(tmp_path / "w"), limits=Limits(connections=8)) as port:
        silent = [socket.create_connection(("127.0.0.1", port), timeout=5) for _ in range(50)]
        said = send(port, b"GET / HTTP/1.1\r\n\r\n")
        for one in silent:
            one.close()

    assert said.startswith(b"HTTP/1.1 404")


@given(st.binary(max_size=200))
@example(b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n")
def test_hostile_heads_are_read_or_refused(data):
    """Nothing else is raised."""
    assert isinstance(read_request_head(data + b"\r\n\r\n"), RequestHead | Answer)


def test_hostile_bytes_leave_the_server_serving(port):
    """Noise of many lengths, cut requests, bodies of every kind; then an honest request."""
    body = request(0, 5)
    whole = b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
    for at in range(0, len(whole), 7):
        send(port, whole[:at])
    for length in range(0, 3000, 250):
        noise = os.urandom(length)
        send(port, noise)
        send(port, b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: %d\r\n\r\n%s" % (length, noise))

    assert send(port, whole).startswith(b"HTTP/1.1 200 OK\r\n")


@pytest.mark.parametrize("text", ["8080", ":8080", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:65536"])
def test_an_address_to_listen_on_has_a_host_and_a_port(text):
    """Two parts."""
    assert read_listen("127.0.0.1:8080") == ("127.0.0.1", 8080)
    assert read_listen("[::1]:0") == ("::1", 0)
    with pytest.raises(UsageError, match="not an address to listen on"):
        read_listen(text)


def test_a_witness_whose_database_refuses_says_so_and_ends(tmp_path, monkeypatch):
    """Every answer after that is 500, and `serve` returns why."""
    folder = make(tmp_path / "w")
    with WitnessStore(folder, WITNESS.keys, clock=lambda: NOW) as store:
        monkeypatch.setattr(store, "_keep", lambda *_: store._connection.execute("SELECT nothing"))
        service = WitnessService(WITNESS, store)
        answers = [service.answer(request(0, 5)), service.answer(request(0, 5))]
        why = WitnessServer(service, ("127.0.0.1", 0)).serve()
        service.close()

    assert [one.status for one in answers] == [500, 500]
    assert "the database refuses: " in why


def test_an_origin_that_nobody_cosigned_is_not_served(port):
    """Nor is a hash in capitals, which the specification does not write."""
    for path in (f"/{'0' * 64}/checkpoint", MONITOR.upper().replace("CHECKPOINT", "checkpoint")):
        assert send(port, f"GET {path} HTTP/1.1\r\n\r\n".encode()).startswith(b"HTTP/1.1 404")


def test_a_checkpoint_of_a_log_of_the_greatest_size_is_served(port):
    """Whole numbers of 64 bits go through every part."""
    note = signed(TreeHead(2**63 - 1, bytes(32)))
    assert send(port, post(request(0, 9, note=note))).startswith(b"HTTP/1.1 200")
    assert b"\n9223372036854775807\n" in send(port, f"GET {MONITOR} HTTP/1.1\r\n\r\n".encode())
