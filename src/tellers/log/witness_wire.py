r"""The little of HTTP/1.1 that a witness speaks, as bytes in and bytes out.

One spelling is read, strictly: what two programs in a row could read differently is refused, because a
witness may stand behind another server. Source: RFC 9112 sections 2 to 6.

>>> read_request_head(b"POST /add-checkpoint HTTP/1.1\r\nHost: w.example\r\nContent-Length: 12\r\n\r\n")
RequestHead(method='POST', path='/add-checkpoint', length=12, keep_alive=True, expects=False)
>>> read_request_head(b"POST /add-checkpoint HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n").status
411
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus

from tellers.log.witness import Answer
from tellers.log.witness_request import MOST_REQUEST_BYTES

__all__ = ["MOST_HEAD_BYTES", "RequestHead", "read_request_head", "response"]

MOST_HEAD_BYTES = 8_192
_START = re.compile(rb"(?P<method>[A-Z]{1,16}) (?P<path>/[!-~]{0,2000}) HTTP/1\.(?P<minor>[01])")
_FIELD = re.compile(rb"(?P<name>[!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(?P<value>[\t -~\x80-\xff]*?)[ \t]*")
_LENGTH = re.compile(rb"0|[1-9][0-9]{0,9}")


@dataclass(frozen=True, slots=True)
class RequestHead:
    """The first line and the fields of a request that matter here."""

    method: str
    path: str
    length: int
    keep_alive: bool
    expects: bool
    """Whether it waits for 100 (Continue) before the body, as curl does with a long one."""


def read_request_head(data: bytes) -> RequestHead | Answer:
    """Return the head of a request, up to and with its empty line, or the refusal of one that is wrong."""
    first, *lines = data.removesuffix(b"\r\n\r\n").split(b"\r\n")
    start = _START.fullmatch(first)
    fields = [_FIELD.fullmatch(line) for line in lines]
    if start is None or None in fields:
        return Answer.refusing(400, "not a request of HTTP/1.1")
    values: dict[bytes, list[bytes]] = {}
    for field in fields:
        if field is not None:
            values.setdefault(field["name"].lower(), []).append(field["value"])
    lengths = values.get(b"content-length", [])
    if b"transfer-encoding" in values:
        return Answer.refusing(411, "say the length of the body in Content-Length")
    if len(lengths) > 1 or (lengths and not _LENGTH.fullmatch(lengths[0])):
        return Answer.refusing(400, "not a length of a body")
    method = start["method"].decode()
    if method == "POST" and not lengths:
        return Answer.refusing(411, "say the length of the body in Content-Length")
    length = int(lengths[0]) if lengths else 0
    if length > MOST_REQUEST_BYTES:
        return Answer.refusing(413, f"a request has at most {MOST_REQUEST_BYTES} bytes")
    asked = b",".join(values.get(b"connection", [])).lower()
    return RequestHead(
        method=method,
        path=start["path"].decode(),
        length=length,
        keep_alive=b"close" not in asked and (start["minor"] == b"1" or b"keep-alive" in asked),
        expects=b"100-continue" in b",".join(values.get(b"expect", [])).lower(),
    )


def response(answer: Answer, *, keep_alive: bool) -> bytes:
    """Return an answer as the bytes that are sent."""
    try:
        phrase = HTTPStatus(answer.status).phrase
    except ValueError:
        phrase = "Answer"
    lines = (
        f"HTTP/1.1 {answer.status} {phrase}",
        f"Content-Type: {answer.content_type}",
        f"Content-Length: {len(answer.body)}",
        f"Connection: {'keep-alive' if keep_alive else 'close'}",
        "",
        "",
    )
    return "\r\n".join(lines).encode() + answer.body
