"""Answers in the dossier's own words, and in those of its check."""

from __future__ import annotations

from typing import Annotated

import msgspec

from tellers.model import Contest, Finding, Proclamation, Source, Text, Verdict
from tellers.web.serve.answers.form import Answer, Count, stated

__all__ = [
    "Contests",
    "Dossier",
    "File",
    "Findings",
    "Index",
    "LogHead",
    "Offered",
    "Proclamations",
    "Sources",
    "Verdicts",
]


class Offered(Answer):
    """One address of the API."""

    path: str
    """From the root; `{words in braces}` stand for what is asked for."""
    gives: str


class Index(Answer):
    """Where to begin: what can be asked, and which reading of which dossier answers."""

    dossier: str
    package: str
    """The hash of `datapackage.json`, which names the hash of every other file."""
    read_at: str
    """When the dossier was read, in UTC; every answer is from that state of it."""
    changed: str | None
    """A file of the dossier that is on disk no longer as it was read then; null where all are."""
    document: str
    """The address of the OpenAPI document."""
    addresses: list[Offered]


class LogHead(Answer):
    """The log whose entries are named: its origin, and size and root of its checkpoint when it was read."""

    origin: str
    size: Count
    root: str
    """In base64, as in the checkpoint."""


class File(Answer):
    """One file of the dossier."""

    path: str
    bytes: Count
    hash: str


class Dossier(Answer):
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


class Contests(Answer):
    """Contests, in the dossier's order."""

    contests: list[Annotated[msgspec.Raw, stated(Contest)]]


class Sources(Answer):
    """Sources, in the dossier's order."""

    sources: list[Annotated[msgspec.Raw, stated(Source)]]


class Proclamations(Answer):
    """Proclamations, in the order of their days."""

    proclamations: list[Annotated[msgspec.Raw, stated(Proclamation)]]


class Findings(Answer):
    """Findings of one contest, the worst first."""

    contest: str
    agrees: bool
    """Whether no finding of the contest weighs more than information."""
    findings: list[Annotated[msgspec.Raw, stated(Finding)]]


class Verdicts(Answer):
    """What the findings together say of each claim of one contest."""

    contest: str
    verdicts: list[Annotated[msgspec.Raw, stated(Verdict)]]
