"""The words of the house as frozen values: standard library only, no input or output.

Everything Tellers says is said in these: a contest and its rule, who may vote, what sources
recorded, what was proclaimed, what was found. See docs/concepts for the same words in prose.
"""

from tellers.model.contest import (
    Addition,
    Contest,
    Figure,
    Level,
    Option,
    Role,
    Source,
    Statement,
)
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
    ContestId,
    FigureId,
    OptionId,
    ProclamationId,
    RecordId,
    SourceId,
    UnitId,
)
from tellers.model.outcome import Outcome, OutcomeWord, Reached
from tellers.model.position import CAST, PRESENT, Position
from tellers.model.proclamation import Claim, ClaimKind, Proclamation, Reading, in_order, is_date
from tellers.model.record import Missing, Record, Status
from tellers.model.roll import Body, Change, ChangeKind, Roll, RollReading, Seat, Weight
from tellers.model.roll_call import OPTIONS, RollCall
from tellers.model.rule import Quorum, Requirement, RivalRule, Rule, Veto
from tellers.model.text import Text

__all__ = [
    "CAST",
    "OPTIONS",
    "PRESENT",
    "Addition",
    "Body",
    "Change",
    "ChangeKind",
    "Claim",
    "ClaimKind",
    "Contest",
    "ContestId",
    "Figure",
    "FigureId",
    "Finding",
    "FindingStatus",
    "Level",
    "Missing",
    "Number",
    "Option",
    "OptionId",
    "Outcome",
    "OutcomeWord",
    "Position",
    "Proclamation",
    "ProclamationId",
    "Quorum",
    "Reached",
    "Reading",
    "Record",
    "RecordId",
    "Requirement",
    "RivalRule",
    "Role",
    "Roll",
    "RollCall",
    "RollReading",
    "Rule",
    "Seat",
    "Severity",
    "Source",
    "SourceId",
    "Statement",
    "Status",
    "Text",
    "UnitId",
    "Value",
    "Verdict",
    "VerdictWord",
    "Veto",
    "Weight",
    "in_order",
    "is_date",
]
