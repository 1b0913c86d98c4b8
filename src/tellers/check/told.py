"""The numbers that tell an outcome: who, by how much, out of what, and what is still missing.

Findings and verdicts tell the same outcome with the same numbers; the sentence itself is a message
of its own, `told-elected`, `told-not-adopted` ..., said inside theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.check import base_formulas, formulas
from tellers.check.beside import beside_numbers, beside_of
from tellers.check.case import Case, number
from tellers.model import OutcomeWord

if TYPE_CHECKING:
    from tellers.check.outcome_standing import OutcomeState
    from tellers.model import Claim, Number, OptionId, Outcome, SourceId
    from tellers.tally import Bounds

__all__ = [
    "assumed_outside",
    "assumed_room",
    "assumed_rule",
    "key_of",
    "margin_number",
    "outcome_numbers",
    "outside_numbers",
    "result_numbers",
    "room_numbers",
]


def key_of(word: OutcomeWord) -> str:
    """Return a word of an outcome as message keys have it.

    >>> key_of(OutcomeWord.NOT_ADOPTED)
    'not-adopted'
    """
    return word.name.lower().replace("_", "-")


def margin_number(case: Case, source: SourceId) -> Number:
    """Return a source's margin: the lead; of a majority, what cleared or missed the votes required."""
    if case.contest.rule.kind != "majority":
        return number("margin", case.lead(source), "votes", formulas.lead(case, source))
    return number("margin", case.outcome(source).margin, "votes", base_formulas.outcome_margin(case, source))


def result_numbers(case: Case, source: SourceId, outcome: Outcome) -> tuple[Number, ...]:
    """Return the numbers of a source's outcome that `told-...` names."""
    rule, tally = case.contest.rule, case.tally(source)
    first, second = case.leaders(source)
    wins = rule.wins or first if rule.kind == "majority" else first
    named = outcome.winners or (wins,)
    alone = "-alone" if outcome.word is OutcomeWord.ELECTED and first == second else ""
    reaches = outcome.word is OutcomeWord.ELECTED and not alone  # and not only leads
    clears = reaches and rule.kind in {"runoff", "absolute"}
    cleared = "-clears" if rule.kind == "runoff" else "-reaches"
    outside = outside_numbers(case)
    several = outcome.word is OutcomeWord.ELECTED and len(outcome.winners) > 1
    plain = f"{alone}{cleared if clears else ''}{'-several' if several else ''}{'-added' if outside else ''}"
    kind = beside_of(outcome) or plain
    numbers = [
        number("told", f"told-{key_of(outcome.word)}{kind}", "message"),
        number("source", source, "source"),
        number("units", tally.units, "units", f'units("{source}")'),
        number("winner", str(wins), "option"),
        number("winners", "+".join(named), "options"),
        _votes_number(case, source, wins),
        number("margin", outcome.margin, "votes", base_formulas.outcome_margin(case, source)),
        *outside,
        *beside_numbers(case, source, outcome),
    ]
    if outcome.word is OutcomeWord.ELECTED and first != second:
        numbers.append(number("second", str(second), "option"))
    if clears:
        numbers.append(number("lead", case.lead(source), "votes", formulas.lead(case, source)))
    if outcome.required is not None:
        numbers.append(
            number("required", outcome.required, "votes", base_formulas.required(case, source, rule))
        )
    return tuple(numbers)


def _votes_number(case: Case, source: SourceId, option: OptionId) -> Number:
    """Return the votes of an option; where the rule asks for a weight, as shares, what they weigh."""
    rule = case.contest.rule
    if rule.kind != "majority" or not rule.first.weight:
        return number("votes", case.votes(source)[option], "votes", formulas.votes(case, source, option))
    _, circumstances = case.deciding(source).counted(rule)
    told = base_formulas.RuleFormulas(case=case, source=source, rule=rule).votes(rule.first)
    return number("votes", circumstances.weighed[rule.first.weight].votes[option], "votes", told)


def outside_numbers(case: Case) -> tuple[Number, ...]:
    """Return how many votes for options were counted outside the records; nothing where none were."""
    options = [option for option in case.contest.option_ids if case.added(option)]
    added = sum(map(case.added, options))
    return (number("added", added, "votes", formulas.addition(*options)),) if options else ()


def assumed_rule(case: Case) -> tuple[str, ...]:
    """Return what is assumed of the rule: that it is as stated, what of it was not read, the roll."""
    unread = ("assume-rule-text-unread",) if case.contest.rule.unread else ()
    return ("assume-rule-as-stated", *unread, *(("assume-roll-as-stated",) if case.roll is not None else ()))


def assumed_outside(case: Case) -> tuple[str, ...]:
    """Return what is assumed of an outcome that follows from votes outside the records too."""
    return ("assume-additions-as-stated",) if outside_numbers(case) else ()


def outcome_numbers(case: Case, state: OutcomeState, claim: Claim | None = None) -> tuple[Number, ...]:
    """Return the numbers of an outcome and of what is missing, and of what was announced of it."""
    source, tally = state.source, case.tally(state.source)
    numbers = list(result_numbers(case, source, state.outcome))
    if claim is not None:
        numbers.append(number("announced", f"outcome-{key_of(OutcomeWord(claim.text))}", "message"))
        if claim.winners:
            numbers.append(number("announced_winners", "+".join(claim.winners), "options"))
    if tally.missing_units is None:
        numbers.append(number("part", "told-part-unknown", "message"))
    else:
        numbers += [
            number("part", "told-part-closed" if tally.closed_units else "told-part", "message"),
            number("missing", tally.missing_units, "units", f'missing_units("{source}")'),
            number("every", tally.coverage.of_units, "units", formulas.every_unit(case)),
            number("coverage", tally.coverage.share, "share", f'coverage("{source}")'),
        ]
    if tally.closed_units:
        numbers.append(number("closed", tally.closed_units, "units", f'closed_units("{source}")'))
    if state.complete:
        numbers.append(number("whole", f"told-whole{'-closed' if tally.closed_units else ''}", "message"))
    if state.bounds is not None:
        numbers += room_numbers(case, source, state.bounds)
    return tuple(numbers)


def room_numbers(case: Case, source: SourceId, bounds: Bounds, index: int = 0) -> tuple[Number, ...]:
    """Return the votes that could still come, and the numbers that add up to them.

    `told-room-...` says which: the whole register (the one stated as number `index`) less what is
    accounted for, or the missing units' own registers; and what unread figures could hold.
    """
    room, stated = bounds.room, formulas.states_register(case)
    kind = ("-list" if stated else "-list-alone") if room.by_list else ""
    numbers = [
        number("room", f"told-room{kind}{'-unread' if room.unread else ''}", "message"),
        number("capacity", bounds.capacity, "voters", formulas.capacity(case, source, index)),
    ]
    if room.by_list:
        outstanding = f'missing_register("{source}")'
        numbers.append(number("outstanding", room.outstanding, "voters", outstanding))
    if room.unread:
        numbers.append(number("unread", room.unread, "votes", f'unread_votes("{source}")'))
    return (
        *numbers,
        number("registered", bounds.registered, "voters", formulas.register(case, source, index)),
        number("covered", bounds.covered, "voters", f'covered("{source}")'),
        number("who", f"registered/{index}" if stated else "", "statement"),
    )


def assumed_room(case: Case, bounds: Bounds | None) -> tuple[str, ...]:
    """Return what is assumed of the votes that could still come, besides that only registered voters vote."""
    if bounds is None or not bounds.room.by_list:
        return ()
    listed = () if case.contest.applied("units") else ("assume-list-whole",)
    return ("assume-registers-as-listed", *listed)
