"""`tellers init`: look at a table and propose a mapping, saying what was guessed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tellers.errors import FormatError, UsageError

__all__ = ["init_command"]


def init_command(
    file: Annotated[Path, Parameter(help="The table: CSV, Excel or Parquet.", metavar="FILE")],
    /,
    *,
    to: Annotated[
        Path,
        Parameter(help="The folder for the three files proposed; by default this one.", metavar="FOLDER"),
    ] = Path(),
    sheet: Annotated[
        str, Parameter(help="The sheet of a spreadsheet that has several.", metavar="SHEET")
    ] = "",
    encoding: Annotated[
        str, Parameter(help="The encoding of a text table, when it is not UTF-8.", metavar="ENCODING")
    ] = "",
) -> int:
    """Propose a mapping for a table by looking at it.

    Writes mapping.toml, contest.toml and proclamations.toml, never over a file that is there.
    Everything guessed is printed with its reason, and so is what could not be guessed.
    """
    from tellers.dossier.desk import scratch_folder  # noqa: PLC0415 (loaded only to look at a table)
    from tellers.formats.look import look_at  # noqa: PLC0415
    from tellers.formats.mapping import FileForm  # noqa: PLC0415
    from tellers.formats.propose import propose  # noqa: PLC0415
    from tellers.formats.proposed_files import proposed_files  # noqa: PLC0415
    from tellers.formats.rejected_rows import verify_rows  # noqa: PLC0415
    from tellers.formats.table_file import read_raw  # noqa: PLC0415
    from tellers.tables import Tables  # noqa: PLC0415

    _verify_table(file)
    _verify_free(to)
    form = FileForm(file=file.name, encoding=encoding, sheet=sheet)
    with scratch_folder() as scratch:
        tables = Tables.open(spill=scratch)
        raw = read_raw(tables, file, form, scratch=scratch)
        look = look_at(tables, raw)
        verify_rows(tables, raw)
        made = propose(tables, look, where=file.name)
    said = {key: value for key, value in (("encoding", encoding), ("sheet", sheet)) if value}
    files = proposed_files(made, file=file.name, reading=said)
    to.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (to / name).write_text(content, encoding="utf-8")
    print(f"{file.name}: {look.rows:,} rows, {len(look.columns)} columns\n\nGuessed:")
    print("\n".join(f"  {line}" for line in made.guessed))
    print("\nNot known; a person has to say:")
    print("\n".join(f"  {line}" for line in made.unknown))
    print(f"\nWritten: {', '.join(str(to / name) for name in files)}")
    print(f"Next: look at them, then: tellers import {file} --mapping {to / 'mapping.toml'} --to my-vote")
    return 0


def _verify_table(file: Path) -> None:
    """Raise `FormatError` where there is no table of that name."""
    if not file.exists() or file.is_dir():
        raise FormatError(
            "this is a folder" if file.is_dir() else "there is no such file",
            where=str(file),
            remedy="Name a table in it." if file.is_dir() else "Check the name and the folder.",
        )


def _verify_free(folder: Path) -> None:
    """Raise `UsageError` where a file would be written over."""
    names = ("mapping.toml", "contest.toml", "proclamations.toml")
    if taken := [name for name in names if (folder / name).exists()]:
        raise UsageError(
            f"there is a {taken[0]} already",
            where=str(folder),
            remedy="Say --to FOLDER for another place; nothing was written.",
        )
