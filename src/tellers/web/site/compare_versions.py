"""The versions of a log that a site has shown: how long each was, when it was signed, what it added."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from tellers.errors import NoteError, VerificationError
from tellers.log.note import read_note
from tellers.log.policy import read_policy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Version", "versions_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One checkpoint that a site has shown."""

    size: int
    times: tuple[int, ...]
    """When it was cosigned, in seconds since 1970, the first first; () where nobody says."""
    added: Mapping[str, int]
    """By what they do, the entries since the version before; `silent` are those that state nothing."""

    def count(self, act: str) -> int:
        """Return how many entries of an act were added; 0 where there were none."""
        return self.added.get(act, 0)


def versions_of(checkpoints: Mapping[int, bytes], acts: Sequence[str], policy: str) -> list[Version]:
    """Return the versions in their order, from the checkpoints by size and what each entry of the log does.

    Only signatures that hold under the policy say a time.
    """
    sizes = sorted(checkpoints)
    added = [Counter(acts[before:size]) for before, size in pairwise([0, *sizes])]
    return [
        Version(size=size, times=_times(checkpoints[size], policy), added=dict(one))
        for size, one in zip(sizes, added, strict=True)
    ]


def _times(note: bytes, policy: str) -> tuple[int, ...]:
    """Return when those whom the policy names signed, as far as they say; () of lines that nobody signed."""
    if not policy:
        return ()
    who = read_policy(policy.encode(), where="the site's policy")
    keys = [key for key, _ in (*who.logs, *who.witnesses.values())]
    try:
        held = read_note(note, where="a checkpoint")
        times = [key.verify(held.text, line) for key in keys for line in held.signatures if key.signed(line)]
    except (NoteError, VerificationError):  # the page verifies it again, and says what does not hold
        return ()
    return tuple(sorted(time for time in times if time))
