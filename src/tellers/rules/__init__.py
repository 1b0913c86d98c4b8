"""Decision rules: pure functions from votes and a roll to an outcome and its margin."""

from tellers.rules.bases import BASES, Bases, bases_of, recount
from tellers.rules.decide import decide, possible_outcomes
from tellers.rules.form import verify_rule
from tellers.rules.majority import Circumstances, Poll
from tellers.rules.roll_call import Counted, count_roll, decide_roll, possible_rolls
from tellers.rules.threshold import required_of, required_votes

__all__ = [
    "BASES",
    "Bases",
    "Circumstances",
    "Counted",
    "Poll",
    "bases_of",
    "count_roll",
    "decide",
    "decide_roll",
    "possible_outcomes",
    "possible_rolls",
    "recount",
    "required_of",
    "required_votes",
    "verify_rule",
]
