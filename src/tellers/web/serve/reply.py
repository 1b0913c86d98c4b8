"""What goes back: bytes with a strong ETag, 304 where the asker has them, gzip where it helps and is taken.

An ETag is the hash of the bytes that are sent; those that were compressed have another, since they are other
bytes (RFC 9110, section 8.8.3). Nothing of the request stands in an answer but what a problem says was wrong.
"""

from __future__ import annotations

import gzip
from base64 import b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from tellers.web.serve.asked import NotUnderstood

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Reply", "accepts", "conditional", "etag_of"]

SMALLEST_ZIPPED = 1_400
"""Bytes that fit into one packet: compressing them saves nobody anything."""
LARGEST_ZIPPED = 4_000_000
"""What is longer takes too long to compress at each request."""
LONGEST_HEADER = 2_000
QUICK = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A status, bytes and what they are; `zippable` where compressing them is likely to help."""

    status: int = 200
    body: bytes = b""
    media: str = "application/json"
    cache: str = "no-cache"
    zippable: bool = True
    headers: Mapping[str, str] = field(default_factory=dict)


def etag_of(body: bytes) -> str:
    """Return the strong ETag of bytes."""
    return f'"{b64encode(sha256(body).digest()[:15], altchars=b"-_").decode()}"'


def conditional(reply: Reply, asked: Mapping[str, str]) -> tuple[int, bytes, list[tuple[bytes, bytes]]]:
    """Return status, body and headers of a reply to a request with these headers.

    A 304 has the headers that the whole answer would have had, and no body.
    """
    body, headers = reply.body, {"content-type": reply.media, "cache-control": reply.cache, **reply.headers}
    if reply.status == 200:
        tag = etag_of(body)
        if reply.zippable and SMALLEST_ZIPPED <= len(body) <= LARGEST_ZIPPED:
            headers["vary"] = ", ".join(filter(None, (headers.get("vary"), "accept-encoding")))
            if accepts(asked.get("accept-encoding", ""), "gzip"):
                body, headers["content-encoding"] = gzip.compress(body, QUICK, mtime=0), "gzip"
                tag = f'{tag[:-1]}-gzip"'
        headers["etag"] = tag
        if _has(asked.get("if-none-match", ""), tag):
            del headers["content-type"]
            headers.pop("content-encoding", None)
            return 304, b"", _encoded(headers)
    headers["content-length"] = str(len(body))
    return reply.status, body, _encoded(headers)


def accepts(header: str, wanted: str) -> bool:
    """Return whether a header of preferences takes something: named, or by a star, and not with `q=0`.

    >>> accepts("br, gzip;q=0.5", "gzip"), accepts("gzip;q=0, *", "gzip"), accepts("text/*", "text/html")
    (True, False, True)
    """
    if header in {"", "*/*"}:  # as most programs send it
        return bool(header)
    if len(header) > LONGEST_HEADER:
        raise NotUnderstood("too long a header", expected=f"at most {LONGEST_HEADER} characters")
    weights: dict[str, bool] = {}
    for part in header.lower().split(","):
        name, *parameters = (one.strip() for one in part.split(";"))
        zero = any(one.startswith("q=") and not one[2:].strip("0.") for one in parameters)
        weights[name] = not zero
    wider = (f"{wanted.partition('/')[0]}/*", "*/*") if "/" in wanted else ("*",)
    return next((weights[name] for name in (wanted, *wider) if name in weights), False)


def _has(header: str, tag: str) -> bool:
    """Return whether an If-None-Match names a tag, or any; compared weakly, as RFC 9110 says."""
    named = [one.strip().removeprefix("W/") for one in header.split(",")]
    return tag in named or named == ["*"]


def _encoded(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
