"""How the records stand to an announced outcome, and to an announced number of votes required.

Where the outcome is settled there is one possible outcome. Where it is open, the corners of what
is missing decide for being elected, adopted or not adopted: an option can be elected by some
content of the missing units exactly when it is elected by receiving all of them, and a majority
can be reached (missed) exactly when all of them are for (against) it. Ties, and who goes on to
another round, can also lie between the corners: there the answer is *cannot tell*.

Words that no count gives are held to what counts can deny. That a text was adopted without a vote
they cannot tell where they carry it and nobody is recorded against it; of a correction or a recount
they say nothing. A text told to be withdrawn, and put to a vote by the records, is contradicted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.check.standing import best_source, gives_options, is_complete
from tellers.model import OptionId, OutcomeWord, VerdictWord
from tellers.rules import standing_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tellers.check.case import Case
    from tellers.model import Claim, Outcome, Rule, SourceId
    from tellers.tally import Bounds

__all__ = [
    "OF_THE_RECORD",
    "OutcomeStanding",
    "is_opposed",
    "outcome_standing",
    "outcome_state",
    "required_of",
]

OF_THE_RECORD = {OutcomeWord.CORRECTED, OutcomeWord.CONFIRMED_ON_RECOUNT}
AT_CORNERS = {OutcomeWord.ELECTED, OutcomeWord.ADOPTED, OutcomeWord.NOT_ADOPTED}


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeState:
    """The outcome of one source's records, and what the missing part could do to it."""

    source: SourceId
    outcome: Outcome
    bounds: Bounds | None
    complete: bool

    @property
    def settled(self) -> bool:
        """Return whether nothing that is missing could change the outcome."""
        return self.complete or (self.bounds is not None and self.bounds.settled)

    @property
    def key(self) -> str:
        """Return `complete`, `settled`, `open`, or `unbounded` where no register bounds what is missing."""
        if self.complete:
            return "complete"
        if self.bounds is None:
            return "unbounded"
        return "settled" if self.bounds.settled else "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeStanding:
    """An announced outcome, and what the records say of it."""

    state: OutcomeState
    said: OutcomeWord
    winners: tuple[OptionId, ...]
    opposed: bool = False
    """Whether the records have a vote for something else than what the rule carries, abstentions apart."""

    @property
    def word(self) -> VerdictWord:
        """Return what the records say of the announced outcome."""
        if self._is_untold:
            return VerdictWord.CANNOT_TELL
        if self.state.settled:
            same = self._matches(self.state.outcome)
            return VerdictWord.CONFIRMED if same else VerdictWord.CONTRADICTED
        if self.state.bounds is None or any(map(self._matches, self.state.bounds.outcomes)):
            return VerdictWord.CONSISTENT
        return VerdictWord.CONTRADICTED if self.said in AT_CORNERS else VerdictWord.CANNOT_TELL

    @property
    def _is_untold(self) -> bool:
        """Return whether no count tells: of the record itself, or of an adoption that nobody opposed."""
        carried = self.state.outcome.word is OutcomeWord.ADOPTED and not self.opposed
        return self.said in OF_THE_RECORD or (self.said.adopts and not self.said.counted and carried)

    def _matches(self, outcome: Outcome) -> bool:
        """Return whether an outcome is the one announced; who wins counts where it was said."""
        named = not self.winners or set(self.winners) == set(outcome.winners)
        return outcome.word is self.said and named


def outcome_state(case: Case, source: SourceId | None = None) -> OutcomeState | None:
    """Return the outcome by this source, else by the one that leaves fewest voters outside.

    None without a source that gives every option and the number the rule counts on.
    """
    source = source or best_source(case)
    if source is None or not gives_options(case, source) or not case.has_base(source):
        return None
    return OutcomeState(
        source=source,
        outcome=case.outcome(source),
        bounds=case.bounds(source),
        complete=is_complete(case, source),
    )


def outcome_standing(case: Case, claim: Claim, source: SourceId | None = None) -> OutcomeStanding | None:
    """Return how the records stand to an announced outcome; None when no source gives every option."""
    state = outcome_state(case, source)
    if state is None:
        return None
    return OutcomeStanding(
        state=state,
        said=OutcomeWord(claim.text),
        winners=claim.winners,
        opposed=is_opposed(case.contest.rule, case.votes(state.source)),
    )


def is_opposed(rule: Rule, votes: Mapping[OptionId, int]) -> bool:
    """Return whether somebody voted for something else than what a majority carries, abstentions apart."""
    wins = OptionId("for") if rule.wins is None else rule.wins
    return any(count for option, count in standing_of(rule, votes).items() if option != wins)


def required_of(case: Case) -> tuple[SourceId, int, int] | None:
    """Return (source, votes required, number they are counted on) under the rule applied; None without.

    A majority asks for its number whether or not a quorum was there to reach it.
    """
    source, rule = best_source(case), case.contest.rule
    if source is None:
        return None
    deciding = case.deciding(source)
    majority = rule.kind == "majority"
    required = deciding.required(rule) if majority else deciding.outcome(rule).required
    return None if required is None else (source, required, deciding.size(rule))
