"""Servers and folders that do not end, lead elsewhere, or unfold into more than they seem."""

from __future__ import annotations

import gzip
import os
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tellers.errors import LogError
from tellers.log import files
from tellers.log.files import FolderFiles, WebFiles
from tellers.log.web import Limits, exchange


class Server(BaseHTTPRequestHandler):
    """A server that means harm."""

    asked: list[str] = []  # noqa: RUF012 (of the class, on purpose)

    def do_GET(self):
        """Answer by the path."""
        self.asked.append(self.path)
        what = self.path.strip("/")
        to = {
            "elsewhere": f"http://localhost:{self.server.server_port}/inside",
            "file": "file:///etc/hostname",
            "ftp": "ftp://127.0.0.1/x",
            "moved": "/packed",
        }
        if what in to:
            self.send_response(302)
            self.send_header("Location", to[what])
            self.end_headers()
        elif what == "drip":
            self.send_response(200)
            self.end_headers()
            for _ in range(40):
                self.wfile.write(b".")
                self.wfile.flush()
                time.sleep(0.05)
        elif what == "packed":
            self.packed(gzip.compress(b"an entry bundle"))
        elif what == "bomb":
            self.packed(gzip.compress(bytes(5_000_000)))
        elif what == "cut":
            self.packed(gzip.compress(b"an entry bundle")[:-6])
        elif what == "lie":
            self.packed(b"an entry bundle")

    do_POST = do_GET  # noqa: N815 (the library names it)

    def packed(self, body: bytes) -> None:
        """Send a body that is said to be compressed."""
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def address():
    """The address of such a server on the loopback."""
    Server.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_server_that_sends_a_byte_now_and_then_is_not_waited_for(address):
    """Each byte comes before anybody's patience with silence ends."""
    begun = time.monotonic()
    with pytest.raises(LogError, match=r"no answer in 0\.3 seconds"):
        WebFiles(address, seconds=0.3).read("drip")
    assert time.monotonic() - begun < 1


@pytest.mark.parametrize("to", ["elsewhere", "file", "ftp"])
def test_a_server_does_not_choose_who_else_is_asked(address, to):
    """Nor what is read of the reader's own disk."""
    with pytest.raises(LogError, match="the server answers 302"):
        WebFiles(address).read(to)
    assert Server.asked == [f"/{to}"]


def test_a_request_to_a_witness_is_sent_to_no_other_place(address):
    """Even on its own host."""
    reply = exchange(f"{address}/moved", Limits(5, 1000), body=b"old 0\n")

    assert (reply.status, Server.asked) == (302, ["/moved"])


def test_what_a_log_compresses_unasked_is_read(address):
    """As C2SP tlog-tiles lets it; a redirect on the same host is followed."""
    assert WebFiles(address).read("moved") == b"an entry bundle"


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("bomb", "longer than any file of a log"),
        ("cut", "what it sends compressed is cut"),
        ("lie", "the server does not answer"),
    ],
)
def test_what_is_said_to_be_compressed_is_unpacked_so_far_and_no_further(address, monkeypatch, what, told):
    """Five million zeros are five thousand bytes on the way."""
    monkeypatch.setattr(files, "MOST_BYTES", 50_000)
    with pytest.raises(LogError, match=told):
        WebFiles(address).read(what)


def test_a_folder_that_does_not_end_is_read_so_far_and_no_further(tmp_path, monkeypatch):
    """A stick from a stranger: a file with a hole of terabytes, a pipe, a device."""
    monkeypatch.setattr(files, "MOST_BYTES", 50_000)
    with (tmp_path / "checkpoint").open("wb") as file:
        file.truncate(2**40)
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "device").symlink_to("/dev/zero")

    for name, told in (
        ("checkpoint", "longer than any file"),
        ("pipe", "not a file"),
        ("device", "not a file"),
    ):
        with pytest.raises(LogError, match=told):
            FolderFiles(tmp_path).read(name)
