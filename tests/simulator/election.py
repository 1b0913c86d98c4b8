"""A made election: places, one sheet a place in one source, and what was proclaimed from them.

Units are polling tables numbered within a centre, centres within a region: "03.02.01" is the
first table of the second centre of region 03. Every draw comes from the seed.

>>> election = honest_election(seed=1, regions=2, centres=2)
>>> election.places[0].unit, election.sheets("official")[0].unit
('01.01.01', '01.01.01')
>>> sum(election.proclaimed[option] for option in election.options) == election.total("valid")
True
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

__all__ = ["Election", "Place", "Sheet", "honest_council", "honest_election"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A unit with its areas, the widest first, and its register."""

    unit: str
    areas: tuple[str, ...] = ()
    registered: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One record as a source publishes it."""

    record: int
    unit: str
    figures: dict[str, int | None]
    status: str = "counted"
    replaces: int | None = None
    reason: str = ""
    image: str = ""
    image_sha256: str = ""
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Election:
    """Everything a dossier is made of; the truth is what the honest function published."""

    options: tuple[str, ...]
    others: tuple[str, ...]
    """Figures besides the options that the sheets carry."""
    levels: tuple[str, ...]
    places: tuple[Place, ...]
    sources: dict[str, tuple[Sheet, ...]]
    proclaimed: dict[str, int]
    secret: bool = True
    statements: dict[str, int] = field(default_factory=dict)
    registers: dict[str, dict[str, int]] = field(default_factory=dict)
    """Registers by the narrowest area: voters by area, each in the widest area its id begins with."""
    names: dict[str, str] = field(default_factory=dict)
    """What areas are called; any other is called "Area" and its id."""
    layers: dict[str, bytes] = field(default_factory=dict)
    """Map layers by name: GeoJSON as a dossier has it."""

    def sheets(self, source: str = "official") -> tuple[Sheet, ...]:
        """Return the sheets of one source in the order of their records."""
        return self.sources[source]

    def sheet(self, unit: str, source: str = "official") -> Sheet:
        """Return the first sheet of a unit."""
        return next(sheet for sheet in self.sources[source] if sheet.unit == unit)

    def total(self, figure: str, source: str = "official") -> int:
        """Return the sum of a figure over a source's sheets, as published, whatever their status."""
        return sum(sheet.figures.get(figure) or 0 for sheet in self.sources[source])

    def with_sheets(self, sheets: tuple[Sheet, ...], source: str = "official") -> Election:
        """Return the election with other sheets in one source."""
        return replace(self, sources={**self.sources, source: sheets})


def honest_election(
    *, seed: int = 1, regions: int = 4, centres: int = 10, options: tuple[str, ...] = ("A", "B", "C")
) -> Election:
    """Return an election of one to four tables a centre, published and proclaimed as it was.

    The first option leads clearly and by region; sheets carry valid, null and voters, and the
    register is in the table of units.
    """
    draw = random.Random(seed)  # noqa: S311  a simulation, not a secret
    places: list[Place] = []
    sheets: list[Sheet] = []
    for region in range(1, regions + 1):
        lean = draw.uniform(0.9, 1.5)
        for centre in range(1, centres + 1):
            for table in range(1, draw.randint(1, 4) + 1):
                unit = f"{region:02}.{centre:02}.{table:02}"
                registered = draw.randint(180, 620)
                place = Place(unit=unit, areas=(unit[:2], unit[:5]), registered=registered)
                places.append(place)
                sheets.append(_count(draw, place, lean=lean, options=options, record=len(sheets) + 1))
    election = Election(
        options=options,
        others=("valid", "null", "voters"),
        levels=("region", "centre"),
        places=tuple(places),
        sources={"official": tuple(sheets)},
        proclaimed={},
        statements={"units": len(places), "registered": sum(p.registered or 0 for p in places)},
    )
    return replace(election, proclaimed={f: election.total(f) for f in (*options, *election.others)})


def _count(draw: random.Random, place: Place, *, lean: float, options: tuple[str, ...], record: int) -> Sheet:
    """Return the sheet of a table: who came, how many spoiled it, and each vote drawn in turn."""
    voters = round((place.registered or 0) * draw.uniform(0.45, 0.85))
    null = sum(draw.random() < 0.02 for _ in range(voters))
    local = [draw.uniform(0.7, 1.3) * (lean if i == 0 else 0.8**i) for i in range(len(options))]
    chosen = draw.choices(options, weights=local, k=voters - null)
    votes: dict[str, int | None] = {option: chosen.count(option) for option in options}
    figures = votes | {"valid": voters - null, "null": null, "voters": voters}
    digest = f"{draw.getrandbits(256):064x}"
    return Sheet(
        record=record, unit=place.unit, figures=figures, image=f"sheet-{record}.jpg", image_sha256=digest
    )


def honest_council(*, seed: int = 1, members: int = 35) -> Election:
    """Return a roll call: each member for, against, abstaining or absent, proclaimed as it was."""
    draw = random.Random(seed)  # noqa: S311  a simulation, not a secret
    positions = ("for", "against", "abstain", "absent")
    names = [f"member {number:02}" for number in range(1, members + 1)]
    sheets = []
    for record, name in enumerate(names, start=1):
        taken = draw.choices(positions, weights=(5, 2, 2, 1))[0]
        figures: dict[str, int | None] = {position: int(position == taken) for position in positions}
        sheets.append(Sheet(record=record, unit=name, figures=figures))
    election = Election(
        options=positions[:3],
        others=("absent",),
        levels=(),
        places=tuple(Place(unit=name, registered=1) for name in names),
        sources={"minutes": tuple(sheets)},
        proclaimed={},
        secret=False,
        statements={"registered": members},
    )
    return replace(election, proclaimed={p: election.total(p, "minutes") for p in positions})
