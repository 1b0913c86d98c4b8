"""Which rules there are, as a dossier may write them: known words, exact fractions of bounded size.

A rule comes from a stranger's file. Here it is refused before anything is decided by it: a kind
nobody knows, a fraction like `1/0`, or one like `1e999999999` that would fill the memory.

>>> verify_rule(Rule(kind="majority", wins=OptionId("for"), fraction="2/3"), (OptionId("for"),))
>>> verify_rule(Rule(kind="majority", wins=OptionId("for"), fraction="1e9"), (OptionId("for"),))
Traceback (most recent call last):
    ...
ValueError: the fraction '1e9' of a rule is not one such as 1/2, from 0 to 1
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from tellers.model import OptionId, Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["verify_rule"]

KINDS = ("majority", "plurality", "runoff")
BASES = ("members", "present", "cast")
STRICTNESS = ("more_than", "at_least")
_FRACTION = re.compile(r"[0-9]{1,9}/[1-9][0-9]{0,8}")
ROUND = 2
"""Options that a round between two needs."""


def verify_rule(rule: Rule, options: Sequence[OptionId]) -> None:
    """Return nothing where the rule can decide between these options; `ValueError` says why not."""
    for word, known in ((rule.kind, KINDS), (rule.base, BASES), (rule.strictness, STRICTNESS)):
        if word not in known:
            message = f"a rule knows {', '.join(known)}, not {word[:60]!r}"
            raise ValueError(message)
    for fraction in (rule.fraction, *(rule.lead.split("+") if rule.lead else ())):
        if not _FRACTION.fullmatch(fraction) or Fraction(fraction) > 1:
            message = f"the fraction {fraction[:60]!r} of a rule is not one such as 1/2, from 0 to 1"
            raise ValueError(message)
    if rule.lead and rule.lead.count("+") != 1:
        message = f"the lead {rule.lead[:60]!r} of a rule is not two fractions such as 40/100+10/100"
        raise ValueError(message)
    wins = OptionId("for") if rule.wins is None else rule.wins
    if rule.kind == "majority" and wins not in options:
        message = f"a majority is for an option, and there is no option {wins!r}"
        raise ValueError(message)
    if rule.kind == "runoff" and len(options) < ROUND:
        message = "a runoff needs two options"
        raise ValueError(message)
