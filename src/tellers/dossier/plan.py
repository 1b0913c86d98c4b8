"""What an import is to do: a mapping and its words, read and checked against each other.

Every name a mapping gives is looked up here, before any table is opened: contests, sources,
levels, and that no two tables are written to one place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from tellers.dossier.body_file import read_body
from tellers.dossier.contest_file import read_contests
from tellers.dossier.layout import BODY, CONTEST, PROCLAMATIONS
from tellers.dossier.proclamation_file import read_proclamations, verify_claims
from tellers.dossier.repeated import repeated
from tellers.dossier.word_form import verify_body, verify_contests, verify_proclamations
from tellers.errors import MappingError
from tellers.formats.mapping import Mapping, TableForm, read_mapping
from tellers.model import is_date

if TYPE_CHECKING:
    from tellers.model import Body, Contest, Proclamation, Source

__all__ = ["ImportPlan", "TableFiles", "read_plan"]

_MARK = re.compile(r'^(\w+) = "CHECK\b', re.MULTILINE)
PROPOSED = "`tellers init FILE` proposes one."
_REMEDIES = {
    CONTEST: PROPOSED,
    PROCLAMATIONS: f"{PROPOSED} An empty file says that nothing was announced.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFiles:
    """Where the tables are: in a folder, else beside the mapping; or the one file itself."""

    folder: Path | None = None
    only: Path | None = None

    def path(self, name: str, *, home: Path) -> Path:
        """Return where a file that the mapping names is: below one of the two folders, never elsewhere.

        A mapping may be a stranger's. Raises `MappingError` for a name that leads out of the
        folder, and for a pipe or a device, which could be read for ever.
        """
        pure = PurePath(name)
        if pure.is_absolute() or ".." in pure.parts:
            raise MappingError(
                "a file outside the mapping's folder",
                where=name,
                expected="a file beside the mapping or in the folder of --files",
                remedy="Copy the file there, or name its folder with --files.",
            )
        found = self._found(name, home)
        if found.exists() and not found.is_file():
            raise MappingError("neither a file nor a table", where=name, expected="a regular file")
        return found

    def _found(self, name: str, home: Path) -> Path:
        if self.folder is not None and (self.folder / name).exists():
            return self.folder / name
        return home / name


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """A mapping, its contests and sources, and the files it names."""

    mapping: Mapping
    where: str
    """The mapping's file name, for errors."""
    home: Path
    files: TableFiles
    words: dict[str, bytes]
    """`contest.toml` and `proclamations.toml` as they are."""
    contests: tuple[Contest, ...]
    sources: tuple[Source, ...]
    proclamations: tuple[Proclamation, ...] = ()
    body: Body | None = None

    @property
    def unmended(self) -> list[str]:
        """Return what `tellers init` left to a person and nobody has mended; a report would print it."""
        left = _MARK.findall(self.words[CONTEST].decode())
        keys = ", ".join(dict.fromkeys(left))
        return [f"contest.toml still says CHECK; mend it before you publish: {keys}"] if left else []

    @property
    def undated(self) -> list[str]:
        """Return every date that is no day of the calendar as a program writes it, and what that costs."""
        told = [
            f"contest.toml, {contest.id}: {_no_date(contest.date)}; reports tell it as it is written"
            for contest in self.contests
            if not is_date(contest.date) and not contest.date.startswith("CHECK")
        ]
        told += [
            f"proclamations.toml, {one.id}: {_no_date(one.date)}; reports tell it as it is written, and "
            "which announcement was the last follows the order of the file"
            for one in self.proclamations
            if not is_date(one.date)
        ]
        return told

    @property
    def levels(self) -> tuple[str, ...]:
        """Return the levels of all contests, the widest first."""
        return tuple(dict.fromkeys(level.id for contest in self.contests for level in contest.levels))

    def path(self, name: str) -> Path:
        """Return where a file is that the mapping names."""
        return self.files.path(name, home=self.home)

    def table_path(self, form: TableForm) -> Path:
        """Return where a table of records is: the file that was named instead, if one was."""
        return self.files.only or self.path(form.file)

    def contest(self, form: TableForm) -> Contest:
        """Return the contest a table is of; `MappingError` names those there are."""
        if not form.contest and len(self.contests) == 1:
            return self.contests[0]
        for contest in self.contests:
            if form.contest == contest.id:
                return contest
        raise MappingError(
            f"there is no contest {form.contest!r}" if form.contest else "a table that names no contest",
            where=f"{self.where}, table {form.file}",
            expected=", ".join(contest.id for contest in self.contests),
            remedy="Say contest = ... in this [[table]].",
        )

    def source(self, form: TableForm) -> Source:
        """Return the source of a table; `MappingError` names those there are."""
        for source in self.sources:
            if source.id == form.source:
                return source
        raise MappingError(
            f"there is no source {form.source!r} in contest.toml",
            where=f"{self.where}, table {form.file}",
            expected=", ".join(source.id for source in self.sources),
            remedy="Declare it as [[source]] in contest.toml, or mend the name.",
        )


def read_plan(path: Path, files: TableFiles) -> ImportPlan:
    """Return the plan of a mapping file.

    Raises `MappingError` for a name that nothing stands behind and for two tables that would be
    written to one place, `DossierError` for words that do not fit together.
    """
    mapping = read_mapping(_content(path), where=path.name)
    words = {
        name: _content(TableFiles().path(named, home=path.parent), remedy=_REMEDIES[name])
        for name, named in (
            (CONTEST, mapping.dossier.contest),
            (PROCLAMATIONS, mapping.dossier.proclamations),
        )
    }
    if mapping.dossier.body:
        words[BODY] = _content(TableFiles().path(mapping.dossier.body, home=path.parent))
    contests, sources = read_contests(words[CONTEST], where=mapping.dossier.contest)
    proclamations = read_proclamations(words[PROCLAMATIONS], where=mapping.dossier.proclamations)
    verify_contests(contests, where=mapping.dossier.contest)
    verify_claims(proclamations, contests, where=mapping.dossier.proclamations, sources=sources)
    verify_proclamations(proclamations, where=mapping.dossier.proclamations)
    plan = ImportPlan(
        mapping=mapping,
        where=path.name,
        home=path.parent,
        files=files,
        words=words,
        contests=contests,
        sources=sources,
        proclamations=proclamations,
        body=read_body(words[BODY], where=mapping.dossier.body) if BODY in words else None,
    )
    verify_body(contests, plan.body, where=mapping.dossier.contest)
    _verify_places(plan)
    _verify_levels(plan)
    return plan


def _verify_places(plan: ImportPlan) -> None:
    """Raise `MappingError` for two tables, registers or layers that would be one file, and for none."""
    mapping = plan.mapping
    if not mapping.table and plan.body is None:  # a sitting may decide everything without a name
        raise MappingError("there is no [[table]]", where=plan.where, remedy="Name the tables of records.")
    if plan.files.only is not None and len(mapping.table) != 1:
        raise MappingError(
            f"a file was named, and the mapping has {len(mapping.table)} tables",
            where=plan.where,
            remedy="Say --files FOLDER instead.",
        )
    tables = [
        f"source {plan.source(form).id!r} of contest {plan.contest(form).id!r}" for form in mapping.table
    ]
    tables += [f"register {form.source!r}" for form in mapping.register]
    tables += [f"map layer {form.name!r}" for form in mapping.geo]
    if twice := repeated(tables):
        raise MappingError(
            f"two tables for {twice[0]}",
            where=plan.where,
            expected="one table a source and contest",
            remedy="Put the rows into one table, or give the second a source of its own.",
        )


def _verify_levels(plan: ImportPlan) -> None:
    """Raise `MappingError` for a list of areas of a level that no contest declares."""
    mapping = plan.mapping
    named = [(form.file, level) for form in mapping.register for level in (form.level, *form.within)]
    named += [(form.file, form.level) for form in mapping.names]
    named += [(form.file, form.level) for form in mapping.geo]
    for file, level in named:
        if level not in plan.levels:
            raise MappingError(
                f"no contest has the level {level!r}",
                where=f"{plan.where}, {file}",
                expected=", ".join(plan.levels) or "none",
                remedy="Declare it in contest.toml, or mend the name.",
            )


def _no_date(written: str) -> str:
    return f"the date {written[:40]!r} is not written year-month-day, as 2024-10-28 is"


def _content(path: Path, *, remedy: str = PROPOSED) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise MappingError(f"cannot be read: {error.strerror}", where=str(path), remedy=remedy) from error
