"""From a mapping and its tables to a dossier: read, join the units, write, rename into place.

Steps: (1) read the mapping and the words beside it; (2) read every table as the mapping says;
(3) find units by name where there is a list of them, keep what matches nothing; (4) in a
secret contest, refuse or pool what would show one person's ballot; (5) join the units of all
tables; (6) write everything beside the final place, describe it, open it once, rename it.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tellers.dossier.contest_file import read_contests
from tellers.dossier.geo import read_layer
from tellers.dossier.layout import CONTEST, PROCLAMATIONS, RECORD_COLUMNS, UNITS, records_path
from tellers.dossier.package import Origin
from tellers.dossier.proclamation_file import read_proclamations, verify_claims
from tellers.dossier.secrecy import pool_single_ballots
from tellers.dossier.units import UnitNaming, join_units, name_units
from tellers.dossier.write import DossierWriter, FileOrigin, new_dossier
from tellers.errors import MappingError
from tellers.formats.image_digests import join_digests
from tellers.formats.mapping import FileForm, Mapping, TableForm, read_mapping
from tellers.formats.records import ReadTable, read_records
from tellers.formats.registers import register_query, verify_register
from tellers.formats.table_file import read_raw
from tellers.release import VERSION
from tellers.tables import Tables, quoted

if TYPE_CHECKING:
    from tellers.model import Contest, Source

__all__ = ["Assembled", "assemble_dossier"]


@dataclass(slots=True)
class Assembled:
    """What was read and written: rows by source, the number of units, warnings for the screen."""

    folder: Path
    rows: dict[str, int] = field(default_factory=dict)
    units: int = 0
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """The mapping and the words, read and checked against each other."""

    mapping: Mapping
    words: dict[str, bytes]
    contests: tuple[Contest, ...]
    sources: tuple[Source, ...]
    home: Path
    files: Path | None
    replaced_file: Path | None

    def path(self, name: str) -> Path:
        """Return where a file named in the mapping is: in --files, else beside the mapping."""
        if self.files is not None and (self.files / name).is_file():
            return self.files / name
        return self.home / name

    def contest(self, table: TableForm) -> Contest:
        """Return the contest a table is of; `MappingError` names those there are."""
        for contest in self.contests:
            if table.contest in {contest.id, ""}:
                return contest
        names = ", ".join(contest.id for contest in self.contests)
        raise MappingError(f"there is no contest {table.contest!r}", where="mapping.toml", expected=names)

    def source(self, name: str) -> Source:
        """Return the source of this id; `MappingError` names those there are."""
        for source in self.sources:
            if source.id == name:
                return source
        names = ", ".join(source.id for source in self.sources)
        raise MappingError(
            f"there is no source {name!r} in contest.toml", where="mapping.toml", expected=names
        )


def assemble_dossier(
    mapping: Path, to: Path, *, files: Path | None = None, table: Path | None = None, replace: bool = False
) -> Assembled:
    """Write the dossier that a mapping describes; return what was read.

    `files` is the folder of the tables (else the mapping's own); `table` takes the place of the
    only table's file. Raises `InputError` for anything that does not fit, `UsageError` when `to`
    exists; what stood at `to` is untouched then.
    """
    plan = _read_plan(mapping, files, table)
    done = Assembled(folder=to)
    with tempfile.TemporaryDirectory(prefix="tellers-") as scratch:
        tables = Tables.open(spill=Path(scratch))
        naming = name_units(tables, plan.mapping, plan.path, scratch=Path(scratch))
        read = [
            _read_table(tables, plan, form, index, naming, done, Path(scratch))
            for index, form in enumerate(plan.mapping.table)
        ]
        levels = list(dict.fromkeys(level.id for contest in plan.contests for level in contest.levels))
        done.units = join_units(
            tables, plan.mapping, [one.name for one in read], levels=levels, naming=naming
        )
        with new_dossier(to, name=plan.mapping.dossier.name, replace=replace) as writer:
            _write(writer, tables, plan, read, Path(scratch))
    return done


def _read_plan(path: Path, files: Path | None, table: Path | None) -> _Plan:
    """Read the mapping, contest.toml and proclamations.toml, and check that they fit."""
    mapping = read_mapping(_content(path), where=path.name)
    words = {
        CONTEST: _content(path.parent / mapping.dossier.contest),
        PROCLAMATIONS: _content(path.parent / mapping.dossier.proclamations),
    }
    contests, sources = read_contests(words[CONTEST], where=mapping.dossier.contest)
    proclamations = read_proclamations(words[PROCLAMATIONS], where=mapping.dossier.proclamations)
    verify_claims(proclamations, contests, where=mapping.dossier.proclamations)
    if table is not None and len(mapping.table) != 1:
        raise MappingError(
            f"a file was named, and the mapping has {len(mapping.table)} tables",
            where=path.name,
            remedy="Say --files FOLDER instead.",
        )
    plan = _Plan(
        mapping=mapping,
        words=words,
        contests=contests,
        sources=sources,
        home=path.parent,
        files=files,
        replaced_file=table,
    )
    for form in mapping.table:
        plan.contest(form)
        plan.source(form.source)
    return plan


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise MappingError(
            f"cannot be read: {error.strerror}", where=str(path), remedy="`tellers init FILE` proposes one."
        ) from error


def _read_table(
    tables: Tables,
    plan: _Plan,
    form: TableForm,
    index: int,
    naming: UnitNaming,
    done: Assembled,
    scratch: Path,
) -> ReadTable:
    """Read one table, name its units, keep ballots secret, join its images' digests."""
    raw = read_raw(tables, plan.replaced_file or plan.path(form.file), form, scratch=scratch)
    done.warnings += [f"{raw.where}, {warning}" for warning in raw.warnings]
    contest = plan.contest(form)
    read = read_records(tables, raw, form, contest, name=f"read:{index}")
    done.warnings += naming.resolve(tables, read.name, form, where=raw.where)
    done.warnings += pool_single_ballots(tables, read, contest, policy=form.one_ballot, where=raw.where)
    if form.image_hashes:
        hashes = read_raw(
            tables, plan.path(form.image_hashes.file), FileForm(file=form.image_hashes.file), scratch=scratch
        )
        join_digests(tables, read.name, hashes, form.image_hashes)
    done.rows[f"{contest.id}/{form.source}"] = read.rows
    return read


def _write(writer: DossierWriter, tables: Tables, plan: _Plan, read: list[ReadTable], scratch: Path) -> None:
    """Write words, units, records, registers and map layers, each with its origin."""
    dossier = plan.mapping.dossier
    writer.title, writer.description = _plain(dossier.title), _plain(dossier.description)
    ours = FileOrigin(sources=(Origin(title="compiled for this dossier"),), licence="Apache-2.0")
    for name, content in plan.words.items():
        writer.write_text(name, content, ours)
    writer.write_table(UNITS, tables, "select * from joined_units order by unit", _units_origin(plan))
    for form, one in zip(plan.mapping.table, read, strict=True):
        source, contest = plan.source(form.source), plan.contest(form)
        order = [*RECORD_COLUMNS, *(f for f in contest.figure_ids if f in one.figures)]
        query = (
            f"select {', '.join(quoted(column) for column in order)} from {quoted(one.name)} order by record"
        )
        origin = FileOrigin(
            sources=(Origin(title=source.origin, path=Path(form.file).name), *_digests_origin(form)),
            licence=source.licence or "none stated",
            description=source.name.in_language("en"),
        )
        writer.write_table(records_path(contest.id, source.id), tables, query, origin)
    _write_registers(writer, tables, plan, scratch)
    for layer in plan.mapping.geo:
        origin = FileOrigin(
            sources=(Origin(title=layer.origin, path=Path(layer.file).name),),
            licence=layer.licence,
            description=layer.kind,
        )
        ending = Path(layer.file).suffix
        writer.write_text(f"geo/{layer.name}{ending}", read_layer(plan.path(layer.file), layer), origin)
    writer.write_package(f"tellers {VERSION}")


def _units_origin(plan: _Plan) -> FileOrigin:
    """Return where the units come from: the lists of them, else the tables that name them."""
    lists = plan.mapping.units
    if not lists:
        return FileOrigin(sources=tuple(Origin(title=source.origin) for source in plan.sources))
    licences = {form.licence for form in lists} - {""}
    return FileOrigin(
        sources=tuple(Origin(title=form.origin or form.file, path=Path(form.file).name) for form in lists),
        licence=", ".join(sorted(licences)) or "none stated",
    )


def _digests_origin(form: TableForm) -> tuple[Origin, ...]:
    """Return where the digests of a table's images come from, if it has any."""
    hashes = form.image_hashes
    return (Origin(title=hashes.origin or hashes.file, path=Path(hashes.file).name),) if hashes else ()


def _write_registers(writer: DossierWriter, tables: Tables, plan: _Plan, scratch: Path) -> None:
    """Write voters by area, one file a source of them."""
    levels = list(dict.fromkeys(level.id for contest in plan.contests for level in contest.levels))
    for form in plan.mapping.register:
        raw = read_raw(tables, plan.path(form.file), form, scratch=scratch)
        origin = FileOrigin(
            sources=(Origin(title=form.origin or raw.where, path=Path(form.file).name),),
            licence=form.licence or "none stated",
            description=form.description,
        )
        verify_register(tables, raw, form, levels=levels)
        writer.write_table(f"registers/{form.source}.parquet", tables, register_query(raw, form), origin)


def _plain(words: str | dict[str, str]) -> str:
    return words if isinstance(words, str) else words.get("en", next(iter(words.values()), ""))
