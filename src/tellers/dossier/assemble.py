"""From a mapping and its tables to a dossier: read, join the units, write, rename into place.

Steps: (1) read the mapping and the words beside it; (2) read every table as the mapping says,
and tell the bad rows of all of them together; (3) find units by name where there is a list of
them, keep what matches nothing; (4) in a secret contest, refuse or pool what would show one
person's ballot, and leave out names of images that may name a person; (5) join the units of all
tables, and name their areas; (6) write everything beside the final place, describe it, open it
once as any reader would, rename it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tellers.dossier.area_names import name_areas
from tellers.dossier.contents import write_contents
from tellers.dossier.desk import Desk, scratch_folder
from tellers.dossier.image_names import drop_image_names
from tellers.dossier.naming import UnitNaming, name_units
from tellers.dossier.open import open_dossier
from tellers.dossier.plan import TableFiles, read_plan
from tellers.dossier.secrecy import pool_single_ballots
from tellers.dossier.units import join_units
from tellers.dossier.write import new_dossier
from tellers.errors import SHOWN_ROWS, RowErrors
from tellers.formats.image_digests import join_digests
from tellers.formats.records import ReadTable, read_records
from tellers.formats.registers import read_register
from tellers.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tellers.formats.mapping import TableForm

__all__ = ["Assembled", "TableFiles", "assemble_dossier"]


@dataclass(slots=True)
class Assembled:
    """What was read and written: rows by source, the number of units, warnings for the screen."""

    folder: Path
    rows: dict[str, int] = field(default_factory=dict)
    units: int = 0
    warnings: list[str] = field(default_factory=list)


def assemble_dossier(
    mapping: Path, to: Path, *, files: TableFiles | None = None, replace: bool = False
) -> Assembled:
    """Write the dossier that a mapping describes; return what was read.

    Raises `InputError` for anything that does not fit, `UsageError` when `to` exists or cannot
    be written; what stood at `to` is untouched then.
    """
    plan = read_plan(mapping, files or TableFiles())  # (1)
    done = Assembled(folder=to, warnings=[*plan.unmended, *plan.undated])
    with (
        new_dossier(to, name=plan.mapping.dossier.name, replace=replace) as writer,
        scratch_folder() as scratch,
    ):
        desk = Desk(plan=plan, tables=Tables.open(spill=scratch), scratch=scratch)
        naming = name_units(desk)
        read = _read_tables(desk, naming, done)  # (2) to (4)
        registers = [read_register(desk.tables, desk.raw(form), form) for form in plan.mapping.register]
        units = name_areas(desk, join_units(desk, read, naming), registers)  # (5)
        done.units = units.count
        write_contents(writer, desk, read, units)  # (6)
        open_dossier(writer.folder, verify=False)
    return done


def _read_tables(desk: Desk, naming: UnitNaming, done: Assembled) -> list[ReadTable]:
    """Read every table, and raise the bad rows of all of them as one error."""
    read, faulty = [], []
    for form in desk.plan.mapping.table:
        try:
            read.append(_read_table(desk, form, naming, done))
        except RowErrors as error:
            faulty.append(error)
    if faulty:
        raise faulty[0] if len(faulty) == 1 else _together(faulty, where=desk.plan.where)
    return read


def _read_table(desk: Desk, form: TableForm, naming: UnitNaming, done: Assembled) -> ReadTable:
    """Read one table, name its units, keep ballots secret, join its images' digests."""
    contest = desk.plan.contest(form)
    raw = desk.raw(form, path=desk.plan.table_path(form))
    read = read_records(desk.tables, raw, form, contest)
    done.warnings += [f"{raw.where}, {warning}" for warning in raw.warnings]
    unmatched = naming.resolve(desk.tables, read.name, form)
    pooled = pool_single_ballots(desk.tables, read, contest, policy=form.one_ballot)
    done.warnings += [f"{raw.where}: {warning}" for warning in (*unmatched, *pooled)]
    if form.image_hashes:
        join_digests(desk.tables, read.name, desk.raw(form.image_hashes), form.image_hashes)
    if form.image:
        done.warnings += [f"{raw.where}: {warning}" for warning in drop_image_names(desk.tables, read.name)]
    done.rows[f"{contest.id}/{form.source}"] = read.rows
    return read


def _together(faulty: Sequence[RowErrors], *, where: str) -> RowErrors:
    """Return one error for the bad rows of several tables, the first of each shown."""
    each = max(1, SHOWN_ROWS // len(faulty))
    return RowErrors(
        [f"{error.where}, {row}" for error in faulty for row in error.rows[:each]],
        count=sum(error.count for error in faulty),
        where=where,
        remedy=faulty[0].remedy,
    )
