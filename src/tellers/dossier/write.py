"""The only place that writes a dossier: beside its final place first, then renamed.

A reader never sees half a dossier: everything is written in a folder next to the final one,
hashed, described in `datapackage.json`, and then renamed. A failure leaves what was there
before and nothing else.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import msgspec

from tellers.dossier.layout import PACKAGE
from tellers.dossier.package import Field, Licence, Origin, Package, Schema, describe_file, read_package
from tellers.errors import InputError, UsageError
from tellers.formats.toml import Words, plain, told_apart
from tellers.tables import Tables, text

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["DossierWriter", "new_dossier"]

_FRICTIONLESS = {
    "BIGINT": "integer",
    "VARCHAR": "string",
    "VARCHAR[]": "array",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOrigin:
    """Where a file's content comes from: shown in `datapackage.json`."""

    sources: tuple[Origin, ...] = ()
    licence: Words = "none stated"
    description: Words = ""


@dataclass(slots=True)
class DossierWriter:
    """A dossier being written in a folder nobody reads yet."""

    folder: Path
    name: str
    title: Words = ""
    description: Words = ""
    _described: dict[str, tuple[FileOrigin, Schema | None]] = field(default_factory=dict)

    def write_text(self, path: str, content: bytes, origin: FileOrigin) -> None:
        """Write a small file as it is: TOML, GeoJSON."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        self._described[path] = (origin, None)

    def write_table(self, path: str, tables: Tables, query: str, origin: FileOrigin) -> None:
        """Write a query's rows as Parquet (zstd), its columns described as a Table Schema."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            tables.connection.execute(
                f"copy ({query}) to {text(str(target))} (format parquet, compression zstd)"
            )
        except duckdb.IOException as error:
            reason = str(error).splitlines()[0].partition(": ")[2].rpartition(": ")[2]
            raise _unwritable(target, reason) from error
        columns = tables.query(f"describe {query}")
        fields = [Field(name=row[0], type=_FRICTIONLESS.get(row[1], "any")) for row in columns]
        self._described[path] = (origin, Schema(fields=fields))

    def write_package(self, created_with: str) -> None:
        """Write `datapackage.json` over all files written so far, in the order of their paths."""
        resources = []
        for path in sorted(self._described):
            origin, schema = self._described[path]
            resources.append(
                describe_file(
                    self.folder,
                    path,
                    format=path.rpartition(".")[2],
                    description=plain(origin.description),
                    **{"tellers:description": told_apart(origin.description)},
                    schema=schema,
                    sources=list(origin.sources),
                    licenses=[Licence(name=plain(origin.licence), names=told_apart(origin.licence))],
                    type="table" if schema else "",
                )
            )
        package = Package(
            name=self.name,
            title=plain(self.title),
            titles=told_apart(self.title),
            description=plain(self.description),
            descriptions=told_apart(self.description),
            created_with=created_with,
            resources=resources,
        )
        encoded = msgspec.json.format(msgspec.json.encode(package), indent=1)
        (self.folder / PACKAGE).write_bytes(encoded + b"\n")


@contextmanager
def new_dossier(final: Path, *, name: str, replace: bool = False) -> Iterator[DossierWriter]:
    """Give a writer; on leaving without an error the dossier stands at `final`, complete.

    Raises `UsageError` when `final` exists and `replace` is not said, when it is no dossier or
    holds anything else (it is never removed then), and when it cannot be written, for example
    because the disk is full. A process that is killed leaves a folder `.<name>-...` beside
    `final`, and `final` as it was.
    """
    if final.exists() or final.is_symlink():
        _verify_replaceable(final, replace=replace)
    try:
        final.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{final.name}-", dir=final.parent))
    except OSError as error:
        raise _unwritable(final, error.strerror) from error
    try:
        beside.chmod(0o755)
        yield DossierWriter(folder=beside, name=name)
        _put_in_place(beside, final)
    except OSError as error:
        raise _unwritable(final, error.strerror) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _put_in_place(beside: Path, final: Path) -> None:
    """Rename the new dossier to its place; what stood there is put back if that fails."""
    if not final.exists():
        beside.rename(final)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{final.name}-old-", dir=final.parent))
    final.rename(old / "dossier")
    try:
        beside.rename(final)
    except OSError:
        (old / "dossier").rename(final)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _verify_replaceable(final: Path, *, replace: bool) -> None:
    """Raise `UsageError` unless a dossier may take the place of what is there."""
    if not replace:
        raise UsageError(
            "there is something already",
            where=str(final),
            remedy="Name another folder, or say --replace.",
        )
    try:
        package = read_package(final)
    except InputError as error:
        raise UsageError(
            "not a dossier, so it is not replaced", where=str(final), remedy="Name another folder."
        ) from error
    ours = {PACKAGE, *(resource.path for resource in package.resources)}
    others = sorted({p.relative_to(final).as_posix() for p in final.rglob("*") if not p.is_dir()} - ours)
    if others:
        raise UsageError(
            f"there are files that are no part of the dossier: {', '.join(others[:5])}",
            where=str(final),
            remedy="Move them away, or name another folder.",
        )


def _unwritable(final: Path, reason: str | None) -> UsageError:
    return UsageError(
        f"cannot be written: {(reason or 'no reason given').lower()}",
        where=str(final),
        remedy="Make room, or name a folder that may be written; nothing was left half-written.",
    )
