"""One exchange with a web server that nobody need trust: so many seconds, so many bytes, and no other host.

The time is that of the whole exchange, however slowly its bytes come: it runs in a thread of its own, which
is left behind when the time is over. A redirect is followed only to the same host, as from http to https, and
never with a body: a stranger's server must not choose which machine inside a network is asked. What comes
compressed, as C2SP tlog-tiles lets logs send it unasked, is unpacked up to the same number of bytes.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from http.client import HTTPException
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from tellers.errors import LogError, UsageError
from tellers.log.patience import within
from tellers.release import VERSION

if TYPE_CHECKING:
    from http.client import HTTPResponse

__all__ = ["Limits", "Reply", "exchange", "verify_address"]

GZIP = zlib.MAX_WBITS | 16
SHOWN = 300


@dataclass(frozen=True, slots=True)
class Limits:
    """What one exchange may cost."""

    seconds: float
    size: int
    """Bytes of the answer; one more is read, so that whoever asks sees that there are more."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered."""

    status: int
    body: bytes
    missing: int = 0
    """Bytes that its header promised and that did not come."""


def exchange(address: str, limits: Limits, *, body: bytes | None = None) -> Reply:
    """Return what a server answers, whatever the status; with a body it is a POST.

    Raises `UsageError` for an address that is not of the web, `LogError` for a server that does not answer
    in time or in HTTP.
    """
    verify_address(address)
    try:
        return within(limits.seconds, lambda: _ask(address, limits, body), where=address)
    except (OSError, ValueError, HTTPException, zlib.error) as error:
        told = getattr(error, "reason", None) or error
        raise LogError(f"the server does not answer: {told}"[:SHOWN], where=address) from error


def verify_address(address: str) -> None:
    """Return where an address is of the web; `UsageError` for any other, as one of a file."""
    if not address.startswith(("http://", "https://")):
        raise UsageError("not an address of the web", expected="http:// or https://", got=address[:80])


class _SameHost(HTTPRedirectHandler):
    """Being sent elsewhere is an answer like any other."""

    def redirect_request(self, req: Request, *rest: Any) -> Request | None:  # noqa: ANN401 (as the library has it)
        to = urlsplit(rest[-1])
        same = to.hostname == urlsplit(req.full_url).hostname
        stays = req.data is None and same and to.scheme in {"http", "https"}
        return super().redirect_request(req, *rest) if stays else None


def _ask(address: str, limits: Limits, body: bytes | None) -> Reply:
    headers = {"User-Agent": f"tellers/{VERSION}", "Accept-Encoding": "gzip, identity"}
    if body is not None:
        headers["Content-Type"] = "text/plain; charset=utf-8"
    asked = Request(address, data=body, headers=headers)  # noqa: S310 (checked by `exchange`)
    answer: HTTPResponse | HTTPError
    try:
        answer = build_opener(_SameHost).open(asked, timeout=limits.seconds)
    except HTTPError as error:
        answer = error
    with answer:
        data = answer.read(limits.size + 1)
        if answer.headers.get("Content-Encoding", "").lower() in {"gzip", "x-gzip"}:
            data = _unpacked(data, limits.size)
        return Reply(answer.status or 0, data, getattr(answer, "length", None) or 0)


def _unpacked(data: bytes, size: int) -> bytes:
    unpacking = zlib.decompressobj(GZIP)
    found = unpacking.decompress(data, size + 1)
    if not unpacking.eof and len(found) <= size:
        message = "what it sends compressed is cut"
        raise ValueError(message)
    return found
