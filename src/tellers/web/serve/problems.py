"""Why there is no answer, as a problem (RFC 9457): what was expected, what was found, what to do."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from tellers.errors import TellersError, printable
from tellers.web.serve.answers import Problem, encode_answer
from tellers.web.serve.asked import NotUnderstood
from tellers.web.serve.reading import Changed
from tellers.web.serve.reply import Reply
from tellers.web.serve.service import NotThere

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MEDIA", "problem", "problem_of"]

MEDIA = "application/problem+json"
STATUS = {NotThere: 404, NotUnderstood: 400, Changed: 503}
"""What is not there, what was not clear, what the files no longer say."""


def problem(status: int, error: TellersError, headers: Mapping[str, str] | None = None) -> Reply:
    """Return the reply that tells an error under a status."""
    told = Problem(
        type="about:blank",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=printable(error.message),
        where=printable(error.where),
        expected=printable(error.expected),
        got=printable(error.got),
        remedy=printable(error.remedy),
    )
    return Reply(
        status=status, body=encode_answer(told), media=MEDIA, cache="no-store", headers=headers or {}
    )


def problem_of(error: TellersError) -> Reply:
    """Return the reply to what our code refused."""
    for kind, status in STATUS.items():
        if isinstance(error, kind):
            return problem(status, error)
    return problem(500, error)
