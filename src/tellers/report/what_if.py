"""What would have changed an outcome, in words: facts with their numbers, and two tables.

Rows and sentences only; a terminal, a page or a program lays them out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from tellers.council.moves import winner
from tellers.council.profile import profile_ids, read_profile
from tellers.council.rival_outcomes import outcome_depends
from tellers.model import Number, OutcomeWord, Position
from tellers.report.language import Language, dossier_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tellers.council.rival_outcomes import RivalOutcome
    from tellers.council.what_if import Fewest, Way, WhatIf
    from tellers.dossier import Dossier
    from tellers.model import Body, Contest, Outcome, Rule, Text, UnitId

__all__ = ["RivalWords", "WhatIfTold", "nearest_words", "rules_beside", "tell_rivals", "tell_what_if"]

SHOWN_NAMES = 20
_NEAREST = {
    OutcomeWord.ADOPTED: "whatif-more-votes",
    OutcomeWord.NOT_ADOPTED: "whatif-more-against",
    OutcomeWord.NOT_DECIDED: "whatif-fewer-there",
}

Row = tuple[str | int | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfTold:
    """One table with the sentences above it."""

    facts: tuple[str, ...]
    title: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RivalWords:
    """What a profile, a body or a dossier says of the candidates."""

    names: Mapping[str, str]
    """Of readings, by id; bases have their own words, and rules are called by their names."""
    unread: Mapping[str, Text]
    """By rule, what of its source was not read in the original."""

    @classmethod
    def of(cls, body: Body | None, rules: Mapping[str, Rule], language: str) -> Self:
        """Return the words for a body's readings, and for rules by the names they go by."""
        readings = body.readings if body is not None else ()
        return cls(
            names={reading.id: reading.by.in_language(language) for reading in readings},
            unread={name: rule.unread for name, rule in rules.items() if rule.unread},
        )


def tell_what_if(dossier: Dossier, contest: Contest, answer: WhatIf, *, language: str) -> WhatIfTold:
    """Return the answer for one roll call: the nearest outcomes, who is pivotal, every kind of change."""
    told = _Told(contest, Language.load(language, dossier_names(contest, dossier, language)))
    say = told.speech.say
    return WhatIfTold(
        facts=tuple(told.facts(answer, _unit_names(dossier, language))),
        title=say("whatif-ways"),
        headings=tuple(say(f"whatif-{key}") for key in ("before", "after", "could", "needed", "then")),
        rows=tuple(told.way(way) for way in answer.ways),
    )


def nearest_words(contest: Contest, answer: WhatIf, *, speech: Language) -> str:
    """Return the fewest changes that come to another outcome, and that this is arithmetic; '' without."""
    told = _Told(contest, speech)
    if not answer.fewest:
        return ""
    return f"{told.nearest(answer, answer.fewest[0])} {speech.say('whatif-arithmetic')}"


def tell_rivals(
    contest: Contest, outcomes: Sequence[RivalOutcome], *, words: RivalWords, language: str
) -> WhatIfTold:
    """Return candidates side by side, and what of the rules' sources nobody has read."""
    told = _Told(contest, Language.load(language))
    say = told.speech.say
    keys = ("by", "name", "counted-on", "required", "votes", "outcome-heading")
    return WhatIfTold(
        facts=(
            say("whatif-depends" if outcome_depends(outcomes) else "whatif-holds"),
            *(
                say("whatif-unread", _words(name=name, unread=unread.in_language(language)))
                for name, unread in words.unread.items()
            ),
        ),
        title=say("whatif-rivals"),
        headings=tuple(say(f"whatif-{key}") for key in keys),
        rows=tuple(told.rival(one, words.names) for one in outcomes),
    )


def rules_beside(contest: Contest, profiles: Sequence[str], language: str) -> dict[str, Rule]:
    """Return the contest's rival rules and those of the profiles asked for (`all`), by what to call them.

    `UsageError` for a profile there is not.
    """
    rules = {f"{one.by.in_language(language)} ({one.rule.base})": one.rule for one in contest.rival_rules}
    for profile in (read_profile(name) for name in (profile_ids() if "all" in profiles else profiles)):
        for question in profile.questions:
            rules[f"{profile.name.in_language(language)}: {question.name.in_language(language)}"] = (
                question.rule
            )
    return rules


@dataclass(frozen=True, slots=True)
class _Told:
    """One contest in one language."""

    contest: Contest
    speech: Language

    def outcome(self, outcome: Outcome) -> str:
        word = self.speech.say(f"outcome-{outcome.word.value.replace(' ', '-')}")
        named = [self.contest.figure_name(winner, self.speech.code) for winner in outcome.winners]
        return f"{word} ({', '.join(named)})" if named else word

    def position(self, position: str) -> str:
        return self.speech.say(f"position-{position}") if position in set(Position) else position

    def facts(self, answer: WhatIf, names: Mapping[str, str]) -> Iterator[str]:
        """Yield the outcome, what is nearest to it, who is pivotal, and what is left out."""
        say = self.speech.say
        yield say(
            "whatif-outcome",
            _words(
                told=self.speech.names["contest", str(self.contest.id)],
                outcome=self.outcome(answer.outcome),
            ),
        )
        for one in answer.fewest:
            yield self.nearest(answer, one)
        if answer.searched is not None:
            yield say("whatif-searched", [Number(name="number", value=answer.searched, unit="count")])
        elif not answer.fewest:
            yield say("whatif-nothing")
        pivotal = len({pivot.member for pivot in answer.pivots})
        if pivotal:
            yield say("whatif-pivotal", [Number(name="count", value=pivotal, unit="count")])
        else:
            yield say("whatif-no-pivotal")
        if unread := self.contest.rule.unread.in_language(self.speech.code):
            yield say("whatif-unread", _words(name=say("whatif-the-rule"), unread=unread))
        if answer.left_out:
            yield say("whatif-left-out", _words(names=_listed(answer.left_out, names)))
        yield say("whatif-arithmetic")

    def nearest(self, answer: WhatIf, one: Fewest) -> str:
        """Return one of the nearest outcomes with the number of changes that it takes."""
        others = Number(name="others", value=answer.not_in_favour, unit="units")
        numbers = [Number(name="count", value=one.needed, unit="count"), others]
        return self.speech.say(self._key(one), [*numbers, *_words(outcome=self.outcome(one.outcome))])

    def _key(self, one: Fewest) -> str:
        """Return the sentence of a nearest outcome: a plain one where all moves are of the plain kind."""
        plain = {
            OutcomeWord.ADOPTED: str(winner(self.contest.rule)),
            OutcomeWord.NOT_ADOPTED: str(Position.AGAINST),
            OutcomeWord.NOT_DECIDED: str(Position.ABSENT),
        }
        word = one.outcome.word
        if word in plain and {position for _, position in one.moves} == {plain[word]}:
            return _NEAREST[word]
        return "whatif-other"

    def way(self, way: Way) -> Row:
        unchanged = self.speech.say("whatif-no-number")
        if way.searched is not None:
            number = Number(name="number", value=way.searched, unit="count")
            unchanged = self.speech.say("whatif-not-searched", [number])
        then = unchanged if way.outcome is None else self.outcome(way.outcome)
        return self.position(way.before), self.position(way.after), way.could, way.needed, then

    def rival(self, one: RivalOutcome, names: Mapping[str, str]) -> Row:
        say = self.speech.say
        name = say(f"base-{one.name}") if one.by == "base" else names.get(one.name, one.name)
        if one.applied:
            name = say("whatif-applied", _words(name=name))
        if one.outcome is None:
            outcome = say("whatif-cannot", _words(why=one.why_not))
        else:
            outcome = self.outcome(one.outcome)
        return say(f"whatif-by-{one.by}"), name, one.base_number, one.required, one.votes, outcome


def _unit_names(dossier: Dossier, language: str) -> Mapping[str, str]:
    seats = dossier.body.seats if dossier.body is not None else ()
    return {seat.id: seat.name.in_language(language) for seat in seats}


def _listed(seats: Sequence[UnitId], names: Mapping[str, str]) -> str:
    shown = ", ".join(names.get(seat, seat) for seat in seats[:SHOWN_NAMES])
    return f"{shown}, ... (+{len(seats) - SHOWN_NAMES})" if len(seats) > SHOWN_NAMES else shown


def _words(**words: str) -> list[Number]:
    return [Number(name=name, value=value, unit="text") for name, value in words.items()]
