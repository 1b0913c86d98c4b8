"""A verdict on every claim, and on the outcome: what the findings together mean.

A claim is judged on its own. For each the sources are asked in turn, the broadest first: a
proof against it from any source contradicts it (that source's records are then named in the
assumptions); otherwise the broadest source that bears on it decides the word.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.check.case import Case, number
from tellers.check.standing import count_standing, is_complete
from tellers.model import ClaimKind, OutcomeWord, Verdict, VerdictWord
from tellers.rules import bases_of, decide
from tellers.tally import registered_total

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tellers.model import Claim, Finding, Number, Proclamation, SourceId

__all__ = ["judge"]

ASSUMED = ("assume-records-authentic",)
ASSUMED_BOUNDS = ("assume-records-authentic", "assume-only-registered-vote")
ASSUMED_PROOF = ("assume-records-authentic", "assume-only-registered-vote", "assume-coverage-as-stated")


def judge(case: Case, findings: Iterable[Finding]) -> Iterator[Verdict]:
    """Yield the verdict on the outcome of the contest, then one a claim of each proclamation."""
    proofs = _proofs(findings)
    if case.broadest is not None:
        yield _outcome_verdict(case)
    for proclamation in case.proclamations:
        for claim in proclamation.claims:
            yield _claim_verdict(case, proclamation, claim, proofs)


def _proofs(findings: Iterable[Finding]) -> dict[tuple[str, str], list[Finding]]:
    """Return the certificates against each claimed count, the largest surplus first."""
    proofs: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.check == "partial_sum" and finding.code.startswith("partial-sum") and finding.claim:
            proofs.setdefault((str(finding.proclamation), finding.claim), []).append(finding)
    for found in proofs.values():
        found.sort(key=lambda finding: -(finding.votes_affected or 0))
    return proofs


def _outcome_verdict(case: Case) -> Verdict:
    """Return whether the outcome is settled, by the source that leaves fewest voters outside."""
    source = case.registered_source or case.broadest
    assert source is not None  # noqa: S101 (judge asks only where there is a source)
    bounds = case.bounds(source)
    outcome = case.outcome(source)
    complete = is_complete(case, source)
    settled = complete or (bounds is not None and bounds.settled)
    first, second = case.leaders(source)
    wins = outcome.winners[0] if outcome.winners else case.contest.rule.wins or first
    word = outcome.word.name.lower().replace("_", "-")
    key = "complete" if complete else "settled" if settled else "open"
    return Verdict(
        contest=case.contest.id,
        subject="outcome",
        word=VerdictWord.SETTLED if settled else VerdictWord.OPEN,
        message=f"verdict-outcome-{key}",
        numbers=(
            number("source", source, "source"),
            number("outcome", f"outcome-{word}", "message"),
            number("winner", str(wins), "option"),
            number("second", str(second), "option"),
            number("margin", case.margin(source), "votes", _margin(source, first, second)),
            number("units", case.tally(source).units, "units", f'units("{source}")'),
            number("missing", case.tally(source).missing_units, "units", f'missing_units("{source}")'),
            number("capacity", bounds.capacity if bounds else None, "voters", _capacity(case, source) if bounds else ""),
            number("coverage", case.tally(source).coverage.share, "share", f'coverage("{source}")'),
            number("required", outcome.required, "votes"),
            number("votes", case.tally(source).figures.get(wins, 0), "votes", f'total("{source}", "{wins}")'),
        ),
        assumptions=ASSUMED if complete else ASSUMED_BOUNDS,
    )


def _claim_verdict(
    case: Case, proclamation: Proclamation, claim: Claim, proofs: dict[tuple[str, str], list[Finding]]
) -> Verdict:
    """Return the verdict on one claim, by its kind."""
    if claim.kind is ClaimKind.COUNT:
        return _count_verdict(case, proclamation, claim, proofs.get((str(proclamation.id), claim.id), []))
    if claim.kind is ClaimKind.SHARE:
        return _share_verdict(case, proclamation, claim)
    if claim.kind is ClaimKind.OUTCOME:
        return _proclaimed_outcome(case, proclamation, claim)
    if claim.kind is ClaimKind.REQUIRED:
        return _required_verdict(case, proclamation, claim)
    return _coverage_verdict(case, proclamation, claim)


def _verdict(  # the fields of a verdict that every claim shares
    case: Case, proclamation: Proclamation, claim: Claim, word: VerdictWord, numbers: tuple[Number, ...], *, key: str, assumptions: tuple[str, ...] = ASSUMED, findings: tuple[str, ...] = ()
) -> Verdict:
    head = (
        number("proclamation", str(proclamation.id), "proclamation"),
        number("claim", f"{proclamation.id}/{claim.id}", "claim"),
    )
    return Verdict(
        contest=case.contest.id,
        subject=f"{proclamation.id}/{claim.id}",
        word=word,
        message=f"verdict-{claim.kind.value}-{key}",
        numbers=head + numbers,
        assumptions=assumptions,
        findings=findings,
        proclamation=proclamation.id,
        claim=claim.id,
    )


def _count_verdict(case: Case, proclamation: Proclamation, claim: Claim, proofs: list[Finding]) -> Verdict:
    claimed = number("claimed", claim.count, "votes", f'claimed("{proclamation.id}", "{claim.id}")')
    if proofs:
        best = next((f for f in proofs if f.sources == (case.broadest,)), proofs[0])
        return _verdict(
            case,
            proclamation,
            claim,
            VerdictWord.CONTRADICTED,
            (claimed, *(n for n in best.numbers if n.name not in {"claimed", "proclamation"})),
            key=f"contradicted-{best.code.removeprefix('partial-sum-')}",
            assumptions=ASSUMED_PROOF,
            findings=tuple(f"{finding.code}:{finding.subject}" for finding in proofs),
        )
    standings = [
        (source, standing)
        for source in _broadest_first(case)
        if (standing := count_standing(case, proclamation, claim, source)) is not None
    ]
    if not standings:
        return _verdict(case, proclamation, claim, VerdictWord.UNSUPPORTED, (claimed,), key="unsupported")
    source, standing = next(
        ((s, st) for s, st in standings[:1] if st.complete), next(((s, st) for s, st in standings), standings[0])
    )
    total = f'total("{source}", "{"+".join(claim.figures)}")'
    numbers = (
        claimed,
        number("source", source, "source"),
        number("records", standing.records, "votes", total),
        number("added", standing.added, "votes"),
        number("difference", abs(standing.difference), "votes"),
        number("least", standing.least, "votes"),
        number("most", standing.most, "votes"),
        number("margin", case.margin(source), "votes", _margin(source, *case.leaders(source))),
    )
    word = standing.word
    key = {
        VerdictWord.CONFIRMED: "confirmed",
        VerdictWord.CONTRADICTED: "contradicted-complete" if standing.complete else "contradicted-bounds",
    }.get(word, "consistent" if standing.most is not None else "consistent-unbounded")
    return _verdict(
        case,
        proclamation,
        claim,
        word,
        numbers,
        key=key,
        assumptions=ASSUMED if standing.complete else ASSUMED_PROOF,
    )


def _share_verdict(case: Case, proclamation: Proclamation, claim: Claim) -> Verdict:
    """Return how an announced percentage stands to the records' own, at its own decimals."""
    claimed = number("claimed", claim.share, "share", f'claimed("{proclamation.id}", "{claim.id}")')
    for source in _broadest_first(case):
        tally = case.tally(source)
        base = tally.figures.get(claim.base or claim.figures[0])
        if base is None or not base or not set(claim.figures) <= set(tally.figures):
            continue
        votes = sum(tally.figures[figure] + case.added(figure) for figure in claim.figures)
        added_base = base + sum(case.added(option) for option in case.contest.option_ids)
        share = Fraction(votes, added_base)
        step = Fraction(1, 200 * 10**claim.decimals)
        numbers = (claimed, number("source", source, "source"), number("records", share, "share"))
        near = abs(share - claim.share) <= step
        if is_complete(case, source):
            word = VerdictWord.CONFIRMED if near else VerdictWord.CONTRADICTED
            return _verdict(case, proclamation, claim, word, numbers, key=word.value)
        bounds = case.bounds(source)
        if bounds is None:
            return _verdict(case, proclamation, claim, VerdictWord.CONSISTENT, numbers, key="consistent")
        least = Fraction(votes, added_base + bounds.capacity)
        most = Fraction(votes + bounds.capacity, added_base + bounds.capacity)
        inside = least - step <= claim.share <= most + step
        numbers += (number("least", least, "share"), number("most", most, "share"))
        word = VerdictWord.CONSISTENT if inside else VerdictWord.CANNOT_TELL
        return _verdict(case, proclamation, claim, word, numbers, key="consistent-bounds" if inside else "outside", assumptions=ASSUMED_PROOF)
    return _verdict(case, proclamation, claim, VerdictWord.UNSUPPORTED, (claimed,), key="unsupported")


def _proclaimed_outcome(case: Case, proclamation: Proclamation, claim: Claim) -> Verdict:
    """Return how the announced outcome stands to what the records settle or leave open."""
    said = OutcomeWord(claim.text)
    source = case.registered_source or case.broadest
    announced = (
        number("announced", f"outcome-{said.name.lower().replace('_', '-')}", "message"),
        number("announced_winner", str(claim.winners[0]) if claim.winners else "", "option"),
    )
    if source is None:
        return _verdict(case, proclamation, claim, VerdictWord.UNSUPPORTED, announced, key="unsupported")
    outcome, bounds = case.outcome(source), case.bounds(source)
    possible = {(o.word, o.winners if claim.winners else ()) for o in (bounds.outcomes if bounds else ())}
    if is_complete(case, source):
        possible = {(outcome.word, outcome.winners if claim.winners else ())}
    elif bounds is None:
        possible = set()
    first, second = case.leaders(source)
    wins = outcome.winners[0] if outcome.winners else first
    numbers = (
        *announced,
        number("source", source, "source"),
        number("outcome", f"outcome-{outcome.word.name.lower().replace('_', '-')}", "message"),
        number("winner", str(wins), "option"),
        number("margin", case.margin(source), "votes", _margin(source, first, second)),
        number("capacity", bounds.capacity if bounds else None, "voters", _capacity(case, source) if bounds else ""),
    )
    same = (said, claim.winners)
    if not possible:
        word = VerdictWord.CONSISTENT
    elif same in possible:
        word = VerdictWord.CONFIRMED if len(possible) == 1 else VerdictWord.CONSISTENT
    else:
        word = VerdictWord.CONTRADICTED
    return _verdict(
        case, proclamation, claim, word, numbers, key=f"{word.value}{'-named' if claim.winners else ''}", assumptions=ASSUMED_BOUNDS
    )


def _required_verdict(case: Case, proclamation: Proclamation, claim: Claim) -> Verdict:
    claimed = number("claimed", claim.count, "votes", f'claimed("{proclamation.id}", "{claim.id}")')
    source = case.broadest
    if source is None:
        return _verdict(case, proclamation, claim, VerdictWord.UNSUPPORTED, (claimed,), key="unsupported")
    tally = case.tally(source)
    votes, rule = tally.votes(case.contest), case.contest.rule
    bases = bases_of(rule, votes, members=registered_total(case.contest, tally) or 0)
    required = decide(rule, votes, bases).required
    numbers = (
        claimed,
        number("required", required, "votes"),
        number("base", f"base-{rule.base}", "message"),
        number("base_number", bases.named(rule.base), "members"),
    )
    word = VerdictWord.CONFIRMED if required == claim.count else VerdictWord.CONTRADICTED
    return _verdict(case, proclamation, claim, word, numbers, key=word.value, assumptions=("assume-rule-as-stated",))


def _coverage_verdict(case: Case, proclamation: Proclamation, claim: Claim) -> Verdict:
    """Return whether any published table has the coverage announced: most often none bears on it."""
    claimed = number("claimed", claim.share, "share", f'claimed("{proclamation.id}", "{claim.id}")')
    source = case.broadest
    share = case.tally(source).coverage.share if source else None
    step = Fraction(1, 200 * 10**claim.decimals)
    if share is not None and claim.base == "units" and abs(share - claim.share) <= step:
        numbers = (claimed, number("source", source, "source"), number("records", share, "share", f'coverage("{source}")'))
        return _verdict(case, proclamation, claim, VerdictWord.CONFIRMED, numbers, key="confirmed")
    return _verdict(case, proclamation, claim, VerdictWord.UNSUPPORTED, (claimed,), key="unsupported")


def _broadest_first(case: Case) -> list[SourceId]:
    return sorted(case.sources, key=lambda source: -case.tally(source).units)


def _margin(source: SourceId, first: str, second: str) -> str:
    return f'total("{source}", "{first}") - total("{source}", "{second}")'


def _capacity(case: Case, source: SourceId) -> str:
    register = 'stated("registered", 0)' if case.contest.applied("registered") else "listed_register()"
    return f'capacity("{source}", {register})'
