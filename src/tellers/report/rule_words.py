"""A rule as a sentence: base, fraction, strictness, conditions, and the whole number each yields.

A percentage or "half plus one" would say less than the rule does, so every requirement that can be
resolved shows the number it was counted on and the votes it asks for. What depends on the votes
themselves (votes cast, members present) has no number before the vote, and none is shown.

>>> from tellers.model import OptionId, Roll, Rule, UnitId
>>> seats = tuple(UnitId(f"s{i}") for i in range(34))
>>> roll = Roll(on="2024-07-31", reading="", members=seats, in_office=seats, entitled=seats, called=seats,
...     contested=())
>>> rule = Rule(kind="majority", wins=OptionId("for"), base="members", fraction="2/3", strictness="at_least")
>>> rule_sentence(rule, "en", numbers_of_roll(rule, roll))
'Adopted by at least two thirds of 34 members: 23.'
>>> rule_sentence(rule, "es")
'Se aprueba con al menos dos tercios de los miembros.'
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.model import Quorum, Requirement, Roll, RollCall, Rule
from tellers.report.language import Language
from tellers.report.plurals import filled
from tellers.rules import Bases, count_roll, required_of
from tellers.rules.bases import BASES, ROLL_BASES

if TYPE_CHECKING:
    from tellers.check.deciding import Deciding

__all__ = [
    "RuleNumbers",
    "numbers_of_call",
    "numbers_of_roll",
    "numbers_of_votes",
    "requirement_words",
    "rule_sentence",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleNumbers:
    """What a rule is counted on: by weight, '' for heads, the bases there are."""

    bases: Mapping[str, Bases] = field(default_factory=dict)
    voted: bool = True
    """Whether the votes are in: before, only the bases of the roll are numbers."""

    def of(self, requirement: Requirement) -> tuple[int | None, int] | None:
        """Return (base, votes required), None where they are not known."""
        if requirement.number is not None:
            return None, requirement.number
        bases = self.bases.get(requirement.weight)
        if bases is None or (not self.voted and requirement.base not in ROLL_BASES):
            return None
        return required_of(requirement, bases)


NOTHING_KNOWN = RuleNumbers()


def numbers_of_roll(rule: Rule, roll: Roll) -> RuleNumbers:
    """Return what the roll of a day says before anybody has voted; a weight it lacks has no number."""
    return replace(numbers_of_call(rule, RollCall(positions={}, roll=roll)), voted=False)


def numbers_of_call(rule: Rule, call: RollCall) -> RuleNumbers:
    """Return what a roll call is counted on; a weight that the roll lacks has no number."""
    heads = Rule(kind=rule.kind, wins=rule.wins, base=rule.base, abstentions=rule.abstentions)
    bases = {"": count_roll(heads, call).bases}
    asked = [*rule.requirements, *([rule.quorum.requirement] if rule.quorum else [])]
    for weight in sorted({one.weight for one in asked} - {""}):
        try:
            counted = count_roll(replace(heads, weight=weight), call)
        except ValueError:  # the roll has no such weight for somebody
            continue
        bases[weight] = counted.circumstances.weighed[weight].bases
    return RuleNumbers(bases=bases)


def numbers_of_votes(rule: Rule, deciding: Deciding) -> RuleNumbers:
    """Return what the votes of a source are counted on, the members as stated and applied.

    Nothing is known for a rule that asks who voted where nobody knows.
    """
    try:
        bases, circumstances = deciding.counted(rule)
    except ValueError:
        return NOTHING_KNOWN
    weighed = {weight: poll.bases for weight, poll in circumstances.weighed.items()}
    return RuleNumbers(bases={"": bases, **weighed})


def rule_sentence(rule: Rule, language: str, numbers: RuleNumbers = NOTHING_KNOWN) -> str:
    """Return a rule in a language: how it is carried, then quorum, veto and casting vote, each a sentence."""
    words = _Words(Language.load(language), numbers)
    told = [words.decision(rule)]
    if rule.quorum is not None:
        told.append(words.quorum(rule.quorum))
    if rule.veto is not None:
        by = words.listed([words.option(option) for option in rule.veto.by])
        told.append(words.say("veto", group=rule.veto.group, by=by))
    if rule.tie == "casting":
        who = rule.casting_by.in_language(language) or words.say("casting-somebody")
        told.append(words.say("casting", who=who))
    return " ".join(told)


def requirement_words(requirement: Requirement, language: str, numbers: RuleNumbers = NOTHING_KNOWN) -> str:
    """Return one requirement: "more than half of 34 members: 18"."""
    return _Words(Language.load(language), numbers).requirement(requirement)


@dataclass(frozen=True, slots=True)
class _Words:
    """The keys of `rule_sentence.po` in one language, with the numbers a rule is counted on."""

    speech: Language
    numbers: RuleNumbers

    def say(self, key: str, **words: str) -> str:
        return filled(self.speech.catalogue.sentences(f"rule-says-{key}")[0], words, self.speech.code)

    def number(self, value: int) -> str:
        return self.speech.decimal(value, 0)

    def decision(self, rule: Rule) -> str:
        if rule.kind == "plurality":
            return self.say("plurality")
        asked = self.listed([self.requirement(one) for one in rule.requirements])
        if rule.kind == "runoff" and rule.lead:
            least, ahead = (self.say("percent", percent=_percent(part)) for part, _ in rule.lead_asked)
            strict = "-strict" if ">" in rule.lead else ""
            return self.say(f"runoff-lead{strict}", asked=asked, least=least, ahead=ahead)
        return self.say(rule.kind, asked=asked)

    def requirement(self, one: Requirement) -> str:
        known = self.numbers.of(one)
        if one.number is not None:
            told = self.say("votes-named", number=self.number(one.number))
        else:
            counted = None if known is None else known[0]
            told = self.say(one.strictness, part=self.part(one.fraction), base=self.base(one, counted))
            if known is not None:
                told = self.say("asks", told=told, required=self.number(known[1]))
        if one.waived_below:
            told = self.say("waived", told=told, members=self.number(one.waived_below))
        return told

    def part(self, fraction: str) -> str:
        """Return "two thirds" or "65 %": never a percentage that is rounded."""
        key = f"part-{fraction.replace('/', '-')}"
        if f"rule-says-{key}" in self.speech.messages:
            return self.say(key)
        if 100 % Fraction(fraction).denominator == 0:
            return self.say("percent", percent=_percent(fraction))
        return fraction

    def base(self, one: Requirement, counted: int | None) -> str:
        """Return what is counted: heads, or a weight of them, with its number where that is known."""
        if not one.weight:
            if counted is None:
                return self.say(f"base-{one.base}") if one.base in BASES else one.base
            return self.say(
                f"base-{one.base}-number" if one.base in BASES else "base-figure-number",
                number=self.number(counted),
                base=one.base,
            )
        whole = self.numbers.bases.get(one.weight)
        everybody = one.base == "members" or (whole is not None and counted == whole.members)
        of_whom = "" if everybody or one.base not in BASES else self.say(f"weighed-{one.base}")
        weight = self.weight(one.weight) + of_whom
        if counted is None:
            return weight
        return self.say("weight-number", weight=weight, number=self.number(counted))

    def weight(self, weight: str) -> str:
        key = f"weight-{weight}"
        known = f"rule-says-{key}" in self.speech.messages
        return self.say(key) if known else self.say("weight-other", weight=weight)

    def quorum(self, quorum: Quorum) -> str:
        counts = f"counts-{quorum.counts}"
        known = f"rule-says-{counts}" in self.speech.messages
        told = self.say(
            "quorum",
            asked=self.requirement(quorum.requirement),
            counts=self.say(counts) if known else quorum.counts,
        )
        if not quorum.besides:
            return told
        return f"{told} {self.say('quorum-besides', besides=self.number(quorum.besides))}"

    def option(self, option: str) -> str:
        key = f"vote-{option}"
        return self.say(key) if f"rule-says-{key}" in self.speech.messages else option

    def listed(self, parts: list[str]) -> str:
        return parts[0] if len(parts) == 1 else self.say("and", first=", ".join(parts[:-1]), last=parts[-1])


def _percent(fraction: str) -> str:
    """Return a fraction in hundredths, exactly: "65", or "100/3" where it is no whole percent."""
    return str(Fraction(fraction) * 100)
