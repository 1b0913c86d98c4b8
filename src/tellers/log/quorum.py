"""Whether two quorums of a policy must share a witness.

Where they need not, a log that shows two histories can have each cosigned by honest witnesses that never
see the other, and no witness breaks its word (research on logs, section 7).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tellers.log.policy import Policy

__all__ = ["could_split"]

MOST_WITNESSES = 20


def could_split(policy: Policy) -> bool | None:
    """Return whether two sets of witnesses without a common one can both be a quorum.

    Exact, by trying every set; None where there are more than 20 witnesses. Monotone: if any two such
    sets are, then a set and its complement are.
    """
    names = sorted(policy.witnesses)
    if policy.quorum == "none":
        return True
    if len(names) > MOST_WITNESSES:
        return None
    for chosen in range(1 << max(0, len(names) - 1)):
        some = {name for at, name in enumerate(names) if chosen >> at & 1}
        if policy.reached(some) and policy.reached(set(names) - some):
            return True
    return False
