"""Answers about areas: what lies where, and what every source adds up to there."""

from __future__ import annotations

from tellers.web.serve.answers.form import Answer, Count, Figure

__all__ = ["Area", "AreaPlace", "AreaTotals", "Areas", "SourceTotals", "Totals"]


class AreaPlace(Answer):
    """An area by its level and code; the code is '' for the units of no area."""

    level: str
    code: str
    name: str


class SourceTotals(Answer):
    """What one source adds up to, and what of it is covered."""

    source: str
    units: Count
    """Standing records added up."""
    figures: list[Figure]
    silent: list[Figure]
    """How many of the records give no number for a figure, where there are such."""
    of_units: Count | None
    """Units listed there, or stated of the whole contest; null where nobody says how many there are."""
    registered: Count | None
    """Voters registered in the units covered, as far as the list gives them; null of the whole contest."""
    of_registered: Count | None
    """Voters registered in all units listed there; null of the whole contest."""


class AreaTotals(Answer):
    """One area and what every source adds up to in it; of the whole contest the level and code are ''."""

    area: AreaPlace
    sources: list[SourceTotals]


class Totals(Answer):
    """Totals of one contest by the areas of a level, or of the whole."""

    contest: str
    level: str
    areas: list[AreaTotals]


class Areas(Answer):
    """Areas of one level, in the order of their codes."""

    level: str
    areas: list[AreaPlace]


class Area(Answer):
    """One area: where it lies, what lies in it, and what every source adds up to."""

    contest: str
    area: AreaPlace
    within: list[AreaPlace]
    """The wider areas it lies in, the widest first."""
    units: Count
    registered: Count | None
    """Voters registered in its units, where the list gives them for all."""
    sources: list[SourceTotals]
    children_level: str | None
    """The level below; null where units come next: ask for those of this area."""
    children: list[AreaTotals]
