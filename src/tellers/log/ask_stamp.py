"""A question over the web to a time-stamp authority or to a calendar, and its answer's bytes."""

from __future__ import annotations

from dataclasses import dataclass
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from tellers.errors import LogError
from tellers.log.patience import within
from tellers.log.web import verify_address
from tellers.release import VERSION

__all__ = ["Question", "ask"]

PATIENCE_SECONDS = 30
MOST_BYTES = 1_000_000
SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked, and in what form the answer is wanted."""

    address: str
    body: bytes | None = None
    """What is sent by POST; None for GET."""
    kind: str = "application/octet-stream"
    answer: str
    """The media type of the answer."""


def ask(question: Question) -> bytes:
    """Return the answer's bytes, which may be anything.

    Raises `UsageError` for an address that is not of the web, `LogError` for a server that does not answer
    in half a minute, sends elsewhere, answers other than 200, or does not stop.
    """
    verify_address(question.address)
    try:
        result = within(PATIENCE_SECONDS, lambda: _exchange(question), where=question.address)
    except HTTPError as error:
        missing = "It may not have it yet: ask again later." if error.code == 404 else "Ask again later."
        raise LogError(f"it answers {error.code}", where=question.address, remedy=missing) from error
    except (OSError, ValueError, HTTPException) as error:
        told = getattr(error, "reason", None) or error
        raise LogError(f"it does not answer: {told}"[:SHOWN], where=question.address) from error
    if len(result) > MOST_BYTES:
        raise LogError("longer than any answer", where=question.address, expected=f"{MOST_BYTES} bytes")
    return result


class _Stay(HTTPRedirectHandler):
    """The question is for this address: being sent elsewhere is an answer like any other."""

    def redirect_request(self, *_: object) -> None:
        return None


def _exchange(question: Question) -> bytes:
    headers = {"User-Agent": f"tellers/{VERSION}", "Accept": question.answer}
    if question.body is not None:
        headers["Content-Type"] = question.kind
    asked = Request(question.address, data=question.body, headers=headers)  # noqa: S310 (checked by ask)
    try:
        with build_opener(_Stay).open(asked, timeout=PATIENCE_SECONDS) as answer:
            data: bytes = answer.read(MOST_BYTES + 1)
            return data
    except HTTPError as error:
        error.close()
        raise
