"""The door every request comes through: rate, path, methods of browsers, headers of safety, and last faults.

What stands in the Host header is nowhere used: every address that is sent back is relative.
"""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING

from tellers.errors import TellersError, UsageError
from tellers.web.serve.asked import NotUnderstood, read_path
from tellers.web.serve.endpoint import respond
from tellers.web.serve.problems import problem, problem_of
from tellers.web.site.frame import CONTENT_POLICY

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from tellers.web.serve.rate import RateLimiter

__all__ = ["Door", "page_policy"]

OPEN_TO_ALL = ("/api/", "/log/")
"""What any page of the web may read: it is public, and nothing in it depends on who asks."""
LONGEST_PATH = 4_000
ANSWER_SECONDS = 120
"""For the whole of an answer to be taken, however slowly."""
POLICY = f"{CONTENT_POLICY}; font-src 'none'; frame-ancestors 'none'"
"""What every page says of itself, and what only a header can say; a page's own may be narrower."""
ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
OPEN = (
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cross-origin-resource-policy", b"cross-origin"),
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Link, Retry-After"),
)
PREFLIGHT = (
    (b"access-control-allow-methods", b"GET, HEAD, OPTIONS"),
    (b"access-control-allow-headers", b"Accept, If-None-Match"),
    (b"access-control-max-age", b"86400"),
)
_log = logging.getLogger("tellers.serve")


def page_policy(path: str) -> bytes:
    """Return the policy of a page's content; the map's workers are made in the page."""
    told = (
        POLICY.replace("worker-src 'self'", "worker-src 'self' blob:")
        if path.endswith("/map.html")
        else POLICY
    )
    return told.encode()


class Door:
    """An application behind the door."""

    def __init__(self, inside: ASGIApp, limiter: RateLimiter | None) -> None:
        """Keep the application, and who may ask how often; None lets everybody."""
        self._inside, self._limiter = inside, limiter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request through; anything but HTTP is let go."""
        if scope["type"] != "http":
            return
        begun = False

        async def guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                message["headers"] = [*message["headers"], *_headers(scope)]
            await send(message)

        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await self._let_in(scope, receive, guarded)
        except TimeoutError:
            _log.warning("an answer was not taken in %d seconds", ANSWER_SECONDS)
            raise
        except Exception:
            _log.exception("a fault of Tellers at %s", scope["path"])
            if begun:
                raise
            await respond(guarded, problem(500, UsageError("a fault of the server, which was noted")), {})

    async def _let_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        client = scope.get("client")
        if self._limiter is not None and client is not None:
            wait = self._limiter.wait(client[0], time.monotonic())
            if wait:
                told = UsageError("too many requests from this address", remedy=f"Wait {wait} s.")
                await respond(send, problem(429, told, {"retry-after": str(wait)}), {})
                return
        try:
            raw = scope.get("raw_path") or b""
            if len(raw) > LONGEST_PATH:
                raise NotUnderstood("too long a path", expected=f"at most {LONGEST_PATH} bytes")
            scope["path"] = read_path(raw)
        except TellersError as error:
            await respond(send, problem_of(error), {})
            return
        await self._inside(scope, receive, send)


def _headers(scope: Scope) -> list[tuple[bytes, bytes]]:
    """Return the headers that every answer has, by what was asked for."""
    path = scope["path"]
    if path.startswith(OPEN_TO_ALL):
        return [*ALWAYS, *OPEN, *(PREFLIGHT if scope["method"] == "OPTIONS" else ())]
    return [
        *ALWAYS,
        (b"content-security-policy", page_policy(path)),
        (b"cross-origin-resource-policy", b"same-origin"),
    ]
