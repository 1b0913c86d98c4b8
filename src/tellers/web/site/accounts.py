"""One unit's records as a page shows them: those that say the same share a row.

Sources say the same of a unit where they give it the same status and every figure that both give is equal.
A figure that one does not give, or could not read, is no difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from tellers.model import Status

if TYPE_CHECKING:
    from tellers.web.site.standing import Stood

__all__ = ["Account", "Sheet"]


@dataclass(frozen=True, slots=True)
class Account:
    """What one or more records say alike."""

    records: tuple[Stood, ...]

    def figure(self, figure: str) -> int | None:
        """Return a figure's number, from the first record that gives one."""
        for record in self.records:
            votes = record.figures.get(figure)
            if votes is not None:
                return votes
        return None

    def unread(self, figure: str) -> bool:
        """Return whether a record has the figure on its sheet, and nobody could read it."""
        if self.figure(figure) is not None:
            return False
        return any(figure in one.unread or one.status == Status.UNREAD for one in self.records)

    @property
    def status(self) -> str:
        """Return the status that all its records have."""
        return self.records[0].status

    def says(self, record: Stood) -> bool:
        """Return whether a record says the same as each of these."""
        return all(_alike(one, record) for one in self.records)


@dataclass(frozen=True)
class Sheet:
    """Every record that stands of one unit in one contest, and what was taken back."""

    stood: tuple[Stood, ...]
    options: tuple[str, ...]
    taken_back: tuple[str, ...] = ()
    """Sources whose record was withdrawn from the log, and that state nothing else of the unit."""

    @cached_property
    def accounts(self) -> tuple[Account, ...]:
        """Return the distinct accounts, in the order of the records."""
        groups: list[list[Stood]] = []
        for record in self.stood:
            for group in groups:
                if all(_alike(one, record) for one in group):
                    group.append(record)
                    break
            else:
                groups.append([record])
        return tuple(Account(tuple(group)) for group in groups)

    @cached_property
    def counting(self) -> tuple[Stood, ...]:
        """Return the record of each source that counts."""
        first: dict[str, Stood] = {}
        for record in self.stood:
            if record.status == Status.COUNTED:
                first.setdefault(record.source, record)
        return tuple(first.values())

    @property
    def differs(self) -> bool:
        """Return whether two sources whose records count do not say the same."""
        return len(self.accounts) > 1 and any(
            not _alike(one, two) for one, two in combinations(self.counting, 2)
        )

    @property
    def apart(self) -> int:
        """Return by how many votes for options the two sources furthest from each other differ."""
        if len(self.accounts) < 2:
            return 0
        return max((_apart(one, two, self.options) for one, two in combinations(self.counting, 2)), default=0)


def _alike(one: Stood, two: Stood) -> bool:
    if one.status != two.status:
        return False
    if one.figures == two.figures:
        return True
    for figure, votes in one.figures.items():
        if votes is not None:
            other = two.figures.get(figure)
            if other is not None and other != votes:
                return False
    return True


def _apart(one: Stood, two: Stood, options: tuple[str, ...]) -> int:
    total = 0
    for option in options:
        votes, other = one.figures.get(option), two.figures.get(option)
        if votes is not None and other is not None:
            total += abs(votes - other)
    return total
