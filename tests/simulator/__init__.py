"""Elections with a known truth, and lies told of them by name; each check is tested on both.

`honest_election` and `honest_council` draw a truth and publish it as it is. A lie is a function
from an election to another whose records, or whose proclamation, no longer tell that truth.
`dossier_of` and `case_of` write a real dossier and open it as any reader would.
"""

from tests.simulator.election import Election, Place, Sheet, honest_council, honest_election
from tests.simulator.lies import (
    copied_sheet,
    corrected_position,
    duplicated_sheet,
    ghost_unit,
    inflated_proclamation,
    invented_vector,
    late_correction,
    miscopied_figure,
    missing_station,
    padded_sheet,
    second_source,
    swapped_lists,
    unread_figure,
    with_status,
    withheld_area,
)
from tests.simulator.publish import case_of, contest_of, dossier_of

__all__ = [
    "Election",
    "Place",
    "Sheet",
    "case_of",
    "contest_of",
    "copied_sheet",
    "corrected_position",
    "dossier_of",
    "duplicated_sheet",
    "ghost_unit",
    "honest_council",
    "honest_election",
    "inflated_proclamation",
    "invented_vector",
    "late_correction",
    "miscopied_figure",
    "missing_station",
    "padded_sheet",
    "second_source",
    "swapped_lists",
    "unread_figure",
    "with_status",
    "withheld_area",
]
