"""The columns of a table of areas: what heads each, what a browser holds it to, and an area's number in it.

Records, units listed and coverage, the votes of every option, the leaders' shares, turnout, and on how many
units sources differ; of one source, but for the last. What no area has anything in is no column.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tellers.model import OptionId, SourceId
    from tellers.web.site.counted import Counted
    from tellers.web.site.told import Teller

__all__ = ["Column", "area_columns"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column."""

    head: str
    held: str = ""
    """`records`, `=A` for the votes of an option, `%A` for its share; '' where the log does not say it."""
    cell: Callable[[Counted], str]
    """What it shows of an area."""


def area_columns(teller: Teller, source: SourceId, *, level: int) -> tuple[Column, ...]:
    """Return the columns for a source's records in the areas of a level."""
    return tuple(_OfSource(teller, source).columns(level))


@dataclass(frozen=True, slots=True)
class _OfSource:
    teller: Teller
    source: SourceId

    def columns(self, level: int) -> Iterator[Column]:
        words, numbers, count = self.teller.words, self.teller.numbers, self.teller.count
        own = count.within(()).sums.get(self.source)
        yield Column(
            head=words["script-areas-with-record"],
            held="records",
            cell=lambda area: numbers.whole(self._records(area)),
        )
        yield Column(head=words["areas-listed"], cell=lambda area: numbers.whole(area.listed))
        if count.is_whole(level):
            yield Column(
                head=words["areas-coverage"],
                cell=lambda area: numbers.share(self._records(area), area.listed),
            )
        yield from self._options()
        if own and own.turnout[2]:
            yield Column(
                head=words["script-areas-turnout"],
                cell=lambda area: self.teller.turnout(area.sums.get(self.source)).text,
            )
        if len(count.within(()).sums) > 1:
            yield Column(head=words["areas-differing"], cell=lambda area: numbers.whole(area.differing))
            yield Column(head=words["areas-votes-apart"], cell=lambda area: numbers.whole(area.apart))

    def _options(self) -> Iterator[Column]:
        """Yield every option's votes, then the shares of those that lead."""
        case = self.teller.telling.case
        options = case.contest.option_ids
        yield from (self._votes_for(place, option) for place, option in enumerate(options))
        leaders = dict.fromkeys(case.leaders(self.source))
        yield from (self._share_of(options.index(option), option) for option in leaders)

    def _votes_for(self, place: int, option: OptionId) -> Column:
        return Column(
            head=self._name(option),
            held=f"={option}",
            cell=lambda area: self.teller.numbers.whole(self._votes(area)[place]),
        )

    def _share_of(self, place: int, option: OptionId) -> Column:
        def share(area: Counted) -> str:
            votes = self._votes(area)
            return self.teller.numbers.share(votes[place], sum(count or 0 for count in votes))

        head = self.teller.words["areas-share-of"].format(name=self._name(option))
        return Column(head=head, held=f"%{option}", cell=share)

    def _name(self, option: OptionId) -> str:
        return self.teller.telling.write(str(option), "option")

    def _votes(self, area: Counted) -> list[int | None]:
        """Return the votes of every option; None where no record gives them."""
        own, options = area.sums.get(self.source), len(self.teller.telling.case.contest.option_ids)
        return own.figures[:options] if own else [None] * options

    def _records(self, area: Counted) -> int:
        own = area.sums.get(self.source)
        return own.units if own else 0
