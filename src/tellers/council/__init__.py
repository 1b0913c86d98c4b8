"""Councils: membership, rules by name, drafts and their parts, sittings, roll calls.

Everything here ends in the same words as an election: a roll call is a contest, a member a unit,
the chair's announcement a proclamation.
"""

from tellers.council.amend import (
    amendment_distance,
    amendments_between,
    apply_amendments,
    apply_to_amendment,
    renumbered,
    sub_amendment_distance,
)
from tellers.council.consensus import (
    Consensus,
    Obstacle,
    StandingPosition,
    standing_positions,
    stands_in_the_way,
)
from tellers.council.draft_diff import (
    ChangeWord,
    ParagraphChange,
    Piece,
    diff_versions,
    pair_paragraphs,
    words_between,
)
from tellers.council.keep_ids import keep_ids
from tellers.council.published_text import TextMatch, compare_published
from tellers.council.vote_course import Step, follow_plan, text_as_decided
from tellers.council.vote_plan import WHOLE, Lapse, Question, QuestionKind, VotePlan, Why, plan_votes

__all__ = [
    "WHOLE",
    "ChangeWord",
    "Consensus",
    "Lapse",
    "Obstacle",
    "ParagraphChange",
    "Piece",
    "Question",
    "QuestionKind",
    "StandingPosition",
    "Step",
    "TextMatch",
    "VotePlan",
    "Why",
    "amendment_distance",
    "amendments_between",
    "apply_amendments",
    "apply_to_amendment",
    "compare_published",
    "diff_versions",
    "follow_plan",
    "keep_ids",
    "pair_paragraphs",
    "plan_votes",
    "renumbered",
    "standing_positions",
    "stands_in_the_way",
    "sub_amendment_distance",
    "text_as_decided",
    "words_between",
]
