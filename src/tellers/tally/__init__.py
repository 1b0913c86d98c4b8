"""Records to tallies: what a source adds up to, what it covers, and what could still come."""

from tellers.tally.bounds import Bounds, bound_votes, capacity_under, interval_of
from tellers.tally.count import Coverage, Tally, registered_total, tally_source, turnout

__all__ = [
    "Bounds",
    "Coverage",
    "Tally",
    "bound_votes",
    "capacity_under",
    "interval_of",
    "registered_total",
    "tally_source",
    "turnout",
]
