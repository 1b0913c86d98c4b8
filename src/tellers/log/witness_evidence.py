"""What a witness's memory proves: split views found among the checkpoints it kept.

Two roots for one size, one of them perhaps only ever refused; and a larger checkpoint refused with a proof
that leads from another root than the one once cosigned for that size. Everything else that was refused is
listed and proves nothing: a proof that leads nowhere may be a mistake.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.log.compare import compare_checkpoints
from tellers.log.witness_request import read_request

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from tellers.log.evidence import Evidence
    from tellers.log.keys import VerifierKey
    from tellers.log.witness_statements import Statement

__all__ = ["find_splits"]


def find_splits(
    statements: Iterable[Statement], logs: Mapping[str, Collection[VerifierKey]]
) -> list[Evidence]:
    """Return all evidence of split views, each once, in the order the statements came; verified."""
    found: dict[bytes, Evidence] = {}
    first_at: dict[tuple[str, int], bytes] = {}
    cosigned: dict[tuple[str, int], bytes] = {}
    for one in statements:
        request, keys = read_request(one.request), logs.get(one.origin, ())
        note, place = request.note.encode(), (one.origin, one.size)
        pairs: list[tuple[bytes, Sequence[bytes] | None]] = [(first_at.setdefault(place, note), None)]
        before = cosigned.get((one.origin, request.old_size))
        if one.status != 200 and before is not None and request.old_size < one.size:
            pairs.append((before, request.proof))
        if one.status == 200:
            cosigned[place] = note
        for other, proof in pairs:
            evidence = compare_checkpoints(other, note, keys, proof).evidence
            if evidence is not None:
                found.setdefault(evidence.encode(), evidence)
    return list(found.values())
