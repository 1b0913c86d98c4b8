"""Progress on a terminal, for what takes over a second; nothing when output is no terminal."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["counted_off", "shown_count", "shown_progress"]

One = TypeVar("One")
PATIENCE = 1.0
"""Seconds before anything is shown."""
BETWEEN = 0.1
"""Seconds between two times that a count is handed on."""
PICTURES = 10
"""Of a count, a second."""


@contextmanager
def shown_progress(steps: int) -> Iterator[Callable[[str], None]]:
    """Give a function to call with the name of each step; a bar appears after a second."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda _name: None
        return
    from rich.console import Console  # noqa: PLC0415 (loaded only for a terminal)
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    started = time.monotonic()
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=steps, visible=False)

        def step(name: str) -> None:
            late = time.monotonic() - started > PATIENCE
            bar.update(task, description=name.replace("_", " "), advance=1, visible=late, refresh=late)

        yield step


@contextmanager
def shown_count(what: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """Give a function to call with how many more are done; a count of them appears after a second."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda _more: None
        return
    from rich.console import Console  # noqa: PLC0415 (loaded only for a terminal)
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.completed:,} {task.description}"), BarColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True, refresh_per_second=PICTURES)
    task = bar.add_task(what, total=total)
    done, due = 0, 0.0

    def told(more: int) -> None:
        nonlocal done, due
        done += more
        now = time.monotonic()
        if now >= due:
            due = now + BETWEEN
            bar.update(task, completed=done)

    begin = Timer(PATIENCE, bar.start)  # it moves then whether or not anything is told: nothing hangs
    begin.daemon = True
    begin.start()
    try:
        yield told
    finally:
        begin.cancel()
        begin.join()
        bar.stop()


def counted_off(some: Iterable[One], told: Callable[[int], None]) -> Iterator[One]:
    """Yield what is given, and tell of each."""
    for one in some:
        told(1)
        yield one
