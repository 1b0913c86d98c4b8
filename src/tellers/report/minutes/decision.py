"""The outcome: as it was announced, as it follows from the names, and where the two differ.

What was adopted by consensus, by acclamation or without a vote has no count, and none is made of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.check.beside import outcome_vetoes
from tellers.check.told import key_of
from tellers.model import ClaimKind, OutcomeWord, VerdictWord
from tellers.report.minutes.document import Decision
from tellers.report.minutes.positions import positions_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import Claim, Proclamation
    from tellers.report.telling import Telling

__all__ = ["announced_counts", "decision_of", "without_vote"]

WITHOUT_VOTE = {
    OutcomeWord.ADOPTED_BY_CONSENSUS,
    OutcomeWord.ADOPTED_BY_ACCLAMATION,
    OutcomeWord.ADOPTED_WITHOUT_A_VOTE,
}
NOT_PUT = {OutcomeWord.LAPSED, OutcomeWord.WITHDRAWN, OutcomeWord.NOT_PUT}


def without_vote(telling: Telling) -> bool:
    """Return whether the last announced outcome says that nobody was counted."""
    claimed = telling.claimed_outcomes()
    return bool(claimed) and OutcomeWord(claimed[-1][1].text) in WITHOUT_VOTE | NOT_PUT


def decision_of(telling: Telling) -> Decision:
    """Return the outcome in a word, and how it came about."""
    claimed, computed = telling.claimed_outcomes(), _computed(telling)
    if not claimed:
        word = telling.say("minutes-no-outcome") if computed is None else _word(telling, computed)
        if _open(telling):
            word = telling.label(VerdictWord.OPEN).word
        return Decision(word=_capital(word), tone="not-asked", texts=tuple(_unannounced(telling, computed)))
    proclamation, claim = claimed[-1]
    said = OutcomeWord(claim.text)
    verdict = telling.verdict_on(proclamation, claim)
    contradicted = verdict is not None and verdict.word is VerdictWord.CONTRADICTED
    confirmed = verdict is not None and verdict.word is VerdictWord.CONFIRMED
    tone = "differs" if contradicted else "holds" if confirmed else "not-asked"
    texts = tuple(_announced(telling, proclamation, claim, contradicted=contradicted))
    return Decision(word=_capital(_word(telling, said)), tone=tone, texts=texts)


def _computed(telling: Telling) -> OutcomeWord | None:
    return telling.case.outcome(telling.source).word if telling.source is not None else None


def _open(telling: Telling) -> bool:
    """Return whether what has no record could change what the names give."""
    return telling.outcome is not None and telling.outcome.word is VerdictWord.OPEN


def _word(telling: Telling, word: OutcomeWord) -> str:
    return telling.say(f"outcome-{key_of(word)}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _unannounced(telling: Telling, computed: OutcomeWord | None) -> Iterator[str]:
    if computed is None:
        yield telling.say("minutes-nothing-known")
        return
    yield telling.say("minutes-unannounced-open" if _open(telling) else "minutes-unannounced")
    yield from _by_names(telling)


def _announced(
    telling: Telling, proclamation: Proclamation, claim: Claim, *, contradicted: bool
) -> Iterator[str]:
    """Yield who announced it, what follows from the names, and whether the two are one."""
    said, computed, say = OutcomeWord(claim.text), _computed(telling), telling.say
    by, words = telling.text(proclamation.by), telling.claim_said(claim)
    yield say("minutes-announced", by=by, said=words, day=telling.day(proclamation.date))
    if said in WITHOUT_VOTE:
        yield say("minutes-nobody-counted")
        return
    if said in NOT_PUT:
        yield say("minutes-no-vote")
        return
    if computed is None:
        yield say("minutes-no-names")
        if counts := announced_counts(telling, proclamation):
            yield say("minutes-announced-counts", by=by, counts=counts)
        return
    if contradicted:
        yield say("minutes-differ", said=words, found=_word(telling, computed))
    elif said == computed:
        yield say("minutes-same")
    else:
        yield say("minutes-beside", found=_word(telling, computed))
    yield from _by_names(telling)


def announced_counts(telling: Telling, proclamation: Proclamation) -> str:
    """Return the counts that an announcement names, figure by figure; '' without."""
    counts = [claim for claim in proclamation.claims if claim.kind is ClaimKind.COUNT]
    return ", ".join(f"{telling.figure_names(c.figures)} {telling.claim_said(c)}" for c in counts)


def _by_names(telling: Telling) -> Iterator[str]:
    """Yield the count by name, the arithmetic of the rule, and what besides the count decided."""
    source, say = telling.source, telling.say
    if source is None:
        return
    taken = positions_of(telling, source)
    counts = ", ".join(f"{one.name} {telling.write(len(one.seats))}" for one in taken if one.is_option)
    yield say("minutes-count-line", counts=counts)
    outcome = telling.case.outcome(source)
    found = next(
        (
            f
            for f in telling.checked.findings
            if f.check == "rule" and f.code == f"rule-{key_of(outcome.word)}"
        ),
        None,
    )
    uncounted = (
        _open(telling) and outcome.word is OutcomeWord.NOT_DECIDED
    )  # who has no record may have been there
    if found is not None and not uncounted:
        told = next(str(number.value) for number in found.numbers if number.name == "told")
        yield _capital(telling.speech.say(told, found.numbers)) + "."
    if "veto" in outcome.reasons and telling.case.contest.rule.veto is not None:
        group, by = telling.case.contest.rule.veto.group, outcome_vetoes(telling.case, source)
        members = telling.case.roll.groups.get(group, frozenset()) if telling.case.roll else frozenset()
        names = [s.name for one in taken if one.id in by for s in one.seats if s.seat in members]
        yield say("minutes-veto", names=", ".join(names))
    if any(reason.startswith("waived") for reason in outcome.reasons):
        yield say("minutes-waived")
