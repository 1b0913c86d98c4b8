"""`tellers show`: what a dossier holds, or everything known of one unit."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from tellers.cli.tables import Column, print_table

__all__ = ["show_command"]

WORDS = {
    "en": {"source": "source", "records": "records", "what": "what", "value": "value", "status": "status", "record": "record", "row": "row", "replaces": "replaces", "image": "image", "unread": "unread", "findings": "Findings that name this unit"},
    "es": {"source": "fuente", "records": "registros", "what": "qué", "value": "valor", "status": "estado", "record": "registro", "row": "fila", "replaces": "reemplaza", "image": "imagen", "unread": "ilegible", "findings": "Hallazgos que nombran esta unidad"},
}


def show_command(
    dossier: Path,
    unit: Annotated[str, Parameter(help="A unit's id; leave out to see what the dossier holds.")] = "",
    *,
    format: Annotated[Literal["text", "csv", "json"], Parameter(help="How to print it.")] = "text",  # noqa: A002 (the option's name)
    lang: Literal["en", "es"] = "en",
) -> int:
    """Show everything known of one unit: each source's record, corrections, findings.

    Without a unit: the contests, sources and proclamations of the dossier.
    """
    from tellers.dossier import open_dossier  # noqa: PLC0415

    opened = open_dossier(dossier)
    if not unit:
        return _show_dossier(opened, format, lang)
    from tellers.check import check  # noqa: PLC0415
    from tellers.report.language import Language, dossier_names  # noqa: PLC0415
    from tellers.tables import unit_areas, unit_records  # noqa: PLC0415

    words = WORDS[lang]
    areas = unit_areas(opened.tables, unit)
    for contest in opened.contests:
        found = unit_records(opened.tables, contest, unit)
        if areas is None and not any(found.values()):
            from tellers.errors import UsageError  # noqa: PLC0415

            raise UsageError(
                f"there is no unit {unit!r}",
                where=str(dossier),
                remedy="List the units with: tellers tally DOSSIER --by unit",
            )
        head: list[list[str | int | None]] = [[name, value] for name, value in (areas or {}).items() if value not in (None, "")]
        print_table(f"{contest.unit_name.in_language(lang)} {unit}", [Column(words["what"]), Column(words["value"])], head, form=format, language=lang)
        records = [(opened.source(source).name.in_language(lang), record) for source, rs in found.items() for record in rs]
        rows: list[list[str | int | None]] = []
        for key in ("record", "row", "status", "replaces", "image", "image_sha256"):
            if any(record.get(key) for _, record in records):
                rows.append([words.get(key, key), *(record.get(key) for _, record in records)])
        for figure in contest.figure_ids:
            if any(figure in record for _, record in records):
                cells = [words["unread"] if figure in (record.get("unread") or []) else record.get(figure) for _, record in records]
                rows.append([contest.figure_name(figure, lang), *cells])
        columns = [Column(""), *(Column(name, number=True) for name, _ in records)]
        print_table(contest.title.in_language(lang), columns, rows, form=format, language=lang)
    if format == "text":
        for checked in check(opened).contests:
            speech = Language.load(lang, dossier_names(checked.contest, opened, lang))
            named = [f for f in checked.findings if unit in f.units]
            if named:
                print(words["findings"])
                for finding in named:
                    print(f"- {finding.code}: {speech.say(finding.message, finding.numbers)}")
    return 0


def _show_dossier(opened, form: str, lang: str) -> int:  # type: ignore[no-untyped-def] # an open dossier
    words = WORDS[lang]
    for contest in opened.contests:
        rows = []
        for source in opened.tables.sources(contest.id):
            total = opened.tables.row(f"select count(*) from {opened.tables.records(contest.id, source)}")[0]
            rows.append([source, opened.source(source).name.in_language(lang), total])
        print_table(
            f"{contest.title.in_language(lang)} ({contest.date})",
            [Column(words["source"]), Column(""), Column(words["records"], number=True)],
            rows,
            form=form,
            language=lang,
        )
    return 0
