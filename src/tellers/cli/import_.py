"""`tellers import`: anybody's tables to a dossier, as a mapping says."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

__all__ = ["import_command"]


def import_command(
    table: Annotated[
        Path | None,
        Parameter(help="The table, when the mapping has one; else it names its files.", metavar="TABLE"),
    ] = None,
    /,
    *,
    mapping: Annotated[Path, Parameter(help="The mapping file: which column is what.", metavar="FILE")],
    to: Annotated[Path, Parameter(help="The dossier's folder, which must not exist yet.", metavar="FOLDER")],
    files: Annotated[
        Path | None, Parameter(help="The folder of the tables the mapping names.", metavar="FOLDER")
    ] = None,
    replace: Annotated[
        bool, Parameter(negative="", help="Take the place of a dossier that is there.")
    ] = False,
) -> int:
    """Make a dossier from tables in CSV, Excel or Parquet.

    Nothing is guessed and nothing half-written: a dossier is complete, or what was there before
    stands. All rows that cannot be read are told together. `tellers init FILE` proposes a mapping.
    """
    from tellers.dossier.assemble import TableFiles, assemble_dossier  # noqa: PLC0415 (loaded only here)

    done = assemble_dossier(mapping, to, files=TableFiles(folder=files, only=table), replace=replace)
    for warning in done.warnings:
        print(f"note: {warning}", file=sys.stderr)
    for name, rows in done.rows.items():
        print(f"{name}: {rows:,} rows")
    print(f"{done.units:,} units. The dossier is {to}")
    print(f"Next: tellers check {to}")
    return 0
