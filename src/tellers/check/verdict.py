"""A verdict on every claim, and on the outcome: what the findings together mean.

A claim is judged on its own. For each the sources are asked in turn, the broadest first: a
proof against it from any source contradicts it (that source's records are then named in the
assumptions); otherwise the broadest source that bears on it decides the word. Where one source
makes it exactly right and another impossible, neither does: `tellers.check.rival_sources`. What each
word says: docs/reference/verdicts.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.check import base_formulas, formulas
from tellers.check.case import Case, number
from tellers.check.outcome_standing import OutcomeState, outcome_standing, outcome_state, required_of
from tellers.check.rival_sources import (
    applied_source,
    contrary,
    outcome_given,
    outcome_words,
    rival_outcome,
    settled_apart,
    stated_source,
)
from tellers.check.rule import rival_outcomes
from tellers.check.told import assumed_outside, assumed_room, assumed_rule, outcome_numbers
from tellers.check.verdict_counts import (
    ASSUMED,
    ASSUMED_BOUNDS,
    UNSUPPORTED,
    count_verdict,
    share_verdict,
    verdict,
)
from tellers.model import ClaimKind, Verdict, VerdictWord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tellers.model import Claim, Finding, Number, Proclamation, SourceId

__all__ = ["judge"]


def judge(case: Case, findings: Iterable[Finding]) -> Iterator[Verdict]:
    """Yield the verdict on the outcome of the contest, then one a claim of each proclamation."""
    proofs = _proofs(findings)
    stated = stated_source(case)
    state = outcome_state(case, stated) or outcome_state(case)
    if state is not None:
        others = rival_outcome(case, state)
        gives = outcome_given(case, others[0]) if others else ()
        yield settled_apart(_outcome_verdict(case, state), others, gives, stated=state.source == stated)
    for proclamation in case.proclamations:
        for claim in proclamation.claims:
            against = proofs.get((str(proclamation.id), claim.id), [])
            if claim.kind is ClaimKind.COUNT:
                yield count_verdict(case, proclamation, claim, against)
            elif claim.kind is ClaimKind.SHARE:
                yield share_verdict(case, proclamation, claim)
            elif claim.kind is ClaimKind.OUTCOME:
                yield _announced_outcome(case, proclamation, claim)
            elif claim.kind is ClaimKind.REQUIRED:
                yield _required(case, proclamation, claim)
            else:
                yield _coverage(case, proclamation, claim)


def _proofs(findings: Iterable[Finding]) -> dict[tuple[str, str], list[Finding]]:
    """Return the certificates against each claimed count, the furthest apart first."""
    proofs: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.check == "partial_sum" and finding.code.startswith("partial-sum") and finding.claim:
            proofs.setdefault((str(finding.proclamation), finding.claim), []).append(finding)
    for found in proofs.values():
        found.sort(key=lambda finding: -(finding.votes_affected or 0))
    return proofs


def _outcome_verdict(case: Case, state: OutcomeState) -> Verdict:
    """Return whether the outcome is settled, and whether another base would give another one."""
    depends = _rivals(case, state.source)
    findings = (f"outcome-depends-on-base:{state.source}",) if depends else ()
    return Verdict(
        contest=case.contest.id,
        subject="outcome",
        word=VerdictWord.SETTLED if state.settled else VerdictWord.OPEN,
        message=f"verdict-outcome-{state.key}{'-depends' if depends else ''}",
        numbers=(*outcome_numbers(case, state), *depends),
        findings=findings,
        assumptions=_assumed(case, state),
    )


def _assumed(case: Case, state: OutcomeState) -> tuple[str, ...]:
    """Return what a verdict on an outcome assumes; of complete records also that the list of units is whole.

    Where somebody states how many units there are, that number says so.
    """
    if not state.complete:
        return (
            *ASSUMED_BOUNDS,
            *assumed_room(case, state.bounds),
            *assumed_outside(case),
            *assumed_rule(case),
        )
    listed = () if case.contest.applied("units") else ("assume-list-whole",)
    return (*ASSUMED, *listed, *assumed_outside(case), *assumed_rule(case))


def _rivals(case: Case, source: SourceId) -> tuple[Number, ...]:
    """Return the rival bases on which the outcome would be another, with who claims each."""
    applied, *rivals = rival_outcomes(case, source)
    others = [row for row in rivals if row.key != applied.key]
    if applied.outcome.required is None or not others:
        return ()
    return (
        number("applied", f"{applied.who}={applied.size}", "bases"),
        number("rivals", "+".join(f"{row.who}={row.size}" for row in others), "bases"),
        number("bases", 1 + len(rivals), "bases", "bases_claimed()"),
        number("other", len(others), "bases", f'bases_deciding_otherwise("{source}")'),
    )


def _announced_outcome(case: Case, proclamation: Proclamation, claim: Claim) -> Verdict:
    """Return how the announced outcome stands to what the records settle or leave open."""
    stated = applied_source(case, proclamation)
    words = outcome_words(case, claim)
    agreeing = [source for source, word in words.items() if word is VerdictWord.CONFIRMED]
    against = contrary(words, VerdictWord.CONFIRMED) if agreeing else ()
    standing = outcome_standing(case, claim, stated) or outcome_standing(
        case, claim, agreeing[0] if against else None
    )
    if standing is None:
        said = number("announced", f"outcome-{claim.text.replace(' ', '-')}", "message")
        return verdict(proclamation, claim, _unheld(case), (said,))
    named = "-named" if claim.winners else ""
    key = f"{standing.word.value.replace(' ', '-')}{named}"
    numbers = outcome_numbers(case, standing.state, claim)
    found = verdict(
        proclamation,
        claim,
        (standing.word, key),
        numbers,
        assumptions=_assumed(case, standing.state),
    )
    against = contrary(words, standing.word)
    gives = outcome_given(case, against[0]) if against else ()
    return settled_apart(found, against, gives, stated=standing.state.source == stated)


def _unheld(case: Case) -> tuple[VerdictWord, str]:
    """Return why no source decides: the members are not known, or nothing bears on it."""
    no_base = any(not case.has_base(source) for source in case.principal)
    return (VerdictWord.CANNOT_TELL, "no-base") if no_base else UNSUPPORTED


def _required(case: Case, proclamation: Proclamation, claim: Claim) -> Verdict:
    """Return whether the number of votes announced as required follows from the rule applied."""
    claimed = number("claimed", claim.count, "votes", formulas.claimed(proclamation.id, claim.id))
    found = required_of(case)
    if found is None:
        return verdict(proclamation, claim, _unheld(case), (claimed,))
    (source, required, base), rule = found, case.contest.rule
    word = VerdictWord.CONFIRMED if required == claim.count else VerdictWord.CONTRADICTED
    numbers = (
        claimed,
        number("required", required, "votes", base_formulas.required(case, source, rule)),
        number("base", rule.base, "base"),
        number("base_number", base, "members", base_formulas.base_number(case, source, rule)),
    )
    return verdict(proclamation, claim, (word, word.value), numbers, assumptions=assumed_rule(case))


def _coverage(case: Case, proclamation: Proclamation, claim: Claim) -> Verdict:
    """Return whether any published table has the coverage announced: most often none bears on it."""
    claimed = number("claimed", claim.share, "share", formulas.claimed(proclamation.id, claim.id))
    source = case.broadest
    share = case.tally(source).coverage.share if source else None
    step = claim.reading.last_digit / 2
    if source is None or share is None or claim.base != "units" or abs(share - claim.share) > step:
        return verdict(proclamation, claim, UNSUPPORTED, (claimed,))
    tally = case.tally(source)
    numbers = (
        claimed,
        number("source", source, "source"),
        number("records", share, "share", f'coverage("{source}")'),
        number("units", tally.units, "units", f'units("{source}")'),
        number("every", tally.coverage.of_units, "units", formulas.every_unit(case)),
    )
    return verdict(proclamation, claim, (VerdictWord.CONFIRMED, "confirmed"), numbers)
