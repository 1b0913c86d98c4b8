"""A witness served on the loopback, and the bytes that are sent to it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from tests.log.witness_world import LOG, NOW, WITNESS

from tellers.log.witness_http import Limits, WitnessServer
from tellers.log.witness_service import WitnessService
from tellers.log.witness_store import WitnessStore, create_store


def make(folder: Path) -> Path:
    """Make a witness that knows one log."""
    folder.mkdir()
    create_store(folder, WITNESS.keys, final=folder)
    with WitnessStore(folder, WITNESS.keys) as store:
        store.add_log(LOG.key)
    return folder


@contextmanager
def serving(folder: Path, *, prefix: str = "", limits: Limits | None = None) -> Iterator[int]:
    """Serve a witness on the loopback and give its port."""
    with WitnessStore(folder, WITNESS.keys, clock=lambda: NOW) as store:
        service = WitnessService(WITNESS, store)
        server = WitnessServer(service, ("127.0.0.1", 0), prefix=prefix, limits=limits)
        thread = Thread(target=server.serve)
        thread.start()
        try:
            yield server.port
        finally:
            server.stop()
            thread.join()
            service.close()


def send(port: int, data: bytes, *, until_closed: bool = True) -> bytes:
    """Return what a server says to these bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(data)
        if until_closed:
            connection.shutdown(socket.SHUT_WR)
        said = b""
        try:
            while more := connection.recv(65_536):
                said += more
        except ConnectionResetError:
            pass
        return said


def post(body: bytes) -> bytes:
    """Return a request of HTTP that closes its connection."""
    head = b"POST /add-checkpoint HTTP/1.1\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body)
    return head + body
