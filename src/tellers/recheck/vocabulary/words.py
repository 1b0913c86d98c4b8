"""Every word of the formula language in one list, and what arguments each takes.

A *grounded* word asks the dossier: its function takes the ground first. A *pure* word computes
with its arguments alone. A function's parameters are the word's arguments: `str` a word in
quotes, `int` or `Exact` a number, `*rest` any number of them.

>>> Signature.of(GROUNDED["total"], grounded=True).told
'2 to 4 arguments'
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass

from tellers.recheck.vocabulary import (
    announced,
    arithmetic,
    bulletins,
    corrections,
    councils,
    exchanges,
    listings,
    pairs,
    presence,
    registers,
    roundness,
    rules,
    soundness,
    totals,
    twice,
)
from tellers.recheck.vocabulary.exact import Exact, Found

__all__ = ["GROUNDED", "PURE", "Signature"]

GROUNDED: dict[str, Callable[..., Found]] = {
    word.__name__: word
    for room in (
        totals,
        registers,
        pairs,
        presence,
        listings,
        soundness,
        twice,
        exchanges,
        corrections,
        announced,
        bulletins,
        roundness,
        rules,
        councils,
    )
    for word in room.WORDS
}
PURE: dict[str, Callable[..., Found]] = {word.__name__.rstrip("_"): word for word in arithmetic.WORDS}


@dataclass(frozen=True, slots=True)
class Signature:
    """What arguments a word takes: the type of each place, and how many may be left out."""

    kinds: tuple[object, ...]
    least: int
    most: int

    @classmethod
    def of(cls, word: Callable[..., Found], *, grounded: bool) -> Signature:
        """Return the signature of a word's function."""
        parameters = list(inspect.signature(word).parameters.values())[1 if grounded else 0 :]
        rest = any(p.kind is inspect.Parameter.VAR_POSITIONAL for p in parameters)
        return cls(
            kinds=tuple(str if p.annotation == "str" else Exact for p in parameters),  # annotations are text
            least=sum(p.default is inspect.Parameter.empty for p in parameters),
            most=100 if rest else len(parameters),
        )

    @property
    def told(self) -> str:
        """Return how many arguments there are, in words."""
        number = str(self.least) if self.least == self.most else f"{self.least} to {self.most}"
        return f"{number} argument{'' if self.most == 1 else 's'}"

    def places(self, count: int) -> tuple[object, ...]:
        """Return the type of each of so many arguments."""
        return (self.kinds + self.kinds[-1:] * count)[:count]
