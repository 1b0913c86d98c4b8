"""`contest.toml`: the contests of a dossier and the sources that speak of them.

The structures below are the file's form, key by key; `read_contests` turns them into the
model. A key that is not named here is an error, so that a misspelt one is not lost. Words may
be one string, or a table by language: `name = { en = "polling table", es = "mesa" }`.

>>> contests, sources = read_contests(b'''
... [[contest]]
... id = "president"
... title = "President"
... date = "2024-07-28"
... secret = true
... rule = { kind = "plurality" }
... option = [ { id = "A", name = "Ana" }, { id = "B", name = "Bea" } ]
... [[source]]
... id = "v1"
... name = "Published sheets"
... by = "witnesses"
... kind = "witnesses"
... origin = "a repository"
... ''', where="contest.toml")
>>> contests[0].option_ids, sources[0].id
(('A', 'B'), 'v1')
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from tellers.dossier.repeated import repeated
from tellers.dossier.rule_form import RuleForm, rule_of
from tellers.errors import DossierError
from tellers.formats.toml import Words, decode_toml, text_of
from tellers.model import (
    Addition,
    Contest,
    ContestId,
    Figure,
    FigureId,
    FixedBy,
    Level,
    Option,
    OptionId,
    RivalRule,
    Role,
    Rule,
    Source,
    SourceId,
    Statement,
    TextVoted,
    VersionId,
)
from tellers.model.text import UNIT

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["read_contests"]


BALLOTS = {Role.VALID, Role.VOTERS}


class _OptionForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    id: str
    name: Words


class _FigureForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    id: str
    role: Role
    name: Words = ""
    sum_of: list[str] = []
    at_most: str | None = None


class _LevelForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    id: str
    name: Words


class _RivalForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    rule: RuleForm
    by: Words
    note: Words = ""


class _StatementForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    about: str
    value: int
    by: Words
    document: Words = ""
    applied: bool = False
    note: Words = ""


class _AdditionForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    name: Words
    figures: dict[str, int]
    by: Words
    document: Words = ""


class _TextForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    version: str
    sha256: str = ""
    published: str | None = None


class _FixedByForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    contest: str
    adopted: RuleForm
    otherwise: RuleForm


class _ContestForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    id: str
    title: Words
    date: str
    secret: bool
    rule: RuleForm
    option: list[_OptionForm]
    body: Words = ""
    unit_name: Words = ""
    level: list[_LevelForm] = []
    figure: list[_FigureForm] = []
    rival_rule: list[_RivalForm] = []
    statement: list[_StatementForm] = []
    addition: list[_AdditionForm] = []
    casting: str | None = None
    text: _TextForm | None = None
    fixed_by: _FixedByForm | None = None


class _SourceForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    id: str
    name: Words
    by: Words
    kind: Words
    origin: Words
    licence: Words = ""
    note: Words = ""


class _ContestFile(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    contest: list[_ContestForm]
    source: list[_SourceForm]


def read_contests(text: bytes, *, where: str) -> tuple[tuple[Contest, ...], tuple[Source, ...]]:
    """Return the contests and the sources of a `contest.toml`.

    Raises `DossierError` with every reference that does not resolve, all of them at once.
    """
    form = decode_toml(text, _ContestFile, where=where)
    try:
        contests = tuple(_contest(entry) for entry in form.contest)
        sources = tuple(_source(entry) for entry in form.source)
    except ValueError as error:
        raise DossierError(str(error), where=where) from error
    faults = [fault for contest in contests for fault in _dangling(contest)]
    faults += [f"two contests are called {name!r}" for name in repeated(c.id for c in contests)]
    faults += [f"two sources are called {name!r}" for name in repeated(s.id for s in sources)]
    if faults:
        raise DossierError(
            "; ".join(faults), where=where, remedy="Name only figures that the contest declares."
        )
    return contests, sources


def _dangling(contest: Contest) -> list[str]:
    """Return a sentence for each figure that is named and not declared, or declared twice."""
    known: Sequence[str] = contest.figure_ids
    faults = [f"{contest.id}: figure {f!r} is declared twice" for f in repeated(known)]
    faults += [f"{contest.id}: level {f!r} is declared twice" for f in repeated(x.id for x in contest.levels)]
    named: list[tuple[str, str]] = []
    for figure in contest.figures:
        named += [(figure.id, part) for part in (*figure.sum_of, figure.at_most) if part]
    for addition in contest.additions:
        named += [("addition", added) for added, _ in addition.figures]
    for rule in (contest.rule, *(rival.rule for rival in contest.rival_rules)):
        vetoing = rule.veto.by if rule.veto is not None else ()
        named += [("rule", option) for option in (*rule.abstentions, *vetoing, rule.wins) if option]
    if contest.casting:
        named.append(("casting", contest.casting))
    if contest.rule.several:
        faults += [
            f"{contest.id}: {figure.id!r} counts ballots and is declared a sum of votes, "
            "where a ballot may hold several"
            for figure in contest.figures
            if figure.role in BALLOTS and len(set(figure.sum_of) & set(contest.option_ids)) > 1
        ]
    return faults + [
        f"{contest.id}: {by} names {part!r}, which is not declared" for by, part in named if part not in known
    ]


def _rule(form: RuleForm, contest: _ContestForm) -> Rule:
    """Return a rule; where it names no abstentions, the option `abstain` is one: nobody elects it."""
    rule = rule_of(form)
    if not rule.abstentions and "abstain" in {o.id for o in contest.option}:
        return replace(rule, abstentions=(OptionId("abstain"),))
    return rule


def _figure(form: _FigureForm) -> Figure:
    return Figure(
        id=FigureId(form.id),
        role=form.role,
        name=text_of(form.name),
        sum_of=tuple(FigureId(part) for part in form.sum_of),
        at_most=FigureId(form.at_most) if form.at_most else None,
    )


def _contest(form: _ContestForm) -> Contest:
    return Contest(
        id=ContestId(form.id),
        title=text_of(form.title),
        date=form.date,
        secret=form.secret,
        body=text_of(form.body),
        unit_name=text_of(form.unit_name or dict(UNIT.entries)),
        levels=tuple(Level(id=level.id, name=text_of(level.name)) for level in form.level),
        options=tuple(Option(id=OptionId(o.id), name=text_of(o.name)) for o in form.option),
        figures=tuple(_figure(figure) for figure in form.figure),
        rule=_rule(form.rule, form),
        rival_rules=tuple(
            RivalRule(rule=_rule(r.rule, form), by=text_of(r.by), note=text_of(r.note))
            for r in form.rival_rule
        ),
        statements=tuple(
            Statement(
                about=s.about,
                value=s.value,
                by=text_of(s.by),
                document=text_of(s.document),
                applied=s.applied,
                note=text_of(s.note),
            )
            for s in form.statement
        ),
        additions=tuple(
            Addition(
                name=text_of(a.name),
                figures=tuple((FigureId(figure), votes) for figure, votes in a.figures.items()),
                by=text_of(a.by),
                document=text_of(a.document),
            )
            for a in form.addition
        ),
        casting=OptionId(form.casting) if form.casting else None,
        text=_text(form.text) if form.text else None,
        fixed_by=FixedBy(
            contest=ContestId(form.fixed_by.contest),
            adopted=_rule(form.fixed_by.adopted, form),
            otherwise=_rule(form.fixed_by.otherwise, form),
        )
        if form.fixed_by
        else None,
    )


def _text(form: _TextForm) -> TextVoted:
    return TextVoted(
        version=VersionId(form.version),
        sha256=form.sha256,
        published=VersionId(form.published) if form.published else None,
    )


def _source(form: _SourceForm) -> Source:
    return Source(
        id=SourceId(form.id),
        name=text_of(form.name),
        by=text_of(form.by),
        kind=text_of(form.kind),
        origin=text_of(form.origin),
        licence=text_of(form.licence),
        note=text_of(form.note),
    )
