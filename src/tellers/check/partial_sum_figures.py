"""A certificate on figures of other kinds, or of several together, as a finding.

*Figure*: the source alone gives more of a figure than was announced. *Parts*: what a whole has
beyond figures within it is more in the records than as announced. *Whole*: it is less, though
nothing is left over that a missing sheet could add. *Room*: they need more than the units without
a record can hold. None of these is told as being about one claim: any of the figures named may be
the one that is off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.check import formulas
from tellers.check.case import number
from tellers.check.standing import held_margin
from tellers.check.told import room_numbers
from tellers.check.weight import weigh
from tellers.model import ClaimKind, Finding, FindingStatus

if TYPE_CHECKING:
    from tellers.check.certificate import Certificate
    from tellers.check.partial_sum_told import Account
    from tellers.model import FigureId, Number

__all__ = ["tell"]


def tell(account: Account, certificate: Certificate) -> Finding:
    """Return a certificate as a finding: of options in their own words, of anything else in these."""
    of_options = certificate.kind in {"above", "beyond"}
    return account.finding(certificate) if of_options else _finding(account, certificate)


def _finding(account: Account, certificate: Certificate) -> Finding:
    case, source, proclamation = account.case, account.source, account.proclamation
    kind = "figure" if certificate.kind == "figure" else f"figures-{certificate.kind}"
    skipped = account.proclaimed.units_left_out and certificate.kind != "room"
    margin, margin_told = held_margin(case, proclamation, source)
    named = (*certificate.whole, *certificate.options)
    added = any(case.added(figure) for figure in named)
    return Finding(
        code=f"partial-sum-{kind}",
        check="partial_sum",
        contest=case.contest.id,
        subject=f"{source}/{proclamation.id}/{'+'.join(named)}",
        status=FindingStatus.DIFFERS,
        severity=weigh(certificate.excess, margin),
        message=f"partial_sum-{kind}{'-left-out' if skipped else ''}",
        numbers=(
            number("source", source, "source"),
            number("proclamation", str(proclamation.id), "proclamation"),
            number("figures", "+".join(certificate.options), "figures"),
            *([number("whole", "+".join(certificate.whole), "figures")] if certificate.whole else ()),
            *_inequality(account, certificate),
            *(_left_out(account, certificate) if skipped else ()),
            number("units", case.tally(source).units, "units", f'units("{source}")'),
            number("margin", margin, "votes", margin_told),
        ),
        assumptions=(
            "assume-records-authentic",
            "assume-coverage-as-stated",
            *(account.assumed() if certificate.kind == "room" else ()),
            *(() if certificate.kind == "figure" else ("assume-missing-add-up",)),
            *(("assume-additions-as-stated",) if added else ()),
        ),
        sources=(source,),
        proclamation=proclamation.id,
        settles="settle-authority-records",
        margin=margin,
        votes_affected=certificate.excess,
    )


def _sides(account: Account, certificate: Certificate) -> tuple[str, str]:
    """Return the formulas of both sides: of the figures, or of what the whole has beyond them."""
    held, announced = account.held(certificate.options), _announced(account, certificate)
    if not certificate.whole:
        return held, announced
    whole, (told,) = account.held(certificate.whole), _claims(account, [certificate.whole])
    return f"({whole} - {held})", f"({told} - {announced})"


def _announced(account: Account, certificate: Certificate) -> str:
    """Return the formula of what was announced for the figures: the counts they were taken from, in turn."""
    sets = [one.figures for one in account.proclaimed.figures if one.figures != certificate.whole]
    sets.sort(key=len, reverse=True)
    rest, found = certificate.options, []
    while rest:
        found.append(next(one for one in sets if rest[: len(one)] == one))
        rest = rest[len(found[-1]) :]
    claims = _claims(account, found)
    return f"({' + '.join(claims)})" if len(claims) > 1 else claims[0]


def _claims(account: Account, sets: list[tuple[FigureId, ...]]) -> list[str]:
    """Return the formula of the first count announced for each of these sets of figures."""
    said = [claim for claim in account.proclamation.claims if claim.kind is ClaimKind.COUNT]
    first = [next(claim.id for claim in said if set(claim.figures) == set(figures)) for figures in sets]
    return [formulas.claimed(account.proclamation.id, claim) for claim in first]


def _inequality(account: Account, certificate: Certificate) -> tuple[Number, ...]:
    held, announced = _sides(account, certificate)
    added = _added(account, certificate.whole or certificate.options)
    added -= _added(account, certificate.options) if certificate.whole else 0
    claimed = number("claimed", certificate.proclaimed + added, "votes", announced)
    if certificate.kind == "room":
        bounds = account.bounds()
        assert bounds is not None  # noqa: S101 (without bounds there is no such certificate)
        index = account.largest_register()
        room = formulas.capacity(account.case, account.source, index)
        return (
            number("records", certificate.records + added - bounds.capacity, "votes", held),
            claimed,
            *room_numbers(account.case, account.source, bounds, index),
            number("together", certificate.records + added, "votes", f"{held} + {room}"),
            number("excess", certificate.excess, "votes", f"{announced} - ({held} + {room})"),
        )
    apart = f"{announced} - {held}" if certificate.kind == "whole" else f"{held} - {announced}"
    return (
        number("records", certificate.records + added, "votes", held),
        claimed,
        number("excess", certificate.excess, "votes", apart),
    )


def _left_out(account: Account, certificate: Certificate) -> tuple[Number, ...]:
    """Return what the units left out can take off, and what remains apart after that."""
    units = formulas.left_out(account.case, account.proclamation, account.source)
    more, less = certificate.whole, certificate.options
    if certificate.kind == "figure":
        votes = formulas.largest_sum(account.source, certificate.options, units)
    else:
        more, less = (less, more) if certificate.kind == "whole" else (more, less)
        votes = f'largest_rest("{account.source}", "{"+".join(more)}", "{"+".join(less)}", {units})'
    held, announced = _sides(account, certificate)
    apart = f"{announced} - {held}" if certificate.kind == "whole" else f"{held} - {announced}"
    return (
        number("left_out", account.proclaimed.units_left_out, "units", units),
        number("left_out_votes", certificate.left_out, "votes", votes),
        number("surplus", certificate.surplus, "votes", f"{apart} - {votes}"),
    )


def _added(account: Account, figures: tuple[FigureId, ...]) -> int:
    return sum(account.case.added(figure) for figure in figures)
