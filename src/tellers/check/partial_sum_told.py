"""A certificate as a finding: the one inequality, in numbers that anybody can add up again.

Three ways to tell it. *Above*: this source alone gives these options more than was announced.
*Complement*: the same inequality for all options but one announced set, told from the other side:
how many votes that set would still need, and how few the announcement leaves. *Beyond*: records
and every voter registered where there is none do not reach what was announced.

Additions outside the records belong to what was announced; they are added to the records here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.check import formulas
from tellers.check.case import Case, number
from tellers.check.standing import held_margin
from tellers.check.told import assumed_room, room_numbers
from tellers.check.weight import weigh
from tellers.model import ClaimKind, Finding, FindingStatus

if TYPE_CHECKING:
    from tellers.check.certificate import Certificate
    from tellers.check.completion import Proclaimed
    from tellers.model import FigureId, Number, Proclamation, SourceId
    from tellers.tally import Bounds

__all__ = ["Account"]

Options = tuple["FigureId", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One source's account, held against one proclamation."""

    case: Case
    proclamation: Proclamation
    source: SourceId
    proclaimed: Proclaimed

    def finding(self, certificate: Certificate) -> Finding:
        """Return one certificate as a finding, in the words of the set it is about."""
        kind, about, rest = self._told(certificate)
        margin, margin_formula = held_margin(self.case, self.proclamation, self.source)
        added = any(self.case.added(option) for option in certificate.options)
        return Finding(
            code=f"partial-sum-{kind}",
            check="partial_sum",
            contest=self.case.contest.id,
            subject=f"{self.source}/{self.proclamation.id}/{'+'.join(about)}",
            status=FindingStatus.DIFFERS,
            severity=weigh(certificate.excess, margin),
            message=f"partial_sum-{self._key(kind)}",
            numbers=(
                number("source", self.source, "source"),
                number("proclamation", str(self.proclamation.id), "proclamation"),
                *self._inequality(certificate),
                *(self.left_out(certificate) if kind != "beyond" else ()),
                *(self._needed(rest) if kind == "complement" else ()),
                number("units", self.case.tally(self.source).units, "units", f'units("{self.source}")'),
                number("margin", margin, "votes", margin_formula),
            ),
            assumptions=(
                "assume-records-authentic",
                "assume-coverage-as-stated",
                *(self.assumed() if kind == "beyond" else ()),
                *(["assume-additions-as-stated"] if added else ()),
            ),
            sources=(self.source,),
            proclamation=self.proclamation.id,
            claim=self._claim_of(about),
            settles="settle-authority-records",
            margin=margin,
            votes_affected=certificate.excess,
        )

    @property
    def every(self) -> Options:
        """Return every option of a claimed set."""
        return tuple(option for group, _ in self.proclaimed.counts for option in group)

    def _told(self, certificate: Certificate) -> tuple[str, Options, Options]:
        """Return the kind of finding, the options it is about, and those the certificate leaves."""
        sets = [set(group) for group, _ in self.proclaimed.counts]
        rest = tuple(option for option in self.every if option not in certificate.options)
        if certificate.kind == "above" and set(certificate.options) not in sets and set(rest) in sets:
            return "complement", rest, rest
        return certificate.kind, certificate.options, rest

    def _key(self, kind: str) -> str:
        """Return the message: whether anything is left for the rest, and whether units may be left out."""
        if kind == "beyond":
            return kind
        none = "-none" if kind == "complement" and self._left() < 0 else ""
        return f"{kind}{none}{'' if self.proclaimed.units_left_out else '-whole'}"

    def _inequality(self, certificate: Certificate) -> tuple[Number, ...]:
        """Return both sides of the inequality and how far they are apart."""
        options = certificate.options
        held, announced = self.held(options), self.announced(options)
        records = self.votes(options) + sum(self.case.added(option) for option in options)
        added = certificate.proclaimed + sum(self.case.added(option) for option in options)
        numbers = [
            number("options", "+".join(options), "options"),
            number("records", records, "votes", held),
            number("claimed", added, "votes", announced),
        ]
        if certificate.kind == "above":
            return (*numbers, number("excess", certificate.excess, "votes", f"{held} - {announced}"))
        room, bounds = formulas.capacity(self.case, self.source, self.largest_register()), self.bounds()
        capacity = certificate.records - self.votes(options)
        assert bounds is not None  # noqa: S101 (without bounds there is no such certificate)
        return (
            *numbers,
            *room_numbers(self.case, self.source, bounds, self.largest_register()),
            number("together", records + capacity, "votes", f"{held} + {room}"),
            number("excess", certificate.excess, "votes", f"{announced} - ({held} + {room})"),
        )

    def left_out(self, certificate: Certificate) -> tuple[Number, ...]:
        """Return what the units left out can take off, and what remains apart after that."""
        if not self.proclaimed.units_left_out:
            return ()
        units = formulas.left_out(self.case, self.proclamation, self.source)
        votes = formulas.largest_sum(self.source, certificate.options, units)
        apart = f"{self.held(certificate.options)} - {self.announced(certificate.options)}"
        return (
            number("left_out", self.proclaimed.units_left_out, "units", units),
            number("left_out_votes", certificate.left_out, "votes", votes),
            number("surplus", certificate.surplus, "votes", f"{apart} - {votes}"),
        )

    def _needed(self, rest: Options) -> tuple[Number, ...]:
        """Return how many more votes the rest would need, of how many that the proclamation leaves."""
        claimed = next(count for group, count in self.proclaimed.counts if set(group) == set(rest))
        held, announced = self.held(self.every), self.announced(self.every)
        missing = f"{self.announced(rest)} - {self.held(rest)}"
        return (
            number("rest", "+".join(rest), "options"),
            number("needed", claimed - self.votes(rest), "votes", missing),
            number("left", self._left(), "votes", f"{announced} - {held}"),
            number("over", max(0, -self._left()), "votes", f"max(0, {held} - {announced})"),
        )

    def _left(self) -> int:
        """Return the votes announced for all claimed sets less those in the records."""
        return sum(count for _, count in self.proclaimed.counts) - self.votes(self.every)

    def votes(self, options: Options) -> int:
        """Return what the records give these figures together."""
        figures = self.case.tally(self.source).figures
        return sum(figures[option] for option in options)

    def held(self, options: Options) -> str:
        """Return the formula of what the records give these options, additions included."""
        votes = formulas.total(self.source, *options)
        added = any(self.case.added(option) for option in options)
        return f"({votes} + {formulas.addition(*options)})" if added else votes

    def announced(self, options: Options) -> str:
        """Return the formula of what was announced for these options."""
        parts: list[str] = []
        covered: set[str] = set()
        for claim in sorted(self.proclamation.claims, key=lambda claim: len(claim.figures)):
            fits = claim.figures and set(claim.figures) <= set(options) - covered
            if claim.kind is ClaimKind.COUNT and fits:
                covered |= set(claim.figures)
                parts.append(formulas.claimed(self.proclamation.id, claim.id))
        return f"({' + '.join(parts)})" if len(parts) > 1 else parts[0]

    def bounds(self) -> Bounds | None:
        """Return the bounds under the largest register stated."""
        stated = [s.value for s in self.case.contest.statements if s.about == "registered"]
        return self.case.bounds(self.source, max(stated, default=None))

    def assumed(self) -> tuple[str, ...]:
        """Return what a proof that relies on the room assumes."""
        listed = assumed_room(self.case, self.bounds())
        return ("assume-only-registered-vote", *(listed or ("assume-register-as-stated",)))

    def largest_register(self) -> int:
        """Return which of the registers stated is the largest, as `stated` counts them."""
        stated = [statement.value for statement in self.case.contest.stated("registered")]
        return stated.index(max(stated)) if stated else 0

    def _claim_of(self, group: Options) -> str:
        """Return the id of the count claimed for exactly this set, or ''."""
        counts = (claim for claim in self.proclamation.claims if claim.kind is ClaimKind.COUNT)
        return next((claim.id for claim in counts if set(claim.figures) == set(group)), "")
