"""What every measurement of a log shares: the entries, a stopwatch, and how a figure is told.

Standard library alone: the peers' Pythons run it too. Entries are JSON of about 300 bytes, each another.

>>> len(entry_of(7)), entry_of(7)[:40]
(300, b'{"act":"published","contest":"president"')
"""

from __future__ import annotations

import json
import resource
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Self

BATCH = 4096
KIBIBYTE = 1024
ENTRY_BYTES = 300


def entry_of(number: int) -> bytes:
    """Return the entry of a number."""
    figures = ",".join(f'"option-{at:02}":{(number * (at + 3) * 2_654_435_761) % 997}' for at in range(8))
    head = f'{{"act":"published","contest":"president","figures":{{{figures}}},"unit":"station-{number:08}"'
    room = ENTRY_BYTES - len(head) - len(',"source":""}')
    return f'{head},"source":"{"s" * room}"}}'.encode()


def batches(entries: int, *, start: int = 0) -> Iterator[list[bytes]]:
    """Yield so many entries in batches."""
    for first in range(start, start + entries, BATCH):
        yield [entry_of(number) for number in range(first, min(first + BATCH, start + entries))]


def places(entries: int, many: int) -> list[int]:
    """Return places of entries, drawn from a fixed seed."""
    draws = Random(entries)
    return [draws.randrange(entries) for _ in range(many)]


def again(proofs: dict[int, object], *, turns: int = 100_000, different: int = 1_000) -> Iterator[int]:
    """Yield places of proofs over and over: everybody verifies as many different ones, where there are."""
    every = list(proofs)[:different]
    for turn in range(turns):
        yield every[turn % len(every)]


@dataclass(slots=True)
class Stopwatch:
    """CPU and wall seconds of what is done inside `with`, added up."""

    cpu: float = 0.0
    wall: float = 0.0

    def __enter__(self) -> Self:
        """Start."""
        self.cpu -= time.process_time()
        self.wall -= time.perf_counter()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self.cpu += time.process_time()
        self.wall += time.perf_counter()

    @property
    def seconds(self) -> dict[str, float]:
        """Return both."""
        return {"cpu": self.cpu, "wall": self.wall}


def tell(what: str, *, count: int, watch: Stopwatch, **more: object) -> None:
    """Print one figure as a line of JSON, with the peak memory of the process so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIBIBYTE
    print(json.dumps({"what": what, "count": count, "peak": peak, **watch.seconds, **more}), flush=True)


def tell_each(what: str, work: Callable[[int], object], over: Iterable[int], *, seconds: float) -> None:
    """Do a work for each place until so many seconds have gone, and print what it took."""
    watch, count, until = Stopwatch(), 0, time.perf_counter() + seconds
    with watch:
        for place in over:
            work(place)
            count += 1
            if time.perf_counter() > until:
                break
    tell(what, count=count, watch=watch)


def tell_median(what: str, work: Callable[[int], object], *, runs: int) -> None:
    """Do a work several times, and print the median, the least and the most of its wall seconds."""
    walls, watch = [], Stopwatch()
    for run in range(runs):
        began = time.perf_counter()
        with watch:
            work(run)
        walls.append(time.perf_counter() - began)
    tell(what, count=runs, watch=watch, median=statistics.median(walls), least=min(walls), most=max(walls))
