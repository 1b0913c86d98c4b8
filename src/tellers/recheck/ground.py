"""What a formula stands on: one contest of a dossier, its records, its units, what was announced.

Nothing is computed before a formula asks for it; what was read stays until `KEPT_ROWS` rows of
sheets are held, so that many formulas over few sources read each file once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from tellers.errors import FormatError
from tellers.recheck.sheets import Sheets, read_sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from tellers.recheck.folder import Folder

__all__ = ["Ground"]

T = TypeVar("T")
KEPT_ROWS = 600_000


class Ground:
    """One contest, as its dossier's files tell it. `Any`: TOML nests tables, lists and words."""

    def __init__(self, folder: Folder, contest_id: str) -> None:
        """Find the contest; `FormatError` when the dossier has none of this id."""
        found = [c for c in folder.contests.get("contest", []) if c.get("id") == contest_id]
        if not found:
            raise FormatError("the dossier has no such contest", where="contest.toml", got=contest_id[:80])
        self.folder = folder
        self.contest: dict[str, Any] = found[0]
        self.options: list[str] = [option["id"] for option in self.contest.get("option", [])]
        self.figures: list[dict[str, Any]] = self.contest.get("figure", [])
        self.proclamations = [p for p in folder.proclamations if p.get("contest") == contest_id]
        self._sheets: dict[str, Sheets] = {}
        self._known: dict[Hashable, Any] = {}
        self._spent = 0

    def once(self, key: Hashable, compute: Callable[[], T]) -> T:
        """Return what `compute` gives, computed on the first call with this key."""
        if key not in self._known:
            self._known[key] = compute()
        return self._known[key]  # type: ignore[no-any-return]  # what compute returned

    def spend(self, cost: int, *, most: int) -> None:
        """Count work whose cost a formula can choose; `FormatError` when all formulas ask for too much."""
        self._spent += cost
        if self._spent > most:
            raise self.refuse(f"the formulas ask for more than {most} steps")

    def column(self, source: str, name: str) -> Iterator[str | None]:
        """Yield a column of words of a source's records, in the order of the file."""
        path = self._path(source)
        return (
            (cell for (cell,) in self.folder.rows(path, [name]))
            if name in self.folder.columns(path)
            else iter(())
        )

    def refuse(self, message: str, got: str = "") -> FormatError:
        """Return the error for a formula that names what the dossier does not have."""
        return FormatError(message, where=str(self.contest.get("id")), got=got[:120])

    @property
    def sources(self) -> list[str]:
        """Return the ids of the sources that have records of this contest, in the dossier's order."""
        declared = [str(source["id"]) for source in self.folder.contests.get("source", [])]
        return [source for source in declared if self.folder.has(self._path(source))]

    def sheets(self, source: str) -> Sheets:
        """Return the records of a source; `FormatError` when it has none of this contest."""
        if source in self._sheets:
            return self._sheets[source]
        if source not in self.sources:
            raise self.refuse("the dossier has no records of this source", source)
        sums = {figure["id"]: figure.get("sum_of", []) for figure in self.figures}
        found = read_sheets(self.folder, self._path(source), sums)
        while self._sheets and sum(len(s.unit) for s in self._sheets.values()) + len(found.unit) > KEPT_ROWS:
            del self._sheets[next(iter(self._sheets))]
        self._sheets[source] = found
        return found

    def _path(self, source: str) -> str:
        return f"records/{self.contest['id']}/{source}.parquet"

    def figure_with_role(self, role: str) -> str | None:
        """Return the first figure of a role, or None."""
        return next((figure["id"] for figure in self.figures if figure.get("role") == role), None)

    def parts(self, figure: str) -> list[str]:
        """Return the figures this one is declared the sum of; none where it is declared no sum."""
        return next((list(one.get("sum_of", [])) for one in self.figures if one["id"] == figure), [])

    def option(self, option: str) -> str:
        """Return the option; `FormatError` when the contest has none of this id."""
        if option not in self.options:
            raise self.refuse("the contest has no such option", option)
        return option

    def known_figures(self, sheets: Sheets) -> list[str]:
        """Return every figure a source gives, options first."""
        return [f for f in [*self.options, *(figure["id"] for figure in self.figures)] if sheets.knows(f)]

    def split(self, figures: str) -> list[str]:
        """Return the figures that "A+B" names; a figure with a plus in its id is taken whole."""
        every = {*self.options, *(figure["id"] for figure in self.figures)}
        names = [figures] if figures in every else figures.split("+")
        for name in names:
            if name not in every:
                raise self.refuse("the contest has no such figure", name)
        return names

    def registers(self) -> dict[str, int | None]:
        """Return the register of every unit in the table of units; None where it gives none."""
        return self.once("registers", lambda: dict(self._unit_rows("registered")))

    def areas(self, level: str) -> dict[str, str]:
        """Return the area of every unit at a level, '' where none is given; and of no other unit."""
        if level not in {one["id"] for one in self.contest.get("level", [])}:
            raise self.refuse("the contest has no such level", level)
        return self.once(
            ("areas", level), lambda: {unit: area or "" for unit, area in self._unit_rows(level)}
        )

    def _unit_rows(self, column: str) -> Iterator[tuple[str, Any]]:
        if column not in self.folder.columns("units.parquet"):
            raise self.refuse("the table of units has no such column", column)
        return (row for row in self.folder.rows("units.parquet", ["unit", column]))

    def within(self, sheets: Sheets, level: str, area: str) -> Iterator[int]:
        """Yield the standing rows of an area; all of them where no level is named."""
        areas = self.areas(level) if level else {}
        for row in sheets.standing:
            if not level or areas.get(sheets.unit[row], "") == area:
                yield row
