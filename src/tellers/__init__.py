"""Tellers checks a proclaimed vote against its records.

    import tellers

    dossier = tellers.open_dossier("examples/venezuela-2024")
    dossier.tally("v2", by="state")
    result = tellers.check(dossier)
    result.contests[0].verdicts

Each name is loaded when it is first used: see `tellers.front_door`.
"""

from tellers.front_door import __getattr__
from tellers.release import VERSION as __version__  # noqa: N811 (the name programs look for)

__all__ = [
    "CheckedContest",
    "Dossier",
    "Finding",
    "Result",
    "TellersError",
    "Verdict",
    "__getattr__",
    "__version__",
    "check",
    "open_dossier",
]
