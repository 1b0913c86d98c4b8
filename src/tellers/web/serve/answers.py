"""What the API answers, as types: the schema that is served is made from these, and so is what is sent.

An answer is canonical JSON as entries of a log are: UTF-8, keys sorted, no blank, whole numbers only. Model
objects stand in it as `stated` stands in an entry (docs/reference/entries.md), byte for byte as
`tellers.canonical` writes them, with their own type and version.

>>> encode_answer(Figure("EG", None))
b'["EG",null]'
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from tellers.model import Contest, Finding, Proclamation, Record, Source, Text, Verdict

__all__ = [
    "STATED",
    "Area",
    "AreaPlace",
    "AreaTotals",
    "Areas",
    "Comparison",
    "ContestAccounts",
    "Contests",
    "Difference",
    "Dossier",
    "Figure",
    "File",
    "Findings",
    "Found",
    "LogHead",
    "Member",
    "Problem",
    "Proclamations",
    "PublishedRecord",
    "SourceAccount",
    "SourceTotals",
    "Sources",
    "Totals",
    "Unit",
    "UnitPlace",
    "Units",
    "Verdicts",
    "encode_answer",
]

COMPONENTS = "#/components/schemas/"
STATED = (Contest, Source, Proclamation, Record, Finding, Verdict)
"""The model objects that stand in answers."""


def _stated(kind: type) -> msgspec.Meta:
    return msgspec.Meta(extra_json_schema={"$ref": f"{COMPONENTS}{kind.__name__}"})


StatedContest = Annotated[msgspec.Raw, _stated(Contest)]
StatedSource = Annotated[msgspec.Raw, _stated(Source)]
StatedProclamation = Annotated[msgspec.Raw, _stated(Proclamation)]
StatedRecord = Annotated[msgspec.Raw, _stated(Record)]
StatedFinding = Annotated[msgspec.Raw, _stated(Finding)]
StatedVerdict = Annotated[msgspec.Raw, _stated(Verdict)]
Count = Annotated[int, msgspec.Meta(ge=0)]


def _plain(value: object) -> str:
    """Return an identifier of the model as the text it is."""
    if isinstance(value, str):
        return str(value)
    message = f"no part of an answer: {type(value).__name__}"
    raise TypeError(message)


_encoder = msgspec.json.Encoder(order="sorted", enc_hook=_plain)


def encode_answer(answer: object) -> bytes:
    """Return the canonical bytes of an answer; one that is bytes already is the answer."""
    return answer if isinstance(answer, bytes) else _encoder.encode(answer)


class _Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An object with exactly these members."""


class Figure(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A figure's id and its number; null where there is none."""

    figure: str
    number: Count | None


class LogHead(_Answer, frozen=True, kw_only=True):
    """The log whose entries are named: its origin, and size and root of its checkpoint when it was read."""

    origin: str
    size: Count
    root: str
    """In base64, as in the checkpoint."""


class File(_Answer, frozen=True, kw_only=True):
    """One file of the dossier."""

    path: str
    bytes: Count
    hash: str


class Dossier(_Answer, frozen=True, kw_only=True):
    """What is served: the dossier's names and files, and what can be asked of it."""

    name: str
    title: Text
    description: Text
    package: str
    """The hash of `datapackage.json`, which names the hash of every other file."""
    files: list[File]
    contests: list[str]
    sources: list[str]
    proclamations: list[str]
    levels: list[str]
    """Levels of areas, the widest first."""
    units: Count
    log: LogHead | None


class Contests(_Answer, frozen=True, kw_only=True):
    """Contests, in the dossier's order."""

    contests: list[StatedContest]


class Sources(_Answer, frozen=True, kw_only=True):
    """Sources, in the dossier's order."""

    sources: list[StatedSource]


class Proclamations(_Answer, frozen=True, kw_only=True):
    """Proclamations, in the order of their days."""

    proclamations: list[StatedProclamation]


class Findings(_Answer, frozen=True, kw_only=True):
    """Findings of one contest, the worst first."""

    contest: str
    agrees: bool
    """Whether no finding of the contest weighs more than information."""
    findings: list[StatedFinding]


class Verdicts(_Answer, frozen=True, kw_only=True):
    """What the findings together say of each claim of one contest."""

    contest: str
    verdicts: list[StatedVerdict]


class AreaPlace(_Answer, frozen=True, kw_only=True):
    """An area by its level and code; the code is '' for the units of no area."""

    level: str
    code: str
    name: str


class SourceTotals(_Answer, frozen=True, kw_only=True):
    """What one source adds up to, and what of it is covered."""

    source: str
    units: Count
    """Standing records added up."""
    figures: list[Figure]
    silent: list[Figure]
    """How many of the records give no number for a figure, where there are such."""
    of_units: Count | None
    """Units listed there, or stated of the whole contest; null where nobody says how many there are."""
    registered: Count | None
    """Voters registered in the units covered, as far as the list gives them; null of the whole contest."""
    of_registered: Count | None
    """Voters registered in all units listed there; null of the whole contest."""


class AreaTotals(_Answer, frozen=True, kw_only=True):
    """One area and what every source adds up to in it; of the whole contest the level and code are ''."""

    area: AreaPlace
    sources: list[SourceTotals]


class Totals(_Answer, frozen=True, kw_only=True):
    """Totals of one contest by the areas of a level, or of the whole."""

    contest: str
    level: str
    areas: list[AreaTotals]


class Areas(_Answer, frozen=True, kw_only=True):
    """Areas of one level, in the order of their codes."""

    level: str
    areas: list[AreaPlace]


class Area(_Answer, frozen=True, kw_only=True):
    """One area: where it lies, what lies in it, and what every source adds up to."""

    contest: str
    area: AreaPlace
    within: list[AreaPlace]
    """The wider areas it lies in, the widest first."""
    units: Count
    registered: Count | None
    """Voters registered in its units, where the list gives them for all."""
    sources: list[SourceTotals]
    children_level: str | None
    """The level below; null where units come next: ask for those of this area."""
    children: list[AreaTotals]


class UnitPlace(_Answer, frozen=True, kw_only=True):
    """A unit by its id, its name where it has one, and the areas it lies in."""

    unit: str
    name: Text
    areas: list[AreaPlace]


class Units(_Answer, frozen=True, kw_only=True):
    """Units, in the order of their ids."""

    units: list[UnitPlace]


class Member(_Answer, frozen=True, kw_only=True):
    """What a seat was on the contest's day, by the reading of the roll that was applied."""

    on: str
    member: bool
    in_office: bool
    entitled: bool
    called: bool
    contested: bool
    groups: list[str]
    weights: list[Figure]


class PublishedRecord(_Answer, frozen=True, kw_only=True):
    """One record, what it is called in a log, and its entry there."""

    subject: str
    entry: Count | None
    """The index of the entry that stands under the subject; null without a log, or where it has none."""
    stands: bool
    """Whether it counts: it is the first of its unit that is counted, and no other takes its place."""
    stated: StatedRecord


class SourceAccount(_Answer, frozen=True, kw_only=True):
    """Every record of the unit in one source, in their order."""

    source: str
    records: list[PublishedRecord]


class ContestAccounts(_Answer, frozen=True, kw_only=True):
    """The unit in one contest: who may vote there, what every source says, and where they differ."""

    contest: str
    member: Member | None
    """Of a council: the seat on that day; null where the dossier has no body."""
    differ: list[str]
    """Figures on which sources that give them do not agree."""
    unread: bool
    """Whether one source's reading failed where another has an account."""
    sources: list[SourceAccount]


class Unit(_Answer, frozen=True, kw_only=True):
    """One unit and everything that is said of it."""

    unit: str
    name: Text
    note: Text
    listed: bool
    """Whether the table of units knows it; else only records do."""
    registered: Count | None
    areas: list[AreaPlace]
    contests: list[ContestAccounts]
    log: LogHead | None


class Found(_Answer, frozen=True, kw_only=True):
    """What a search found: areas, the widest first, and units."""

    areas: list[AreaPlace]
    units: list[UnitPlace]


class Difference(_Answer, frozen=True, kw_only=True):
    """One unit on which two sources do not agree."""

    unit: str
    unread: bool
    """Whether the reading of one of the two failed: it has no figures to differ by."""
    first: list[Figure]
    second: list[Figure]


class Comparison(_Answer, frozen=True, kw_only=True):
    """Two sources of one contest, unit by unit, over the figures that both give."""

    contest: str
    first: str
    second: str
    figures: list[str]
    shared: Count
    equal: Count
    differ: Count
    unread: Count
    only_first: Count
    only_second: Count
    votes: Count
    """Votes for options by which the shared units differ, added without sign."""
    differences: list[Difference]


class Problem(_Answer, frozen=True, kw_only=True):
    """Why there is no answer (RFC 9457), with what was expected, what was found, and what to do."""

    type: str
    title: str
    status: Count
    detail: str
    where: str
    expected: str
    got: str
    remedy: str
