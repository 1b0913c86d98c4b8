"""From votes for lists to seats, with every step told: thresholds, alliances, the method, lots.

The steps of `allot`: (1) which lists pass the thresholds; (2) allied lists stand as one; (3) the house
is handed out by the method, seats won in districts counted in where the rule compensates; (4) each
alliance hands its seats on to its lists by the same method; (5) how many votes the next in line was
short. Whole numbers and fractions decide; where a lot is needed the result says which, and the same
call with the draw goes on.

Source of the example: LOREG (Spain) art. 163, which contains it.

>>> votes = ListVotes(votes={OptionId(name): count for name, count in (("A", 168_000), ("B", 104_000),
...     ("C", 72_000), ("D", 64_000), ("E", 40_000), ("F", 32_000))})
>>> allot(SeatRule(method="dhondt", seats=8), votes).seats
{'A': 4, 'B': 2, 'C': 1, 'D': 1, 'E': 0, 'F': 0}
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.model import OptionId
from tellers.rules.compensation import compensate
from tellers.rules.derivation import Step, step
from tellers.rules.divisors import DIVISORS, Awarded, Divisors, award_seats, votes_short
from tellers.rules.list_votes import ListVotes
from tellers.rules.lots import verify_draws
from tellers.rules.quotas import share_seats
from tellers.rules.seat_rule import SeatRule
from tellers.rules.thresholds import barred_lists
from tellers.rules.ties import Ties

if TYPE_CHECKING:
    from tellers.rules.lots import Draw, Lot

__all__ = ["Allotment", "allot", "allot_districts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Allotment:
    """The seats of every list, and how they follow from the votes."""

    seats: Mapping[OptionId, int]
    """Of every list, in the order of the votes given; those surely won where a lot is still needed."""
    house: int
    """The seats there were to hand out, with those that compensation added."""
    unfilled: int = 0
    """Seats that nobody has: those the lot decides on, or that no list could take."""
    lot: Lot | None = None
    """The first lot that is needed to go on."""
    barred: tuple[OptionId, ...] = ()
    """The lists that a threshold keeps out."""
    steps: tuple[Step, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    """What one count needs throughout: the rule, the votes, where it is, the draws."""

    rule: SeatRule
    given: ListVotes
    draws: tuple[Draw, ...]
    place: str
    house: int

    def ties(self, votes: Mapping[OptionId, int], within: str = "") -> Ties:
        """Return the tie rule over these votes, at this place or at an alliance within it."""
        known = self.rule.order or tuple(self.given.votes)
        order = (*known, *(option for option in votes if option not in known))
        place = f"{self.place}/{within}" if self.place and within else self.place or within
        return Ties(words=self.rule.ties, votes=votes, order=order, draws=self.draws, place=place)


def allot(
    rule: SeatRule, given: ListVotes, *, draws: Sequence[Draw] = (), across: ListVotes | None = None
) -> Allotment:
    """Return the seats that follow from votes for lists, under a rule that `verify_seat_rule` passed.

    `across` are the votes of the whole country where `given` are those of one of its districts; a
    threshold may be on either. `ValueError` where the rule has no seats for this district, where a
    draw is none, or where alliances and compensation would have to go together.
    """
    verify_draws(draws)
    count = _Count(
        rule=rule, given=given, draws=tuple(draws), place=given.place, house=_house_of(rule, given.place)
    )
    cast = sum(given.votes.values())
    opening = step("seats-votes", votes=cast, lists=len(given.votes), house=count.house)
    barred, told = barred_lists(rule.thresholds, given, across or given)  # 1
    claims = {option: votes for option, votes in given.votes.items() if option not in barred}
    groups, allied = _groups(given, claims)  # 2
    if rule.compensation is not None:
        if allied:
            message = "seats are compensated list by list; this rule has no place for alliances"
            raise ValueError(message)
        awarded, house = compensate(rule, given, count.ties(claims), house=count.house)
    else:
        awarded, house = _hand_out(count, groups), count.house  # 3
    seats, lot, within = _hand_on(count, awarded, allied)  # 4
    steps = [opening, *told, *awarded.steps, *within]
    if not allied and awarded.lot is None and rule.compensation is None:
        steps += _next_in_line(rule, claims, awarded)  # 5
    unfilled = house - sum(seats.values())
    if unfilled > 0 and lot is None:
        steps.append(step("seats-unfilled", left=unfilled))
    return Allotment(
        seats={option: seats.get(option, 0) for option in given.votes},
        house=house,
        unfilled=max(0, unfilled),
        lot=lot,
        barred=barred,
        steps=tuple(steps),
        place=given.place,
    )


def allot_districts(
    rule: SeatRule, districts: Sequence[ListVotes], *, draws: Sequence[Draw] = ()
) -> tuple[Allotment, ...]:
    """Return the allotment of each district, in the order given; thresholds may look across them."""
    across = sum_votes(districts)
    return tuple(allot(rule, district, draws=draws, across=across) for district in districts)


def sum_votes(districts: Sequence[ListVotes]) -> ListVotes:
    """Return the votes of all districts as one: a list is the same list wherever it has the same id."""
    votes: dict[OptionId, int] = defaultdict(int)
    won: dict[OptionId, int] = defaultdict(int)
    alliances: dict[OptionId, OptionId] = {}
    for district in districts:
        for option, count in district.votes.items():
            votes[option] += count
        for option, seats in district.won.items():
            won[option] += seats
        alliances.update(district.alliances)
    return ListVotes(
        votes=dict(votes),
        blank=sum(district.blank for district in districts),
        invalid=sum(district.invalid for district in districts),
        alliances=alliances,
        won=dict(won),
    )


def _house_of(rule: SeatRule, place: str) -> int:
    if isinstance(rule.seats, int):
        return rule.seats
    seats = dict(rule.seats)
    if place not in seats:
        message = f"the rule has no seats for {place or 'the whole'!r}; it has them for {', '.join(seats)}"
        raise ValueError(message)
    return seats[place]


def _groups(
    given: ListVotes, claims: Mapping[OptionId, int]
) -> tuple[dict[OptionId, int], dict[OptionId, tuple[OptionId, ...]]]:
    """Return the votes of each list or alliance, and the lists of each alliance of two or more."""
    members: dict[OptionId, list[OptionId]] = defaultdict(list)
    for option in claims:
        members[given.alliances.get(option, option)].append(option)
    if mixed := [group for group, lists in members.items() if group in claims and lists != [group]]:
        message = f"{mixed[0]!r} is the name of a list and of an alliance it is not in alone"
        raise ValueError(message)
    allied = {group: tuple(lists) for group, lists in members.items() if len(lists) > 1}
    groups: dict[OptionId, int] = {}
    for group, lists in members.items():
        name = group if group in allied else lists[0]
        groups[name] = sum(claims[option] for option in lists)
    return groups, allied


def _hand_out(
    count: _Count, votes: Mapping[OptionId, int], within: str = "", house: int | None = None
) -> Awarded:
    """Return a house handed out by the method of the rule."""
    rule, ties = count.rule, count.ties(votes, within)
    size = count.house if house is None else house
    if rule.quota is not None:
        base = sum(votes.values())
        if rule.quota_base != "allotted" and not within:
            base = count.given.base(rule.quota_base)
        return share_seats(rule.quota, ties, house=size, base=base)
    divisors = Divisors(method=rule.method, first=rule.first)
    if not rule.minimum or within:
        return award_seats(divisors, ties, house=size)
    start = {option: 1 for option, votes_cast in votes.items() if votes_cast}
    if len(start) > size:
        none = dict.fromkeys(votes, 0)
        return Awarded(
            seats=none, unfilled=size, steps=(step("seats-minimum-over", lists=len(start), house=size),)
        )
    awarded = award_seats(divisors, ties, house=size, start=start)
    return replace(awarded, steps=(step("seats-minimum", lists=len(start)), *awarded.steps))


def _hand_on(
    count: _Count, awarded: Awarded, allied: Mapping[OptionId, tuple[OptionId, ...]]
) -> tuple[dict[OptionId, int], Lot | None, list[Step]]:
    """Return seats of every list, the first lot needed, and the steps within each alliance.

    An alliance that a lot may still give a seat to hands on nothing yet: what its lists have is not sure.
    """
    seats, lot = dict(awarded.seats), awarded.lot
    steps: list[Step] = []
    for group, lists in allied.items():
        held = seats.pop(group)
        if awarded.lot is not None and group in awarded.lot.among:
            continue
        votes = {option: count.given.votes[option] for option in lists}
        inner = _hand_out(count, votes, within=group, house=held)
        steps += [step("seats-within", (group, *lists), house=held), *inner.steps]
        seats.update(inner.seats)
        lot = lot or inner.lot
    return seats, lot, steps


def _next_in_line(rule: SeatRule, claims: Mapping[OptionId, int], awarded: Awarded) -> list[Step]:
    """Return who was next in line for the last seat, and how many votes short, where a method has such."""
    awards = [one for one in awarded.steps if one.key == "seats-award"]
    if rule.method not in DIVISORS or not awards:
        return []
    last = awards[-1].options[0]
    square = awards[-1].number("square")
    divisors = Divisors(method=rule.method, first=rule.first)
    bids = {o: divisors.square(awarded.seats[o]) for o, votes in claims.items() if o != last}
    if not square or not all(bids.values()) or not bids:
        return []
    won = (claims[last], Fraction(square))
    short = {option: votes_short(won, (claims[option], bid)) for option, bid in bids.items()}
    nearest = min(short, key=lambda option: (short[option], option))
    return [step("seats-next", (nearest, last), at=awards[-1].number("at"), votes=short[nearest])]
