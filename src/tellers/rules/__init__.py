"""Decision rules: pure functions from votes and a roll to an outcome and its margin."""

from tellers.rules.decide import Bases, bases_of, decide, possible_outcomes
from tellers.rules.form import verify_rule
from tellers.rules.threshold import required_votes

__all__ = ["Bases", "bases_of", "decide", "possible_outcomes", "required_votes", "verify_rule"]
