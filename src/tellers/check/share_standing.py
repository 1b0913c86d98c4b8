"""How the records stand to an announced percentage, and the shares both sides' counts give.

A percentage at its own decimals stands for every share that rounds to it or is cut off to it:
"51.2" for 51.15 % and up to below 51.3 %. Where records are missing, or units may have been left
out, the share of a set of options F among all options B lies between two bounds:

    least = (K_F - L) / (K_B - L + capacity)      L: the most votes of F that the units left out hold
    most  = (K_F + capacity) / (K_B - M + capacity)       M: the same of the other options, B less F

K are the records' votes. Both follow since taking l from above and below a share lowers it, and a
vote for another option lowers it too. They bound; not both ends need be attained. Of a share of
anything but the options together, such as turnout, no bound is proven here.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from tellers.check import formulas
from tellers.check.standing import is_complete, units_skipped
from tellers.model import Role, VerdictWord

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tellers.check.case import Case
    from tellers.model import Claim, FigureId, Proclamation, Reading, SourceId

__all__ = ["ShareStanding", "records_base", "share_standing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareStanding:
    """One announced percentage: what the records give, and what the rest could do."""

    votes: int
    base: int
    announced: Reading
    bounds: tuple[Fraction, Fraction] | None
    """Least and most share; None where nothing is proven."""
    complete: bool
    formulas: dict[str, str]
    """The formulas of `votes`, `base`, `least` and `most`."""

    @property
    def share(self) -> Fraction:
        """Return the share in the records."""
        return Fraction(self.votes, self.base)

    @property
    def difference(self) -> int:
        """Return the whole votes between the announced part of the base and the records' own."""
        return floor(abs(self.announced.share - self.share) * self.base)

    @property
    def word(self) -> VerdictWord:
        """Return what the records say of the percentage."""
        if self.complete:
            return (
                VerdictWord.CONFIRMED if self.announced.stands_for(self.share) else VerdictWord.CONTRADICTED
            )
        if self.bounds is None:
            return VerdictWord.CONSISTENT
        least, most = self.bounds
        said, unit = self.announced.share, self.announced.last_digit
        inside = most >= said - unit / 2 and least < said + unit
        return VerdictWord.CONSISTENT if inside else VerdictWord.CONTRADICTED


def records_base(case: Case, source: SourceId, base: FigureId) -> tuple[int, str] | None:
    """Return the whole that a share is taken of, in a source's records, and its formula; None if silent.

    The register is the whole only where it is known of every unit covered.
    """
    tally = case.tally(source)
    if base == case.contest.with_role(Role.REGISTERED):
        known = tally.register
        return None if known.unknown_units else (known.registered, f'register_units("{source}")')
    return (tally.figures[base], formulas.total(source, base)) if base in tally.figures else None


def share_standing(
    case: Case, proclamation: Proclamation, claim: Claim, source: SourceId
) -> ShareStanding | None:
    """Return how a source stands to an announced percentage; None when it cannot give that share."""
    tally, base = case.tally(source), claim.base
    whole = records_base(case, source, base) if base else None
    if base is None or whole is None or not claim.figures or not set(claim.figures) <= set(tally.figures):
        return None
    votes = sum(tally.figures[figure] for figure in claim.figures) + _added(case, claim.figures)
    whole = _with_closed(case, claim, source, (votes, whole))
    every = whole[0] + _added(case, (base,))
    if every <= 0:
        return None
    skipped = units_skipped(case, proclamation, source)
    read = not any(figure in tally.silent for figure in (*claim.figures, base))
    told = {
        "votes": _with_added(case, claim.figures, formulas.total(source, *claim.figures)),
        "base": _with_added(case, (base,), whole[1]),
    }
    found = _bounds(case, proclamation, claim, source) if _provable(case, claim) else None
    return ShareStanding(
        votes=votes,
        base=every,
        announced=claim.reading,
        bounds=(found[0], found[1]) if found else None,
        complete=is_complete(case, source) and read and not skipped,
        formulas=told | ({"least": found[2], "most": found[3]} if found else {}),
    )


def _with_closed(
    case: Case, claim: Claim, source: SourceId, held: tuple[int, tuple[int, str]]
) -> tuple[int, str]:
    """Return the register with that of closed units in it, unless the share announced is of the rest.

    Whether the voters of annulled units belong to the whole is for the rule to say: either is let pass.
    """
    votes, whole = held
    known = case.tally(source).register
    if claim.base != case.contest.with_role(Role.REGISTERED) or not known.closed_registered:
        return whole
    if whole[0] and claim.reading.stands_for(Fraction(votes, whole[0])):
        return whole
    return whole[0] + known.closed_registered, f'covered("{source}")'


def _provable(case: Case, claim: Claim) -> bool:
    """Return whether the share is of a set of options among all options together."""
    options = set(case.contest.option_ids)
    base = next((figure for figure in case.contest.figures if figure.id == claim.base), None)
    together = base is not None and base.role is Role.VALID and set(base.sum_of) <= options
    return together and set(claim.figures) <= options


def _bounds(
    case: Case, proclamation: Proclamation, claim: Claim, source: SourceId
) -> tuple[Fraction, Fraction, str, str] | None:
    """Return least and most share with their formulas; None where no register bounds what is missing.

    Steps: 1 votes of F and of B; 2 what the units left out may hold; 3 the two quotients.
    """
    bounds, options = case.bounds(source), case.contest.option_ids
    if bounds is None:
        return None
    tally, room = case.tally(source), bounds.capacity
    rest = tuple(option for option in options if option not in claim.figures)
    votes = sum(tally.figures.get(f, 0) for f in claim.figures) + _added(case, claim.figures)  # 1
    every = tally.base(case.contest) + _added(case, options)
    votes_told = _with_added(case, claim.figures, formulas.total(source, *claim.figures))
    every_told = _with_added(case, options, formulas.total(source, *options))
    room_told = formulas.capacity(case, source)
    units = units_skipped(case, proclamation, source)  # 2
    out, other = (case.most_left_out(source, figures, units) for figures in (claim.figures, rest))
    told = formulas.left_out(case, proclamation, source) if units else ""
    out_told = f" - {formulas.largest_sum(source, claim.figures, told)}" if units else ""
    other_told = f" - {formulas.largest_sum(source, rest, told)}" if units and rest else ""
    if every - out + room <= 0 or every - other + room <= 0:  # 3
        return None
    return (
        Fraction(votes - out, every - out + room),
        Fraction(votes + room, every - other + room),
        f"({votes_told}{out_told}) / ({every_told}{out_told} + {room_told})",
        f"({votes_told} + {room_told}) / ({every_told}{other_told} + {room_told})",
    )


def _added(case: Case, figures: Iterable[FigureId]) -> int:
    """Return the votes that additions outside the records give these figures, or their declared parts."""
    return sum(case.added(figure) for figure in _named(case, figures))


def _with_added(case: Case, figures: Iterable[FigureId], told: str) -> str:
    """Return a formula with the additions to these figures in it, where there are any."""
    named = [figure for figure in _named(case, figures) if case.added(figure)]
    return f"({told} + {formulas.addition(*named)})" if named else told


def _named(case: Case, figures: Iterable[FigureId]) -> tuple[FigureId, ...]:
    """Return each figure, or its declared parts where no addition names the figure itself."""
    parts = {figure.id: figure.sum_of for figure in case.contest.figures}
    found: list[FigureId] = []
    for figure in figures:
        whole = case.added(figure) or not parts.get(figure)
        found += (figure,) if whole else _named(case, parts[figure])
    return tuple(found)
