"""What `tellers show` shows, as tables: the contents of a dossier, and one unit's records and findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.cli.tables import Column, Row, Table
from tellers.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.check import Case
    from tellers.dossier import Dossier
    from tellers.model import Contest, Finding, Text

__all__ = ["contents_of", "findings_on", "records_of"]

NEAR = 5
"""Units that are proposed where nobody names the one asked for."""
WORDS = {
    "en": {
        "source": "source",
        "option": "option",
        "figure": "other figure",
        "level": "level",
        "proclamation": "proclamation",
        "stated": "stated",
        "name": "name",
        "records": "records",
        "by": "by",
        "date": "date",
        "claims": "claims",
        "value": "value",
        "applied": "applied",
        "yes": "yes",
        "status": "status",
        "record": "record",
        "row": "row",
        "replaces": "replaces",
        "image": "image",
        "image_sha256": "image's SHA-256",
        "unread": "unread",
        "registered": "registered",
        "findings": "Findings that name this unit",
        "weight": "weight",
        "code": "code",
        "finding": "finding",
    },
    "es": {
        "source": "fuente",
        "option": "opción",
        "figure": "otro dato",
        "level": "nivel",
        "proclamation": "proclamación",
        "stated": "declarado",
        "name": "nombre",
        "records": "registros",
        "by": "por",
        "date": "fecha",
        "claims": "afirmaciones",
        "value": "valor",
        "applied": "aplicado",
        "yes": "sí",
        "status": "estado",
        "record": "registro",
        "row": "fila",
        "replaces": "reemplaza",
        "image": "imagen",
        "image_sha256": "SHA-256 de la imagen",
        "unread": "ilegible",
        "registered": "inscritos",
        "findings": "Hallazgos que nombran esta unidad",
        "weight": "peso",
        "code": "código",
        "finding": "hallazgo",
    },
    "pt": {
        "source": "fonte",
        "option": "opção",
        "figure": "outro dado",
        "level": "nível",
        "proclamation": "proclamação",
        "stated": "declarado",
        "name": "nome",
        "records": "registros",
        "by": "por",
        "date": "data",
        "claims": "afirmações",
        "value": "valor",
        "applied": "aplicado",
        "yes": "sim",
        "status": "situação",
        "record": "registro",
        "row": "linha",
        "replaces": "substitui",
        "image": "imagem",
        "image_sha256": "SHA-256 da imagem",
        "unread": "ilegível",
        "registered": "inscritos",
        "findings": "Constatações que nomeiam esta unidade",
        "weight": "peso",
        "code": "código",
        "finding": "constatação",
    },
    "fr": {
        "source": "source",
        "option": "option",
        "figure": "autre chiffre",
        "level": "niveau",
        "proclamation": "proclamation",
        "stated": "déclaré",
        "name": "nom",
        "records": "relevés",
        "by": "par",
        "date": "date",
        "claims": "affirmations",
        "value": "valeur",
        "applied": "appliqué",
        "yes": "oui",
        "status": "état",
        "record": "relevé",
        "row": "ligne",
        "replaces": "remplace",
        "image": "image",
        "image_sha256": "SHA-256 de l’image",
        "unread": "illisible",
        "registered": "inscrits",
        "findings": "Constats qui nomment cette unité",
        "weight": "poids",
        "code": "code",
        "finding": "constat",
    },
}


def contents_of(dossier: Dossier, lang: str) -> list[Table]:
    """Return a table of each kind of thing that each contest has."""
    return [table for contest in dossier.contests for table in _contest(dossier, contest, lang)]


def _contest(dossier: Dossier, contest: Contest, lang: str) -> Iterator[Table]:
    from tellers.tables import count_statuses  # noqa: PLC0415 (loads the table engine)

    words = WORDS[lang]
    title = f"{contest.title.in_language(lang)} ({contest.id}, {contest.date})"
    sources: list[Row] = [
        [
            s,
            dossier.source(s).name.in_language(lang),
            sum(count_statuses(dossier.tables, contest, s).values()),
        ]
        for s in dossier.tables.sources(contest.id)
    ]
    head = (Column(words["source"]), Column(words["name"]), Column(words["records"], number=True))
    yield Table(title=title, columns=head, rows=sources)
    named: dict[str, list[tuple[str, Text]]] = {
        "option": [(o.id, o.name) for o in contest.options],
        "figure": [(f.id, f.name) for f in contest.figures],
        "level": [(level.id, level.name) for level in contest.levels],
    }
    for kind, things in named.items():
        if things:
            rows: list[Row] = [[str(one), name.in_language(lang)] for one, name in things]
            yield Table(title="", columns=(Column(words[kind]), Column(words["name"])), rows=rows)
    announced: list[Row] = [
        [str(p.id), p.date, len(p.claims), p.title.in_language(lang), p.by.in_language(lang)]
        for p in dossier.proclamations_of(contest)
    ]
    announcement = ("proclamation", "date", "claims", "name", "by")
    if announced:
        columns = tuple(Column(words[one], number=one == "claims") for one in announcement)
        yield Table(title="", columns=columns, rows=announced)
    stated: list[Row] = [
        [s.about, s.value, words["yes"] if s.applied else "", s.by.in_language(lang)]
        for s in contest.statements
    ]
    numbers = (Column(words["stated"]), Column(words["value"], number=True))
    if stated:
        yield Table(title="", columns=(*numbers, Column(words["applied"]), Column(words["by"])), rows=stated)


def records_of(dossier: Dossier, unit: str, lang: str) -> list[Table]:
    """Return a unit's areas, and every source's records of it; `UsageError` for a unit nobody names."""
    from tellers.tables import near_units, unit_areas, unit_records  # noqa: PLC0415 (loads the table engine)

    areas = unit_areas(dossier.tables, unit)
    noun = dossier.contests[0].unit_name.in_language(lang).partition("|")[0]
    known = _areas(dossier.contests, areas or {}, lang)
    tables = [Table(title=f"{noun} {unit}", columns=(Column(""), Column("")), rows=known)]
    for contest in dossier.contests:
        found = unit_records(dossier.tables, contest, unit)
        records = [
            (dossier.source(source).name.in_language(lang), one) for source, rs in found.items() for one in rs
        ]
        if records:
            tables += [_records(contest, records, lang), *_images(records, lang)]
    if areas is None and len(tables) == 1:
        raise UsageError(
            f"there is no unit {unit!r}",
            where=str(dossier.folder),
            expected=", ".join(near_units(dossier.tables, unit, most=NEAR)),
            remedy=f"List the units with: tellers tally {dossier.folder} --by unit",
        )
    return tables


def _areas(contests: tuple[Contest, ...], areas: dict[str, object], lang: str) -> list[Row]:
    """Return the unit's name, its area at each level, widest first, and its register, where known."""
    words = WORDS[lang]
    levels = {level.id: level.name.in_language(lang) for contest in contests for level in contest.levels}
    rows: list[Row] = []
    for column, label in (
        {"unit_name": words["name"]} | levels | {"registered": words["registered"]}
    ).items():
        value, name = areas.get(column), areas.get(f"{column}_name")
        if value not in (None, ""):
            rows.append([label, f"{value} {name}" if name and name != value else _cell(value)])
    return rows


def _records(contest: Contest, records: list[tuple[str, dict[str, object]]], lang: str) -> Table:
    """Return one contest's records of a unit, one column a record."""
    words = WORDS[lang]
    rows: list[Row] = [
        [words[key], *(str(record.get(key) or "") for _, record in records)]
        for key in ("record", "row", "status", "replaces")
        if any(record.get(key) for _, record in records)
    ]
    rows += [
        [contest.figure_name(figure, lang), *(_figure(record, figure, words) for _, record in records)]
        for figure in contest.figure_ids
        if any(figure in record for _, record in records)
    ]
    columns = (Column(""), *(Column(name, number=True) for name, _ in records))
    return Table(title=contest.title.in_language(lang), columns=columns, rows=rows)


def _images(records: list[tuple[str, dict[str, object]]], lang: str) -> Iterator[Table]:
    """Yield the images that the records name, if any does: too long to stand beside the figures."""
    words = WORDS[lang]
    rows: list[Row] = [
        [name, str(record["record"]), str(record.get("image") or ""), str(record.get("image_sha256") or "")]
        for name, record in records
        if record.get("image") or record.get("image_sha256")
    ]
    if rows:
        columns = tuple(Column(words[word]) for word in ("source", "record", "image", "image_sha256"))
        yield Table(title="", columns=columns, rows=rows, leading=2)


def _figure(record: dict[str, object], figure: str, words: dict[str, str]) -> str | int | None:
    unread = record.get("unread")
    return words["unread"] if isinstance(unread, list) and figure in unread else _cell(record.get(figure))


def _cell(value: object) -> str | int | None:
    return value if value is None or isinstance(value, int) else str(value)


def findings_on(dossier: Dossier, unit: str, lang: str) -> list[Table]:
    """Return the findings that rest on a unit, named or not, worst first. Cost: a whole check."""
    from tellers.check import Case, check  # noqa: PLC0415 (loads every check)
    from tellers.report.language import Language  # noqa: PLC0415 (loads the catalogues)
    from tellers.report.names import dossier_names  # noqa: PLC0415

    tables = []
    for checked in check(dossier).contests:
        case = Case(dossier=dossier, contest=checked.contest)
        speech = Language.load(lang, dossier_names(checked.contest, dossier, lang))
        rows: list[Row] = [
            [finding.severity.value, finding.code, speech.say(finding.message, finding.numbers)]
            for finding in checked.findings
            if _rests_on(case, finding, unit)
        ]
        title = f"{WORDS[lang]['findings']} · {checked.contest.title.in_language(lang)}"
        columns = tuple(Column(WORDS[lang][word]) for word in ("weight", "code", "finding"))
        tables += [Table(title=title, columns=columns, rows=rows, prose=True)] if rows else []
    return tables


def _rests_on(case: Case, finding: Finding, unit: str) -> bool:
    """Return whether a unit is behind a finding: among those named, or among all of them."""
    from tellers.check import list_rows  # noqa: PLC0415 (as above)

    if unit in finding.units:
        return True
    if finding.unit_count <= len(finding.units):
        return False
    return any(row.unit == unit for row in list_rows(case, finding))
