"""Where everything of a dossier is, and which names may be paths in it.

    datapackage.json                       every file with its hash, size, schema, origin, licence
    contest.toml                           contests, options, figures, rules, statements, sources
    proclamations.toml                     what was announced
    draft/                                 of a council: draft.toml, and the words of each version
    body.toml                              of a council: its seats, and who was a member when
    units.parquet                          unit, its areas and their names, its register
    records/<contest>/<source>.parquet     one row a record, one column a figure
    registers/<source>.parquet             voters by area, where known by area only
    geo/<name>.geojson                     points or polygons with an area's id, for maps

>>> records_path("president", "v1")
'records/president/v1.parquet'
>>> safe_path("../secret")
Traceback (most recent call last):
    ...
tellers.errors.IntegrityError: datapackage.json: a path leaves the dossier
"""

from __future__ import annotations

from pathlib import PurePosixPath

from tellers.errors import IntegrityError

__all__ = [
    "BODY",
    "CONTEST",
    "DRAFT",
    "PACKAGE",
    "PROCLAMATIONS",
    "RECORD_COLUMNS",
    "REGISTERS",
    "UNITS",
    "records_path",
    "safe_path",
]

PACKAGE = "datapackage.json"
CONTEST = "contest.toml"
PROCLAMATIONS = "proclamations.toml"
BODY = "body.toml"
DRAFT = "draft"
UNITS = "units.parquet"
REGISTERS = "registers"

RECORD_COLUMNS = {
    "record": "BIGINT",
    "unit": "VARCHAR",
    "status": "VARCHAR",
    "replaces": "BIGINT",
    "reason": "VARCHAR",
    "row": "BIGINT",
    "image": "VARCHAR",
    "image_sha256": "VARCHAR",
    "unread": "VARCHAR[]",
}
"""The columns of a record besides its figures, with their types; figures are BIGINT columns."""


def records_path(contest: str, source: str) -> str:
    """Return the path of one source's records of one contest."""
    return f"records/{contest}/{source}.parquet"


def safe_path(path: str) -> str:
    """Return the path if it stays inside the dossier; `IntegrityError` otherwise.

    Data Package 2.0, "Data Resource", `path`: relative, POSIX, no `..`, no leading slash.
    """
    parts = PurePosixPath(path).parts
    if (
        not path
        or "\\" in path
        or ":" in path
        or "\x00" in path
        or path.startswith(("/", "~"))
        or set(path) & set("*?[]{}")
        or ".." in parts
    ):
        raise IntegrityError(
            "a path leaves the dossier",
            where=PACKAGE,
            expected="a relative path with forward slashes and without '..'",
            got=repr(path[:120]),
            remedy="Do not use this dossier; ask its publisher for a sound copy.",
        )
    return path
