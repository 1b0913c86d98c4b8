"""A proclamation's own counts against its outcome: do they give it, and had they settled it.

The announced counts are put under the rule; what the announcement itself leaves uncounted is
bounded by the registers it names, or by its coverage of the register. A coverage of units says
nothing certain of the voters left, since units differ in size: then the answer is how small the
units left would have to be, beside the mean of all units.

A group of options announced as one (`others`) is taken as one option: conservative, since it is
then the strongest rival that could hide in it.

Counts do not say who voted. What a rule asks besides its first number (a veto, another majority)
can only defeat: counts that miss the first number are held to it, and of counts that reach it
nothing is said. Of a majority in another weight counts tell nothing at all.

>>> rule = Rule(kind="plurality")
>>> votes_needed(rule, {OptionId("A"): 60, OptionId("B"): 40}, members=500)
20
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.check.bulletin_coverage import counted_units, coverage_of_units
from tellers.check.bulletin_finding import differs, margin_formula, state
from tellers.check.case import number
from tellers.check.formulas import counted
from tellers.check.outcome_standing import OF_THE_RECORD, is_opposed
from tellers.check.told import key_of
from tellers.model import ClaimKind, FigureId, FindingStatus, OptionId, OutcomeWord, Rule, Severity
from tellers.rules import Circumstances, bases_of, decide, possible_outcomes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tellers.check.announced import Announced
    from tellers.model import Claim, Finding, Number, Outcome

__all__ = ["check_own_outcome", "votes_needed"]

BASES = ("members", "present", "cast")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Own:
    """What the announced counts alone decide."""

    votes: dict[OptionId, int]
    members: int
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class _Left:
    """The voters that an announcement leaves uncounted by its own figures."""

    voters: int
    formula: str
    units: int = 0
    """The most units left, where the voters are only their mean share of the register."""
    assumption: str = "assume-only-registered-vote"


def check_own_outcome(announced: Announced) -> Iterator[Finding]:
    """Yield what the announced counts alone decide, against the announced outcome and what is left."""
    claim = announced.proclamation.claim(ClaimKind.OUTCOME)
    if claim is not None and OutcomeWord(claim.text) in OF_THE_RECORD:
        return
    own, left = _whatever_the_quorum(announced, _own(announced)), _left(announced)
    complete = left is not None and not left.voters
    without = own is not None and claim is not None and _without_a_vote(announced, claim, own)
    if own is None or without or (left is None and claim is not None):
        if claim is not None:
            found = state(announced, "own-outcome-cannot-tell", (), claim=claim)
            who = "-who" if without or _asks_more(announced.contest.rule) else ""
            yield replace(found, message=f"{found.message}{who}", status=FindingStatus.CANNOT_TELL)
    elif claim is not None and not _same(claim, own.outcome):
        found = _told(announced, "own-outcome-differs", own, ())
        yield differs(found, votes=None, weight=Severity.SERIOUS if complete else Severity.ATTENTION)
    elif left is not None and left.voters:
        yield _settled(announced, own, left)
    elif claim is not None:
        yield _told(announced, "own-outcome-follows", own, ())


def votes_needed(rule: Rule, votes: Mapping[OptionId, int], *, members: int) -> int | None:
    """Return the fewest further votes that could change the outcome; None where `members` are not enough.

    Found by halving: what some votes for one option can change, more of them can.
    """
    if not _changes(rule, votes, members, members):
        return None
    low, high = 0, members
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if _changes(rule, votes, middle, members) else (middle + 1, high)
    return low


def _changes(rule: Rule, votes: Mapping[OptionId, int], missing: int, members: int) -> bool:
    bases = bases_of(rule, votes, members=members)
    outcomes = possible_outcomes(rule, votes, bases, missing=missing)
    return len({(outcome.word, frozenset(outcome.winners)) for outcome in outcomes}) > 1


def _own(announced: Announced) -> _Own | None:
    """Return the outcome of the announced counts; None where they do not tell it.

    An option or the rule's base may be missing; or they reach its first number, and it asks for more.
    """
    rule, claims = announced.contest.rule, announced.decisive
    if claims is None or rule.several or rule.weight:
        return None
    stated = announced.contest.applied("registered")
    members = announced.registers[0].count if announced.registers else stated.value if stated else 0
    unknown = rule.base not in BASES or (rule.base == "members" and not members)
    if rule.kind != "plurality" and rule.number is None and unknown:
        return None
    votes = {_option(claim): claim.count for claim in claims}
    if rule.kind == "majority" and (rule.wins or OptionId("for")) not in votes:
        return None
    outcome = _decided(announced, rule, votes, members)
    if outcome is None or not set(outcome.winners) <= set(announced.contest.option_ids):
        return None
    return _Own(votes=votes, members=members, outcome=outcome)


def _asks_more(rule: Rule) -> bool:
    """Return whether a rule asks what no count by head tells: who voted, or what they weigh."""
    return rule.veto is not None or bool(rule.also or rule.weight)


def _decided(announced: Announced, rule: Rule, votes: Mapping[OptionId, int], members: int) -> Outcome | None:
    """Return what these counts decide, a casting vote added; None where the rest of the rule could defeat it.

    A quorum in another weight, and one whose members nobody states, are left out: no count misses them.
    """
    quorum = rule.quorum
    if quorum is not None and (
        quorum.requirement.weight or (quorum.requirement.number is None and not members)
    ):
        rule = replace(rule, quorum=None)
    casting = Circumstances(casting=announced.contest.casting)
    plain = replace(rule, veto=None, also=())
    outcome = decide(plain, votes, bases_of(plain, votes, members=members), casting)
    return None if _asks_more(rule) and outcome.word is OutcomeWord.ADOPTED else outcome


def _whatever_the_quorum(announced: Announced, own: _Own | None) -> _Own | None:
    """Return what the counts decide if there was a quorum, where they alone do not reach it.

    Who was there and took no part is in no count that was announced, so a quorum is never missed by
    them. What the announcement shares with the outcome under a quorum cannot be told; what differs from
    it differs with or without.
    """
    rule, claim = announced.contest.rule, announced.proclamation.claim(ClaimKind.OUTCOME)
    undecided = own is not None and own.outcome.word is OutcomeWord.NOT_DECIDED and rule.quorum is not None
    if own is None or not undecided or claim is None or claim.text == OutcomeWord.NOT_DECIDED:
        return own
    outcome = _decided(announced, replace(rule, quorum=None), own.votes, own.members)
    return None if outcome is None or _same(claim, outcome) else replace(own, outcome=outcome)


def _without_a_vote(announced: Announced, claim: Claim, own: _Own) -> bool:
    """Return whether an adoption without a vote was announced of counts that carry it unopposed."""
    said = OutcomeWord(claim.text)
    carried = own.outcome.word is OutcomeWord.ADOPTED and not is_opposed(announced.contest.rule, own.votes)
    return said.adopts and not said.counted and carried


def _option(claim: Claim) -> OptionId:
    """Return the option a count is for; a group stands as one option under the claim's id."""
    return OptionId(claim.figures[0] if len(claim.figures) == 1 else claim.id)


def _left(announced: Announced) -> _Left | None:
    """Return the voters left by the registers announced, by the coverage of them, or by mean."""
    claims = announced.proclamation.claims
    coverage = next((claim for claim in claims if claim.kind is ClaimKind.COVERAGE), None)
    registers, contest = announced.registers, announced.contest
    if coverage is None or coverage.share >= 1:
        return _Left(voters=0, formula="")
    if len(registers) > 1 and registers[0].count > registers[-1].count:
        whole, part = announced.formula(registers[:1]), announced.formula(registers[-1:])
        return _Left(
            voters=registers[0].count - registers[-1].count,
            formula=f"{whole} - {part}",
            assumption="assume-smaller-register-counted",
        )
    register, units = contest.applied("registered"), contest.applied("units")
    said = coverage_of_units(announced)
    found = counted_units(units.value, said.reading) if units and said else None
    if register is None or units is None or said is None or found is None:
        return None
    left = units.value - found[0]
    formula = f'stated("units", 0) - {counted(announced.proclamation.id, said.id)[0]}'
    mean = f'stated("registered", 0) * ({formula}) // stated("units", 0)'
    return _Left(voters=register.value * left // units.value, formula=mean, units=left)


def _same(claim: Claim, outcome: Outcome) -> bool:
    """Return whether the announced outcome is this one; winners count where they were named."""
    named = not claim.winners or set(claim.winners) == set(outcome.winners)
    return claim.text == outcome.word and named


def _told(announced: Announced, code: str, own: _Own, numbers: tuple[Number, ...]) -> Finding:
    """Return a finding on the outcome of the announced counts, in a sentence that names who won."""
    outcome = own.outcome
    told = (
        number("outcome", f"bulletin-outcome-{key_of(outcome.word)}", "message"),
        number("winners", "+".join(outcome.winners), "options"),
        number("margin", outcome.margin, "votes", _margin(announced, own)),
    )
    found = state(announced, code, (*told, *numbers), claim=announced.proclamation.claim(ClaimKind.OUTCOME))
    named = "-named" if outcome.winners else ""
    return replace(found, message=f"bulletin-{code}{named}", margin=outcome.margin)


def _margin(announced: Announced, own: _Own) -> str:
    """Return the formula of the margin, as `tellers.rules` gives it of the announced counts."""
    rule, word, ranked = announced.contest.rule, own.outcome.word, announced.ranked
    required = _required(announced, rule)
    if word in {OutcomeWord.ADOPTED, OutcomeWord.NOT_ADOPTED}:
        option = rule.wins or FigureId("for")
        wins = announced.formula(announced.of(FigureId(option))[:1])
        if "casting-vote" in own.outcome.reasons:
            required = _required(announced, rule, more=" + 1")
            wins += " + 1" if announced.contest.casting == option else ""
        return f"{wins} - {required} + 1" if word is OutcomeWord.ADOPTED else f"{required} - ({wins})"
    lead = margin_formula(announced)
    if rule.kind != "runoff" or word is OutcomeWord.TIE:
        return lead
    first, second = announced.formula(ranked[:1]), announced.formula(ranked[1:2])
    over = f"{first} - {required}"
    if rule.lead:
        least, ahead = (
            _required(announced, replace(rule, base="cast", fraction=part, strictness=strictness))
            for part, strictness in rule.lead_asked
        )
        over = f"max({over}, min({first} - {least}, {lead} - {ahead}))"
    if word is OutcomeWord.ELECTED:
        return f"min({lead}, {over} + 1)"
    third = f" - {announced.formula(ranked[2:3])}" if len(ranked) > 2 else ""
    return f"min(max(1, -({over})), {second}{third})"


def _required(announced: Announced, rule: Rule, more: str = "") -> str:
    """Return the formula of the majority a rule asks for, on the base of the announcement.

    `more` is what a casting vote adds to a base of votes.
    """
    if rule.number is not None:
        return "asked(0, 0)"
    registers, options = announced.registers, announced.decisive or ()
    counted = tuple(
        c for c in options if rule.base == "present" or not set(c.figures) <= set(rule.abstentions)
    )
    base = f"{announced.formula(counted)}{more}"
    if rule.base == "members":
        base = announced.formula(registers[:1]) if registers else 'stated("registered", 0)'
    return f'required({base}, "{rule.fraction}", "{rule.strictness}")'


def _settled(announced: Announced, own: _Own, left: _Left) -> Finding:
    """Return whether what was left uncounted could change the outcome, as far as it can be told."""
    rule, claim = announced.contest.rule, announced.proclamation.claim(ClaimKind.OUTCOME)
    most = max(own.members, left.voters)
    needed = votes_needed(rule, own.votes, members=most)
    is_open = needed is not None and left.voters >= needed
    numbers = [
        number("left", left.voters, "voters", left.formula),
        number("needed", needed, "votes", _margin(announced, own) if needed == own.outcome.margin else ""),
    ]
    code = "own-outcome-open" if is_open else "own-outcome-settled"
    if left.units:
        numbers += _mean_numbers(announced, own, left, needed)
        code += "-by-mean"
    found = replace(_told(announced, code, own, tuple(numbers)), assumptions=(left.assumption,))
    if left.units or is_open:
        found = replace(found, status=FindingStatus.CANNOT_TELL, settles="settle-results-by-unit")
    announced_early = is_open and claim is not None
    return replace(found, severity=Severity.NOTICE) if announced_early else found


def _mean_numbers(announced: Announced, own: _Own, left: _Left, needed: int | None) -> list[Number]:
    """Return how small the units left would have to be, and the mean of all units."""
    register, units = announced.contest.applied("registered"), announced.contest.applied("units")
    said = coverage_of_units(announced)
    assert register is not None and units is not None and said is not None  # noqa: S101, PT018 (left.units says so)
    count = f'(stated("units", 0) - {counted(announced.proclamation.id, said.id)[0]})'
    needs = _margin(announced, own) if needed == own.outcome.margin else ""
    threshold = Fraction(needed, left.units) if needed is not None else None
    return [
        number("coverage", said.text, "percent"),
        number("units", units.value, "units", 'stated("units", 0)'),
        number("units_left", left.units, "units", count),
        number("threshold", threshold, "", f"({needs}) / {count}" if needs else ""),
        number(
            "mean", Fraction(register.value, units.value), "", 'stated("registered", 0) / stated("units", 0)'
        ),
    ]
