"""Open a dossier: read its words into the model, attach its tables, check what it declares.

`open_dossier` is the library's front door:

    dossier = tellers.open_dossier("examples/venezuela-2024")
    dossier.contest().title, dossier.sources, dossier.tables
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from tellers.canonical import hash_bytes
from tellers.dossier.body_file import read_body
from tellers.dossier.contest_file import read_contests
from tellers.dossier.draft_folder import DRAFT_FILE, open_draft
from tellers.dossier.inside import own_file, read_own
from tellers.dossier.layout import (
    BODY,
    CONTEST,
    DRAFT,
    PROCLAMATIONS,
    RECORD_COLUMNS,
    REGISTERS,
    UNITS,
    records_path,
)
from tellers.dossier.package import Package, read_package, verify_package
from tellers.dossier.proclamation_file import read_proclamations, verify_claims
from tellers.dossier.table_form import verify_records, verify_register, verify_units
from tellers.dossier.word_form import verify_body, verify_contests, verify_proclamations
from tellers.errors import DossierError, IntegrityError, UsageError
from tellers.model import Body, Contest, Draft, FigureId, Proclamation, Source, SourceId, in_order
from tellers.tables import Tables, Totals, text, total_by_area, total_figures

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

__all__ = ["Dossier", "open_dossier"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """An open dossier: its folder, its words as model values, its bulk as tables."""

    folder: Path
    package: Package
    contests: tuple[Contest, ...]
    sources: tuple[Source, ...]
    proclamations: tuple[Proclamation, ...]
    tables: Tables
    body: Body | None = None
    """Of a council: its seats and the dated changes they went through."""
    draft: Draft | None = None
    """Of a council: the draft that was put to the vote, with its versions."""

    def contest(self, contest_id: str = "") -> Contest:
        """Return the contest of this id, or the first; `UsageError` names those there are."""
        for contest in self.contests:
            if contest_id in {"", contest.id}:
                return contest
        names = ", ".join(contest.id for contest in self.contests)
        raise UsageError(f"there is no contest {contest_id!r}", where=str(self.folder), expected=names)

    def source(self, source_id: str) -> Source:
        """Return the source of this id; `UsageError` names those there are."""
        for source in self.sources:
            if source.id == source_id:
                return source
        names = ", ".join(source.id for source in self.sources)
        raise UsageError(f"there is no source {source_id!r}", where=str(self.folder), expected=names)

    def broadest(self, contest: Contest) -> SourceId:
        """Return the source with most standing records of a contest; `UsageError` if none has any."""
        sizes = {
            s: self.tables.row(f"select count(*) from {self.tables.standing(contest.id, s)}")[0]
            for s in self.tables.sources(contest.id)
        }
        if not sizes:
            recorded = [str(one.id) for one in self.contests if self.tables.sources(one.id)]
            raise UsageError(
                f"no source has records of {str(contest.id)!r}",
                where=str(self.folder),
                expected=", ".join(recorded),
                remedy="Name one that has them with --contest." if recorded else "",
            )
        return max(sizes, key=lambda source: sizes[source])

    def tally(self, source: str, *, by: str = "", contest: str = "") -> tuple[Totals, ...]:
        """Return what a source adds up to: one total, or one an area of the level `by`.

        `by` is a level of the contest or `unit`. Each total says how many units it adds up and
        how many of them are silent on a figure. Raises `UsageError` for a source or level that
        does not exist.
        """
        one, named = self.contest(contest), self.source(source)
        if named.id not in self.tables.sources(one.id):
            raise UsageError(f"source {named.id!r} has no records of {one.id!r}", where=str(self.folder))
        if not by:
            return (total_figures(self.tables, one, named.id),)
        return tuple(total_by_area(self.tables, one, named.id, by))

    def proclamations_of(self, contest: Contest) -> tuple[Proclamation, ...]:
        """Return the proclamations of one contest, in the order they were made.

        Where one of them has no whole day that is the order of the file.
        """
        return in_order(tuple(p for p in self.proclamations if p.contest == contest.id))


def open_dossier(path: str | PathLike[str], *, verify: bool = True, threads: int = 2) -> Dossier:
    """Return the dossier in this folder.

    With `verify`, every file's size and hash is compared with `datapackage.json` first.
    Raises `DossierError` for what cannot be read and `IntegrityError` for what does not hold.
    Nothing outside the folder is read.
    """
    folder = Path(path)
    package = read_package(folder)
    if verify:
        verify_package(folder, package)
    declared = {resource.path: resource.hash for resource in package.resources} if verify else {}
    contests, sources = read_contests(_bytes(folder, CONTEST, declared), where=CONTEST)
    verify_contests(contests, where=CONTEST)
    proclamations = read_proclamations(_bytes(folder, PROCLAMATIONS, declared), where=PROCLAMATIONS)
    verify_claims(proclamations, contests, where=PROCLAMATIONS, sources=sources)
    verify_proclamations(proclamations, where=PROCLAMATIONS)
    tables = Tables.open(threads=threads)
    tables.confine(folder)
    dossier = Dossier(
        folder=folder,
        package=package,
        contests=contests,
        sources=sources,
        proclamations=proclamations,
        tables=tables,
        body=_body(folder, package, declared),
        draft=_draft(folder, package),
    )
    verify_body(contests, dossier.body, where=CONTEST)
    _attach(dossier)
    return dossier


def _body(folder: Path, package: Package, declared: Mapping[str, str]) -> Body | None:
    """Return the body of a council's dossier; None where the dossier has none."""
    if BODY not in {resource.path for resource in package.resources}:
        return None
    return read_body(_bytes(folder, BODY, declared), where=BODY)


def _draft(folder: Path, package: Package) -> Draft | None:
    """Return the draft of a council's dossier; None where it has none."""
    declared = {resource.path for resource in package.resources}
    if f"{DRAFT}/{DRAFT_FILE}" not in declared:
        return None
    return open_draft(folder / DRAFT).draft


def _bytes(folder: Path, name: str, declared: Mapping[str, str]) -> bytes:
    """Return the bytes of a text; where hashes are `declared`, these very bytes have theirs."""
    try:
        content = read_own(folder, name)
    except OSError as error:
        raise DossierError(
            "a file is missing", where=str(folder / name), remedy="Ask for a whole copy."
        ) from error
    if declared and declared.get(name) != hash_bytes(content):
        raise IntegrityError(
            "changed while it was read", where=name, remedy="Copy the dossier where nobody else writes."
        )
    return content


def _attach(dossier: Dossier) -> None:
    """Attach units and every source's records; every column that is no record column is a figure."""
    declared = {resource.path for resource in dossier.package.resources}
    levels = [level.id for contest in dossier.contests for level in contest.levels]
    levels = list(dict.fromkeys(levels))
    file, columns = _parquet(dossier, UNITS)
    verify_units(dossier.tables, file, columns, levels=levels)
    dossier.tables.load_units(file, levels=levels)
    for path in sorted(declared):
        folder, _, name = path.rpartition("/")
        if folder == REGISTERS and name.endswith(".parquet"):
            file, columns = _parquet(dossier, path)
            verify_register(dossier.tables, file, columns, where=path)
            dossier.tables.load_register(file, name=name.removesuffix(".parquet"))
    for contest in dossier.contests:
        for source in dossier.sources:
            path = records_path(contest.id, source.id)
            if path in declared:
                file, columns = _parquet(dossier, path)
                missing = sorted(set(RECORD_COLUMNS) - set(columns))
                if missing:
                    raise DossierError(f"columns are missing: {', '.join(missing)}", where=path)
                figures = [FigureId(name) for name in columns if name not in RECORD_COLUMNS]
                unknown = [figure for figure in figures if figure not in contest.figure_ids]
                if unknown:
                    raise DossierError(
                        f"figures that the contest does not declare: {', '.join(unknown)}",
                        where=path,
                        remedy=f"Declare them in {CONTEST}.",
                    )
                verify_records(dossier.tables, file, columns, figures=figures)
                dossier.tables.load_records(file, contest=contest.id, source=source.id, figures=figures)


def _parquet(dossier: Dossier, path: str) -> tuple[Path, dict[str, str]]:
    """Return a Parquet file and the type of each column; `DossierError` if DuckDB cannot open it."""
    file = dossier.folder / path
    if not own_file(dossier.folder, path):
        raise IntegrityError("a file is missing", where=path, remedy="Ask for a whole copy.")
    try:
        described = dossier.tables.connection.execute(f"describe from read_parquet({text(str(file))})")
        return file, {row[0]: row[1] for row in described.fetchall()}
    except duckdb.Error as error:
        raise DossierError(
            "not a Parquet file that can be read",
            where=str(file),
            got=str(error).splitlines()[0][:200],
            remedy="Fetch the dossier again.",
        ) from error
