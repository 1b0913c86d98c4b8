"""Where sources exclude each other: one makes a claim exactly right, and another makes it impossible.

Both cannot be authentic and whole. Which of them an announcement counts is for the dossier to
state (`records` in proclamations.toml): its claims are then held against that source alone, and
what the others give is told. Where nothing is stated, no source is preferred for having more
units: the word is *cannot tell*, and the sentence says which source gives what.

A source that leaves units out, and merely allows a claim, excludes nothing: a preliminary count
beside the final one is no rival of it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tellers.check.case import number
from tellers.check.outcome_standing import outcome_standing, outcome_state
from tellers.check.told import key_of
from tellers.model import VerdictWord

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tellers.check.case import Case
    from tellers.check.outcome_standing import OutcomeState
    from tellers.model import Claim, Number, Outcome, Proclamation, SourceId, Verdict

__all__ = [
    "applied_source",
    "contrary",
    "outcome_given",
    "outcome_words",
    "rival_outcome",
    "settled_apart",
    "stated_source",
]

OPPOSITE = {
    VerdictWord.CONFIRMED: VerdictWord.CONTRADICTED,
    VerdictWord.CONTRADICTED: VerdictWord.CONFIRMED,
}


def applied_source(case: Case, proclamation: Proclamation) -> SourceId | None:
    """Return the source that the dossier holds a proclamation against, where it has records; else None."""
    return proclamation.records if proclamation.records in case.sources else None


def stated_source(case: Case) -> SourceId | None:
    """Return the source that the last proclamation to name one is held against; else None."""
    stated = [source for p in case.proclamations if (source := applied_source(case, p))]
    return stated[-1] if stated else None


def contrary(words: Mapping[SourceId, VerdictWord], word: VerdictWord) -> tuple[SourceId, ...]:
    """Return the sources whose word excludes this one, in their order.

    >>> from tellers.model import SourceId
    >>> words = {SourceId("a"): VerdictWord.CONFIRMED, SourceId("b"): VerdictWord.CONTRADICTED}
    >>> contrary(words, VerdictWord.CONFIRMED), contrary(words, VerdictWord.CONSISTENT)
    (('b',), ())
    """
    opposite = OPPOSITE.get(word)
    return tuple(source for source, one in words.items() if one is opposite)


def settled_apart(
    verdict: Verdict, against: tuple[SourceId, ...], gives: tuple[Number, ...], *, stated: bool
) -> Verdict:
    """Return a verdict that says which sources exclude it; *cannot tell* unless its own was stated.

    `gives` are the numbers of what the first of them gives, `other_gives` among them.
    """
    if not against:
        return verdict
    named = "-named" if any(one.name == "other_winners" for one in gives) else ""
    return replace(
        verdict,
        word=verdict.word if stated else VerdictWord.CANNOT_TELL,
        message=f"verdict-sources-{'stated' if stated else 'disagree'}{named}",
        numbers=(
            *verdict.numbers,
            number("other", against[0], "source"),
            number("contrary", "+".join(against), "sources"),
            *gives,
            number("said", verdict.message, "message"),
        ),
    )


def outcome_words(case: Case, claim: Claim) -> dict[SourceId, VerdictWord]:
    """Return what each principal source says of an announced outcome, the one with most units first."""
    ranked = sorted(case.principal, key=lambda source: -case.tally(source).units)
    standings = ((source, outcome_standing(case, claim, source)) for source in ranked)
    return {source: standing.word for source, standing in standings if standing is not None}


def rival_outcome(case: Case, state: OutcomeState) -> tuple[SourceId, ...]:
    """Return the principal sources that settle another outcome than this source settles."""
    if not state.settled:
        return ()
    states = (outcome_state(case, source) for source in case.principal if source != state.source)
    settled = [one for one in states if one is not None and one.settled]
    return tuple(one.source for one in settled if _key(one.outcome) != _key(state.outcome))


def _key(outcome: Outcome) -> tuple[object, ...]:
    return outcome.word, frozenset(outcome.winners)


def outcome_given(case: Case, source: SourceId) -> tuple[Number, ...]:
    """Return the outcome of a source as the numbers a sentence about another one names."""
    outcome = case.outcome(source)
    gives = number("other_gives", f"outcome-{key_of(outcome.word)}", "message")
    winners = number("other_winners", "+".join(outcome.winners), "options")
    return (gives, winners) if outcome.winners else (gives,)
