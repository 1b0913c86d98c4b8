"""One contest told in one language: what the sections of a report ask for words and numbers.

It joins the case (tallies, bounds), what the checks found, and the language, and holds the few
choices that every section has to make in the same way: which source the others are held
against, which proclamation is the last word, how a date or a part of the margin is written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from tellers.check.apart import apart_of
from tellers.check.case import Case
from tellers.check.standing import best_source
from tellers.model import ClaimKind, Number, Severity, SourceId, Text, VerdictWord
from tellers.report.contents import Column, Label
from tellers.report.language import Language, dossier_names
from tellers.report.names import day_written
from tellers.report.numerals import compact
from tellers.tables import UNMATCHED, list_units

if TYPE_CHECKING:
    from tellers.check import CheckedContest, Result
    from tellers.model import Claim, Contest, Proclamation, Value, Verdict
    from tellers.tally import Tally

__all__ = ["NOTHING", "Telling", "tell"]


LONG = 1_000_000
"""From here on an axis has words in place of zeros."""


NOTHING = "\N{EN DASH}"
"""What stands where nothing is known or said."""


@dataclass(frozen=True)
class Telling:
    """A contest, what was found of it, and the language it is told in."""

    case: Case
    checked: CheckedContest
    speech: Language
    position: int
    """Which of the report's contests this is; anchors begin with it."""

    def say(self, key: str, **numbers: tuple[Value, str] | str) -> str:
        """Return the sentence of a key; each number is (value, unit), or plain text."""
        given = [
            Number(name=n, value=v, unit="text")
            if isinstance(v, str)
            else Number(name=n, value=v[0], unit=v[1])
            for n, v in numbers.items()
        ]
        return self.speech.say(key, given)

    def write(self, value: Value, unit: str = "votes") -> str:
        """Return one number or name by its unit."""
        return self.speech.write(Number(name="", value=value, unit=unit))

    def text(self, words: Text) -> str:
        """Return words of the dossier in the language of the report."""
        return words.in_language(self.speech.code)

    def titled(self, contest: Contest) -> str:
        """Return what a contest is called, with its id where two are called the same."""
        return self.speech.names["contest", str(contest.id)]

    def plain(self, words: str, by_language: dict[str, str]) -> str:
        """Return words of the package, in the language of the report where they are told apart."""
        return Text(tuple(by_language.items())).in_language(self.speech.code) or words

    def label(self, word: VerdictWord | Severity) -> Label:
        """Return a verdict's word or a severity's, with the id that shapes and colours follow."""
        kind = "word" if isinstance(word, VerdictWord) else "severity"
        ident = word.value.replace(" ", "-")
        return Label(id=ident, word=self.say(f"{kind}-{ident}"))

    def verdict_label(self, verdict: Verdict) -> Label:
        """Return a verdict's word; of a contradicted figure also its size, and a tone that follows it.

        Below the margin its tone is that of a finding of the same weight, and no longer the alarm.
        """
        label, apart = self.label(verdict.word), apart_of(verdict)
        if apart is None:
            return label
        key = "report-apart" if apart.share is not None else "report-apart-alone"
        size = self.say(key, votes=(apart.votes, "votes"), share=(apart.share, "share"))
        calm = "" if apart.weight is Severity.SERIOUS else f"-{apart.weight.value}"
        return replace(label, id=f"{label.id}{calm}", size=size)

    def columns(self, *keys: str) -> tuple[Column, ...]:
        """Return column heads; a key that begins with `#` heads a column of numbers."""
        return tuple(Column(name=self.say(key.lstrip("#")), number=key.startswith("#")) for key in keys)

    def announced_in(self, proclamation: Proclamation) -> Column:
        """Return the head of the column with the numbers of one proclamation."""
        return Column(name=self.write(str(proclamation.id), "proclamation"), number=True)

    def anchor(self, name: str) -> str:
        """Return an anchor that no other contest of the report has."""
        return f"c{self.position}-{name}"

    def day(self, written: str) -> str:
        """Return a date as the language writes it, or as it stands where it is no whole date."""
        return day_written(written, self.speech.code)

    def short(self, value: int) -> str:
        """Return a round number for an axis: 5 million, 20,000."""
        if abs(value) < LONG:
            return self.speech.decimal(value, 0)
        return compact(value, self.speech.code)

    def percent(self, share: Fraction) -> str:
        """Return a share of round hundredths as a percentage without needless decimals."""
        whole = share * 100
        return f"{self.speech.decimal(whole, 0 if whole.denominator == 1 else 1)} %"

    def of_margin(self, votes: int, margin: int | None) -> str:
        """Return votes as a part of the margin, or nothing where there is no margin to hold them against."""
        return self.write(Fraction(abs(votes), margin), "share") if margin else NOTHING

    def signed(self, votes: int) -> str:
        """Return a difference with its sign."""
        return f"+{self.write(votes)}" if votes > 0 else self.write(votes).replace("-", "\N{MINUS SIGN}")

    @cached_property
    def outcome(self) -> Verdict | None:
        """Return the verdict on the outcome of the records."""
        return next((v for v in self.checked.verdicts if v.subject == "outcome"), None)

    @cached_property
    def source(self) -> SourceId | None:
        """Return the source that the outcome is judged by."""
        return best_source(self.case)

    @cached_property
    def tally(self) -> Tally | None:
        """Return the tally of that source."""
        return self.case.tally(self.source) if self.source else None

    @cached_property
    def margin(self) -> int | None:
        """Return the votes between the main source's outcome and the next one, under the rule."""
        return self.case.outcome(self.source).margin if self.source else None

    def seat(self, unit: str) -> str:
        """Return the name of a unit of a contest small enough to be read name by name; else its id."""
        return self._unit_names.get(unit) or unit.removeprefix(UNMATCHED)

    @cached_property
    def _unit_names(self) -> dict[str, str]:
        body = self.case.dossier.body
        listed = {unit.unit: unit.name for unit in list_units(self.case.tables, self.speech.code)}
        seats = body.seats if body is not None else ()
        return {**listed, **{str(seat.id): self.text(seat.name) for seat in seats}}

    def additions(self) -> list[str]:
        """Return what is counted with the records and stands in none of them, each by name."""
        options = self.case.contest.option_ids
        return [
            self.say(
                "report-addition",
                name=self.text(addition.name),
                votes=(sum(votes for figure, votes in addition.figures if figure in options), "votes"),
                by=self.text(addition.by),
            )
            for addition in self.case.contest.additions
        ]

    def accounted(self) -> tuple[str, ...]:
        """Return the sentence that derives the voters accounted for; none where no register is stated."""
        bounds = self.case.bounds(self.source) if self.source else None
        if bounds is None or self.tally is None or not self.case.contest.stated("registered"):
            return ()
        known = self.tally.register
        parts = (
            ("register", known.registered, known.units - known.unknown_units),
            ("ballots", known.unknown_voters, known.unknown_units),
            ("closed", known.closed_registered, known.closed_units),
        )
        said = [
            self.say(f"report-accounted-{key}", voters=(voters, "voters"), units=(units, "units"))
            for key, voters, units in parts
            if voters
        ]
        return (
            self.say("report-accounted", covered=(bounds.covered, "voters"), parts=self.speech.listed(said)),
        )

    def source_name(self, source: SourceId) -> str:
        """Return what the dossier calls a source."""
        return self.write(source, "source")

    def verdict_on(self, proclamation: Proclamation, claim: Claim) -> Verdict | None:
        """Return the verdict on one claim."""
        return next((v for v in self.checked.verdicts if v.subject == f"{proclamation.id}/{claim.id}"), None)

    def claimed_outcomes(self) -> list[tuple[Proclamation, Claim]]:
        """Return every claim of an outcome, in the order in which they were made."""
        return [(p, c) for p in self.case.proclamations for c in p.claims if c.kind is ClaimKind.OUTCOME]

    def claim_name(self, proclamation: Proclamation, claim: Claim) -> str:
        """Return what a claim is about."""
        return self.write(f"{proclamation.id}/{claim.id}", "claim")

    def unit(self, *, many: bool = True) -> str:
        """Return what the contest calls its units."""
        return self.speech.names["unit", "many" if many else "one"]

    def figure_names(self, figures: tuple[str, ...]) -> str:
        """Return the names of figures in their order, joined."""
        return ", ".join(self.write(str(figure), "figure") for figure in figures)

    def claim_said(self, claim: Claim) -> str:
        """Return what was announced, digit by digit, and the rival readings of it."""
        said, rivals = self.reading(claim, claim.text), self.rivals(claim)
        return self.say("report-rivals", said=said, rivals=rivals) if rivals else said

    def rivals(self, claim: Claim) -> str:
        """Return the rival readings of a claim with who reads it so, or ''."""
        return self.speech.listed(
            f"{self.reading(claim, r.value)} ({self.text(r.origin)})" for r in claim.readings[1:]
        )

    def reading(self, claim: Claim, value: str) -> str:
        """Return one reading of a claim, as many decimals as were announced."""
        if claim.kind in {ClaimKind.COUNT, ClaimKind.REQUIRED}:
            return self.write(int(value))
        if claim.kind is ClaimKind.OUTCOME:
            word = self.say(f"outcome-{value.replace(' ', '-')}")
            return self.speech.labelled(word, self.figure_names(claim.winners)) if claim.winners else word
        return f"{self.speech.decimal(Fraction(value), len(value.partition('.')[2]))} %"


def tell(result: Result, code: str) -> tuple[Telling, ...]:
    """Return the tellings of every contest of a result, its tallies taken over, not made again."""
    return tuple(
        Telling(
            case=Case(
                dossier=result.dossier,
                contest=checked.contest,
                _tallies={tally.source: tally for tally in checked.tallies},
            ),
            checked=checked,
            speech=Language.load(code, dossier_names(checked.contest, result.dossier, code)),
            position=position,
        )
        for position, checked in enumerate(result.contests, start=1)
    )
