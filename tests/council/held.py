"""A sitting held in memory: typed lines in, the state out."""

from __future__ import annotations

from pathlib import Path

from tellers.council.commands import events_of
from tellers.council.journal import Journal
from tellers.council.live import Live, opening
from tellers.council.sitting import Sitting

ROOT = Path(__file__).parents[2]
OAS = (ROOT / "examples" / "recipes" / "oas-2024-07-31" / "body.toml").read_bytes()
FOR = (
    "for argentina, canada, chile, costa rica, dominican republic, ecuador, el salvador, guatemala, "
    "guyana, haiti, jamaica, panama, paraguay, peru, suriname, united states, uruguay"
)
ABSTAIN = (
    "abstain antigua, bahamas, barbados, belize, bolivia, brazil, colombia, grenada, honduras, "
    "saint kitts, saint lucia"
)


class Memory:
    """A medium that keeps everything."""

    def __init__(self) -> None:
        self.content = b""

    def write(self, content: bytes) -> None:
        """Keep it."""
        self.content += content

    def sync(self) -> None:
        """It is there."""


def small(profile: str, members: int = 5, extra: str = "") -> bytes:
    """A body of so many seats A, B, C ...; the first two are permanent."""
    rows = []
    for place, name in enumerate("ABCDEFGHIJKLMNO"[:members]):
        groups = ', groups = ["permanent"]' if place < 2 else ""
        rows.append(f'  {{ id = "{name.lower()}", name = "{name}", joined = "2000-01-01"{groups} }},\n')
    return f'id = "x"\nname = "X"\nprofile = "{profile}"\nseat = [\n{"".join(rows)}]\n{extra}'.encode()


def hold(*lines: str, body: bytes = OAS, day: str = "2024-07-31") -> Sitting:
    """Open a sitting, enter lines, return the state."""
    return held(*lines, body=body, day=day).state


def held(*lines: str, body: bytes = OAS, day: str = "2024-07-31") -> Live:
    """Open a sitting, enter lines, return it open; times are those of a fixed clock."""
    journal = Journal(medium=Memory(), clock=lambda: "2024-07-31T15:00:00.000Z", where="a.journal")
    live = Live(journal)
    live.enter([opening(body, day=day, presiding="Chair")])
    for line in lines:
        live.enter(events_of(live.state, line))
    return live
