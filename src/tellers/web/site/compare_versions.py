"""The versions of a log that a site has shown: how long each was, when it was signed, what it added."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from tellers.errors import NoteError, VerificationError
from tellers.log.note import read_note
from tellers.log.policy import read_policy
from tellers.publish.entry import is_entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Version", "versions_of"]


class _Act(msgspec.Struct):
    act: str


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


def versions_of(checkpoints: Mapping[int, bytes], entries: Iterable[bytes], policy: str) -> list[Version]:
    """Return the versions in their order, from the checkpoints by size and the log's entries.

    Only signatures that hold under the policy say a time. Cost: one pass over the entries.
    """
    sizes = sorted(checkpoints)
    acts: list[Counter[str]] = [Counter() for _ in sizes]
    decode = msgspec.json.Decoder(_Act).decode
    at = 0
    for index, data in enumerate(entries):
        while at < len(sizes) and index >= sizes[at]:
            at += 1
        if at == len(sizes):
            break
        acts[at][decode(data).act if is_entry(data) else "silent"] += 1
    return [
        Version(size=size, times=_times(checkpoints[size], policy), added=dict(added))
        for size, added in zip(sizes, acts, strict=True)
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
