"""The form of a file that says how a published series of roll calls is to be read, and by which rules.

A series is what parliaments, scrapers and archives publish: a table of votes with totals and a result,
and a table, or lists, of who voted how. The file names columns as a mapping does, the words of a result
and of a position, and which of a profile's questions each vote was: by what the record itself says, by
day, or vote by vote with a source. docs/reference/series.md has every key.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from tellers.formats.mapping import FileForm
from tellers.formats.toml import Words, decode_toml
from tellers.model import OutcomeWord, Position

__all__ = [
    "ExceptionForm",
    "MembersForm",
    "PositionsForm",
    "QuestionForm",
    "SeriesForm",
    "VotesForm",
    "read_series_form",
]


class OutcomeForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The column of the published result, and what its words mean; or the same result for all."""

    column: str = ""
    values: dict[str, OutcomeWord] = {}
    always: OutcomeWord | None = None


class VotesForm(FileForm, forbid_unknown_fields=True, kw_only=True):
    """The table of votes: one row each."""

    rows: str = ""
    """Of a JSON file: the key of the list of votes; empty where the file is the list."""
    id: str
    """A template over the columns, as a unit's in a mapping."""
    date: str
    outcome: OutcomeForm
    title: str = ""
    totals: dict[Position, str] = msgspec.field(default_factory=dict)
    """Columns of the published totals, by position."""
    required: str = ""
    """The column of the number of votes that the record says was required."""
    voters: str = ""
    """The column of the number of all who voted, abstentions among them."""


class PositionForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The column of a position and what its words mean; or the same position for all."""

    column: str = ""
    values: dict[str, Position] = {}
    skip: list[str] = []
    """Words of rows that are of no member: not yet in the legislature."""
    always: Position | None = None


class PositionsForm(FileForm, forbid_unknown_fields=True, kw_only=True):
    """Who voted how: a table with a row a member and vote, or lists inside the JSON of the votes."""

    vote: str
    """A template that gives the vote's id."""
    member: str | list[str] = ""
    """The column of the member's name, or several."""
    position: PositionForm = msgspec.field(default_factory=PositionForm)
    rows: str = ""
    when: dict[str, str] = msgspec.field(default_factory=dict)
    """Columns and patterns: only rows that match all of them are printed positions."""
    lists: str = ""
    """Of JSON: the key under which a vote holds names, by position or with a position each."""


class QuestionForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Which votes are of one question of the profile; the first that fits holds, else the ordinary one."""

    id: str
    when: dict[str, str] = {}
    """Columns and the patterns (RE2) that all of them must match."""
    since: str = ""
    until: str = ""


class MembersForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """How many members the body had from a day on, where no roll or body says so."""

    since: str
    value: int
    source: Words = ""


class FixedByForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """An earlier vote of the series that fixed the majority of this one."""

    vote: str
    adopted: str
    otherwise: str


class ExceptionForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What a record does not say in a column about one vote, and who says it."""

    vote: str
    source: Words
    question: str = ""
    fixed_by: FixedByForm | None = None
    members: int | None = None
    casting: Literal["for", "against", ""] = ""


class SeriesForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The whole file."""

    title: Words
    profile: str
    origin: Words
    votes: VotesForm
    positions: PositionsForm | None = None
    question: list[QuestionForm] = []
    members: list[MembersForm] = []
    exception: list[ExceptionForm] = []
    groups: dict[str, list[str]] = {}
    """Groups that a rule asks for, by the names of their members as printed."""
    body: str = ""
    """The file of the body, where there is one: names are resolved by it and memberships derived."""
    licence: str = ""
    note: Words = ""


def read_series_form(content: bytes, *, where: str) -> SeriesForm:
    """Return the form; `MappingError` names the key that is wrong."""
    return decode_toml(content, SeriesForm, where=where)
