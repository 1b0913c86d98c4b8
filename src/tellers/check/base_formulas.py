"""Formulas of what a rule asks for: what each requirement is counted on, what it yields, what it got.

Texts that `tellers recheck` evaluates; it derives the roll from `body.toml` by code of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tellers.check import formulas
from tellers.model import PRESENT, FigureId, OptionId, OutcomeWord, Position, Requirement
from tellers.rules import standing_of
from tellers.rules.bases import ROLL_BASES

if TYPE_CHECKING:
    from tellers.check.case import Case
    from tellers.model import Rule, SourceId

__all__ = ["RuleFormulas", "base_number", "outcome_margin", "required"]


def base_number(case: Case, source: SourceId, rule: Rule, index: int = 0) -> str:
    """Return the formula of the number a rule's majority is counted on."""
    return RuleFormulas(case=case, source=source, rule=rule).base(rule.first, index)


def required(case: Case, source: SourceId, rule: Rule, index: int = 0) -> str:
    """Return the formula of the votes a rule asks for."""
    return RuleFormulas(case=case, source=source, rule=rule).required(rule.first, index)


def outcome_margin(case: Case, source: SourceId) -> str:
    """Return the formula of the votes between the outcome and the next."""
    rule, outcome = case.contest.rule, case.outcome(source)
    told = RuleFormulas(case=case, source=source, rule=rule)
    if outcome.reasons:
        return told.margin_beside()
    asked, word = told.required(rule.first), outcome.word
    if word in {OutcomeWord.ADOPTED, OutcomeWord.NOT_ADOPTED}:
        wins = told.votes(rule.first)
        return f"{asked} - {wins}" if word is OutcomeWord.NOT_ADOPTED else f"{wins} - {asked} + 1"
    if rule.kind == "absolute":
        over = f"{formulas.votes(case, source, case.leaders(source)[0])} - {asked}"
        elected = word is OutcomeWord.ELECTED
        return f"min({formulas.lead(case, source)}, {over} + 1)" if elected else f"max(1, -({over}))"
    if rule.kind != "runoff" or word in {OutcomeWord.TIE, OutcomeWord.NOT_DECIDED}:
        return formulas.lead(case, source)
    votes = case.votes(source)
    ranked = sorted(standing_of(rule, votes), key=lambda option: -votes[option])
    over = _over(case, source, asked)
    if word is OutcomeWord.ELECTED:
        return f"min({formulas.lead(case, source)}, {over} + 1)"
    third = f" - {formulas.votes(case, source, ranked[2])}" if len(ranked) > 2 else ""
    return f"min(max(1, -({over})), {formulas.votes(case, source, ranked[1])}{third})"


def _over(case: Case, source: SourceId, asked: str) -> str:
    """Return the formula of how far the first is over what elects it in a first round, by the easier way."""
    rule, first = case.contest.rule, formulas.votes(case, source, case.leaders(source)[0])
    if not rule.lead:
        return f"{first} - {asked}"
    cast = base_number(case, source, replace(rule, base="cast"))
    least, ahead = (f'required({cast}, "{part}", "{strict}")' for part, strict in rule.lead_asked)
    return f"max({first} - {asked}, min({first} - {least}, {formulas.lead(case, source)} - {ahead}))"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFormulas:
    """The formulas of one rule on one source's records."""

    case: Case
    source: SourceId
    rule: Rule

    @property
    def wins(self) -> OptionId:
        """Return the option that the rule carries."""
        return OptionId("for") if self.rule.wins is None else self.rule.wins

    def base(self, one: Requirement, index: int = 0) -> str:
        """Return the formula of what a requirement is counted on; the members where it names a number."""
        if one.number is not None or (one.base == "members" and not one.weight):
            return formulas.register(self.case, self.source, index)
        if one.base in ROLL_BASES:
            if self.case.roll is None:  # nobody knows of vacant seats or suspended votes
                return formulas.register(self.case, self.source, index)
            return f'rolled("{one.base}", "{one.weight}", "{self.source}")'
        return self._of_votes(one)

    def required(self, one: Requirement, index: int = 0) -> str:
        """Return the formula of the number of votes a requirement yields."""
        if one.number is not None:
            return f"asked({self._rule_place()}, {self._place(one)})"
        return f'required({self.base(one, index)}, "{one.fraction}", "{one.strictness}")'

    def _rule_place(self) -> int:
        """Return 0 for the rule applied, and 1, 2 ... for its rivals in their order."""
        rivals = [rival.rule for rival in self.case.contest.rival_rules]
        return 0 if self.rule == self.case.contest.rule else 1 + rivals.index(self.rule)

    def _place(self, one: Requirement) -> int:
        """Return 0 for the rule's own requirement, 1, 2 ... for `also`, -1 for its quorum."""
        every = self.rule.requirements
        return every.index(one) if one in every else -1

    def votes(self, one: Requirement) -> str:
        """Return the formula of the votes that count towards a requirement."""
        if one.weight:
            return f'weighed("{self.source}", "{one.weight}", "{self.wins}")'
        return formulas.votes(self.case, self.source, self.wins)

    def there(self) -> str:
        """Return the formula of how many were there, as the quorum counts them; '' without a quorum."""
        quorum = self.rule.quorum
        if quorum is None:
            return ""
        there = self.base(Requirement(base=quorum.counts, weight=quorum.requirement.weight))
        return f"{there} + {quorum.besides}" if quorum.besides else there

    def vetoes(self) -> str:
        """Return the formula of how many members with a veto used it; '' without a veto."""
        veto = self.rule.veto
        return f'held("{self.source}", "{veto.group}", "{"+".join(veto.by)}")' if veto is not None else ""

    def margin_beside(self) -> str:
        """Return the formula of the margin where more than the first requirement decided.

        Of a missing quorum it is how many more had to be there; of a requirement that was missed, what it
        was missed by in its own weight; of a veto, how many used it; else what the first was cleared by.
        """
        rule, outcome = self.rule, self.case.outcome(self.source)
        if rule.quorum is not None and "quorum" in outcome.reasons:
            return f"{self.required(rule.quorum.requirement)} - ({self.there()})"
        cast = "casting-vote" in outcome.reasons
        for one, reached in zip(rule.requirements, outcome.reached or (None,), strict=False):
            missed = outcome.word is OutcomeWord.NOT_ADOPTED if reached is None else not reached.met
            if missed and not (reached is None and "veto" in outcome.reasons):
                return f"{self._asked(one, cast=cast)} - ({self._got(one, cast=cast)})"
        if "veto" in outcome.reasons:
            return self.vetoes()
        return f"{self._got(rule.first, cast=cast)} - {self._asked(rule.first, cast=cast)} + 1"

    def _asked(self, one: Requirement, *, cast: bool) -> str:
        """Return what a requirement yields, the casting vote being one more vote cast."""
        stated = one.base == "present" and self.case.contest.applied("attending") is not None
        if not cast or one.number is not None or one.base in ROLL_BASES or one.weight or stated:
            return self.required(one)
        return f'required({self.base(one)} + 1, "{one.fraction}", "{one.strictness}")'

    def _got(self, one: Requirement, *, cast: bool) -> str:
        more = " + 1" if cast and self.case.contest.casting == self.wins and not one.weight else ""
        return f"{self.votes(one)}{more}"

    def _of_votes(self, one: Requirement) -> str:
        """Return the formula of a base that follows from the votes themselves."""
        options = list(self.case.contest.option_ids)
        given = {str(figure) for figure in self.case.tally(self.source).figures} - set(options)
        cast = [option for option in options if option not in self.rule.abstentions]
        counted: dict[str, list[str]] = {
            "present": [*map(str, options), *sorted(figure for figure in given if figure in PRESENT)],
            "cast": [*cast],
            "cast-or-abstaining": [*options],
            "cast-or-invalid": [*cast, *({str(Position.INVALID)} & given)],
        }
        if one.base == "present" and not one.weight and self.case.contest.applied("attending") is not None:
            return 'stated("attending", 0)'
        parts = counted.get(one.base, [one.base])
        if one.weight:
            return f'weighed("{self.source}", "{one.weight}", "{"+".join(parts)}")'
        voted = [part for part in parts if part in options]
        others = [FigureId(part) for part in parts if part not in options]
        told = [formulas.votes(self.case, self.source, *voted)] if voted else []
        told += [formulas.total(self.source, *others)] if others else []
        return " + ".join(told) or "0"
