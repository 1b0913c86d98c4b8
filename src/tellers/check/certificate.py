"""A certificate: one inequality between records and announcement that anybody can check.

>>> Certificate(kind="above", options=(FigureId("EG"),), records=7_303_480, proclaimed=5_326_104,
...     left_out=400_000).surplus
1577376
"""

from __future__ import annotations

from dataclasses import dataclass

from tellers.model import FigureId

__all__ = ["Certificate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """One inequality that no content of the missing records can repair."""

    kind: str
    """Of options: `above` or `beyond`; of any figures: `figure`, `room`, `parts` or `whole`."""
    options: tuple[FigureId, ...]
    records: int
    """Votes of the figures in the records; of `beyond` and `room`, with the whole capacity added."""
    proclaimed: int
    left_out: int
    """The most by which the units left out can bring the two together."""
    whole: tuple[FigureId, ...] = ()
    """Of `parts` and `whole`: the figure that both sides are the rest of, less `options`."""

    counts: int = 1
    """How many announced counts it names."""

    @property
    def excess(self) -> int:
        """Return how far records and proclamation are apart, before anything is left out."""
        above = self.kind in {"above", "figure", "parts"}
        return self.records - self.proclaimed if above else self.proclaimed - self.records

    @property
    def surplus(self) -> int:
        """Return how far they are apart at least, whatever was left out: a proof when above 0."""
        return self.excess - self.left_out
