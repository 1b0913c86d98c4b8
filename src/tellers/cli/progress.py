"""Progress on a terminal, for what takes over a second; nothing when output is no terminal."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["shown_progress"]

PATIENCE = 1.0
"""Seconds before anything is shown."""


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
