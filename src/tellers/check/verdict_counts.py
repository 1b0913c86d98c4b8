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
from tellers.check.rival_sources import applied_source, contrary, settled_apart
from tellers.check.share_standing import share_standing
from tellers.check.standing import CountStanding, count_standing, held_margin, units_skipped
from tellers.check.weight import weigh
from tellers.model import Role, Severity, Verdict, VerdictWord

if TYPE_CHECKING:
    from tellers.check.share_standing import ShareStanding
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
    """Return the verdict on a count.

    Steps: 1 what each source says; 2 the sources asked: the one stated, or, where one confirms what
    another excludes, those that confirm; 3 a proof; 4 out of bounds; 5 the broadest; 6 who excludes it.
    """
    stated = applied_source(case, proclamation)
    held = {  # 1
        source: standing
        for source in sorted(case.sources, key=lambda source: -case.tally(source).units)
        if (standing := count_standing(case, proclamation, claim, source)) is not None
    }
    if not held:
        claimed = number("claimed", claim.count, "votes", formulas.claimed(proclamation.id, claim.id))
        return verdict(proclamation, claim, UNSUPPORTED, (claimed,))
    against = {source for finding in proofs for source in finding.sources}
    words = {
        source: VerdictWord.CONTRADICTED if source in against and not standing.complete else standing.word
        for source, standing in held.items()
    }
    agreeing = [source for source, word in words.items() if word is VerdictWord.CONFIRMED]  # 2
    apart = bool(contrary(words, VerdictWord.CONFIRMED)) and bool(agreeing)
    asked = [stated] if stated in held else agreeing if apart else list(held)
    bearing = [finding for finding in proofs if set(finding.sources) & set(asked)]
    if bearing:  # 3
        found = _by_proof(case, proclamation, claim, bearing)
    else:
        kept = [(source, held[source]) for source in asked]
        outside = [(s, st) for s, st in kept if st.word is VerdictWord.CONTRADICTED and not st.complete]  # 4
        found = _by_standing(case, proclamation, claim, (outside or kept)[0])  # 5
    others = contrary(words, found.word) if apart or stated in held else ()  # 6
    gives = _gives(case, claim, others[0], held[others[0]]) if others else ()
    return settled_apart(found, others, gives, stated=stated in held)


def _gives(case: Case, claim: Claim, source: SourceId, standing: CountStanding) -> tuple[Number, ...]:
    """Return what another source gives for a count, additions included."""
    told = records_formula(case, claim, source)
    told = f"({told} + {formulas.addition(*claim.figures)})" if standing.added else told
    return (number("other_gives", standing.records + standing.added, "votes", told),)


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
    """Return how an announced percentage stands to the records' own, at its own decimals.

    The source stated is asked, else one that excludes it, else the broadest; where one confirms
    what another excludes, the one that confirms, and the verdict says who excludes it.
    """
    stated = applied_source(case, proclamation)
    held = {
        source: standing
        for source in sorted(case.sources, key=lambda source: -case.tally(source).units)
        if (standing := share_standing(case, proclamation, claim, source)) is not None
    }
    if not held:
        claimed = number("claimed", claim.share, "share", formulas.claimed(proclamation.id, claim.id))
        return verdict(proclamation, claim, UNSUPPORTED, (claimed,))
    words = {source: standing.word for source, standing in held.items()}
    agreeing = [source for source, word in words.items() if word is VerdictWord.CONFIRMED]
    against = [source for source, word in words.items() if word is VerdictWord.CONTRADICTED]
    apart = bool(agreeing and against)
    source = stated if stated in held else (agreeing or against or [*held])[0]
    assert source is not None  # noqa: S101 (it is one of those held)
    found = _by_share(case, proclamation, claim, (source, held[source]))
    others = contrary(words, found.word) if apart or stated in held else ()
    gives: tuple[Number, ...] = ()
    if others:
        told = held[others[0]].formulas
        share = f"{told['votes']} / {told['base']}"
        gives = (number("other_gives", held[others[0]].share, "share", share),)
    return settled_apart(found, others, gives, stated=stated in held)


def _by_share(
    case: Case, proclamation: Proclamation, claim: Claim, held: tuple[SourceId, ShareStanding]
) -> Verdict:
    """Return the verdict on a percentage by what one source's records give or allow."""
    source, standing = held
    told, share = standing.formulas, formulas.claimed(proclamation.id, claim.id)
    numbers = [
        number("claimed", claim.share, "share", share),
        number("source", source, "source"),
        number("records", standing.share, "share", f"{told['votes']} / {told['base']}"),
        number("votes", standing.votes, "votes", told["votes"]),
        number("of", standing.base, "votes", told["base"]),
        number("base", str(claim.base), "figure"),
    ]
    key = standing.word.value
    if standing.complete and standing.word is VerdictWord.CONTRADICTED:
        margin, margin_told = held_margin(case, proclamation, source)
        apart = f"abs({share} - {told['votes']} / {told['base']}) * {told['base']} // 1"
        numbers.append(number("difference", standing.difference, "votes", apart))
        numbers.append(number("margin", margin, "votes", margin_told))
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
