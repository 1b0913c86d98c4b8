"""Who voted how, as the page of charts has it: members, positions, and what each source says of each member.

Only of a contest that is not secret, whose units are members with one position each, and few enough to be
read name by name.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tellers.model import Role
from tellers.tables import UNMATCHED

if TYPE_CHECKING:
    from tellers.report.telling import Telling
    from tellers.web.site.site import Site
    from tellers.web.site.standing import Stood

__all__ = ["MOST_MEMBERS", "has_rolls", "rolls_json"]

MOST_MEMBERS = 1_000
COUNTED = "counted"


def has_rolls(site: Site) -> bool:
    """Return whether any contest of a site has a roll of members to show."""
    return any(_roll(site, telling) for telling in site.tellings(site.language))


def rolls_json(site: Site, language: str) -> str:
    """Return the rolls of every contest that has one, as JSON, names in a language."""
    rolls = [roll for telling in site.tellings(language) if (roll := _roll(site, telling))]
    return json.dumps(rolls, ensure_ascii=False, separators=(",", ":"))


def _roll(site: Site, telling: Telling) -> dict[str, object] | None:
    """Return a contest's roll: by source, the place of each member's position, -1 where it has none.

    Names that are no member's come last, in quotation marks; `strays` says how many.
    """
    case, contest = telling.case, telling.case.contest
    if contest.secret or contest.levels:
        return None
    records = site.standing.records.get(str(contest.id), {})
    if not 0 < len(records) <= MOST_MEMBERS:
        return None
    positions = [
        str(figure)
        for figure in (
            *contest.option_ids,
            *(f.id for f in contest.figures if f.role in {Role.POSITION, Role.NOT_COUNTED, Role.BLANK}),
        )
    ]
    members = sorted(records, key=lambda unit: (_is_stray(unit), telling.seat(unit).casefold(), unit))
    return {
        "id": str(contest.id),
        "title": telling.titled(contest),
        "unit": telling.unit(many=False),
        "units": telling.unit(),
        "positions": [[ident, telling.write(ident, "figure")] for ident in positions],
        "members": [f"“{telling.seat(unit)}”" if _is_stray(unit) else telling.seat(unit) for unit in members],
        "strays": sum(map(_is_stray, members)),
        "sources": [
            {
                "id": str(source),
                "name": telling.source_name(source),
                "said": [_position(records[unit], str(source), positions) for unit in members],
            }
            for source in case.sources
        ],
    }


def _is_stray(unit: str) -> bool:
    """Return whether a name was resolved to no member."""
    return unit.startswith(UNMATCHED)


def _position(stood: list[Stood], source: str, positions: list[str]) -> int:
    """Return the place of the one position that a source's first standing record gives a member; else -1."""
    record = next((one for one in stood if one.source == source and one.status == COUNTED), None)
    given = [place for place, ident in enumerate(positions) if record and record.figures.get(ident) == 1]
    return given[0] if len(given) == 1 else -1
