"""The majority that an earlier vote fixed, and whether it is the one that was applied.

The question: where the body first decided by what majority a text was to be decided, was it decided by
that one? The statistic: the outcome of the earlier question by its records, and the rule stated for it.
The assumptions: the records are authentic; the earlier vote did fix the majority. What it cannot tell:
whether the body could have decided otherwise.

Source: research on decision rules, section 1.3 (25 October 1971, 1957, 2018).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tellers.check.case import Case, number
from tellers.check.outcome_standing import outcome_state
from tellers.check.told import key_of
from tellers.model import Finding, FindingStatus, OutcomeWord, Severity, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import Rule

__all__ = ["check_sequence"]


def check_sequence(case: Case) -> Iterator[Finding]:
    """Yield whether the rule applied is the one that the earlier question fixed; nothing where none did."""
    fixed = case.contest.fixed_by
    if fixed is None:
        return
    earlier = next((c for c in case.dossier.contests if c.id == fixed.contest), None)
    state = outcome_state(Case(dossier=case.dossier, contest=earlier)) if earlier is not None else None
    if state is None or not state.settled or state.outcome.word is OutcomeWord.NOT_DECIDED:
        key, status = "open", FindingStatus.CANNOT_TELL
    else:
        asked = fixed.adopted if state.outcome.word.adopts else fixed.otherwise
        same = _bare(asked) == _bare(case.contest.rule)
        key, status = ("agrees", FindingStatus.HOLDS) if same else ("differs", FindingStatus.DIFFERS)
    word = f"outcome-{key_of(state.outcome.word)}" if state is not None else "outcome-not-decided"
    yield Finding(
        code=f"sequence-{key}",
        check="sequence",
        contest=case.contest.id,
        subject=str(fixed.contest),
        status=status,
        severity=Severity.SERIOUS if key == "differs" else Severity.INFORMATION,
        message=f"sequence-{key}",
        numbers=(number("earlier", str(fixed.contest), "contest"), number("outcome", word, "message")),
        assumptions=("assume-records-authentic", "assume-earlier-vote-fixed"),
        settles="settle-base-by-law" if key == "differs" else "",
    )


def _bare(rule: Rule) -> Rule:
    """Return a rule without its words: what it asks for, and not who says so."""
    return replace(rule, source=Text(), unread=Text(), casting_by=Text())
