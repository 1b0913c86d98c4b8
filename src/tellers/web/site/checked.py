"""What follows from a dossier, whatever is published of it: findings, pairs of sources, files to download."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.check import Result, check
from tellers.web.site.compare_sources import Pair, pairs_of
from tellers.web.site.tables_csv import CsvTable, records_tables

if TYPE_CHECKING:
    from tellers.check import CheckedContest
    from tellers.dossier import Dossier

__all__ = ["Checked", "check_here"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What follows from a dossier, whatever is published of it; small enough to be sent."""

    contests: tuple[CheckedContest, ...]
    tables: tuple[CsvTable, ...]
    """The records, as files to download."""
    pairs: tuple[Pair, ...]

    def result(self, dossier: Dossier) -> Result:
        """Return what the check of the dossier came to."""
        return Result(dossier=dossier, contests=self.contests)


def check_here(dossier: Dossier) -> Checked:
    """Return what follows from a dossier."""
    return Checked(
        contests=check(dossier).contests,
        tables=tuple(records_tables(dossier)),
        pairs=tuple(pairs_of(dossier)),
    )
