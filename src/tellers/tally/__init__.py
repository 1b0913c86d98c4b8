"""Records to tallies: what a source adds up to, what it covers, and what could still come."""

from tellers.tally.bounds import Bounds, Room, bound_votes, covered_voters, interval_of, room_under
from tellers.tally.count import Coverage, Tally, registered_total, tally_source, turnout

__all__ = [
    "Bounds",
    "Coverage",
    "Room",
    "Tally",
    "bound_votes",
    "covered_voters",
    "interval_of",
    "registered_total",
    "room_under",
    "tally_source",
    "turnout",
]
