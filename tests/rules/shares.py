"""What the tests of seats share: short ways to say votes, and votes that Hypothesis makes."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

from tellers.model import OptionId
from tellers.rules.list_votes import ListVotes
from tellers.rules.quotas import Quota
from tellers.rules.seat_rule import SeatRule
from tellers.rules.seats import Allotment, allot

CALM = settings(deadline=None)
"""A shared machine is slow by turns, which is no fault of a rule."""
DIVISOR_METHODS = [
    "dhondt",
    "sainte-lague",
    "huntington-hill",
    "dean",
    "adams",
    "imperiali-divisor",
    "danish",
]
QUOTA_NAMES = ["hare", "hagenbach-bischoff", "droop", "imperiali"]


def votes_of(counts: dict[str, int] | list[int], **more: object) -> ListVotes:
    """Return votes by list; numbers without names are called A, B, C ..."""
    named = counts if isinstance(counts, dict) else {chr(65 + i): n for i, n in enumerate(counts)}
    return ListVotes(votes={OptionId(name): count for name, count in named.items()}, **more)


def rule_of(method: str, seats: int, **more: object) -> SeatRule:
    """Return a seat rule whose ties go to the list that stands first, so that no lot is needed."""
    if method in QUOTA_NAMES:
        again = method not in {"hare", "droop"}
        return SeatRule(
            method="largest-remainder",
            seats=seats,
            ties=("listed",),
            quota=Quota(name=method, again=again),
            **more,
        )
    return SeatRule(method=method, seats=seats, ties=("listed",), **more)


def seats_of(method: str, counts: dict[str, int] | list[int], seats: int) -> list[int]:
    """Return the seats in the order of the votes."""
    return list(done(method, counts, seats).seats.values())


def done(method: str, counts: dict[str, int] | list[int], seats: int) -> Allotment:
    """Return the allotment under a method with the ties of `rule_of`."""
    return allot(rule_of(method, seats), votes_of(counts))


counts = st.lists(st.integers(0, 100_000), min_size=1, max_size=7)
small_counts = st.lists(st.integers(0, 12), min_size=1, max_size=6)
"""Where equal quotients are common."""
houses = st.integers(1, 40)
