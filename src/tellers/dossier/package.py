"""`datapackage.json`: every file of the dossier with its hash, size, schema, origin and licence.

A Frictionless Data Package (Data Package 2.0). Hashes are SHA-256, written `sha256:<hex>`
(section "Data Resource", `hash`). A resource whose `path` leaves the dossier is refused. Where words
are given in several languages, the package's own key has one of them, English if it is there, and a
key of ours (`tellers:title`, `tellers:description`, `tellers:name`) all by language.

>>> resource = Resource(name="contest", path="contest.toml", bytes=3, hash="sha256:00")
>>> msgspec.json.encode(resource)[:43]
b'{"name":"contest","path":"contest.toml","by'
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import msgspec

from tellers.dossier.inside import own_file, read_own
from tellers.dossier.layout import PACKAGE, safe_path
from tellers.errors import DossierError, IntegrityError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "Field",
    "Licence",
    "Origin",
    "Package",
    "Resource",
    "Schema",
    "describe_file",
    "read_package",
    "verify_package",
]

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
"""A package's name (Data Package 2.0, `name`), and what a shell takes for one plain word."""


class Origin(msgspec.Struct, kw_only=True, omit_defaults=True):
    """Where bytes come from: a title, and a path or address where there is one."""

    title: str
    titles: dict[str, str] = msgspec.field(default_factory=dict, name="tellers:title")
    path: str = ""
    version: str = ""
    hash: str = ""


class Licence(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A licence by its SPDX name, or the words `none stated`."""

    name: str
    names: dict[str, str] = msgspec.field(default_factory=dict, name="tellers:name")
    title: str = ""
    path: str = ""


class Field(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A column: its name, its Table Schema type and what it is."""

    name: str
    type: str
    description: str = ""


class Schema(msgspec.Struct, kw_only=True, omit_defaults=True):
    """The columns of a table (Table Schema)."""

    fields: list[Field] = []


class Resource(msgspec.Struct, kw_only=True, omit_defaults=True):
    """One file of the package."""

    name: str
    path: str
    bytes: int
    hash: str
    type: str = ""
    format: str = ""
    mediatype: str = ""
    description: str = ""
    descriptions: dict[str, str] = msgspec.field(default_factory=dict, name="tellers:description")
    schema: Schema | None = None
    sources: list[Origin] = []
    licenses: list[Licence] = []


class Package(msgspec.Struct, kw_only=True, omit_defaults=True):
    """The package: what it is, who made it with what, and its files."""

    schema: str = msgspec.field(default=PROFILE, name="$schema")
    name: str
    title: str = ""
    titles: dict[str, str] = msgspec.field(default_factory=dict, name="tellers:title")
    description: str = ""
    descriptions: dict[str, str] = msgspec.field(default_factory=dict, name="tellers:description")
    version: str = ""
    created_with: str = msgspec.field(default="", name="tellers:created-with")
    resources: list[Resource] = []
    sources: list[Origin] = []
    licenses: list[Licence] = []


def read_package(folder: Path) -> Package:
    """Return the package of a dossier, its paths checked and its files not yet.

    Raises `DossierError` when there is none or it is not one, `IntegrityError` for a path that
    leaves the folder.
    """
    path = folder / PACKAGE
    try:
        content = read_own(folder, PACKAGE)
    except OSError as error:
        raise DossierError(
            "this is not a dossier",
            where=str(folder),
            expected=f"a folder with a {PACKAGE}",
            got="no such folder" if not folder.is_dir() else f"no readable {PACKAGE}",
            remedy="Name a dossier's folder, or make one with `tellers init` and `tellers import`.",
        ) from error
    try:
        package = msgspec.json.decode(content, type=Package)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DossierError(
            f"not a Data Package: {error}", where=str(path), remedy="Ask its publisher for a sound copy."
        ) from error
    if not _NAME.fullmatch(package.name):
        raise DossierError(
            "a name that is none",
            where=str(path),
            expected="1 to 100 letters, digits, dots, dashes or underscores",
            got=repr(package.name[:120]),
            remedy="Reports tell what to type with this name: do not use this dossier.",
        )
    for resource in package.resources:
        safe_path(resource.path)
    return package


def file_hash(path: Path) -> str:
    """Return `sha256:<hex>` of a file's bytes; reads it in pieces of one megabyte."""
    with path.open("rb") as stream:
        return f"sha256:{hashlib.file_digest(stream, 'sha256').hexdigest()}"


def describe_file(folder: Path, path: str, **more: object) -> Resource:
    """Return the resource of a file that exists, its size and hash measured."""
    file = folder / path
    name = path.lower().replace("/", "-").replace(".", "-").replace("_", "-")
    return msgspec.convert(
        {"name": name, "path": path, "bytes": file.stat().st_size, "hash": file_hash(file), **more}, Resource
    )


def package_faults(folder: Path, package: Package) -> list[str]:
    """Return a sentence for every file that is missing, changed, or there and not declared."""
    faults = []
    for resource in package.resources:
        file = folder / resource.path
        if not own_file(folder, resource.path):
            faults.append(f"{resource.path}: declared, and not there as a file of the dossier's own")
        elif file.stat().st_size != resource.bytes:
            faults.append(f"{resource.path}: {file.stat().st_size} bytes where {resource.bytes} are declared")
        elif (found := file_hash(file)) != resource.hash:
            faults.append(
                f"{resource.path}: its hash is {found[:23]}... where {resource.hash[:23]}... is declared"
            )
    declared = {resource.path for resource in package.resources} | {PACKAGE}
    there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_symlink() or not p.is_dir()}
    faults += [f"{path}: there, and not declared" for path in sorted(there - declared)]
    return faults


def verify_package(folder: Path, package: Package) -> None:
    """Raise `IntegrityError`, naming every file at once, unless all files are as declared."""
    faults = package_faults(folder, package)
    if faults:
        raise IntegrityError(
            "; ".join(faults),
            where=str(folder),
            expected="the files that datapackage.json declares, byte for byte",
            remedy="Fetch the dossier again; if you changed it on purpose, import it again.",
        )
