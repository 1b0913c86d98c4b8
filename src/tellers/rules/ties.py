"""Tie rules as data: words tried one after the other until they decide between equal claims.

`larger`: more votes in all (Spain, LOREG art. 163.1 d). `smaller`: fewer votes in all (Portugal, m).
`listed`: who stands first in a named order. `lots`: a draw. `alternating-lots`: a draw the first time,
and after it in turn between the same (LOREG art. 163.1 d again). A word that leaves some still equal
hands on only those. Where no word decides, nobody is preferred: the count stops at a `Lot`.

>>> votes = {OptionId("A"): 600, OptionId("B"): 300, OptionId("C"): 300}
>>> ties = Ties(words=("larger", "lots"), votes=votes, order=tuple(votes))
>>> ties.choose(Lot(purpose="seat", at=3, among=tuple(votes), take=1)).chosen
('A',)
>>> ties.choose(Lot(purpose="seat", at=3, among=tuple(votes), take=2)).lot.among
('B', 'C')
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tellers.model import OptionId
from tellers.rules.lots import Draw, Lot, drawn_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["TIE_WORDS", "Choice", "Ties"]

TIE_WORDS = ("larger", "smaller", "listed", "lots", "alternating-lots")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Who was chosen among equals and by which words, or the lot that is needed first."""

    chosen: tuple[OptionId, ...] = ()
    words: tuple[str, ...] = ()
    draw: Draw | None = None
    lot: Lot | None = None


@dataclass(kw_only=True)
class Ties:
    """The tie rule of one count; it keeps whom the lot has favoured, for those that go in turn."""

    words: tuple[str, ...]
    votes: Mapping[OptionId, int]
    order: tuple[OptionId, ...]
    """The named order: as the lists stand, unless the rule names another."""
    draws: tuple[Draw, ...] = ()
    place: str = ""
    _favoured: dict[tuple[tuple[OptionId, ...], OptionId], int] = field(default_factory=dict)
    """By equals that go in turn, when each of them was last preferred."""

    @property
    def in_turn(self) -> bool:
        """Return whether each tie counts, even one after which all the equal have their seat."""
        return "alternating-lots" in self.words

    def choose(self, lot: Lot) -> Choice:
        """Return `lot.take` of `lot.among` by the words of the rule, as far as they go."""
        chosen: list[OptionId] = []
        words: list[str] = []
        left, take = lot.among, lot.take
        turn: tuple[OptionId, ...] = ()
        for word in self.words:
            if word == "lots":
                break
            turn = tuple(sorted(left)) if word == "alternating-lots" else turn
            ranks = self._ranks(word, left)
            sure, left, take = _parted(left, take, ranks)
            words += [word] if sure or not take else []
            chosen += sure
            if not take:
                self._favour(turn, chosen)
                return Choice(chosen=tuple(chosen), words=tuple(words))
        needed = replace(lot, among=tuple(sorted(left)), take=take, place=self.place)
        draw = drawn_for(needed, self.draws)
        if draw is None:
            return Choice(chosen=tuple(chosen), words=tuple(words), lot=needed)
        self._favour(turn, [*chosen, *draw.chosen])
        return Choice(chosen=(*chosen, *draw.chosen), words=(*words, "lots"), draw=draw)

    def _ranks(self, word: str, left: tuple[OptionId, ...]) -> Mapping[OptionId, int]:
        """Return a rank for each of those left, the least first in line."""
        if word == "alternating-lots":
            among = tuple(sorted(left))
            return {option: self._favoured.get((among, option), 0) for option in left}
        if word == "listed":
            return {option: self.order.index(option) for option in left}
        sign = {"larger": -1, "smaller": 1}[word]
        return {option: sign * self.votes[option] for option in left}

    def _favour(self, turn: tuple[OptionId, ...], chosen: Sequence[OptionId]) -> None:
        """Keep who was chosen among equals that go in turn."""
        for option in chosen:
            if option in turn:
                self._favoured[turn, option] = 1 + max(self._favoured.values(), default=0)


def _parted(
    left: tuple[OptionId, ...], take: int, ranks: Mapping[OptionId, int]
) -> tuple[list[OptionId], tuple[OptionId, ...], int]:
    """Return (those surely chosen, those still equal at the edge, how many of these are still to take)."""
    ordered = sorted(left, key=lambda option: (ranks[option], option))
    edge = ranks[ordered[take - 1]]
    sure = [option for option in ordered if ranks[option] < edge]
    equal = tuple(option for option in ordered if ranks[option] == edge)
    if len(sure) + len(equal) == take:
        return [*sure, *equal], (), 0
    return sure, equal, take - len(sure)
