"""A question over the web to a time-stamp authority or to a calendar, and its answer's bytes."""

from __future__ import annotations

from dataclasses import dataclass
from http.client import HTTPException
from queue import Empty, SimpleQueue
from threading import Thread
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from tellers.errors import LogError, UsageError
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
    in half a minute, sends elsewhere, answers other than 200, or does not stop. A thread of its own, so
    that a server which sends a byte now and then holds nobody up.
    """
    if not question.address.startswith(("http://", "https://")):
        raise UsageError(
            "not an address of the web", expected="http:// or https://", got=question.address[:80]
        )
    came: SimpleQueue[bytes | int | Exception] = SimpleQueue()
    Thread(target=_exchange, args=(question, came), daemon=True).start()
    try:
        result = came.get(timeout=PATIENCE_SECONDS)
    except Empty:
        raise LogError(f"no answer in {PATIENCE_SECONDS} seconds", where=question.address) from None
    if isinstance(result, Exception):
        told = getattr(result, "reason", None) or result
        raise LogError(f"it does not answer: {told}"[:SHOWN], where=question.address) from result
    if isinstance(result, int):
        missing = "It may not have it yet: ask again later." if result == 404 else "Ask again later."
        raise LogError(f"it answers {result}", where=question.address, remedy=missing)
    if len(result) > MOST_BYTES:
        raise LogError("longer than any answer", where=question.address, expected=f"{MOST_BYTES} bytes")
    return result


class _Stay(HTTPRedirectHandler):
    """The question is for this address: being sent elsewhere is an answer like any other."""

    def redirect_request(self, *_: object) -> None:
        return None


def _exchange(question: Question, came: SimpleQueue[bytes | int | Exception]) -> None:
    headers = {"User-Agent": f"tellers/{VERSION}", "Accept": question.answer}
    if question.body is not None:
        headers["Content-Type"] = question.kind
    asked = Request(question.address, data=question.body, headers=headers)  # noqa: S310 (checked by ask)
    try:
        with build_opener(_Stay).open(asked, timeout=PATIENCE_SECONDS) as answer:
            came.put(answer.read(MOST_BYTES + 1))
    except HTTPError as error:
        error.close()
        came.put(error.code)
    except (OSError, ValueError, HTTPException) as error:  # told to the thread that waits
        came.put(error)
