"""Verdicts on announced counts and percentages.

A count is contradicted by a proof of `tellers.check.partial_sum`, by complete records that give
another number, or by lying outside what incomplete records allow; a percentage by complete
records that do not round to it, or by lying outside its proven bounds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.check import formulas
from tellers.check.case import Case, number
from tellers.check.claims import records_formula
from tellers.check.share_standing import share_standing
from tellers.check.standing import CountStanding, count_standing, held_margin, units_skipped
from tellers.check.weight import weigh
from tellers.model import Role, Severity, Verdict, VerdictWord

if TYPE_CHECKING:
    from tellers.model import Claim, Finding, Number, Proclamation, SourceId

__all__ = ["ASSUMED", "ASSUMED_BOUNDS", "UNSUPPORTED", "count_verdict", "share_verdict", "verdict"]

ASSUMED = ("assume-records-authentic",)
ASSUMED_BOUNDS = (*ASSUMED, "assume-only-registered-vote")
UNSUPPORTED = (VerdictWord.UNSUPPORTED, "unsupported")
ASSUMED_PROOF = (*ASSUMED_BOUNDS, "assume-coverage-as-stated")


def verdict(  # noqa: PLR0913 (what a verdict says, and what it rests on)
    proclamation: Proclamation,
    claim: Claim,
    told: tuple[VerdictWord, str],
    numbers: tuple[Number, ...],
    *,
    assumptions: tuple[str, ...] = ASSUMED,
    findings: tuple[str, ...] = (),
) -> Verdict:
    """Return the verdict on one claim: its word, and the sentence `verdict-claimed-<kind>-<key>`."""
    word, key = told
    name = f"{proclamation.id}/{claim.id}"
    return Verdict(
        contest=proclamation.contest,
        subject=name,
        word=word,
        message=f"verdict-claimed-{claim.kind.value}-{key}",
        numbers=(
            number("proclamation", str(proclamation.id), "proclamation"),
            number("about", name, "about"),
            *numbers,
        ),
        assumptions=assumptions if word is not VerdictWord.UNSUPPORTED else (),
        findings=findings,
        proclamation=proclamation.id,
        claim=claim.id,
    )


def count_verdict(case: Case, proclamation: Proclamation, claim: Claim, proofs: list[Finding]) -> Verdict:
    """Return the verdict on a count. Steps: 1 a proof against it; 2 out of bounds; 3 the broadest source."""
    if proofs:  # 1
        return _by_proof(case, proclamation, claim, proofs)
    held = [
        (source, standing)
        for source in sorted(case.sources, key=lambda source: -case.tally(source).units)
        if (standing := count_standing(case, proclamation, claim, source)) is not None
    ]
    if not held:
        claimed = number("claimed", claim.count, "votes", formulas.claimed(proclamation.id, claim.id))
        return verdict(proclamation, claim, UNSUPPORTED, (claimed,))
    outside = [(s, st) for s, st in held if st.word is VerdictWord.CONTRADICTED and not st.complete]  # 2
    return _by_standing(case, proclamation, claim, (outside or held)[0])  # 3


def _by_proof(case: Case, proclamation: Proclamation, claim: Claim, proofs: list[Finding]) -> Verdict:
    """Return that a count is contradicted, in the numbers of the proof from the broadest source."""
    best = next((finding for finding in proofs if finding.sources == (case.broadest,)), proofs[0])
    claimed = number("announced", claim.count, "votes", formulas.claimed(proclamation.id, claim.id))
    return verdict(
        proclamation,
        claim,
        (VerdictWord.CONTRADICTED, f"contradicted-{best.message.removeprefix('partial_sum-')}"),
        (claimed, *(n for n in best.numbers if n.name != "proclamation")),
        assumptions=best.assumptions,
        findings=tuple(f"{finding.code}:{finding.subject}" for finding in proofs),
    )


def _by_standing(
    case: Case, proclamation: Proclamation, claim: Claim, held: tuple[SourceId, CountStanding]
) -> Verdict:
    """Return the verdict on a count by what one source's records give or allow."""
    source, standing = held
    margin, margin_told = held_margin(case, proclamation, source)
    claimed, records = formulas.claimed(proclamation.id, claim.id), records_formula(case, claim, source)
    added = formulas.addition(*claim.figures)
    every = f"({records} + {added})" if standing.added else records
    numbers = [
        number("claimed", standing.claimed, "votes", claimed),
        number("source", source, "source"),
        number("records", standing.records, "votes", records),
        *((number("added", standing.added, "votes", added),) if standing.added else ()),
        number("difference", abs(standing.difference), "votes", f"abs({claimed} - {every})"),
        number("margin", margin, "votes", margin_told),
    ]
    if standing.least is not None:
        out = ""
        if units_skipped(case, proclamation, source):
            told = formulas.left_out(case, proclamation, source)
            out = f" - {formulas.largest_sum(source, claim.figures, told)}"
        numbers.append(number("least", standing.least, "votes", f"{every}{out}"))
    if standing.most is not None:
        room = formulas.capacity(case, source)
        numbers.append(number("most", standing.most, "votes", f"{every} + {room}"))
    assumed = ("assume-additions-as-stated",) if standing.added else ()
    key = _count_key(case, claim, standing, margin)
    return verdict(
        proclamation,
        claim,
        (standing.word, key),
        tuple(numbers),
        assumptions=(*(ASSUMED if standing.complete else ASSUMED_PROOF), *assumed),
    )


def _count_key(case: Case, claim: Claim, standing: CountStanding, margin: int) -> str:
    """Return which sentence tells the standing."""
    added = "-added" if standing.added else ""
    if standing.complete:
        return f"{_complete_key(standing, margin) if standing.difference else 'confirmed'}{added}"
    if standing.word is VerdictWord.CONTRADICTED:
        return "contradicted-bounds" if standing.most is not None else "contradicted-least"
    if case.contest.with_role(Role.REGISTERED) in claim.figures:
        return "consistent-register"
    if not standing.difference:
        return "consistent-equal"
    return "consistent" if standing.most is not None else "consistent-unbounded"


def _complete_key(standing: CountStanding, margin: int) -> str:
    """Return the sentence for a difference from complete records, by its size beside the margin."""
    weight = weigh(standing.difference, margin)
    size = {Severity.NOTICE: "-small", Severity.SERIOUS: "-large"}.get(weight, "")
    return f"contradicted-complete{size}"


def share_verdict(case: Case, proclamation: Proclamation, claim: Claim) -> Verdict:
    """Return how an announced percentage stands to the records' own, at its own decimals."""
    claimed = number("claimed", claim.share, "share", formulas.claimed(proclamation.id, claim.id))
    for source in sorted(case.sources, key=lambda source: -case.tally(source).units):
        standing = share_standing(case, proclamation, claim, source)
        if standing is None:
            continue
        told = standing.formulas
        numbers = [
            claimed,
            number("source", source, "source"),
            number("records", standing.share, "share", f"{told['votes']} / {told['base']}"),
            number("votes", standing.votes, "votes", told["votes"]),
            number("of", standing.base, "votes", told["base"]),
            number("base", str(claim.base), "figure"),
        ]
        key = standing.word.value
        if not standing.complete and standing.bounds:
            least, most = standing.bounds
            numbers.append(number("least", least, "share", told["least"]))
            numbers.append(number("most", most, "share", told["most"]))
            key += "-bounds"
        return verdict(
            proclamation,
            claim,
            (standing.word, key),
            tuple(numbers),
            assumptions=ASSUMED if standing.complete else ASSUMED_PROOF,
        )
    return verdict(proclamation, claim, UNSUPPORTED, (claimed,))
