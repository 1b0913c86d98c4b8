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
    RivalRule,
    Role,
    Rule,
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
from tellers.model.outcome import Outcome, OutcomeWord
from tellers.model.proclamation import Claim, ClaimKind, Proclamation, Reading
from tellers.model.record import Missing, Record, Status
from tellers.model.text import Text

__all__ = [
    "Addition",
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
    "Proclamation",
    "ProclamationId",
    "Reading",
    "Record",
    "RecordId",
    "RivalRule",
    "Role",
    "Rule",
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
]
