"""Tellers checks a proclaimed vote against its records.

    import tellers

    dossier = tellers.open_dossier("examples/venezuela-2024")
    dossier.tally("v2", by="state")
    result = tellers.check(dossier)
    result.contests[0].verdicts

The names are loaded when they are first used, so that `import tellers.model` (or, one day,
the log's verifier) does not load the table engine.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from tellers.release import VERSION as __version__

if TYPE_CHECKING:
    from tellers.check import CheckedContest, Result, check
    from tellers.dossier import Dossier, open_dossier
    from tellers.errors import TellersError
    from tellers.model import Finding, Verdict

__all__ = [
    "__version__",
    "CheckedContest",
    "Dossier",
    "Finding",
    "Result",
    "TellersError",
    "Verdict",
    "check",
    "open_dossier",
]

_HOMES = {
    "CheckedContest": "tellers.check.run",
    "Dossier": "tellers.dossier",
    "Finding": "tellers.model",
    "Result": "tellers.check.run",
    "TellersError": "tellers.errors",
    "Verdict": "tellers.model",
    "open_dossier": "tellers.dossier",
}


def __getattr__(name: str) -> object:
    """Return a public name, loading its room on first use."""
    if name == "check":
        return import_module("tellers.check")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    message = f"module 'tellers' has no attribute {name!r}"
    raise AttributeError(message)
