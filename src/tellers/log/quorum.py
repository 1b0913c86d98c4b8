"""Whether two quorums of a policy must share a witness.

Where they need not, a log that shows two histories can have each cosigned by honest witnesses that never
see the other, and no witness breaks its word (research on logs, section 7).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.log.policy import NONE

if TYPE_CHECKING:
    from tellers.log.policy import Policy

__all__ = ["could_split"]

MOST_WITNESSES = 20
MOST_STEPS = 2**24
"""Sets of witnesses times groups: a file of hundreds of groups would take hours."""


def could_split(policy: Policy) -> bool | None:
    """Return whether two sets of witnesses without a common one can both be a quorum.

    Keys of one name are one witness: whoever holds the one holds the other; and keys of a log's name are the
    log's, which signs both. Exact, by trying every set; None where there are more than 20 witnesses, or too
    many groups. If any two such sets exist, then a set and all the others do.
    """
    if policy.quorum == NONE:
        return True
    logs = {key.name for key, _ in policy.logs}
    own = {name for name, (key, _) in policy.witnesses.items() if key.name in logs}
    people = sorted({key.name for key, _ in policy.witnesses.values()} - logs)
    if len(people) > MOST_WITNESSES or (len(policy.groups) + 1 << len(people)) > MOST_STEPS:
        return None
    for chosen in range(1 << max(0, len(people) - 1)):
        some = {name for at, name in enumerate(people) if chosen >> at & 1}
        keys = {name for name, (key, _) in policy.witnesses.items() if key.name in some}
        if policy.reached(keys | own) and policy.reached(policy.witnesses.keys() - keys):
            return True
    return False
