"""The files of a dossier, read apart from the rest of Tellers: TOML texts, Parquet row by row.

A fault in the reader that the checks use would be repeated here if that reader were used, so this
one is another: it knows nothing of the model. DuckDB only turns Parquet into rows; nothing is
added up, joined or filtered by it.

>>> Folder.inside("records/president/v1.parquet"), Folder.inside("../v1.parquet")
(True, False)
"""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import duckdb

from tellers.errors import DossierError
from tellers.recheck.shape import (
    CONTEST,
    PROCLAMATION,
    SOURCE,
    verify_body,
    verify_numbers,
    verify_shape,
    verify_sums,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["PACKAGE", "Folder"]

PACKAGE = "datapackage.json"
LARGEST_TEXT = 16 << 20
"""Bytes of a text that are read."""
BATCH = 20_000
"""Rows held at a time while a file is read."""


class Folder:
    """A dossier's folder; nothing outside it is read."""

    def __init__(self, path: Path) -> None:
        """Keep the path and read both texts; `DossierError` when this is no dossier, or one is not TOML."""
        self.path = path
        if not path.is_dir() or not ((path / "contest.toml").exists() or (path / PACKAGE).exists()):
            raise DossierError(
                "this is not a dossier",
                where=str(path),
                expected=f"a folder with {PACKAGE} and contest.toml",
                got="a file"
                if path.is_file()
                else "a folder without them"
                if path.is_dir()
                else "nothing there",
                remedy="Name the findings file first, then the dossier's folder.",
            )
        self.contests = self._toml("contest.toml")
        verify_shape(self.contests, {"contest": [CONTEST], "source": [SOURCE]}, where="contest.toml")
        for contest in self.contests["contest"]:
            verify_sums(contest, where="contest.toml")
        announced = self._toml("proclamations.toml")
        verify_shape(announced, {"proclamation?": [PROCLAMATION]}, where="proclamations.toml")
        verify_numbers(announced, where="proclamations.toml")
        verify_numbers(self.contests, where="contest.toml")
        self.proclamations: list[dict[str, Any]] = announced.get("proclamation", [])
        self.body: dict[str, Any] = self._toml("body.toml") if (path / "body.toml").exists() else {}
        if self.body:
            verify_body(self.body, where="body.toml")
        self._connection = duckdb.connect(config={"threads": 2, "autoinstall_known_extensions": False})
        folder = str(path).replace("'", "''")
        self._connection.execute(f"set allowed_directories = ['{folder}']")
        self._connection.execute("set enable_external_access = false")
        self._connection.execute("set lock_configuration = true")

    @staticmethod
    def inside(path: str) -> bool:
        """Return whether a path stays inside the folder it is relative to."""
        parts = PurePosixPath(path).parts
        return (
            bool(path)
            and not path.startswith("/")
            and ".." not in parts
            and not set(path) & set("\\:\x00*?[]{}")
        )

    def has(self, path: str) -> bool:
        """Return whether the dossier holds this file, as a file of its own."""
        if not self.inside(path):
            return False
        place = self.path
        for part in PurePosixPath(path).parts:
            place = place / part
            if place.is_symlink():  # which could lead to any file of this machine
                return False
        return place.is_file()

    def hash(self, path: str) -> str:
        """Return `sha256:<hex>` of a file, or '' when the dossier does not hold it."""
        if not self.has(path):
            return ""
        with (self.path / path).open("rb") as stream:
            return f"sha256:{hashlib.file_digest(stream, 'sha256').hexdigest()}"

    def files(self) -> list[str]:
        """Return the path of every file in the folder, sorted."""
        return sorted(p.relative_to(self.path).as_posix() for p in self.path.rglob("*") if p.is_file())

    def columns(self, path: str) -> list[str]:
        """Return the names of a Parquet file's columns."""
        cursor = self._rows(path, "*", limit=" limit 0")
        return [column[0] for column in cursor.description or ()]

    def rows(self, path: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Yield a Parquet file's rows in the order of the file, these columns only.

        `Any`: a cell has the type its column has in the file.
        """
        picked = ", ".join('"' + name.replace('"', '""') + '"' for name in columns)
        cursor = self._rows(path, picked)
        while batch := cursor.fetchmany(BATCH):
            yield from batch

    def _rows(self, path: str, picked: str, limit: str = "") -> duckdb.DuckDBPyConnection:
        if not self.has(path):
            raise DossierError("a file is missing", where=path, remedy="Fetch the dossier again.")
        literal = str(self.path / path).replace("'", "''")
        try:
            return self._connection.cursor().execute(f"select {picked} from read_parquet('{literal}'){limit}")  # noqa: S608 (quoted above)
        except duckdb.Error as error:
            told = str(error).splitlines()[0][:200]
            raise DossierError("not a Parquet file that can be read", where=path, got=told) from error

    def _toml(self, name: str) -> dict[str, Any]:
        try:
            if (self.path / name).exists() and not self.has(name):
                raise DossierError("not a file of the dossier's own", where=name, expected="a regular file")
            with (self.path / name).open("rb") as stream:
                content = stream.read(LARGEST_TEXT + 1)
            if len(content) > LARGEST_TEXT:
                raise DossierError(
                    "too large for a text", where=name, expected=f"at most {LARGEST_TEXT} bytes"
                )
            return tomllib.loads(content.decode("utf-8"))
        except OSError as error:
            raise DossierError("a file is missing", where=str(self.path / name)) from error
        except (ValueError, RecursionError) as error:
            raise DossierError(f"not TOML: {error}", where=str(self.path / name)) from error
