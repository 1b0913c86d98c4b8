"""The names a mapping gives: figures and levels that the contest declares, and that can be columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.errors import MappingError

if TYPE_CHECKING:
    from tellers.formats.mapping import TableForm
    from tellers.formats.raw_table import RawTable
    from tellers.model import Contest

__all__ = ["verify_names"]

_RESERVED = {
    *("record", "unit", "unit_name", "status", "replaces", "reason", "row", "image", "image_sha256"),
    *("unread", "roll_registered", "bad_row"),
}
"""Columns of a record besides its figures: no figure and no level may be called so."""


def verify_names(form: TableForm, contest: Contest, raw: RawTable) -> None:
    """Raise `MappingError` for figures and levels the contest does not declare, or that are no columns."""
    named = {
        *form.figures,
        *(form.positions.values.values() if form.positions else ()),
        *form.options.values(),
    } - {""}
    if unknown := sorted(named - set(contest.figure_ids)):
        raise MappingError(
            f"figures that contest {contest.id!r} does not declare: {', '.join(unknown)}",
            where=f"{raw.where}, figures",
            expected=", ".join(contest.figure_ids),
            remedy="Declare them in contest.toml, or mend the names.",
        )
    if not named and form.shape == "wide":
        raise MappingError(
            "no figure is mapped", where=raw.where, remedy="Say figures = { ... } or positions = { ... }."
        )
    levels = {level.id for level in contest.levels}
    if extra := sorted(set(form.levels) - levels):
        raise MappingError(
            f"levels that contest {contest.id!r} does not declare: {', '.join(extra)}",
            where=raw.where,
            expected=", ".join(sorted(levels)) or "none",
        )
    columns = [*_RESERVED, *levels, *(f"{level}_name" for level in levels)]
    taken = {column.lower() for column in columns}
    folded = [figure.lower() for figure in contest.figure_ids]
    if clash := sorted(f for f in contest.figure_ids if f.lower() in taken or folded.count(f.lower()) > 1):
        raise MappingError(
            f"figures whose names are taken: {', '.join(clash)}",
            where=f"{raw.where}, contest {contest.id!r}",
            expected="names that differ from each other, from every level and from: "
            + ", ".join(sorted(_RESERVED)),
            remedy="Give these figures another id in contest.toml.",
        )
