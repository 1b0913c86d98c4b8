"""What whole processes cost: CPU seconds, wall seconds and peak memory, as the kernel accounts them.

Each run is a process from its start to its end (``os.wait4``), so imports and shutdown are counted,
and the processes it waited for are too. CPU is user plus system. Several commands in a row are one
case: their seconds are added and the largest of their peaks is taken. Of several runs the median is
shown, with the least and the most.

The peak of a process is at least that of the process that started it (see `benchmarks.generate`):
the runner stays small, and `own_peak_bytes` says how small.

>>> spread = Spread.of((3.0, 1.0, 2.0))
>>> spread.median, spread.least, spread.most
(2.0, 1.0, 3.0)
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.commands import Command

KIBIBYTE = 1024
LIMIT_SECONDS = 900.0
UNCOMPILED = "PYTHONDONTWRITEBYTECODE"
"""Left out of a run's environment: an installed program is compiled once, and not at each start."""


class NotMeasuredError(Exception):
    """A command that could not start or did not end as it must; its words say why.

    What the command itself said is kept apart: it may name folders of the machine, and is for the
    screen, not for a table that is published.
    """

    def __init__(self, words: str, *, last_words: str = "") -> None:
        """Keep the reason and the end of what the command said."""
        super().__init__(words)
        self.last_words = last_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What one run cost."""

    cpu_seconds: float
    wall_seconds: float
    peak_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The median of some runs, the least and the most."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: tuple[float, ...]) -> Spread:
        """Return the spread of at least one value."""
        return cls(median=statistics.median(values), least=min(values), most=max(values))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a case costs, over its runs."""

    runs: int
    cpu_seconds: Spread
    wall_seconds: Spread
    peak_bytes: Spread


def measure(commands: tuple[Command, ...], *, runs: int) -> Cost:
    """Return the cost of these commands, one after the other, over ``runs`` runs."""
    usages = [add_usages(tuple(run(command) for command in commands)) for _ in range(runs)]
    return Cost(
        runs=runs,
        cpu_seconds=Spread.of(tuple(usage.cpu_seconds for usage in usages)),
        wall_seconds=Spread.of(tuple(usage.wall_seconds for usage in usages)),
        peak_bytes=Spread.of(tuple(float(usage.peak_bytes) for usage in usages)),
    )


def add_usages(usages: tuple[Usage, ...]) -> Usage:
    """Return the seconds added and the largest peak."""
    return Usage(
        cpu_seconds=sum(usage.cpu_seconds for usage in usages),
        wall_seconds=sum(usage.wall_seconds for usage in usages),
        peak_bytes=max(usage.peak_bytes for usage in usages),
    )


def run(command: Command, *, limit_seconds: float = LIMIT_SECONDS) -> Usage:
    """Return what one run costs; `NotMeasuredError` if it does not start, takes too long or ends wrongly."""
    for path in command.writes:
        remove(path)
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        try:
            process = subprocess.Popen(
                command.arguments,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=said,
                env={key: value for key, value in os.environ.items() if key != UNCOMPILED},
            )
        except OSError as error:
            message = f"{Path(command.arguments[0]).name} does not start: {error.strerror}"
            raise NotMeasuredError(message) from error
        watch = threading.Timer(limit_seconds, process.kill)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall_seconds = time.perf_counter() - started
        watch.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)  # wait4 took it: Popen must not wait again
        said.seek(0)
        last_words = said.read().decode(errors="replace").strip()[-300:]
    verify_ended_well(command, exit_code=process.returncode, last_words=last_words)
    return Usage(
        cpu_seconds=usage.ru_utime + usage.ru_stime,
        wall_seconds=wall_seconds,
        peak_bytes=usage.ru_maxrss * KIBIBYTE,
    )


def verify_ended_well(command: Command, *, exit_code: int, last_words: str) -> None:
    """Raise `NotMeasuredError` unless the command ended as it must and wrote what it must."""
    name = " ".join([Path(command.arguments[0]).name, *command.arguments[1:2]])
    if exit_code not in command.accepted:
        message = f"{name} ended with {exit_code}, not {command.accepted[0]}"
        raise NotMeasuredError(message, last_words=last_words)
    for path in command.writes:
        if not path.exists():
            message = f"{name} did not write {path.name}"
            raise NotMeasuredError(message, last_words=last_words)


def own_peak_bytes() -> int:
    """Return the runner's own peak, below which no measured peak can fall."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIBIBYTE


def remove(path: Path) -> None:
    """Remove what an earlier run wrote, a file or a folder."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
