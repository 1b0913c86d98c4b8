"""The words of the house as frozen values: standard library only, no input or output.

Everything Tellers says is said in these: a contest and its rule, who may vote, what sources
recorded, what was proclaimed, what was found. See docs/concepts for the same words in prose.
"""

from tellers.model.consultation import Consultation, Explanation, Moment, Reservation, Stance
from tellers.model.contest import (
    Addition,
    Contest,
    Figure,
    FixedBy,
    Level,
    Option,
    Role,
    Source,
    Statement,
    TextVoted,
)
from tellers.model.draft import CoSponsor, Draft, Version, Withdrawal
from tellers.model.finding import (
    Finding,
    FindingStatus,
    Number,
    Severity,
    Value,
    Verdict,
    VerdictWord,
)
from tellers.model.ids import (
    AmendmentId,
    ContestId,
    DraftId,
    FigureId,
    OptionId,
    ParagraphId,
    ProclamationId,
    QuestionId,
    RecordId,
    SourceId,
    UnitId,
    VersionId,
)
from tellers.model.outcome import Outcome, OutcomeWord, Reached
from tellers.model.paragraph import Paragraph, ParagraphKind
from tellers.model.position import CAST, PRESENT, Position
from tellers.model.proclamation import Claim, ClaimKind, Proclamation, Reading, in_order, is_date
from tellers.model.question import Action, Amendment, Division, Motion, Part, RuleWhen
from tellers.model.record import Missing, Record, Status
from tellers.model.roll import Body, Change, ChangeKind, Roll, RollReading, Seat, Weight
from tellers.model.roll_call import OPTIONS, RollCall
from tellers.model.rule import Quorum, Requirement, RivalRule, Rule, Veto
from tellers.model.text import Text
from tellers.model.vote_event import VoteEvent, VoterPosition

__all__ = [
    "CAST",
    "OPTIONS",
    "PRESENT",
    "Action",
    "Addition",
    "Amendment",
    "AmendmentId",
    "Body",
    "Change",
    "ChangeKind",
    "Claim",
    "ClaimKind",
    "CoSponsor",
    "Consultation",
    "Contest",
    "ContestId",
    "Division",
    "Draft",
    "DraftId",
    "Explanation",
    "Figure",
    "FigureId",
    "Finding",
    "FindingStatus",
    "FixedBy",
    "Level",
    "Missing",
    "Moment",
    "Motion",
    "Number",
    "Option",
    "OptionId",
    "Outcome",
    "OutcomeWord",
    "Paragraph",
    "ParagraphId",
    "ParagraphKind",
    "Part",
    "Position",
    "Proclamation",
    "ProclamationId",
    "QuestionId",
    "Quorum",
    "Reached",
    "Reading",
    "Record",
    "RecordId",
    "Requirement",
    "Reservation",
    "RivalRule",
    "Role",
    "Roll",
    "RollCall",
    "RollReading",
    "Rule",
    "RuleWhen",
    "Seat",
    "Severity",
    "Source",
    "SourceId",
    "Stance",
    "Statement",
    "Status",
    "Text",
    "TextVoted",
    "UnitId",
    "Value",
    "Verdict",
    "VerdictWord",
    "Version",
    "VersionId",
    "Veto",
    "VoteEvent",
    "VoterPosition",
    "Weight",
    "Withdrawal",
    "in_order",
    "is_date",
]
