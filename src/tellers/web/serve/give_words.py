"""Answers from a dossier's words: what it is, its contests, sources, proclamations; and what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tellers.canonical import encode_object
from tellers.model import Text
from tellers.web.serve import answers
from tellers.web.serve.page import Page
from tellers.web.serve.service import NotThere

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.web.serve.asked import InLanguage, LongPaged, Nothing, OfContest
    from tellers.web.serve.service import Service

__all__ = [
    "give_check",
    "give_contest",
    "give_contests",
    "give_dossier",
    "give_findings",
    "give_proclamation",
    "give_proclamations",
    "give_source",
    "give_sources",
    "give_verdicts",
]

Place = dict[str, str]


def give_dossier(service: Service, _place: Place, _asked: Nothing) -> answers.Dossier:
    """What is served: names, files with their hashes, and what can be asked of it."""
    dossier = service.archive.dossier
    package = dossier.package
    return answers.Dossier(
        name=package.name,
        title=_words(package.titles, package.title),
        description=_words(package.descriptions, package.description),
        package=service.archive.reading.package,
        files=[answers.File(path=one.path, bytes=one.bytes, hash=one.hash) for one in package.resources],
        contests=[contest.id for contest in dossier.contests],
        sources=[source.id for source in dossier.sources],
        proclamations=[proclamation.id for proclamation in dossier.proclamations],
        levels=list(service.archive.levels),
        units=len(service.archive.units),
        log=service.log.told if service.log is not None else None,
    )


def give_contests(service: Service, _place: Place, _asked: Nothing) -> answers.Contests:
    """Every contest: its question, options, figures, levels, rule, and what was stated of its size."""
    return answers.Contests(contests=_all(service.archive.dossier.contests))


def give_contest(service: Service, place: Place, _asked: Nothing) -> bytes:
    """One contest."""
    return _one(service.archive.dossier.contests, place["contest"], "contest")


def give_sources(service: Service, _place: Place, _asked: Nothing) -> answers.Sources:
    """Every source: who says so, and from which document."""
    return answers.Sources(sources=_all(service.archive.dossier.sources))


def give_source(service: Service, place: Place, _asked: Nothing) -> bytes:
    """One source."""
    return _one(service.archive.dossier.sources, place["source"], "source")


def give_proclamations(service: Service, _place: Place, _asked: Nothing) -> answers.Proclamations:
    """Every proclamation: what was announced, claim by claim."""
    return answers.Proclamations(proclamations=_all(service.archive.dossier.proclamations))


def give_proclamation(service: Service, place: Place, _asked: Nothing) -> bytes:
    """One proclamation."""
    return _one(service.archive.dossier.proclamations, place["proclamation"], "proclamation")


def give_check(service: Service, _place: Place, asked: InLanguage) -> bytes:
    """The findings file, byte for byte as `tellers check --json` writes it, with its seal."""
    return service.findings_file(asked.lang)


def give_findings(service: Service, _place: Place, asked: LongPaged) -> Page:
    """What was checked and how it came out, the worst first."""
    checked = service.checked(asked.contest)
    end = asked.skip + asked.limit
    answer = answers.Findings(
        contest=checked.contest.id,
        agrees=checked.agrees,
        findings=_all(checked.findings[asked.skip : end]),
    )
    return Page(answer, skip=end if end < len(checked.findings) else None)


def give_verdicts(service: Service, _place: Place, asked: OfContest) -> answers.Verdicts:
    """What the findings together say of each claim."""
    checked = service.checked(asked.contest)
    return answers.Verdicts(contest=checked.contest.id, verdicts=_all(checked.verdicts))


def _all(values: Sequence[object]) -> list[msgspec.Raw]:
    return [msgspec.Raw(encode_object(value)) for value in values]


def _one(values: Sequence[object], wanted: str, what: str) -> bytes:
    """Return the canonical bytes of the one with this id; `NotThere` names those there are."""
    ids = [str(getattr(value, "id")) for value in values]  # noqa: B009 (every one of them has an id)
    if wanted not in ids:
        raise NotThere(f"there is no {what} {wanted!r}", expected=", ".join(ids) or "none", got=wanted)
    return encode_object(values[ids.index(wanted)])


def _words(by_language: dict[str, str], plain: str) -> Text:
    return Text(tuple(by_language.items())) if by_language else Text.of(plain)
