"""A rule for ranked ballots as data: the method, the seats, the decimals, the tie rule.

>>> verify_ranked_rule(RankedRule(method="stv", seats=3))
>>> verify_ranked_rule(RankedRule(method="irv", seats=3))
Traceback (most recent call last):
    ...
ValueError: irv elects one, not 3
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tellers.model import OptionId
from tellers.model.text import Text

__all__ = ["RankedRule", "verify_ranked_rule"]

METHODS = ("irv", "stv")
TIES = ("previous", "first", "listed", "lots")
MOST_SEATS = 100
MOST_DECIMALS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedRule:
    """How the elected follow from ranked ballots; as data, resolved by `count_ranked`.

    `irv`: the last is excluded until somebody has more than half of the votes still counted. `stv`:
    the weighted inclusive Gregory method; surpluses go on at a fraction of each paper's value.
    """

    method: str
    seats: int = 1
    decimals: int | None = 5
    """Decimal places a transfer value is cut to, the rest being ignored; None for exact fractions."""
    ties: tuple[str, ...] = ("previous", "lots")
    """`previous`: who had more at the latest stage where they differed; `first`: at the earliest; `listed`:
    who stands first in the order; `lots`. Tried in turn; where none decides the count stops at a lot."""
    order: tuple[OptionId, ...] = ()
    """The named order of `listed`; that of the ballot where empty."""
    source: str = ""
    unread: Text = Text()


def verify_ranked_rule(rule: RankedRule) -> None:
    """Return nothing where the rule can be applied; `ValueError` says what of it is not known."""
    _known("method", rule.method, METHODS)
    for word in rule.ties:
        _known("tie word", word, TIES)
    if rule.method == "irv" and rule.seats != 1:
        message = f"irv elects one, not {rule.seats}"
        raise ValueError(message)
    if not 1 <= rule.seats <= MOST_SEATS:
        message = f"a ranked rule elects 1 to {MOST_SEATS}, not {rule.seats}"
        raise ValueError(message)
    if rule.decimals is not None and not 0 <= rule.decimals <= MOST_DECIMALS:
        message = f"decimals are 0 to {MOST_DECIMALS}, not {rule.decimals}"
        raise ValueError(message)


def _known(what: str, word: str, known: Sequence[str]) -> None:
    if word not in known:
        message = f"a ranked rule's {what} is one of {', '.join(known)}, not {word[:60]!r}"
        raise ValueError(message)
