"""The announced counts as sets of leaves, and which leaves one voter gives one of at most.

A leaf is a figure that the contest declares no sum of others: an option, the null votes. Counts
take part where the records give the figures and their leaves are told apart. The register does
not: it counts no ballots. Nor does a declared sum where votes counted outside the records are
stated for its parts and not for itself: how much of it they are is then not known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.check.completion_figures import FigureSet
from tellers.check.standing import BALLOTS
from tellers.model import ClaimKind, Role

if TYPE_CHECKING:
    from tellers.check.case import Case
    from tellers.model import Contest, FigureId, Proclamation, SourceId

__all__ = ["figure_sets", "leaves_of", "pools_of"]


def leaves_of(contest: Contest, figure: FigureId) -> tuple[FigureId, ...]:
    """Return the figures that a figure is the sum of, down to those that are no sum; itself if it is none."""
    parts = next((declared.sum_of for declared in contest.figures if declared.id == figure), ())
    return tuple(leaf for part in parts for leaf in leaves_of(contest, part)) or (figure,)


def figure_sets(case: Case, proclamation: Proclamation, source: SourceId) -> tuple[FigureSet, ...]:
    """Return every announced count that takes part, less additions; of one announced twice the first."""
    tally = case.tally(source)
    found: dict[frozenset[FigureId], FigureSet] = {}
    for claim in proclamation.claims:
        figures = claim.figures
        leaves = [leaf for figure in figures for leaf in leaves_of(case.contest, figure)]
        fits = set(figures) <= set(tally.figures) and len(set(leaves)) == len(leaves)
        counts = claim.kind is ClaimKind.COUNT and case.contest.with_role(Role.REGISTERED) not in figures
        if figures and counts and fits and all(_added_known(case, figure) for figure in figures):
            one = FigureSet(
                figures=figures,
                leaves=frozenset(leaves),
                claimed=claim.count - sum(case.added(figure) for figure in figures),
                records=sum(tally.figures[figure] for figure in figures),
                read=not any(figure in tally.silent for figure in figures),
            )
            found.setdefault(frozenset(figures), one)
    return tuple(found.values())


def _added_known(case: Case, figure: FigureId) -> bool:
    """Return whether it is known how much of a figure was counted outside the records."""
    parts = leaves_of(case.contest, figure)
    stated = {name for addition in case.contest.additions for name, _ in addition.figures}
    return parts == (figure,) or figure in stated or not stated & set(parts)


def pools_of(contest: Contest) -> tuple[frozenset[str], ...]:
    """Return the leaves of which a voter gives one: options, null, blank and what is summed with them.

    A figure that counts ballots and is in no sum (voters as printed, say) bounds itself and may
    overlap the others.
    """
    kinds = {figure.id: figure.role for figure in contest.figures}
    sums = [f.id for f in contest.figures if f.sum_of and f.role in {Role.VALID, Role.VOTERS}]
    together = {str(leaf) for figure in sums for leaf in leaves_of(contest, figure)} | set(contest.option_ids)
    together |= {f for f, role in kinds.items() if role in {Role.NULL, Role.BLANK}}
    alone = [f.id for f in contest.figures if f.role in BALLOTS and not f.sum_of and f.id not in together]
    return (frozenset(map(str, together)), *(frozenset({str(figure)}) for figure in alone))
