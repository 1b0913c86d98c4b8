"""Findings and verdicts: what was checked, what came out, how much it weighs, on what it rests.

A finding states a fact, never a motive. Its text is a message key with parameters, so that it
can be told in any language; each of its numbers carries the *formula* that gives it back from
the records (the language of `tellers recheck`, docs/reference/formulas.md). A verdict says what
the findings together mean for one claim.

>>> number = Number(name="excess", value=1977376, unit="votes",
...     formula='total("v2", "EG") - claimed("cne-2", "EG.count")')
>>> number.value
1977376
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from tellers.model.ids import ContestId, ProclamationId, SourceId

__all__ = ["Finding", "FindingStatus", "Number", "Severity", "Value", "Verdict", "VerdictWord"]

Value = int | Fraction | str | None
"""A number that decides is whole or a fraction; a word names an option or an area."""


class VerdictWord(StrEnum):
    """What the findings together say of a claim, or of an outcome given what is missing."""

    CONFIRMED = "confirmed"
    """The complete records give exactly this."""
    CONSISTENT = "consistent"
    """Nothing published contradicts it, and what is missing could still."""
    CONTRADICTED = "contradicted"
    """No content of the missing records can make it true, if the named records are authentic."""
    UNSUPPORTED = "unsupported"
    """No record published bears on it."""
    CANNOT_TELL = "cannot tell"
    """The records bear on it and do not decide it either way."""
    SETTLED = "settled"
    """Of an outcome: what is missing cannot change it."""
    OPEN = "open"
    """Of an outcome: what is missing could change it."""


class FindingStatus(StrEnum):
    """How the checked statement came out."""

    HOLDS = "holds"
    DIFFERS = "differs"
    CANNOT_TELL = "cannot tell"
    LEAD = "lead"
    """Worth a look; it proves nothing alone."""


class Severity(StrEnum):
    """How much a finding weighs against the margin, from least to most."""

    INFORMATION = "information"
    """As it should be, or needed to read the rest."""
    NOTICE = "notice"
    """A difference that is far too small to touch the outcome, or a lead."""
    ATTENTION = "attention"
    """A difference that should be explained by whoever published it."""
    SERIOUS = "serious"
    """It reaches the margin, or two publications cannot both be right."""

    @property
    def weight(self) -> int:
        """Return 0 to 3, for sorting."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One number of a finding: its name in the message, its value, unit and formula."""

    name: str
    value: Value
    unit: str = ""
    """`votes`, `units`, `share` (0 to 1), `voters`, `chance` (1 in ...), or '' for a word."""
    formula: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One checked statement.

    `check` is the module of the check and `code` one of its kinds of finding; together with
    `subject` (a source, a claim, a pair) they identify the finding within a run.
    `units` names at most twenty units; `unit_count` counts all, and the listing of all of them is
    streamed by `tellers check --rows`, so that memory does not grow with what is found.
    """

    code: str
    check: str
    contest: ContestId
    subject: str
    status: FindingStatus
    severity: Severity
    message: str
    numbers: tuple[Number, ...] = ()
    assumptions: tuple[str, ...] = ()
    """Message keys: what must be true for the statement to hold."""
    sources: tuple[SourceId, ...] = ()
    proclamation: ProclamationId | None = None
    claim: str = ""
    units: tuple[str, ...] = ()
    unit_count: int = 0
    records: tuple[str, ...] = ()
    """Record ids of the units named."""
    settles: str = ""
    """Message key: what would settle it."""
    margin: int | None = None
    """The margin in votes the finding is held against."""
    votes_affected: int | None = None
    table: tuple[tuple[Value, ...], ...] = ()
    """Rows to show beside the text, the first being message keys of the columns."""
    table_formulas: tuple[tuple[str, ...], ...] = ()
    """Row by row and cell by cell the formulas of `table` below its head; '' where a cell is a word."""

    def number(self, name: str) -> Value:
        """Return the value of a number by name; `KeyError` when the finding has none such."""
        for number in self.numbers:
            if number.name == name:
                return number.value
        raise KeyError(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the findings together say of one claim, or of the outcome of the contest."""

    contest: ContestId
    subject: str
    """`outcome`, or `<proclamation>/<claim>`."""
    word: VerdictWord
    message: str
    numbers: tuple[Number, ...] = ()
    findings: tuple[str, ...] = ()
    """Codes and subjects of the findings it rests on, as `code:subject`."""
    assumptions: tuple[str, ...] = ()
    proclamation: ProclamationId | None = None
    claim: str = ""
