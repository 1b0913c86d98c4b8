"""A table, a mapping of it and the dossier they make, in a folder of the test's own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tellers.dossier import Dossier, open_dossier
from tellers.dossier.assemble import Assembled, assemble_dossier
from tellers.errors import InputError

CONTEST = """
[[contest]]
id = "mayor"
title = "Mayor"
date = "2024-01-01"
secret = true
rule = { kind = "plurality" }
level = [ { id = "town", name = "town" } ]
option = [ { id = "A", name = "Ana" }, { id = "B", name = "Bea" } ]
figure = [
  { id = "valid", role = "valid", sum_of = ["A", "B"] },
  { id = "registered", role = "registered" },
]
[[source]]
id = "sheets"
name = "Sheets"
by = "the board"
kind = "authority"
origin = "made for a test"
"""


@dataclass
class Desk:
    """A folder with the words of a vote, in which a test lays its tables."""

    folder: Path

    def __post_init__(self) -> None:
        """Lay the contest and no proclamation."""
        (self.folder / "contest.toml").write_text(CONTEST)
        (self.folder / "proclamations.toml").write_text("")

    def lay(
        self, table: bytes, *, name: str = "t.csv", keys: str = "", figures: str = "A = 'a'\nB = 'b'"
    ) -> None:
        """Lay a table and a mapping of it: unit in column `u`, options in `a` and `b`."""
        (self.folder / name).write_bytes(table)
        unit = "" if "unit =" in keys else "unit = '{u}'\n"
        (self.folder / "mapping.toml").write_text(
            f"[dossier]\nname = 'test'\n[[table]]\nfile = '{name}'\nsource = 'sheets'\n{unit}{keys}\n"
            f"[table.figures]\n{figures}\n",
            encoding="utf-8",
        )

    def assemble(self) -> Assembled:
        """Import what lies here to the folder `dossier`."""
        return assemble_dossier(self.folder / "mapping.toml", self.folder / "dossier")

    def dossier(self) -> Dossier:
        """Import what lies here and open the dossier."""
        return open_dossier(self.assemble().folder)

    def records(self, *columns: str) -> list[tuple[object, ...]]:
        """Import what lies here and return these columns of its records, in their order."""
        self.assemble()
        dossier = open_dossier(self.folder / "dossier")
        names = ", ".join(f'"{column}"' for column in columns)
        relation = dossier.tables.records(dossier.contest().id, dossier.sources[0].id)
        return dossier.tables.query(f"select {names} from {relation} order by record")

    def refusal(self) -> str:
        """Import what lies here, expect a refusal that leaves nothing behind, and return its text."""
        before = sorted(self.folder.iterdir())
        with pytest.raises(InputError) as refused:
            self.assemble()
        assert refused.value.exit_code == 3
        assert sorted(self.folder.iterdir()) == before
        return refused.value.diagnostics()


@pytest.fixture
def desk(tmp_path) -> Desk:
    """An empty desk."""
    return Desk(tmp_path)
