"""What goes into a dossier, file by file, each with where it comes from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tellers.dossier.draft_folder import DRAFT_FILE, open_draft
from tellers.dossier.geo import read_layer
from tellers.dossier.inside import read_own
from tellers.dossier.layout import BODY, DRAFT, RECORD_COLUMNS, REGISTERS, UNITS, records_path
from tellers.dossier.package import Origin
from tellers.dossier.plan import TableFiles
from tellers.dossier.write import DossierWriter, FileOrigin
from tellers.formats.toml import plain, text_of, told_apart
from tellers.release import VERSION
from tellers.tables import Tables, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.dossier.desk import Desk
    from tellers.dossier.units import Units
    from tellers.formats.mapping import TableForm
    from tellers.formats.records import ReadTable
    from tellers.formats.toml import Words
    from tellers.model import Text

__all__ = ["write_contents"]

UNSTATED: Words = {"en": "none stated", "es": "no declarada", "pt": "não declarada", "fr": "non déclarée"}
OURS: Words = {
    "en": "compiled for this dossier",
    "es": "compilado para este expediente",
    "pt": "compilado para este dossiê",
    "fr": "compilé pour ce dossier",
}
CIRCULATED: Words = {
    "en": "the draft as circulated",
    "es": "el proyecto tal como se distribuyó",
    "pt": "o projeto tal como foi distribuído",
    "fr": "le projet tel qu’il a été distribué",
}
MEMBERS: Words = {
    "en": "the members of the body",
    "es": "los miembros del órgano",
    "pt": "os membros do órgão",
    "fr": "les membres de l’organe",
}


def write_contents(writer: DossierWriter, desk: Desk, read: Sequence[ReadTable], units: Units) -> None:
    """Write words, units, records, registers and map layers, then the package that lists them."""
    dossier = desk.plan.mapping.dossier
    writer.title, writer.description = dossier.title, dossier.description
    ours = FileOrigin(sources=(_origin(OURS),), licence="Apache-2.0")
    for name, content in desk.plan.words.items():
        writer.write_text(name, content, ours)
    _write_draft(writer, desk)
    writer.write_table(UNITS, desk.tables, f"select * from {units.relation}", _units_origin(desk))
    for form, one in zip(desk.plan.mapping.table, read, strict=True):
        _write_records(writer, desk, form, one)
    _write_registers(writer, desk)
    _write_layers(writer, desk)
    writer.write_package(f"tellers {VERSION}")


def _write_draft(writer: DossierWriter, desk: Desk) -> None:
    """Write the draft's file and the words of its versions as they are, once they are read and sound."""
    named = desk.plan.mapping.dossier.draft
    if not named:
        return
    folder = TableFiles().path(f"{named}/{DRAFT_FILE}", home=desk.plan.home).parent
    origin = FileOrigin(sources=(_origin(CIRCULATED),), licence=UNSTATED)
    for name in open_draft(folder).files:
        writer.write_text(f"{DRAFT}/{name}", read_own(folder, name), origin)


def _write_records(writer: DossierWriter, desk: Desk, form: TableForm, read: ReadTable) -> None:
    """Write one source's records of one contest, in the order of its table."""
    source, contest = desk.plan.source(form), desk.plan.contest(form)
    columns = [*RECORD_COLUMNS, *(f for f in contest.figure_ids if f in read.figures)]
    order = "" if _in_order(desk.tables, read) else " order by record"
    query = f"select {', '.join(quoted(column) for column in columns)} from {quoted(read.name)}{order}"
    digests = form.image_hashes
    origin = FileOrigin(
        sources=(
            _origin(_words(source.origin), form.file),
            *([_origin(digests.origin or digests.file, digests.file)] if digests else []),
        ),
        licence=_words(source.licence) or UNSTATED,
        description=_words(source.name),
    )
    writer.write_table(records_path(contest.id, source.id), desk.tables, query, origin)


def _in_order(tables: Tables, read: ReadTable) -> bool:
    """Return whether a table's records lie in their order already, which saves sorting them."""
    (sound,) = tables.row(
        f"select coalesce(bool_and(record > before), true) from "
        f"(select record, lag(record) over () as before from {quoted(read.name)})"
    )
    return bool(sound)


def _units_origin(desk: Desk) -> FileOrigin:
    """Return where the units come from: the lists of them, else the tables that name them."""
    mapping = desk.plan.mapping
    names = [_origin(form.origin or form.file, form.file) for form in mapping.names]
    if not mapping.units and desk.plan.body is not None:
        return FileOrigin(sources=(_origin(MEMBERS, BODY),), licence="Apache-2.0")
    if not mapping.units:
        found = [_origin(_words(source.origin)) for source in desk.plan.sources]
        return FileOrigin(sources=(*found, *names), licence=UNSTATED)
    listed = [_origin(form.origin or form.file, form.file) for form in mapping.units]
    return FileOrigin(
        sources=(*listed, *names),
        licence=_joined([form.licence for form in mapping.units if form.licence]) or UNSTATED,
    )


def _write_registers(writer: DossierWriter, desk: Desk) -> None:
    """Write voters by area, one file a source of them."""
    for form in desk.plan.mapping.register:
        origin = FileOrigin(
            sources=(_origin(form.origin or form.file, form.file),),
            licence=form.licence or UNSTATED,
            description=form.description,
        )
        query = f"select * from {quoted(f'register:{form.source}')} order by area"
        writer.write_table(f"{REGISTERS}/{form.source}.parquet", desk.tables, query, origin)


def _write_layers(writer: DossierWriter, desk: Desk) -> None:
    """Write the map layers with our areas' ids in them."""
    for layer in desk.plan.mapping.geo:
        origin = FileOrigin(
            sources=(_origin(layer.origin, layer.file),),
            licence=layer.licence,
            description=layer.kind,
        )
        ending = Path(layer.file).suffix
        writer.write_text(f"geo/{layer.name}{ending}", read_layer(desk.plan.path(layer.file), layer), origin)


def _origin(title: Words, file: str = "") -> Origin:
    """Return where bytes come from, with the name of the file they were read from."""
    return Origin(title=plain(title), titles=told_apart(title), path=Path(file).name if file else "")


def _words(text: Text) -> Words:
    """Return words of the model as a file gives them."""
    words = dict(text.entries)
    return words.get("", words)


def _joined(several: Sequence[Words]) -> Words:
    """Return different words in one line, in every language that any of them has."""
    languages = sorted({code for words in several for code in told_apart(words)})
    by_language = {
        code: ", ".join(sorted({text_of(words).in_language(code) for words in several}))
        for code in languages or ["en"]
    }
    return by_language if languages else by_language["en"]
