"""Where an import works: its plan, the tables it fills, a folder for copies that goes when it ends."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tellers.errors import UsageError
from tellers.formats.table_file import read_raw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.dossier.plan import ImportPlan
    from tellers.formats.mapping import FileForm
    from tellers.formats.raw_table import RawTable
    from tellers.tables import Tables

__all__ = ["Desk", "scratch_folder"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every step of an import needs."""

    plan: ImportPlan
    tables: Tables
    scratch: Path

    def raw(self, form: FileForm, *, path: Path | None = None) -> RawTable:
        """Return the table in a file that the mapping names."""
        return read_raw(self.tables, path or self.plan.path(form.file), form, scratch=self.scratch)


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give a folder that is removed with all that is in it; `UsageError` where none can be made."""
    try:
        folder = tempfile.TemporaryDirectory(prefix="tellers-", ignore_cleanup_errors=True)
    except OSError as error:
        raise UsageError(
            f"cannot make a folder to work in: {error.strerror}",
            where=tempfile.gettempdir(),
            remedy="Make room there, or name another folder in TMPDIR.",
        ) from error
    with folder as name:
        yield Path(name)
