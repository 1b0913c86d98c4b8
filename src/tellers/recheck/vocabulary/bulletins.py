"""Words that hold an announcement against itself and against an earlier one of the same vote."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from tellers.recheck.vocabulary.announced import Said, claim_of, claims_of, stated
from tellers.recheck.vocabulary.exact import Exact
from tellers.recheck.vocabulary.roundness import Count, bases_of, counts_of, cover

if TYPE_CHECKING:
    from tellers.recheck.ground import Ground

__all__ = ["WORDS"]


def readings(ground: Ground, proclamation: str, claim: str) -> int:
    """How many readings of a claim are told, the one applied included."""
    return len(claim_of(ground, proclamation, claim).readings)


def shares_announced(ground: Ground, proclamation: str) -> int:
    """How many percentages were announced whose figures and base were announced as counts too."""
    counts = counts_of(ground, proclamation)
    return sum(
        bool(said.figures and cover(ground, said.figures, counts) and bases_of(ground, said.of, counts))
        for said in _shares(ground, proclamation)
    )


def shares_announced_of(ground: Ground, proclamation: str, base: str) -> int:
    """How many percentages of this base were announced."""
    return sum(said.of == base for said in _shares(ground, proclamation))


def _shares(ground: Ground, proclamation: str) -> list[Said]:
    """Return the percentages of an announcement."""
    claims = [
        said for one in ground.proclamations if one["id"] == proclamation for said in claims_of(one).values()
    ]
    return [said for said in claims if said.kind == "share"]


def least_counted(ground: Ground, proclamation: str, claim: str, index: Exact) -> int | None:
    """The fewest units that give an announced coverage, of the units stated (0 as applied, 1 a rival ...)."""
    found = _counted(ground, proclamation, claim, index)
    return found[0] if found else None


def most_counted(ground: Ground, proclamation: str, claim: str, index: Exact) -> int | None:
    """The most units that give it; nothing where no whole number of units does."""
    found = _counted(ground, proclamation, claim, index)
    return found[1] if found else None


def _counted(ground: Ground, proclamation: str, claim: str, index: Exact) -> tuple[int, int] | None:
    """Return the range by rounding to the nearest, both halves included; else by cutting digits off."""
    said = claim_of(ground, proclamation, claim)
    if said.kind != "coverage":
        raise ground.refuse("not a coverage", claim)
    every, told = stated(ground, "units", index), said.readings[0]
    share, step = Fraction(told) / 100, Fraction(1, 100 * 10 ** len(told.partition(".")[2]))
    rounded = ceil((share - step / 2) * every), floor((share + step / 2) * every)
    cut = ceil(share * every), ceil((share + step) * every) - 1
    for least, most in (rounded, cut):
        if max(0, least) <= min(most, every):
            return max(0, least), min(most, every)
    return None


def announced_margin(ground: Ground, proclamation: str) -> int | None:
    """Votes announced for the first option less those for the second; a group counts as one option."""
    counts, options = counts_of(ground, proclamation), set(ground.options)
    singles = [one for one in counts if len(one.figures) == 1 and one.figures[0] in options]
    left = options - {figure for one in singles for figure in one.figures}
    groups = [one for one in counts if len(one.figures) > 1 and set(one.figures) <= left]
    ranked = sorted((one.votes for one in (*singles, *groups)), reverse=True)
    return ranked[0] - ranked[1] if len(ranked) > 1 else None


def figures_in_both(ground: Ground, earlier: str, later: str) -> int:
    """How many counts two announcements both give, by claim, by figure or by the counts of its parts."""
    before, after = counts_of(ground, earlier), counts_of(ground, later)
    seen = {
        one.claim for one in (*after, *before) if _gives(ground, before, one) and _gives(ground, after, one)
    }
    return len(seen)


def _gives(ground: Ground, counts: list[Count], wanted: Count) -> bool:
    """Return whether counts give these figures: the same claim, the only count of them, or parts."""
    alike = [one for one in counts if one.figures == wanted.figures]
    if any(one.claim == wanted.claim for one in alike):
        return True
    return len(alike) == 1 or (not alike and cover(ground, list(wanted.figures), counts) is not None)


WORDS = (
    readings,
    shares_announced,
    shares_announced_of,
    least_counted,
    most_counted,
    announced_margin,
    figures_in_both,
)
