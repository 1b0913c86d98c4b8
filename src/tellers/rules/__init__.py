"""Decision rules: pure functions from votes and a roll to an outcome and its margin, or to seats."""

from tellers.rules.ballots import Paper, RankedBallots
from tellers.rules.bases import BASES, Bases, bases_of, recount
from tellers.rules.decide import decide, possible_outcomes, standing_of
from tellers.rules.derivation import Step
from tellers.rules.form import verify_rule
from tellers.rules.list_votes import ListVotes
from tellers.rules.lots import Draw, Lot
from tellers.rules.majority import Circumstances, Poll
from tellers.rules.quotas import QUOTAS, Quota
from tellers.rules.ranked import count_ranked
from tellers.rules.ranked_rule import RankedRule, verify_ranked_rule
from tellers.rules.roll_call import Counted, count_roll, decide_roll, possible_rolls, voting_of
from tellers.rules.seat_rule import Compensation, SeatRule, Threshold, verify_seat_rule
from tellers.rules.seats import Allotment, allot, allot_districts
from tellers.rules.stages import RankedCount, Stage
from tellers.rules.threshold import required_of, required_votes

__all__ = [
    "BASES",
    "QUOTAS",
    "Allotment",
    "Bases",
    "Circumstances",
    "Compensation",
    "Counted",
    "Draw",
    "ListVotes",
    "Lot",
    "Paper",
    "Poll",
    "Quota",
    "RankedBallots",
    "RankedCount",
    "RankedRule",
    "SeatRule",
    "Stage",
    "Step",
    "Threshold",
    "allot",
    "allot_districts",
    "bases_of",
    "count_ranked",
    "count_roll",
    "decide",
    "decide_roll",
    "possible_outcomes",
    "possible_rolls",
    "recount",
    "required_of",
    "required_votes",
    "standing_of",
    "verify_ranked_rule",
    "verify_rule",
    "verify_seat_rule",
    "voting_of",
]
