"""Seats won in districts counted into a house that the votes allot: within it, added, or levelled.

Seats won by a list that takes part in nothing (barred, or without votes) are taken off the house
first, and it keeps them (Germany to 2023; New Zealand, m). What a list has won beyond its share it
keeps too: see
`tellers.rules.seat_rule.Compensation` for what then happens to the others.

>>> from tellers.rules.seat_rule import Compensation
>>> rule = SeatRule(method="dhondt", seats=10, compensation=Compensation(overhang="added"))
>>> votes = {OptionId("A"): 500, OptionId("B"): 500}
>>> given = ListVotes(votes=votes, won={OptionId("A"): 7})
>>> awarded, house = compensate(rule, given, Ties(words=("lots",), votes=votes, order=()), house=10)
>>> awarded.seats, house
({'A': 7, 'B': 5}, 12)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tellers.model import OptionId
from tellers.rules.derivation import Step, step
from tellers.rules.divisors import Awarded, Divisors, award_seats
from tellers.rules.list_votes import ListVotes
from tellers.rules.seat_rule import SeatRule
from tellers.rules.ties import Ties

__all__ = ["compensate"]


def compensate(rule: SeatRule, given: ListVotes, ties: Ties, *, house: int) -> tuple[Awarded, int]:
    """Return what was handed out with the seats won counted in, and how large the house then is."""
    if rule.compensation is None:
        message = "this rule compensates nothing"
        raise ValueError(message)
    divisors = Divisors(method=rule.method, first=rule.first)
    won = {option: seats for option, seats in given.won.items() if seats}
    apart = {option: seats for option, seats in won.items() if not ties.votes.get(option)}
    inside = {option: seats for option, seats in won.items() if option not in apart}
    room = max(0, house - sum(apart.values()))
    steps = [step("seats-won-apart", (o,), won=seats, house=room) for o, seats in apart.items()]
    if rule.compensation.overhang == "within":
        awarded = award_seats(divisors, ties, house=room, start=inside)
        steps += [step("seats-won", (option,), won=seats) for option, seats in inside.items()]
    elif rule.compensation.overhang == "added":
        awarded = award_seats(divisors, ties, house=room)
    else:
        awarded = _level(divisors, ties, inside, houses=(room, rule.compensation.most_seats))
    seats, over = _with_overhang(awarded.seats, inside)
    steps = [*steps, *awarded.steps, *over]
    seats |= apart
    grown = max(house, sum(seats.values()) + awarded.unfilled)
    if grown != house:
        steps.append(step("seats-grown", house=grown, more=grown - house))
    return replace(awarded, seats=seats, steps=tuple(steps)), grown


def _with_overhang(
    share: Mapping[OptionId, int], won: Mapping[OptionId, int]
) -> tuple[dict[OptionId, int], list[Step]]:
    """Return the larger of share and seats won, and a step for each list that has won more."""
    over = [
        step("seats-overhang", (option,), won=seats, share=share[option], more=seats - share[option])
        for option, seats in won.items()
        if seats > share[option]
    ]
    return {option: max(seats, won.get(option, 0)) for option, seats in share.items()}, over


def _level(
    divisors: Divisors, ties: Ties, won: Mapping[OptionId, int], *, houses: tuple[int, int]
) -> Awarded:
    """Return the smallest house from the first size on in which every share covers what was won.

    A divisor method never takes a seat away when the house grows: so the seats are handed out once, as
    far as is needed, and it is seen after which of them all are covered.
    """
    room, most = houses
    size = reach = room
    lacking = set(won)
    while lacking and reach < max(room, most):
        reach = max(room, min(most, 2 * reach + 10))
        size, lacking = _covered(award_seats(divisors, ties, house=reach), won, room)
    told: tuple[Step, ...] = (step("seats-levelled", house=size, more=size - room),) if size > room else ()
    if lacking:
        told = (*told, step("seats-level-stopped", sorted(lacking), house=size))
    awarded = award_seats(divisors, ties, house=size)
    return replace(awarded, steps=(*told, *awarded.steps))


def _covered(awarded: Awarded, won: Mapping[OptionId, int], room: int) -> tuple[int, set[OptionId]]:
    """Return the house after whose last seat all are covered, and the lists that never are."""
    seats, lacking, at = dict.fromkeys(awarded.seats, 0), set(won), 0
    for award in awarded.steps:
        if award.key == "seats-award" and (lacking or at < room):
            option = award.options[0]
            at, seats[option] = at + 1, seats[option] + 1
            lacking -= {option} if seats[option] >= won.get(option, 0) else set()
    return max(at, room), lacking
