"""A witness on the web: `POST <prefix>/add-checkpoint`, `GET <prefix>/<hash of an origin>/checkpoint`.

Source: C2SP tlog-witness v1.0.0. One thread a connection, kept alive. Limits: connections at once, bytes of
head and body, seconds for a whole request however slowly its bytes come, seconds of silence between two.
At the limit of connections the one that has been silent longest is closed for the one that comes. Whoever
expects attacks from many addresses puts an ordinary web server before it; TLS needs one in any case.
"""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from threading import Lock, Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING, NoReturn

from tellers.errors import UsageError
from tellers.log.witness import Answer
from tellers.log.witness_wire import MOST_HEAD_BYTES, RequestHead, read_request_head, response

if TYPE_CHECKING:
    from tellers.log.witness_service import WitnessService

__all__ = ["Limits", "WitnessServer", "read_listen"]

_MONITOR = re.compile(r"/(?P<origin_hash>[0-9a-f]{64})/checkpoint")
DRAINING_SECONDS = 1
TICK_SECONDS = 0.2
TOO_LONG = Answer.refusing(431, f"a head has at most {MOST_HEAD_BYTES} bytes")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one stranger may cost."""

    connections: int = 256
    request_seconds: float = 15
    idle_seconds: float = 60


class WitnessServer:
    """Listens on a socket until it is stopped."""

    def __init__(
        self,
        service: WitnessService,
        listen: tuple[str, int],
        *,
        prefix: str = "",
        limits: Limits | None = None,
    ) -> None:
        """Bind the address; port 0 takes a free one, told by `port`."""
        self._service, self._prefix, self._limits = service, prefix.rstrip("/"), limits or Limits()
        host, port = listen
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._socket = socket.create_server((host, port), family=family, backlog=256)
        self._socket.settimeout(TICK_SECONDS)
        self.port: int = self._socket.getsockname()[1]
        self._open: dict[socket.socket, float] = {}
        """Every connection: when it fell silent; infinite while it is being answered."""
        self._guard = Lock()
        self._stopping = False

    def serve(self) -> str:
        """Answer until `stop` is called or the service breaks; return why, empty where it was stopped."""
        try:
            while not self._stopping and not self._service.broken:
                try:
                    connection, _ = self._socket.accept()
                except TimeoutError:
                    continue  # nobody came in this tick
                except OSError:
                    sleep(TICK_SECONDS)  # who came has gone, or there are no files left to open
                    continue
                self._take(connection)
        finally:
            self._socket.close()
            with self._guard:
                for connection in self._open:
                    _shut(connection)
        return self._service.broken

    def stop(self) -> None:
        """Let `serve` return."""
        self._stopping = True

    def answer(self, head: RequestHead, body: bytes) -> Answer:
        """Return the answer to one request of HTTP."""
        if not head.path.startswith(f"{self._prefix}/"):
            return Answer.refusing(404, "there is nothing here")
        path = head.path[len(self._prefix) :]
        if path == "/add-checkpoint":
            if head.method != "POST":
                return Answer.refusing(405, "this takes a POST")
            return self._service.answer(body)
        monitor = _MONITOR.fullmatch(path)
        if monitor is None:
            return Answer.refusing(404, "there is nothing here")
        if head.method != "GET":
            return Answer.refusing(405, "this takes a GET")
        note = self._service.latest(monitor["origin_hash"])
        return Answer(200, note) if note else Answer.refusing(404, "nothing of that log was cosigned")

    def _take(self, connection: socket.socket) -> None:
        with self._guard:
            if len(self._open) >= self._limits.connections:
                silent = min(self._open, key=self._open.__getitem__)
                if self._open[silent] == float("inf"):
                    connection.close()  # all are being answered
                    return
                _shut(silent)
                del self._open[silent]
            self._open[connection] = monotonic()
        try:
            Thread(target=self._talk, args=(connection,), daemon=True).start()
        except RuntimeError:  # the system has no more threads
            self._forget(connection)

    def _talk(self, connection: socket.socket) -> None:
        try:
            held = b""
            while not self._stopping:
                held = self._one(connection, held)
        except (OSError, _Hangup):
            pass  # whoever asked has gone, or was too slow; nothing is owed
        finally:
            self._forget(connection)

    def _one(self, connection: socket.socket, held: bytes) -> bytes:
        """Answer one request and return the bytes that came after it."""
        self._mark(connection, silent=True)
        if not held:
            held = _receive(connection, monotonic() + self._limits.idle_seconds)
        deadline = monotonic() + self._limits.request_seconds
        while b"\r\n\r\n" not in held:
            if len(held) > MOST_HEAD_BYTES:
                _refuse(connection, TOO_LONG)
            held += _receive(connection, deadline)
        text, _, held = held.partition(b"\r\n\r\n")
        if len(text) > MOST_HEAD_BYTES:
            _refuse(connection, TOO_LONG)
        head = read_request_head(text + b"\r\n\r\n")
        if isinstance(head, Answer):
            _refuse(connection, head)
        if head.expects and len(held) < head.length:
            connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        while len(held) < head.length:
            held += _receive(connection, deadline)
        body, held = held[: head.length], held[head.length :]
        self._mark(connection, silent=False)
        answer = self.answer(head, body)
        connection.settimeout(self._limits.request_seconds)
        connection.sendall(response(answer, keep_alive=head.keep_alive))
        if not head.keep_alive:
            raise _Hangup
        return held

    def _forget(self, connection: socket.socket) -> None:
        with self._guard:
            self._open.pop(connection, None)
        connection.close()

    def _mark(self, connection: socket.socket, *, silent: bool) -> None:
        with self._guard:
            if connection in self._open:
                self._open[connection] = monotonic() if silent else float("inf")


class _Hangup(Exception):
    """The conversation is over."""


def read_listen(text: str) -> tuple[str, int]:
    """Return host and port of `127.0.0.1:8080` or `[::1]:8080`; `UsageError` for anything else."""
    host, _, port = text.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not host or not port.isascii() or not port.isdigit() or int(port) > 65_535:
        raise UsageError(
            "not an address to listen on", expected="HOST:PORT, as 127.0.0.1:8080", got=text[:80]
        )
    return host, int(port)


def _receive(connection: socket.socket, deadline: float) -> bytes:
    """Return what has come; `_Hangup` where nothing more will, or the time is over."""
    left = deadline - monotonic()
    if left <= 0:
        raise _Hangup
    connection.settimeout(left)
    data = connection.recv(65_536)
    if not data:
        raise _Hangup
    return data


def _refuse(connection: socket.socket, answer: Answer) -> NoReturn:
    """Answer, read away a little of what still comes so that the answer is not lost, and hang up."""
    deadline = monotonic() + DRAINING_SECONDS
    connection.settimeout(DRAINING_SECONDS)
    connection.sendall(response(answer, keep_alive=False))
    connection.shutdown(socket.SHUT_WR)
    while True:
        _receive(connection, deadline)


def _shut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it was closed already
