"""What people send to a server that is on the web: other paths, other heads, too much, too slowly."""

from __future__ import annotations

import os
import socket
import time
from contextlib import suppress

import pytest
from tests.web.serve.served import EXAMPLES, ask, send, serving, serving_files

from tellers.web.serve import server
from tellers.web.serve.rate import RateLimiter

API = "/api/v1"


@pytest.fixture
def secret_log(tmp_path):
    """A log's public folder with links out of it, a pipe, a file of its own, and a secret beside it."""
    public = tmp_path / "public"
    (public / "tile" / "0").mkdir(parents=True)
    (tmp_path / "secret").write_bytes(b"the key")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "000").write_bytes(b"the key")
    (public / "checkpoint").symlink_to(tmp_path / "secret")
    (public / "tile" / "0" / "000").symlink_to(tmp_path / "secret")
    (public / "tile" / "1").symlink_to(tmp_path / "outside")
    (public / "tile" / "entries").mkdir()
    os.mkfifo(public / "tile" / "entries" / "000")
    (public / "notes.txt").write_bytes(b"the key")
    (public / "tile" / "0" / "001").write_bytes(b"a tile")
    return public


PATHS = (
    "/log/../secret",
    "/log/..%2fsecret",
    "/log/%2e%2e/secret",
    "/log/tile/../../secret",
    "/log/tile/0/..%2f..%2f..%2fsecret",
    "/log//etc/passwd",
    "/log/%2fetc%2fpasswd",
    "/log/tile/0/000%00",
    "/log/tile/0/000",
    "/log/tile/1/000",
    "/log/tile/entries/000",
    "/log/checkpoint",
    "/log/checkpoint/",
    "/log/checkpoints/../checkpoint",
    "/log/checkpoints/-1",
    "/log/checkpoints/01",
    "/log/notes.txt",
    "/log/tile/0/%D9%A1%D9%A2%D9%A3",
    "/log/tile/0/x000/001",
)


def test_nothing_outside_the_log_is_read_and_no_link_is_followed(secret_log):
    """What the specification does not name is not there, whatever lies in the folder; a pipe holds nobody."""
    with serving_files(EXAMPLES / "made-council", secret_log) as port:
        said = {path: ask(port, path) for path in PATHS}
        tile = ask(port, "/log/tile/0/001")

    assert {path: one.status for path, one in said.items()} == dict.fromkeys(PATHS, 404)
    assert all(b"the key" not in one.body for one in said.values())
    assert (tile.body, tile.headers["cache-control"]) == (b"a tile", "public, max-age=31536000, immutable")


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1@evil.example", '"><script>', "a" * 3000]
)
@pytest.mark.parametrize(
    "path", [f"{API}/units", f"{API}/units/", f"{API}/nothing", "/nothing", "//evil.example/"]
)
def test_the_host_that_was_named_is_nowhere_in_an_answer(port, host, path):
    """No redirect, no link, no error has it."""
    said = send(port, f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())

    assert said.startswith((b"HTTP/1.1 200", b"HTTP/1.1 404"))
    assert b"evil" not in said.replace(path.encode(), b"")
    assert b"<script" not in said
    assert b"location:" not in said.lower()


HEADS = {
    "not http": b"\x16\x03\x01\x02\x00\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "a name with a space": b"GET / HTTP/1.1\r\nHost: x\r\nA b: c\r\n\r\n",
    "two lengths": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    "a length and chunks": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
    "too long a head": b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"b" * 200_000 + b"\r\n\r\n",
    "an endless head": b"GET / HTTP/1.1\r\nHost: x\r\n" + b"A: b\r\n" * 40_000,
    "an endless line": b"GET /" + b"a" * 200_000,
}


@pytest.mark.parametrize("data", HEADS.values(), ids=HEADS)
def test_what_is_not_the_http_we_speak_is_refused_and_the_next_is_served(port, data):
    """With a status and no word of what was sent; or the connection is simply gone."""
    said = b""
    with suppress(ConnectionError):
        said = send(port, data)

    assert said == b"" or said.startswith(b"HTTP/1.1 400 Bad Request\r\n")
    assert b"bbb" not in said
    assert ask(port, f"{API}/dossier").status == 200


def test_what_cannot_be_read_leaves_no_line(port, caplog):
    """Else anybody could fill the disk of whoever keeps what the server tells."""
    for data in HEADS.values():
        with suppress(ConnectionError):
            send(port, data)

    assert ask(port, f"{API}/dossier").status == 200
    assert caplog.text == ""


QUERIES = (
    "q=" + "a" * 201,
    "q=" + "%61" * 3000,
    "q=a&" * 1500 + "q=a",
    "q=%FF",
    "q=%",
    "q",
    "=",
    "&",
    "q=a;b=c&x",
    "limit=99999999999999999999&q=a",
    "q=a&limit=1e400",
    "q=a&limit=nan",
    "q[]=a",
    "",
)


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_that_is_not_understood_is_refused_with_what_was_expected(port, query):
    """Never a fault of the server."""
    said = ask(port, f"{API}/search?{query}")

    assert said.status in {200, 400}
    assert (said.status == 200) == (query == "q=%")


@pytest.mark.parametrize(
    "header", ["*;q=", ",,,;;;", "gzip;q=2;q=0", "a" * 1900, "q=0", "\xff\xfe", "gzip;q=0.000"]
)
@pytest.mark.parametrize("name", ["accept", "accept-encoding", "if-none-match"])
def test_a_header_of_nonsense_is_no_fault_of_the_server(port, name, header):
    """It is as if nothing were taken, or nothing said."""
    assert ask(port, f"{API}/dossier", **{name: header}).status in {200, 400, 406}


def test_an_address_that_asks_too_often_is_told_when_to_come_again(made):
    """One a second and ten at once; every other address of the API counts too, and the answer says so."""
    with serving(made.folder, rate=1) as port:
        said = [ask(port, f"{API}/areas") for _ in range(10)] + [
            ask(port, "/nothing"),
            ask(port, f"{API}/areas"),
        ]

    assert [one.status for one in said] == [*[200] * 10, 429, 429]
    assert said[-1].headers["retry-after"] == "1"
    assert said[-1].headers["content-type"] == "application/problem+json"
    assert said[-1].headers["access-control-allow-origin"] == "*"


def test_what_a_client_says_of_its_address_is_not_believed(made):
    """Another X-Forwarded-For each time opens no new bucket."""
    with serving(made.folder, rate=1) as port:
        said = [ask(port, f"{API}/areas", x_forwarded_for=f"192.0.2.{one}").status for one in range(12)]

    assert said[10:] == [429, 429]


def test_a_million_addresses_take_no_more_memory_than_fifty_thousand():
    """The one that asked longest ago goes; those of one network of IPv6 are one."""
    limiter = RateLimiter(1, most=1000)
    for number in range(5000):
        limiter.wait(f"10.0.{number // 256}.{number % 256}", 0)
    assert len(limiter) == 1000

    limiter = RateLimiter(1, seconds=2)
    assert [limiter.wait(f"2001:db8::{one:x}", 0) for one in range(3)] == [0, 0, 1]
    assert limiter.wait("2001:db8:0:1::1", 0) == 0
    assert [limiter.wait(one, 0) for one in ("::ffff:192.0.2.1", "192.0.2.1", "::ffff:192.0.2.1")] == [
        0,
        0,
        1,
    ]


def test_a_client_that_sends_a_byte_now_and_then_is_let_go(port, monkeypatch):
    """The time for a whole request counts, not that between bytes."""
    monkeypatch.setattr(server, "REQUEST_SECONDS", 0.5)
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        begun = time.monotonic()
        with suppress(OSError):
            while time.monotonic() - begun < 5:
                connection.sendall(b"G")
                time.sleep(0.1)
    assert time.monotonic() - begun < 3


def test_a_body_that_never_ends_is_let_go(port, monkeypatch):
    """What is refused is not read to its end."""
    monkeypatch.setattr(server, "REQUEST_SECONDS", 0.5)
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(b"POST /api/v1/units HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n")
        begun = time.monotonic()
        with suppress(OSError):
            while time.monotonic() - begun < 5:
                connection.sendall(b"G")
                time.sleep(0.1)
    assert time.monotonic() - begun < 3


def test_the_longest_silent_connection_makes_room_for_a_new_one(port, monkeypatch):
    """Fifty that say nothing keep nobody out."""
    monkeypatch.setattr(server, "MOST_CONNECTIONS", 8)
    silent = [socket.create_connection(("127.0.0.1", port), timeout=5) for _ in range(50)]
    said = ask(port, f"{API}/dossier")
    for one in silent:
        one.close()

    assert said.status == 200


def test_requests_that_come_together_are_answered_in_order(port):
    """Pipelined on one connection; the last asks to close it."""
    one = f"GET {API}/areas HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    last = b"GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"

    assert [part[:3] for part in send(port, one + one + last).split(b"HTTP/1.1 ")[1:]] == [
        b"200",
        b"200",
        b"404",
    ]


def test_hostile_bytes_leave_the_server_serving(port):
    """Noise of many lengths, cut requests; then an honest one."""
    whole = f"GET {API}/areas HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    for at in range(0, len(whole), 5):
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            connection.sendall(whole[:at])
    for length in range(1, 3000, 250):
        with suppress(ConnectionError):
            send(port, os.urandom(length), seconds=0.2)

    assert ask(port, f"{API}/areas").status == 200
