"""What a rule decides, in words that do not say more than was decided.

>>> Outcome(word=OutcomeWord.ELECTED, winners=(OptionId("EG"),)).word.value
'elected'
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tellers.model.ids import OptionId

__all__ = ["Outcome", "OutcomeWord", "Reached"]


class OutcomeWord(StrEnum):
    """The outcomes there are; a veto is a reason, not an outcome."""

    ELECTED = "elected"
    TIE = "tie"
    RUNOFF = "runoff"
    NO_ELECTION = "no election"
    """Nobody reached what was asked, and the rule has no further round of its own."""
    ADOPTED = "adopted"
    ADOPTED_BY_CONSENSUS = "adopted by consensus"
    ADOPTED_BY_ACCLAMATION = "adopted by acclamation"
    ADOPTED_WITHOUT_A_VOTE = "adopted without a vote"
    NOT_ADOPTED = "not adopted"
    NOT_DECIDED = "not decided"
    """No quorum, or the number that the rule counts on is not known: nothing was decided."""
    LAPSED = "lapsed"
    """Another decision left nothing to decide."""
    WITHDRAWN = "withdrawn"
    NOT_PUT = "not put"
    CORRECTED = "corrected"
    CONFIRMED_ON_RECOUNT = "confirmed on recount"

    @property
    def adopts(self) -> bool:
        """Return whether the text stands, with or without a count."""
        return self.value.startswith("adopted")

    @property
    def counted(self) -> bool:
        """Return whether votes decided it: consensus, a lapse or a withdrawal has none to hold it to."""
        return self in _COUNTED


_COUNTED = {
    OutcomeWord.ELECTED,
    OutcomeWord.TIE,
    OutcomeWord.RUNOFF,
    OutcomeWord.NO_ELECTION,
    OutcomeWord.ADOPTED,
    OutcomeWord.NOT_ADOPTED,
    OutcomeWord.NOT_DECIDED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """One requirement of a rule, resolved: the number it yields that day, and the votes there were."""

    base: str
    """The base it was counted on; `quorum` counts those who must be there."""
    weight: str = ""
    base_number: int | None = None
    """None where the rule names a number outright."""
    required: int
    votes: int
    waived: bool = False
    """Whether too few stood in its way for it to apply."""

    @property
    def met(self) -> bool:
        """Return whether the requirement stands in no way."""
        return self.waived or self.votes >= self.required


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
    reasons: tuple[str, ...] = ()
    """What besides the first requirement decided it: `quorum`, `veto`, `casting-vote`, `waived`,
    `requirement` (another one was not met)."""
    reached: tuple[Reached, ...] = ()
    """Every requirement resolved, in the rule's order, where the rule has more than one or a quorum."""
