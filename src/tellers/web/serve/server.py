"""The server: uvicorn with limits, so that slow, greedy and many askers hold little and keep nobody out.

Each connection has a time to say what it asks; a head has a greatest length; where there are too many
connections, the one that has been silent longest makes room. No line is kept of who asked what.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    from starlette.types import ASGIApp

__all__ = ["BoundedProtocol", "make_server"]

REQUEST_SECONDS = 10
"""For a request to be said, from its connection or the answer before it."""
IDLE_SECONDS = 10
"""Between two requests of a connection."""
MOST_CONNECTIONS = 1_000
WARNINGS = "uvicorn.error"
"""Where uvicorn warns, among other things, of every request that it cannot read."""
LONGEST_HEAD = 16_384
REFUSAL = (
    b"HTTP/1.1 400 Bad Request\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: 18\r\n"
    b"x-content-type-options: nosniff\r\ncontent-security-policy: default-src 'none'\r\n"
    b"connection: close\r\n\r\nnot understood\r\n\r\n"
)


class BoundedProtocol(H11Protocol):
    """HTTP/1.1 by h11, with a time for each request and a number of connections."""

    _patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request; let the connection go that has been silent longest, if need be."""
        super().connection_made(transport)
        # Of the whole server; those that wait to say what they ask, the longest silent first.
        self._silent: dict[BoundedProtocol, None] = vars(self.server_state).setdefault("silent", {})
        while len(self.connections) > MOST_CONNECTIONS and self._silent:
            oldest = next(iter(self._silent))
            self._silent.pop(oldest)
            self.connections.discard(oldest)
            oldest.transport.abort()
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._heard()
        super().connection_lost(exc)

    def handle_events(self) -> None:
        """Stop the clock once a request is said whole."""
        before = self.cycle
        super().handle_events()
        if self.cycle is not before and not self.cycle.response_complete:
            self._heard()

    def on_response_complete(self) -> None:
        """Start the clock for the next request."""
        super().on_response_complete()
        if not self.transport.is_closing() and self.cycle.response_complete:
            self._wait()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is not HTTP, or too long a head, and let the connection go."""
        del msg
        self.transport.write(REFUSAL)
        self.transport.close()

    def _wait(self) -> None:
        self._heard()
        self._silent[self] = None
        self._patience = self.loop.call_later(REQUEST_SECONDS, self._let_go)

    def _heard(self) -> None:
        self._silent.pop(self, None)
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _let_go(self) -> None:
        if not self.transport.is_closing():
            self.transport.abort()


def make_server(app: ASGIApp, *, host: str, port: int) -> uvicorn.Server:
    """Return a server of an application; it listens when it is run.

    It tells its own faults on standard error: by a line a senseless request anybody could fill a disk.
    """
    logging.getLogger(WARNINGS).setLevel(logging.ERROR)
    settings: dict[str, Any] = {
        "http": BoundedProtocol,
        "ws": "none",
        "lifespan": "off",
        "log_config": None,
        "access_log": False,
        "server_header": False,
        "proxy_headers": False,
        "limit_concurrency": 2 * MOST_CONNECTIONS,
        "timeout_keep_alive": IDLE_SECONDS,
        "timeout_graceful_shutdown": 5,
        "h11_max_incomplete_event_size": LONGEST_HEAD,
        "backlog": 512,
    }
    return uvicorn.Server(uvicorn.Config(app, host=host, port=port, **settings))
