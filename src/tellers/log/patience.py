"""Work that may never end, such as reading from somebody's server, given so many seconds and no more.

A time-out of a connection counts from byte to byte: a server that sends one now and then outlives it.

>>> within(1, lambda: 17, where="here")
17
"""

from __future__ import annotations

from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from tellers.errors import LogError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["within"]

Made = TypeVar("Made")


def within(seconds: float, work: Callable[[], Made], *, where: str) -> Made:
    """Return what work gives, or raise what it raises; `LogError` where it takes longer.

    It runs in a thread of its own, which is left behind where it takes longer, and ends with the program.
    """
    came: SimpleQueue[tuple[Made, None] | tuple[None, BaseException]] = SimpleQueue()

    def run() -> None:
        try:
            came.put((work(), None))
        except BaseException as error:  # noqa: BLE001 (raised again in the thread that waits)
            came.put((None, error))

    Thread(target=run, daemon=True).start()
    try:
        made, error = came.get(timeout=seconds)
    except Empty:
        raise LogError(f"no answer in {seconds} seconds", where=where, remedy="Try later.") from None
    if error is not None:
        raise error
    return made  # type: ignore[return-value]  # no error, so it was made
