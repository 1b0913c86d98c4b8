"""What a rule decides, in words that do not say more than was decided.

>>> Outcome(word=OutcomeWord.ELECTED, winners=(OptionId("EG"),)).word.value
'elected'
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tellers.model.ids import OptionId

__all__ = ["Outcome", "OutcomeWord"]


class OutcomeWord(StrEnum):
    """The outcomes known so far; a veto is a reason, not an outcome."""

    ELECTED = "elected"
    TIE = "tie"
    RUNOFF = "runoff"
    ADOPTED = "adopted"
    NOT_ADOPTED = "not adopted"
    NOT_DECIDED = "not decided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The word, whom it names, and the arithmetic: votes needed and the margin in votes."""

    word: OutcomeWord
    winners: tuple[OptionId, ...] = ()
    """The elected; in a tie those tied; in a runoff those who go on."""
    required: int | None = None
    """Votes the rule asks for, where it asks for a number."""
    margin: int | None = None
    """How many votes lie between this outcome and the next: leader over second, or over what is required."""
