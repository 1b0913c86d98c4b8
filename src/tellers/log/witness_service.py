"""Many who ask at once, one who writes: whatever waits while a commit is synced goes into the next one.

A commit costs tens of milliseconds of waiting for the disk and little else, so that requests that come
together share one; nobody is made to wait for company. The writing thread alone touches the database.
"""

from __future__ import annotations

from concurrent.futures import Future
from hashlib import sha256
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from tellers.errors import TellersError
from tellers.log.witness import Answer, Signed

if TYPE_CHECKING:
    from collections.abc import Callable

    from tellers.log.witness import Witness
    from tellers.log.witness_store import WitnessStore

__all__ = ["WitnessService", "answer_file", "answer_once"]

MOST_TOGETHER = 512
PATIENCE_SECONDS = 60
BROKEN = Answer.refusing(500, "this witness has stopped: its database or its disk refuses")


def answer_once(witness: Witness, store: WitnessStore, body: bytes) -> Answer:
    """Return the answer to one request, stored before it is returned; for the exchange by files."""
    received = witness.receive(body, store.logs())
    return received if isinstance(received, Answer) else store.answer([received], witness.decide)[0]


def answer_file(answer: Answer) -> bytes:
    """Return an answer as a file: the signature lines, or `refused`, the status, and the reason below it."""
    return answer.body if answer.status == 200 else f"refused {answer.status}\n".encode() + answer.body


class WitnessService:
    """A witness that may be asked by many threads."""

    def __init__(
        self, witness: Witness, store: WitnessStore, *, committed: Callable[[], None] = lambda: None
    ) -> None:
        """Begin to write; `committed` is called after each commit and before its answers, for tests."""
        self._witness, self._store, self._committed = witness, store, committed
        self._logs = store.logs()
        self._latest = {
            sha256(origin.encode()).hexdigest(): store.stored(origin).note for origin in self._logs
        }
        self._waiting: SimpleQueue[tuple[Signed, Future[Answer]] | None] = SimpleQueue()
        self.broken = ""
        """Why it has stopped; empty while it has not."""
        self._writer = Thread(target=self._write, name="witness-writer", daemon=True)
        self._writer.start()

    def answer(self, body: bytes) -> Answer:
        """Return the answer to a request, after it is stored."""
        received = self._witness.receive(body, self._logs)
        if isinstance(received, Answer):
            return received
        if self.broken:
            return BROKEN
        future: Future[Answer] = Future()
        self._waiting.put((received, future))
        try:
            return future.result(timeout=PATIENCE_SECONDS)
        except TimeoutError:  # it may still be stored: nobody has the answer, which is safe
            return Answer.refusing(503, "this witness is too busy; ask again")

    def latest(self, origin_hash: str) -> bytes | None:
        """Return the latest checkpoint cosigned of a log named by the SHA-256 of its origin, in hex."""
        return self._latest.get(origin_hash) or None

    def close(self) -> None:
        """Answer what waits, and end; the store stays open."""
        self._waiting.put(None)
        self._writer.join()

    def _write(self) -> None:
        while batch := self._batch():
            asked = [signed for signed, _ in batch]
            try:
                answers = self._store.answer(asked, self._witness.decide)
                self._committed()
                for origin in {one.request.checkpoint.origin for one in asked}:
                    self._latest[sha256(origin.encode()).hexdigest()] = self._store.stored(origin).note
            except TellersError as error:
                self.broken = error.diagnostics()
                answers = [BROKEN] * len(batch)
            except BaseException as error:
                self.broken = f"{type(error).__name__}: {error}"
                for _, future in batch:
                    future.set_result(BROKEN)
                raise
            for (_, future), answer in zip(batch, answers, strict=True):
                future.set_result(answer)

    def _batch(self) -> list[tuple[Signed, Future[Answer]]]:
        """Return what waits, at least one request; nothing once it is to end."""
        first = self._waiting.get()
        batch = [] if first is None else [first]
        while batch and len(batch) < MOST_TOGETHER:
            try:
                one = self._waiting.get_nowait()
            except Empty:
                break
            if one is None:
                self._waiting.put(None)
                break
            batch.append(one)
        return batch
