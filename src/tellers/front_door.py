"""The names of `import tellers`, each loaded when it is first used.

`import tellers.model`, or one day the log's verifier, must not load the table engine. The
package's `__init__` takes `__getattr__` from here (PEP 562); `__init__.pyi` tells type checkers
the same names.

>>> __getattr__("Verdict").__name__
'Verdict'
>>> __getattr__("verdict")
Traceback (most recent call last):
    ...
AttributeError: module 'tellers' has no attribute 'verdict'
"""

from __future__ import annotations

from importlib import import_module

__all__ = ["HOMES", "__getattr__"]

HOMES = {
    "CheckedContest": "tellers.check.run",
    "Dossier": "tellers.dossier",
    "Finding": "tellers.model",
    "Result": "tellers.check.run",
    "TellersError": "tellers.errors",
    "Verdict": "tellers.model",
    "open_dossier": "tellers.dossier",
}
"""Where each public name lives; `check` is a room of its own that can be called."""


def __getattr__(name: str) -> object:
    """Return a public name, loading its room on first use."""
    if name == "check":
        return import_module("tellers.check")
    if name in HOMES:
        return getattr(import_module(HOMES[name]), name)
    message = f"module 'tellers' has no attribute {name!r}"
    raise AttributeError(message)
