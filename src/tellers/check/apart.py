"""How far a contradicted figure is from what the records make possible, beside the margin.

A verdict's word is the same at 249 votes in twenty million and at two million in twelve: what no
content of the missing records can make true is contradicted. What the difference weighs is told
beside the word. It is read from the verdict's own numbers, so `tellers recheck` derives it too:

    excess                         of a proof from incomplete records, as its finding weighs it
    least, most                    the nearest end of what the records allow
    difference                     of complete records

>>> of_little = Apart(votes=249, margin=369_451)
>>> of_little.weight.value, float(round(of_little.share, 5))
('notice', 0.00067)
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.check.weight import weigh
from tellers.model import VerdictWord

if TYPE_CHECKING:
    from tellers.model import Severity, Verdict

__all__ = ["Apart", "apart_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Votes between what was announced and the nearest that is possible, and the margin."""

    votes: int
    margin: int

    @property
    def share(self) -> Fraction | None:
        """Return the votes as a part of the margin; None where there is no margin."""
        return Fraction(self.votes, self.margin) if self.margin else None

    @property
    def weight(self) -> Severity:
        """Return how the difference weighs beside the margin."""
        return weigh(self.votes, self.margin)


def apart_of(verdict: Verdict) -> Apart | None:
    """Return how far a contradicted count or percentage is off; None of any other verdict.

    A verdict without a margin among its numbers, such as one on an outcome, has no such distance.
    """
    told = {n.name: n.value for n in verdict.numbers if isinstance(n.value, int)}
    if verdict.word is not VerdictWord.CONTRADICTED or not verdict.claim or "margin" not in told:
        return None
    votes = _votes(told)
    return Apart(votes=votes, margin=told["margin"]) if votes else None


def _votes(told: dict[str, int]) -> int | None:
    if "excess" in told:
        return told["excess"]
    outside = [told["least"] - told["claimed"]] if "least" in told else []
    outside += [told["claimed"] - told["most"]] if "most" in told else []
    return max(outside, default=told.get("difference"))
