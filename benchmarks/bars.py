"""The bars the project set itself, and whether what was measured is under them.

A bar is an absolute figure for one machine; on another it is easier or harder. What the peer took
when the bars were set is therefore kept here beside them, and the table shows what it takes now.

>>> BARS[0].words
'csv, 500,000 stations: CPU at most 3.00 s'
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from benchmarks.agreement import Agreement
from benchmarks.bar_tables import MEGABYTE
from benchmarks.cases import Case
from benchmarks.measure import Cost

MOST_GROWTH = 1.10
"""Peak memory with findings over peak memory without: at most this, which allows for noise between runs."""


class Quantity(StrEnum):
    """What a bar is about."""

    CPU = "CPU"
    WALL = "wall"
    PEAK = "peak memory"

    def of(self, cost: Cost) -> float:
        """Return the median of this quantity, in seconds or bytes."""
        spreads = {
            Quantity.CPU: cost.cpu_seconds,
            Quantity.WALL: cost.wall_seconds,
            Quantity.PEAK: cost.peak_bytes,
        }
        return spreads[self].median

    def words(self, amount: float) -> str:
        """Return an amount of this quantity with its unit."""
        return f"{amount / MEGABYTE:.0f} MB" if self is Quantity.PEAK else f"{amount:.2f} s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A case and what it cost, or why it could not be measured."""

    case: Case
    cost: Cost | None
    reason: str = ""
    agreement: Agreement | None = None
    """Whether what was written is what is true; None where ours was not run on a known election."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One quantity of one kind of case at one size, and the most it may be."""

    kind: str
    stations: int
    quantity: Quantity
    at_most: float

    @property
    def words(self) -> str:
        """The bar in words."""
        return (
            f"{self.kind}, {self.stations:,} stations: "
            f"{self.quantity.value} at most {self.quantity.words(self.at_most)}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A bar beside what was measured; ``met`` is None where nothing was."""

    words: str
    measured: str
    met: bool | None


BARS = (
    Bar(kind="csv", stations=500_000, quantity=Quantity.CPU, at_most=3.0),
    Bar(kind="csv", stations=500_000, quantity=Quantity.PEAK, at_most=500.0 * MEGABYTE),
    Bar(kind="dossier", stations=500_000, quantity=Quantity.CPU, at_most=1.5),
    Bar(kind="example", stations=25_073, quantity=Quantity.WALL, at_most=1.5),
)

PEER_STATIONS_WHEN_SET = 500_000
PEER_CPU_WHEN_SET = 54.6
PEER_WHEN_SET = "54.6 CPU s and 1.74 GB for 500,000 stations and 13 options"
"""What the peer took on the machine on which the bars were set."""


def judge(bar: Bar, results: tuple[Result, ...]) -> Judged:
    """Return the bar beside the measured median of its case."""
    for result in results:
        if (result.case.kind, result.case.stations) == (bar.kind, bar.stations) and result.cost is not None:
            amount = bar.quantity.of(result.cost)
            return Judged(words=bar.words, measured=bar.quantity.words(amount), met=amount <= bar.at_most)
    return Judged(words=bar.words, measured="not measured", met=None)


def judge_growth(results: tuple[Result, ...]) -> Judged:
    """Return whether peak memory stays where it is when the number of findings grows."""
    words = f"faulty: peak memory at most {MOST_GROWTH:.2f} times that of an honest election"
    faulty = [result for result in results if result.case.kind == "faulty"]
    peaks = {
        result.case.faulty_per_million: result.cost.peak_bytes.median
        for result in faulty
        if result.cost is not None
    }
    if 0 not in peaks or len(peaks) == 1 or len(peaks) < len(faulty):
        return Judged(words=words, measured="not measured", met=None)
    growth = max(peaks.values()) / peaks[0]
    return Judged(words=words, measured=f"{growth:.2f} times", met=growth <= MOST_GROWTH)


def judge_agreement(results: tuple[Result, ...]) -> Judged:
    """Return whether every measured run of ours gave the true totals and found every faulty sheet."""
    words = "ours gives the true totals and finds every sheet that does not add up"
    compared = [result.agreement for result in results if result.agreement is not None]
    if not compared:
        return Judged(words=words, measured="not measured", met=None)
    held = sum(agreement.holds for agreement in compared)
    return Judged(words=words, measured=f"in {held} of {len(compared)} elections", met=held == len(compared))


def judge_all(results: tuple[Result, ...]) -> tuple[Judged, ...]:
    """Return every bar beside what was measured."""
    return (*(judge(bar, results) for bar in BARS), judge_growth(results), judge_agreement(results))
