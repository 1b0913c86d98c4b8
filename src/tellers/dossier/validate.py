"""Everything that is wrong with a dossier on disk, all at once.

`open_dossier` stops at the first fault, as a reader should. A publisher wants the list: hashes
and sizes, the form of both word files, the columns and types of every table, references from
records to the records they replace, statuses, negative figures, areas without a name level, names
of images that may name a person. Content that is wrong about the *vote* (a sum that does not add
up) is no fault here: that is what `tellers check` finds.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from tellers.dossier.body_file import read_body
from tellers.dossier.contest_file import read_contests
from tellers.dossier.image_names import image_file_fault, unfit_digest_sql, unfit_name_sql
from tellers.dossier.inside import own_file, read_own
from tellers.dossier.layout import BODY, CONTEST, PROCLAMATIONS, RECORD_COLUMNS, REGISTERS, UNITS
from tellers.dossier.package import Package, package_faults, read_package
from tellers.dossier.proclamation_file import read_proclamations, verify_claims
from tellers.dossier.secrecy import ballots_sql
from tellers.dossier.table_form import INTEGERS, verify_records, verify_register, verify_units
from tellers.dossier.word_form import verify_contests, verify_proclamations
from tellers.errors import TellersError, printable
from tellers.model import Status
from tellers.tables import Tables, quoted, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tellers.model import Contest, Source

__all__ = ["dossier_faults"]


def dossier_faults(folder: Path) -> list[str]:
    """Return a sentence for every fault of a dossier, in the order of its files; [] if sound.

    Raises `DossierError` only when there is no package to speak of.
    """
    package = read_package(folder)
    faults = package_faults(folder, package)
    for resource in package.resources:
        if fault := image_file_fault(resource.path, resource.hash):
            faults.append(f"{resource.path}: {fault}")
    contests: tuple[Contest, ...] = ()
    sources: tuple[Source, ...] = ()
    try:
        contests, sources = read_contests(read_own(folder, CONTEST), where=CONTEST)
        verify_contests(contests, where=CONTEST)
    except (TellersError, OSError) as error:
        faults.append(str(error))
    try:
        proclamations = read_proclamations(read_own(folder, PROCLAMATIONS), where=PROCLAMATIONS)
        verify_proclamations(proclamations, where=PROCLAMATIONS)
        verify_claims(proclamations, contests, where=PROCLAMATIONS, sources=sources)
    except (TellersError, OSError) as error:
        faults.append(str(error))
    if BODY in {resource.path for resource in package.resources}:
        try:
            read_body(read_own(folder, BODY), where=BODY)
        except (TellersError, OSError) as error:
            faults.append(str(error))
    tables = Tables.open()
    tables.confine(folder)
    for name, check in _tables(folder, package, contests, sources):
        try:
            faults += [f"{name}: {fault}" for fault in check(tables, folder / name)]
        except TellersError as error:
            faults.append(str(error))
        except duckdb.Error as error:
            faults.append(f"{name}: not a Parquet file that can be read ({str(error).splitlines()[0][:120]})")
    return [printable(fault) for fault in faults]


def _tables(
    folder: Path, package: Package, contests: tuple[Contest, ...], sources: tuple[Source, ...]
) -> Iterator[tuple[str, Callable[[Tables, Path], list[str]]]]:
    """Yield every table that the package declares and that exists, with the check it needs."""
    levels = [level.id for contest in contests for level in contest.levels]
    by_id = {str(contest.id): contest for contest in contests}
    for resource in package.resources:
        if not own_file(folder, resource.path):
            continue
        if resource.path == UNITS:
            yield UNITS, lambda tables, path: _unit_faults(tables, path, levels)
        parts = resource.path.split("/")
        if parts[0] == REGISTERS:
            yield resource.path, _register_faults
        if parts[0] == "records" and len(parts) == 3:
            contest, source = by_id.get(parts[1]), parts[2].removesuffix(".parquet")
            known = source in {str(s.id) for s in sources}
            yield resource.path, partial(_record_faults, contest=contest, known=known)


def _columns(tables: Tables, path: Path) -> dict[str, str]:
    return dict(row[:2] for row in tables.query(f"describe from read_parquet({text(str(path))})"))


def _unit_faults(tables: Tables, path: Path, levels: list[str]) -> list[str]:
    columns = _columns(tables, path)
    wanted = ["unit", "unit_name", "registered", *levels, *(f"{level}_name" for level in levels)]
    faults = [f"no column {name!r}" for name in wanted if name not in columns]
    if not faults:
        verify_units(tables, path, columns, levels=list(dict.fromkeys(levels)))
    if "unit" in columns:
        source = f"read_parquet({text(str(path))})"
        empty, repeated = tables.row(
            f"select count(*) filter (coalesce(unit, '') = ''), count(*) - count(distinct unit) from {source}"
        )
        if empty:
            faults.append(f"{empty} units have no id")
        if repeated:
            faults.append(f"{repeated} units stand more than once")
    return faults


def _register_faults(tables: Tables, path: Path) -> list[str]:
    """Return no fault, or raise the one that a register by area has."""
    verify_register(tables, path, _columns(tables, path), where=f"{REGISTERS}/{path.name}")
    return []


def _record_faults(tables: Tables, path: Path, *, contest: Contest | None, known: bool) -> list[str]:
    """Return the faults of one source's records."""
    if contest is None:
        return [f"no contest of this name in {CONTEST}"]
    columns = _columns(tables, path)
    faults = [] if known else [f"no source of this name in {CONTEST}"]
    faults += [f"no column {name!r}" for name in RECORD_COLUMNS if name not in columns]
    figures = [name for name in columns if name not in RECORD_COLUMNS]
    faults += [
        f"figure {name!r} is not declared in {CONTEST}" for name in figures if name not in contest.figure_ids
    ]
    faults += [
        f"figure {name!r} is {columns[name]}, expected whole numbers"
        for name in figures
        if columns[name] not in INTEGERS
    ]
    if faults:
        return faults
    source = f"read_parquet({text(str(path))})"
    statuses = ", ".join(text(status) for status in Status)
    negative = " or ".join(f"{quoted(name)} < 0" for name in figures) or "false"
    one = (
        f"status = '{Status.COUNTED}' and {ballots_sql(contest, figures)} = 1" if contest.secret else "false"
    )
    unit, record, status, dangling, below, revealing, named, digests = tables.row(
        f"""
        select count(*) filter (coalesce(unit, '') = ''), count(*) - count(distinct record),
               count(*) filter (status not in ({statuses}) or status is null),
               count(*) filter (replaces is not null and replaces not in (select record from {source})),
               count(*) filter ({negative}), count(*) filter ({one}),
               count(*) filter ({unfit_name_sql("image", "unit")}),
               count(*) filter ({unfit_digest_sql("image_sha256")})
        from {source}
        """
    )
    told = {
        "records name no unit": unit,
        "record numbers stand more than once": record,
        "records have a status nobody knows": status,
        "records replace one that does not exist": dangling,
        "records hold a negative figure": below,
        "records of a secret contest hold one ballot, which shows how a person voted": revealing,
        "images have a name that may name a person": named,
        "images have a digest that is no SHA-256": digests,
    }
    faults = [f"{count} {what}" for what, count in told.items() if count]
    if not faults:
        verify_records(tables, path, columns, figures=figures)
    return faults
