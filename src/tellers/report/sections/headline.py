"""The first screen: what was proclaimed, what the records give, what is missing, what it could change.

Everything here is told again below with its numbers; this is the part that a newspaper prints.
The proclamation is the last one made, the records those that the checks hold it against.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from tellers.check.apart import apart_of
from tellers.model import ClaimKind, Severity, VerdictWord
from tellers.report.contents import Headline, Judged, Table
from tellers.report.sections.claims import judged
from tellers.report.telling import NOTHING

if TYPE_CHECKING:
    from tellers.model import Claim, Finding, OptionId, Proclamation, Verdict
    from tellers.report.telling import Telling

__all__ = ["headline_of"]

SHOWN_OPTIONS = 4
"""Options of the first screen; the others are added up in one row."""
CONTRADICTED = VerdictWord.CONTRADICTED
ORDER = (
    CONTRADICTED,
    VerdictWord.CANNOT_TELL,
    VerdictWord.CONSISTENT,
    VerdictWord.CONFIRMED,
    VerdictWord.UNSUPPORTED,
)


def headline_of(telling: Telling) -> Headline:
    """Return the five answers, and the figures of the leading options side by side."""
    verdicts = _verdicts(telling)
    assumptions = dict.fromkeys(key for one in verdicts for key in one.assumptions)
    return Headline(
        verdicts=verdicts,
        proclaimed=tuple(_proclaimed(telling, proclamation) for proclamation in telling.case.proclamations)
        or (telling.say("report-nothing-proclaimed"),),
        records=_records(telling),
        missing=_missing(telling),
        could_change=_could_change(telling),
        assumptions=tuple(assumptions),
        figures=_figures(telling),
        count=_count(telling),
    )


def _verdicts(telling: Telling) -> tuple[Judged, ...]:
    """Return what the records make of the outcome last announced and of a figure, then their own outcome."""
    found = []
    for proclamation, claim in telling.claimed_outcomes()[-1:]:
        if (verdict := telling.verdict_on(proclamation, claim)) is not None:
            name = telling.write(str(proclamation.id), "proclamation")
            title = telling.say("report-outcome-announced", proclamation=name)
            found.append(replace(judged(telling, proclamation, claim, verdict), claim=title))
    if not any(one.label.id == CONTRADICTED for one in found):
        found += _gravest_contradicted(telling)
    if telling.outcome is not None:
        found.append(_of_records(telling, telling.outcome))
    return tuple(found)


def _gravest_contradicted(telling: Telling) -> tuple[Judged, ...]:
    """Return the announced figure that is furthest off, where it is off by as much as the margin weighs.

    An outcome that is confirmed says nothing of the figures announced with it.
    """
    found = [
        (apart, proclamation, claim, verdict)
        for proclamation in telling.case.proclamations
        for claim in proclamation.claims
        if claim.kind is not ClaimKind.OUTCOME
        and (verdict := telling.verdict_on(proclamation, claim)) is not None
        and (apart := apart_of(verdict)) is not None
        and apart.weight is Severity.SERIOUS
    ]
    if not found:
        return ()
    _, proclamation, claim, verdict = max(found, key=lambda one: one[0].votes)
    one = judged(telling, proclamation, claim, verdict)
    name = telling.write(str(proclamation.id), "proclamation")
    title = telling.say(
        "report-figure-announced" if len(found) == 1 else "report-figure-announced-of-several",
        claim=telling.claim_name(proclamation, claim),
        proclamation=name,
        others=(len(found) - 1, "count"),
    )
    return (replace(one, claim=title),)


def _of_records(telling: Telling, verdict: Verdict) -> Judged:
    return Judged(
        label=telling.verdict_label(verdict),
        claim=telling.say("report-outcome-of-records"),
        said="",
        text=telling.speech.say(verdict.message, verdict.numbers),
        assumptions=tuple(telling.say(key) for key in verdict.assumptions),
    )


def _proclaimed(telling: Telling, proclamation: Proclamation) -> str:
    """Return who announced what and when, in one line: the outcome, and how much was counted."""
    kinds = (ClaimKind.OUTCOME, ClaimKind.REQUIRED, ClaimKind.COVERAGE)
    claims = [claim for kind in kinds for claim in proclamation.claims if claim.kind is kind]
    said = [
        telling.claim_said(claim)
        if claim.kind is ClaimKind.OUTCOME
        else telling.say(
            "report-said-of", claim=telling.claim_name(proclamation, claim), said=telling.claim_said(claim)
        )
        for claim in claims or _of_options(telling, proclamation)
    ]
    return telling.say(
        "report-proclaimed" if telling.text(proclamation.title) else "report-proclaimed-untitled",
        proclamation=telling.write(str(proclamation.id), "proclamation"),
        by=telling.text(proclamation.by),
        day=telling.day(proclamation.date),
        said=telling.speech.listed(said) or NOTHING,
    )


def _of_options(telling: Telling, proclamation: Proclamation) -> list[Claim]:
    """Return the announced counts of options, as many as the first screen shows: a show of hands."""
    options = set(telling.case.contest.option_ids)
    counts = [claim for claim in proclamation.claims if claim.kind is ClaimKind.COUNT]
    return [claim for claim in counts if options.issuperset(claim.figures)][: SHOWN_OPTIONS + 1]


def _records(telling: Telling) -> tuple[str, ...]:
    """Return whose records these are, and what the rule gives on them."""
    if telling.source is None:
        return ()
    source = telling.case.dossier.source(telling.source)
    told = telling.say(
        "report-records-by", source=telling.source_name(source.id), by=telling.text(source.by) or NOTHING
    )
    found = [
        finding
        for finding in telling.checked.findings
        if finding.check == "rule" and not finding.proclamation and finding.sources == (telling.source,)
    ]
    found.sort(key=lambda finding: not finding.code.startswith("rule-"))
    said = (telling.speech.say(finding.message, finding.numbers) for finding in found)
    return (told, *telling.additions(), *said)


def _missing(telling: Telling) -> tuple[str, ...]:
    tally = telling.tally
    if tally is None:
        bare = not telling.case.sources or all(map(telling.case.has_base, telling.case.sources))
        return (telling.say("report-no-records" if bare else "report-no-base"),)
    of_units, share = tally.coverage.of_units, tally.coverage.share
    source = telling.source_name(tally.source)
    if of_units is None:
        return (telling.say("report-missing-unknown", source=source, units=(tally.units, "units")),)
    said = telling.say(
        "report-missing" if tally.missing_units else "report-missing-none",
        source=source,
        units=(tally.units, "units"),
        of_units=(of_units, "units"),
        share=(share, "share"),
        missing=(tally.missing_units, "units"),
    )
    closed = telling.say("report-closed", closed=(tally.closed_units, "units")) if tally.closed_units else ""
    return tuple(part for part in (said, closed) if part)


def _could_change(telling: Telling) -> tuple[str, ...]:
    """Return what the checks say of what is missing: under the register applied, then the rivals."""
    if telling.tally is not None and telling.tally.missing_units == 0:
        return (telling.say("report-nothing-open"),)
    found = [
        finding
        for finding in telling.checked.findings
        if finding.check == "outstanding"
        and finding.code.startswith("outcome-")
        and finding.sources == (telling.source,)
    ]
    if not found:
        return (telling.say("report-bounds-unknown"),)
    first, *rivals = found
    return (telling.speech.say(first.message, first.numbers), *telling.accounted(), *_rivals(telling, rivals))


def _rivals(telling: Telling, found: list[Finding]) -> list[str]:
    """Return one sentence for the rival registers that settle the outcome, and one for the others."""
    said = []
    for code in dict.fromkeys(finding.code for finding in found):
        told = [_rival(telling, finding) for finding in found if finding.code == code]
        said.append(telling.say(f"report-rival-{code}", registers=telling.speech.listed(told)))
    return said


def _rival(telling: Telling, finding: Finding) -> str:
    """Return what could come under a rival register; what is accounted for was derived just before."""
    plain = any(number.name == "room" and number.value == "told-room" for number in finding.numbers)
    key = "report-rival-register-plain" if plain else "report-rival-register"
    return telling.speech.say(key, finding.numbers)


def _figures(telling: Telling) -> Table | None:
    """Return the leading options: as announced each time, and by the records with their bounds."""
    tally = telling.tally
    if tally is None:
        return None
    votes = telling.case.votes(tally.source)
    last = telling.case.proclamations[-2:]
    ranked = sorted(votes, key=lambda option: -votes[option])
    first = ranked if len(ranked) <= SHOWN_OPTIONS + 1 else ranked[:SHOWN_OPTIONS]
    groups: list[tuple[tuple[OptionId, ...], str]] = [
        ((option,), telling.write(str(option), "option")) for option in first
    ]
    if rest := tuple(option for option in ranked if option not in first):
        groups.append((rest, telling.say("report-other-options", count=(len(rest), "count"))))
    bounds = telling.case.bounds(tally.source)
    open_ = bounds is None or bounds.capacity > 0
    rows = []
    for options, name in groups:
        held = sum(votes[option] for option in options)
        most = held + bounds.capacity if bounds else None
        announced = (telling.write(_announced(proclamation, options)) for proclamation in last)
        rows.append((name, *announced, telling.write(held), *((telling.write(most),) if open_ else ())))
    columns = (
        *telling.columns("report-option"),
        *(telling.announced_in(proclamation) for proclamation in last),
        *telling.columns("#report-in-records", *(("#report-at-most",) if open_ else ())),
    )
    caption = "report-figures-caption" if last else "report-figures-caption-records"
    return Table(
        caption=telling.say(caption, source=telling.source_name(tally.source)),
        columns=columns,
        rows=tuple(rows),
        sums=tuple(
            (place, 1 + len(last), f"{telling.case.contest.id}|{tally.source}|{options[0]}")
            for place, (options, _) in enumerate(groups)
            if len(options) == 1 and not telling.case.added(options[0])
        ),
    )


def _announced(proclamation: Proclamation, options: tuple[OptionId, ...]) -> int | None:
    """Return the count announced for exactly these options, added from single claims where needed."""
    counts = {claim.figures: claim.count for claim in proclamation.claims if claim.kind is ClaimKind.COUNT}
    for figures, count in counts.items():
        if set(figures) == set(options):
            return count
    singles = [counts.get((option,)) for option in options]
    return sum(count or 0 for count in singles) if singles and None not in singles else None


def _count(telling: Telling) -> str:
    """Return how many claims came out how, the gravest first."""
    words = Counter(verdict.word for verdict in telling.checked.verdicts if verdict.subject != "outcome")
    parts = [
        telling.speech.labelled(
            telling.label(word).word.lower(),
            f"{words[word]}{_sizes(telling) if word is CONTRADICTED else ''}",
        )
        for word in ORDER
        if words[word]
    ]
    return (
        telling.say("report-claims-count", count=(words.total(), "count"), parts=", ".join(parts))
        if parts
        else ""
    )


def _sizes(telling: Telling) -> str:
    """Return how much is contradicted by little: the largest where all are, else how many of them."""
    against = [verdict for verdict in telling.checked.verdicts if verdict.word is CONTRADICTED]
    sizes = [apart for verdict in against if (apart := apart_of(verdict))]
    little = [apart for apart in sizes if apart.weight is Severity.NOTICE]
    if not little:
        return ""
    if len(little) < len(against):
        return f" ({telling.say('report-apart-some', count=(len(little), 'count'))})"
    most = max(little, key=lambda apart: apart.votes)
    return f" ({telling.say('report-apart-most', votes=(most.votes, 'votes'), share=(most.share, 'share'))})"
