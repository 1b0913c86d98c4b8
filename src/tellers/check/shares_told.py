"""The shares that follow from announced counts, each beside the same share in the records.

Which share is asked of a figure follows from its role: an option is a share of the valid votes,
null and blank ballots of the voters, voters of the register. Where a whole was announced more
than once, such as two registers, each gives its own row. The records' share comes from the
broadest source that gives both numbers. Nothing is concluded; every share stands with the
numbers it is a share of.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.check import formulas
from tellers.check.announced import Announced
from tellers.check.share_standing import records_base
from tellers.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.check.case import Case
    from tellers.model import Claim, FigureId, Proclamation, Value

__all__ = ["HEAD", "ShareRow", "shares_side_by_side"]

WHOLES = {Role.NULL: Role.VOTERS, Role.BLANK: Role.VOTERS, Role.VOTERS: Role.REGISTERED}
HEAD = (
    *("column-figure", "column-share-of", "column-announced-share", "column-announced-base"),
    *("column-source", "column-records-share", "column-records-base"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRow:
    """One share on both sides: the cells of its row, under `HEAD`, and their formulas."""

    source: str
    cells: tuple[Value, ...]
    formulas: tuple[str, ...]


def shares_side_by_side(case: Case, proclamation: Proclamation) -> tuple[ShareRow, ...]:
    """Return every share that both the announced counts and some source's records give."""
    said = Announced(contest=case.contest, proclamation=proclamation)
    rows: list[ShareRow] = []
    for claim in said.counts:
        whole = _whole(case, claim)
        for base in said.bases(whole) if whole else ():
            if whole and base != (claim,) and said.value(base) > 0:
                rows.extend(_row(case, said, claim, (whole, base)))
    return tuple(rows)


def _whole(case: Case, claim: Claim) -> FigureId | None:
    """Return the figure that a claim's figures are a part of, by their role."""
    if set(claim.figures) <= set(case.contest.option_ids):
        return case.contest.with_role(Role.VALID)
    role = next((f.role for f in case.contest.figures if claim.figures == (f.id,)), None)
    return case.contest.with_role(WHOLES[role]) if role in WHOLES else None


def _row(
    case: Case, said: Announced, claim: Claim, held: tuple[FigureId, tuple[Claim, ...]]
) -> Iterator[ShareRow]:
    """Yield one row, from the broadest source that gives part and whole; none where no source does."""
    whole, base = held
    name, announced = f"{said.proclamation.id}/{claim.id}", said.value(base)
    claimed, base_told = formulas.claimed(said.proclamation.id, claim.id), said.formula(base)
    for source in sorted(case.sources, key=lambda source: -case.tally(source).units):
        figures, found = case.tally(source).figures, records_base(case, source, whole)
        if found is None or not found[0] or not set(claim.figures) <= set(figures):
            continue
        votes, total = sum(figures[f] for f in claim.figures), formulas.total(source, *claim.figures)
        of = f"about:{said.proclamation.id}/{base[0].id}" if len(base) == 1 else f"figure:{whole}"
        shares = Fraction(claim.count, announced), Fraction(votes, found[0])
        yield ShareRow(
            source=source,
            cells=(f"about:{name}", of, shares[0], announced, f"source:{source}", shares[1], found[0]),
            formulas=("", "", f"{claimed} / {base_told}", base_told, "", f"{total} / {found[1]}", found[1]),
        )
        return
