"""Rule files: a seat rule, a rule for ranked ballots, and recorded draws, in TOML.

Every key is known, and every word of it is checked before anything is decided by it; what is wrong is
one error with its place. docs/reference/rules.md lists the keys.

>>> rule = read_seat_rule(b'''
... method = "dhondt"
... seats = 8
... ties = ["larger", "alternating-lots"]
... source = "LOREG art. 163"
... [[threshold]]
... fraction = "3/100"
... base = "cast-or-blank"
... ''', where="rule.toml")
>>> rule.method, rule.seats, rule.thresholds[0].base
('dhondt', 8, 'cast-or-blank')
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from tellers.errors import MappingError
from tellers.formats.toml import Words, decode_toml, text_of
from tellers.model import OptionId
from tellers.rules.lots import Draw, Lot, verify_draws
from tellers.rules.quotas import Quota
from tellers.rules.ranked_rule import RankedRule, verify_ranked_rule
from tellers.rules.seat_rule import Compensation, SeatRule, Threshold, verify_seat_rule

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["read_draws", "read_ranked_rule", "read_seat_rule"]

REMEDY = "Mend that key; docs/reference/rules.md lists every key of a rule file."


class _ThresholdForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    fraction: str = "0/1"
    base: str = "cast"
    strictness: str = "at_least"
    of: str = "list"
    across: str = "district"
    spared_by: int = 0


class _CompensationForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    overhang: str
    most_seats: int = 10_000


class _SeatRuleForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    method: str
    seats: int | dict[str, int] = 0
    title: Words = ""
    first_divisor: str = ""
    quota: str = ""
    rounding: str = ""
    again: bool = False
    quota_base: str = "allotted"
    minimum: int = 0
    ties: tuple[str, ...] = ("lots",)
    order: list[str] = []
    threshold: list[_ThresholdForm] = []
    compensation: _CompensationForm | None = None
    source: str = ""
    unread: Words = ""


class _RankedRuleForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    method: str
    seats: int = 1
    title: Words = ""
    decimals: int | Literal["exact"] = 5
    ties: tuple[str, ...] = ("previous", "lots")
    order: list[str] = []
    source: str = ""
    unread: Words = ""


class _DrawForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    purpose: str
    at: int
    among: list[str]
    chosen: list[str]
    source: str
    place: str = ""


class _DrawsFile(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    draw: list[_DrawForm]


def read_seat_rule(content: bytes, *, where: str, seats: int = 0) -> SeatRule:
    """Return a seat rule; `seats` is the house where the file leaves it open, or has another."""
    form = decode_toml(content, _SeatRuleForm, where=where)
    house = seats or form.seats
    if not house:
        raise MappingError(
            "the rule does not say how many seats there are",
            where=where,
            expected="seats = 8, or seats by district",
            remedy="Say --seats NUMBER, or seats in the rule file.",
        )
    try:
        rule = SeatRule(
            method=form.method,
            seats=house if isinstance(house, int) else tuple(house.items()),
            first_divisor=form.first_divisor,
            quota=Quota(name=form.quota, rounding=form.rounding, again=form.again) if form.quota else None,
            quota_base=form.quota_base,
            thresholds=tuple(
                Threshold(
                    fraction=one.fraction,
                    base=one.base,
                    strictness=one.strictness,
                    of=one.of,
                    across=one.across,
                    spared_by=one.spared_by,
                )
                for one in form.threshold
            ),
            minimum=form.minimum,
            compensation=_compensation(form.compensation),
            ties=form.ties,
            order=tuple(OptionId(option) for option in form.order),
            source=form.source,
            unread=text_of(form.unread),
        )
        verify_seat_rule(rule)
    except ValueError as error:
        raise MappingError(str(error), where=where, remedy=REMEDY) from error
    return rule


def read_ranked_rule(content: bytes, *, where: str, seats: int = 0) -> RankedRule:
    """Return a rule for ranked ballots; `seats` are the places where the file has another number."""
    form = decode_toml(content, _RankedRuleForm, where=where)
    try:
        rule = RankedRule(
            method=form.method,
            seats=seats or form.seats,
            decimals=None if form.decimals == "exact" else form.decimals,
            ties=form.ties,
            order=tuple(OptionId(option) for option in form.order),
            source=form.source,
            unread=text_of(form.unread),
        )
        verify_ranked_rule(rule)
    except ValueError as error:
        raise MappingError(str(error), where=where, remedy=REMEDY) from error
    return rule


def read_draws(content: bytes, *, where: str) -> tuple[Draw, ...]:
    """Return the recorded draws of a file, each with its source."""
    form = decode_toml(content, _DrawsFile, where=where)
    try:
        draws = tuple(_draw(one) for one in form.draw)
        verify_draws(draws)
    except ValueError as error:
        raise MappingError(
            str(error), where=where, remedy="Write the draw as the count asks for it, with what came out."
        ) from error
    return draws


def _draw(form: _DrawForm) -> Draw:
    lot = Lot(
        purpose=form.purpose,
        at=form.at,
        among=_ids(sorted(form.among)),
        take=len(form.chosen),
        place=form.place,
    )
    return Draw(lot=lot, chosen=_ids(form.chosen), source=form.source)


def _ids(names: Sequence[str]) -> tuple[OptionId, ...]:
    return tuple(OptionId(name) for name in names)


def _compensation(form: _CompensationForm | None) -> Compensation | None:
    return None if form is None else Compensation(overhang=form.overhang, most_seats=form.most_seats)
