"""The formats of votes by name, and their files: found, sniffed, read as a file or as a folder of tables.

>>> sorted(FORMS)
['akn', 'howtheyvote', 'openstates', 'popolo', 'un']
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.errors import FormatError
from tellers.formats.akn_votes import read_akn, sniff_akn, write_akn
from tellers.formats.csv_votes import LARGEST
from tellers.formats.howtheyvote import read_howtheyvote, sniff_howtheyvote, write_howtheyvote
from tellers.formats.openstates import read_openstates, sniff_openstates, write_openstates
from tellers.formats.popolo import read_popolo, sniff_popolo, write_popolo
from tellers.formats.un_votes import read_un, sniff_un, write_un

if TYPE_CHECKING:
    from pathlib import Path

    from tellers.formats.remarks import ReadVotes, WrittenVotes
    from tellers.model import VoteEvent

__all__ = ["FORMS", "VoteForm", "read_vote_files"]

HEAD = 65_536
MOST_FILES = 100
_FAMILY = (
    "member_votes.csv",
    "members.csv",
    "vote_people.csv",
    "vote_counts.csv",
    "vote_sources.csv",
    "votes.csv",
)
"""The names that the tables of a set end in, the longer before what they end in themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteForm:
    """One format: how its files are known, read and written."""

    name: str
    tables: bool
    """Whether it is a folder of tables, not one file."""
    sniff: Callable[[bytes], bool]
    read: Callable[[Mapping[str, bytes], str], ReadVotes]
    """From files by name, and what they are called in an error."""
    write: Callable[[Sequence[VoteEvent]], WrittenVotes]


def _one(read: Callable[..., ReadVotes]) -> Callable[[Mapping[str, bytes], str], ReadVotes]:
    """Return a reader of the only file."""
    return lambda files, where: read(next(iter(files.values())), where=where)


FORMS = {
    form.name: form
    for form in (
        VoteForm(name="popolo", tables=False, sniff=sniff_popolo, read=_one(read_popolo), write=write_popolo),
        VoteForm(name="akn", tables=False, sniff=sniff_akn, read=_one(read_akn), write=write_akn),
        VoteForm(
            name="openstates",
            tables=True,
            sniff=sniff_openstates,
            read=lambda files, where: read_openstates(files, where=where),
            write=write_openstates,
        ),
        VoteForm(
            name="howtheyvote",
            tables=True,
            sniff=sniff_howtheyvote,
            read=lambda files, where: read_howtheyvote(files, where=where),
            write=write_howtheyvote,
        ),
        VoteForm(name="un", tables=False, sniff=sniff_un, read=_one(read_un), write=write_un),
    )
}


def read_vote_files(path: Path, *, form: str = "") -> ReadVotes:
    """Return the votes of a file, or of a folder of tables, in this form or in the one it looks like.

    Of a format of several tables one file is enough to find the others, which lie beside it under the
    same beginning of their names. Raises `FormatError` for what is none of the formats.
    """
    files = _tables_in(path) if path.is_dir() else {path.name: _content(path)}
    chosen = FORMS[form] if form else _sniffed(files, path.name)
    if chosen.tables and not path.is_dir():
        files = _beside(path)
    elif not chosen.tables and len(files) > 1:
        files = {name: one for name, one in files.items() if chosen.sniff(one[:HEAD])}
    if not files:
        raise FormatError("there is no file to read", where=path.name)
    return chosen.read(files, path.name)


def _sniffed(files: Mapping[str, bytes], where: str) -> VoteForm:
    for form in FORMS.values():
        if any(form.sniff(content[:HEAD]) for content in files.values()):
            return form
    raise FormatError(
        "none of the formats of votes",
        where=where,
        expected=", ".join(sorted(FORMS)),
        remedy="docs/reference/exchange.md says what each must have; --as names one.",
    )


def _tables_in(folder: Path, *, beginning: str = "") -> dict[str, bytes]:
    """Return the CSV files of a folder whose names begin so: those of a set of tables, else all."""
    found = sorted(
        one
        for one in folder.iterdir()
        if one.name.startswith(beginning) and one.suffix.casefold() == ".csv" and one.is_file()
    )
    found = [one for one in found if one.name.casefold().endswith(_FAMILY)] or found
    if len(found) > MOST_FILES:
        raise FormatError(f"more than {MOST_FILES} tables", where=folder.name, remedy="Name one of them.")
    return {one.name: _content(one) for one in found}


def _beside(path: Path) -> dict[str, bytes]:
    """Return a table and those of its set in its folder."""
    ending = next((one for one in _FAMILY if path.name.casefold().endswith(one)), "")
    return {path.name: _content(path), **_tables_in(path.parent, beginning=path.name[: -len(ending) or None])}


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise FormatError("neither a file nor a folder", where=path.name)
        if path.stat().st_size > LARGEST:
            raise FormatError(f"more than {LARGEST:,} bytes", where=path.name, remedy="Split it.")
        return path.read_bytes()
    except OSError as error:
        raise FormatError(f"cannot be read: {error.strerror}", where=path.name) from error
