"""`proclamations.toml`: what was announced, claim by claim, with rival readings.

A claim says what it is by the key it has: `votes` a count, `percent` a share (text, so that
its decimals survive), `coverage` a part of all units or registered, `required` the votes the
rule was said to ask for, `outcome` a word with `winners`.

>>> text = b'''
... [[proclamation]]
... id = "cne-1"
... contest = "president"
... by = "CNE"
... date = "2024-07-29"
... document = "read aloud"
... claim = [
...   { figure = "A", votes = 5150092 },
...   { figure = "A", percent = "51.20", of = "valid", rival = [ { value = "51.2", origin = "press" } ] },
... ]
... '''
>>> [claim.id for claim in read_proclamations(text, where="proclamations.toml")[0].claims]
['A.count', 'A.share']
"""

from __future__ import annotations

import re

import msgspec

from tellers.dossier.repeated import repeated
from tellers.errors import DossierError
from tellers.formats.toml import Words, decode_toml, text_of
from tellers.model import (
    Claim,
    ClaimKind,
    Contest,
    ContestId,
    FigureId,
    OptionId,
    OutcomeWord,
    Proclamation,
    ProclamationId,
    Reading,
    Source,
    SourceId,
)

__all__ = ["read_proclamations", "verify_claims"]

_WHOLE = re.compile(r"[0-9]+")
_DECIMAL = re.compile(r"[0-9]+(?:\.[0-9]+)?")


class _RivalForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    value: str | int
    origin: Words = ""


class _ClaimForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    figure: str = ""
    figures: list[str] = []
    name: str = ""
    title: Words = ""
    votes: int | None = None
    percent: str | None = None
    of: str = ""
    coverage: str | None = None
    required: int | None = None
    outcome: OutcomeWord | None = None
    winners: list[str] = []
    origin: Words = ""
    rival: list[_RivalForm] = []


class _ProclamationForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    id: str
    contest: str
    by: Words
    date: str
    document: Words
    title: Words = ""
    note: Words = ""
    records: str = ""
    claim: list[_ClaimForm] = []


class _ProclamationFile(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    proclamation: list[_ProclamationForm] = []


def read_proclamations(text: bytes, *, where: str) -> tuple[Proclamation, ...]:
    """Return the proclamations in the order of the file.

    Raises `DossierError` for a claim that says nothing or more than one thing, and names it.
    """
    form = decode_toml(text, _ProclamationFile, where=where)
    return tuple(_proclamation(entry, where) for entry in form.proclamation)


def verify_claims(
    proclamations: tuple[Proclamation, ...],
    contests: tuple[Contest, ...],
    *,
    where: str,
    sources: tuple[Source, ...] = (),
) -> None:
    """Raise `DossierError` for every claim that names a contest or figure nobody declared.

    Likewise for a proclamation that counts the records of a source that is not among `sources`.
    """
    by_id = {contest.id: contest for contest in contests}
    faults = []
    expected: dict[str, None] = {}
    faults += [f"two proclamations are called {name!r}" for name in repeated(p.id for p in proclamations)]
    for proclamation in proclamations:
        contest = by_id.get(proclamation.contest)
        if contest is None:
            faults.append(f"{proclamation.id}: there is no contest {proclamation.contest!r}")
            expected |= dict.fromkeys(f"contest {one}" for one in by_id)
            continue
        known = set(contest.figure_ids)
        if proclamation.records and proclamation.records not in {source.id for source in sources}:
            faults.append(f"{proclamation.id}: there is no source {proclamation.records!r}")
            expected |= dict.fromkeys(f"source {source.id}" for source in sources)
        for claim in proclamation.claims:
            named = [*claim.figures, *claim.winners]
            if claim.base and claim.kind is ClaimKind.SHARE:
                named.append(claim.base)
            wrong = [f for f in named if f not in known]
            faults += [f"{proclamation.id}/{claim.id}: no figure {f!r} in the contest" for f in wrong]
            if wrong:
                expected |= dict.fromkeys(str(figure) for figure in contest.figure_ids)
    if faults:
        raise DossierError(
            "; ".join(faults),
            where=where,
            expected=", ".join(expected),
            remedy="Declare it in contest.toml, or mend the name: `id` there, not what it is called.",
        )


def _proclamation(form: _ProclamationForm, where: str) -> Proclamation:
    claims = tuple(_placed(form, index, where) for index in range(len(form.claim)))
    if twice := repeated(claim.id for claim in claims):
        raise DossierError(
            f"{form.id}: two claims are called {', '.join(twice)}",
            where=where,
            remedy='Write the second as a rival of the first, or give it a name: name = "...".',
        )
    return Proclamation(
        id=ProclamationId(form.id),
        contest=ContestId(form.contest),
        by=text_of(form.by),
        date=form.date,
        document=text_of(form.document),
        title=text_of(form.title),
        note=text_of(form.note),
        records=SourceId(form.records) if form.records else None,
        claims=claims,
    )


def _placed(form: _ProclamationForm, index: int, where: str) -> Claim:
    """Return one claim; `DossierError` says which it is of its proclamation, and what to write."""
    claim = form.claim[index]
    about = claim.name or claim.figure or "+".join(claim.figures)
    try:
        return _claim(claim)
    except ValueError as error:
        told, _, remedy = str(error).partition("\n")
        raise DossierError(
            f"{form.id}, claim {index + 1}{f' ({about})' if about else ''}: {told}",
            where=where,
            remedy=remedy or "Mend that claim; docs/reference/dossier.md has the form.",
        ) from error


def _claim(form: _ClaimForm) -> Claim:
    said = {
        ClaimKind.COUNT: form.votes,
        ClaimKind.SHARE: form.percent,
        ClaimKind.COVERAGE: form.coverage,
        ClaimKind.REQUIRED: form.required,
        ClaimKind.OUTCOME: form.outcome,
    }
    kinds = [kind for kind, value in said.items() if value is not None]
    if len(kinds) != 1:
        message = (
            f"a claim needs one of votes, percent, coverage, required, outcome, not {len(kinds)} of them"
        )
        raise ValueError(message)
    kind = kinds[0]
    figures = tuple(FigureId(figure) for figure in ([form.figure] if form.figure else form.figures))
    readings = (
        Reading(value=str(said[kind]), origin=text_of(form.origin)),
        *(Reading(value=str(rival.value), origin=text_of(rival.origin)) for rival in form.rival),
    )
    for reading in readings:
        _verify_value(kind, reading.value)
    name = form.name or "+".join(figures) or ("" if kind is not ClaimKind.COVERAGE else form.of or "units")
    return Claim(
        id=f"{name}.{kind.value}" if name else kind.value,
        kind=kind,
        readings=readings,
        figures=figures,
        base=FigureId(form.of or "units") if kind in {ClaimKind.SHARE, ClaimKind.COVERAGE} else None,
        winners=tuple(OptionId(option) for option in form.winners),
        title=text_of(form.title),
    )


def _verify_value(kind: ClaimKind, value: str) -> None:
    """Raise `ValueError` when a reading is not a number of the claim's kind."""
    if kind is ClaimKind.OUTCOME:
        good = value in set(OutcomeWord)
    else:
        form = _WHOLE if kind in {ClaimKind.COUNT, ClaimKind.REQUIRED} else _DECIMAL
        good = form.fullmatch(value) is not None
    if not good:
        raise ValueError(_not_a_number(kind, value))


def _not_a_number(kind: ClaimKind, value: str) -> str:
    """Return what is wrong with a reading and, on a line of its own, what to write in its place.

    >>> print(_not_a_number(ClaimKind.SHARE, "45,46 %"))
    '45,46 %' is not a percentage: digits, a point before decimals, no sign
    Write "45.46".
    """
    if kind is ClaimKind.OUTCOME:
        return f"{value[:80]!r} is no outcome\nWrite one of: {', '.join(OutcomeWord)}."
    whole = kind in {ClaimKind.COUNT, ClaimKind.REQUIRED}
    form, plain = (_WHOLE, re.sub(r"[\s.,']", "", value)) if whole else (_DECIMAL, _decimal(value))
    remedy = f'Write "{plain}".' if form.fullmatch(plain) else 'Write digits only, such as "45.46".'
    what = "a number: digits only" if whole else "a percentage: digits, a point before decimals, no sign"
    return f"{value[:80]!r} is not {what}\n{remedy}"


def _decimal(value: str) -> str:
    return value.replace("%", "").replace(",", ".").strip()
