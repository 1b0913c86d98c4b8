"""What goes into a dossier, file by file, each with where it comes from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tellers.dossier.geo import read_layer
from tellers.dossier.layout import RECORD_COLUMNS, REGISTERS, UNITS, records_path
from tellers.dossier.package import Origin
from tellers.dossier.write import DossierWriter, FileOrigin
from tellers.release import VERSION
from tellers.tables import Tables, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tellers.dossier.desk import Desk
    from tellers.dossier.units import Units
    from tellers.formats.mapping import TableForm
    from tellers.formats.records import ReadTable
    from tellers.formats.toml import Words

__all__ = ["write_contents"]

UNSTATED = "none stated"


def write_contents(writer: DossierWriter, desk: Desk, read: Sequence[ReadTable], units: Units) -> None:
    """Write words, units, records, registers and map layers, then the package that lists them."""
    dossier = desk.plan.mapping.dossier
    writer.title, writer.description = _plain(dossier.title), _plain(dossier.description)
    ours = FileOrigin(sources=(Origin(title="compiled for this dossier"),), licence="Apache-2.0")
    for name, content in desk.plan.words.items():
        writer.write_text(name, content, ours)
    writer.write_table(UNITS, desk.tables, f"select * from {units.relation}", _units_origin(desk))
    for form, one in zip(desk.plan.mapping.table, read, strict=True):
        _write_records(writer, desk, form, one)
    _write_registers(writer, desk)
    _write_layers(writer, desk)
    writer.write_package(f"tellers {VERSION}")


def _write_records(writer: DossierWriter, desk: Desk, form: TableForm, read: ReadTable) -> None:
    """Write one source's records of one contest, in the order of its table."""
    source, contest = desk.plan.source(form), desk.plan.contest(form)
    columns = [*RECORD_COLUMNS, *(f for f in contest.figure_ids if f in read.figures)]
    order = "" if _in_order(desk.tables, read) else " order by record"
    query = f"select {', '.join(quoted(column) for column in columns)} from {quoted(read.name)}{order}"
    digests = form.image_hashes
    origin = FileOrigin(
        sources=(
            Origin(title=source.origin, path=Path(form.file).name),
            *(
                [Origin(title=digests.origin or digests.file, path=Path(digests.file).name)]
                if digests
                else []
            ),
        ),
        licence=source.licence or UNSTATED,
        description=source.name.in_language("en"),
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
    names = [Origin(title=form.origin or form.file, path=Path(form.file).name) for form in mapping.names]
    if not mapping.units:
        found = [Origin(title=source.origin) for source in desk.plan.sources]
        return FileOrigin(sources=(*found, *names))
    licences = {form.licence for form in mapping.units} - {""}
    listed = [Origin(title=form.origin or form.file, path=Path(form.file).name) for form in mapping.units]
    return FileOrigin(sources=(*listed, *names), licence=", ".join(sorted(licences)) or UNSTATED)


def _write_registers(writer: DossierWriter, desk: Desk) -> None:
    """Write voters by area, one file a source of them."""
    for form in desk.plan.mapping.register:
        origin = FileOrigin(
            sources=(Origin(title=form.origin or form.file, path=Path(form.file).name),),
            licence=form.licence or UNSTATED,
            description=form.description,
        )
        query = f"select * from {quoted(f'register:{form.source}')} order by area"
        writer.write_table(f"{REGISTERS}/{form.source}.parquet", desk.tables, query, origin)


def _write_layers(writer: DossierWriter, desk: Desk) -> None:
    """Write the map layers with our areas' ids in them."""
    for layer in desk.plan.mapping.geo:
        origin = FileOrigin(
            sources=(Origin(title=layer.origin, path=Path(layer.file).name),),
            licence=layer.licence,
            description=layer.kind,
        )
        ending = Path(layer.file).suffix
        writer.write_text(f"geo/{layer.name}{ending}", read_layer(desk.plan.path(layer.file), layer), origin)


def _plain(words: Words) -> str:
    return words if isinstance(words, str) else words.get("en", next(iter(words.values()), ""))
