"""Calendars of OpenTimestamps: a message is sent to one, and later asked for again, over HTTP.

`POST <calendar>/digest` takes 32 bytes and answers with paths that end in its promise;
`GET <calendar>/timestamp/<message>` answers, some hours later, with a path to a block of Bitcoin, and
before that with 404. Source: python-opentimestamps 0.4.5, calendar.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.log.ask_stamp import Question, ask

if TYPE_CHECKING:
    from tellers.log.ots import Proof

__all__ = ["ask_calendar"]

ANSWER = "application/vnd.opentimestamps.v1"
FORM = "application/x-www-form-urlencoded"
"""What the reference client sends, and so what calendars take."""


def ask_calendar(proof: Proof, address: str) -> Proof:
    """Return a proof with a calendar's answer: sent to it, or, where it promised already, asked again.

    Errors as `tellers.log.ask_stamp.ask` and `Proof.merged`.
    """
    address = address.rstrip("/")
    waiting = [
        message
        for message, end in proof.ends()
        if end.address.rstrip("/") == address and message in proof.open_ends()
    ]
    for message in waiting:
        answer = ask(Question(address=f"{address}/timestamp/{message.hex()}", answer=ANSWER))
        proof = proof.merged(answer, at=message)
    if waiting:
        return proof
    message = proof.commitment()
    sent = Question(address=f"{address}/digest", body=message, kind=FORM, answer=ANSWER)
    return proof.merged(ask(sent), at=message)
