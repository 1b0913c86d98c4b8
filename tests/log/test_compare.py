from __future__ import annotations

from base64 import b64encode
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.log.witness_world import FORK, LOG, LOG_MLDSA, ORIGIN, STRANGER, TREE, flips, signed, tree_of

from tellers.errors import NoteError, UsageError, VerificationError
from tellers.log.compare import View, compare_checkpoints, prefix_root
from tellers.log.evidence import Evidence, EvidenceKind, read_evidence, verify_evidence
from tellers.log.memory import MemoryTree
from tellers.log.proofs import prove_consistency
from tellers.log.tiles import TILE_WIDTH, full_tiles, partial_tiles
from tellers.log.tree import EMPTY_ROOT, TreeHead

KEYS = (LOG.key,)


class TilesOf:
    """The tiles of a tree in memory, as a web server would hold them; `lost` are not there."""

    def __init__(self, tree: MemoryTree, *, lost: str = "", turned: str = "") -> None:
        self._tree, self._lost, self._turned = tree, lost, turned

    def read(self, path: str) -> bytes | None:
        """Return a tile, None where there is none."""
        size = len(self._tree)
        for tile in (*full_tiles(0, size), *partial_tiles(size)):
            if str(tile) == path and path != self._lost:
                first = tile.index * TILE_WIDTH
                nodes = [(8 * tile.level, first + at) for at in range(tile.width)]
                data = b"".join(self._tree.read_hashes(nodes))
                return bytes([data[0] ^ 1]) + data[1:] if path == self._turned else data
        return None


def view(first, second, grounds=None):
    """Return the verdict on two checkpoints of the log's key, its evidence verified and read again."""
    compared = compare_checkpoints(first.encode(), second.encode(), KEYS, grounds)
    if compared.evidence is not None:
        data = compared.evidence.encode()
        again = read_evidence(data)
        assert again == compared.evidence
        verify_evidence(again, KEYS)
    return compared.view


def test_one_size_and_one_root_are_one_history():
    """Also where the signatures differ."""
    assert view(signed(TREE.head(9)), signed(TREE.head(9), LOG, STRANGER)) is View.CONSISTENT


def test_one_size_with_two_roots_is_a_split_that_two_notes_prove():
    """In either order, the same bytes."""
    first, second = signed(TREE.head(9)), signed(FORK.head(9))

    one = compare_checkpoints(first.encode(), second.encode(), KEYS)
    other = compare_checkpoints(second.encode(), first.encode(), KEYS)

    assert one.view is View.SPLIT
    assert one.evidence.kind is EvidenceKind.TWO_ROOTS
    assert one.evidence.encode() == other.evidence.encode()


def test_two_sizes_without_more_are_not_told_apart():
    """Whatever the roots: nobody is accused."""
    compared = compare_checkpoints(signed(TREE.head(5)).encode(), signed(FORK.head(9)).encode(), KEYS)

    assert compared.view is View.NOT_SHOWN
    assert compared.evidence is None


def test_every_pair_of_sizes_is_judged_by_proof_and_by_tiles():
    """To 40, of one history and of two that share three entries; the tiles of the larger prove the split."""
    tiles, other = TilesOf(TREE), TilesOf(FORK)
    for old in range(41):
        for size in range(old + 1, 41, 3):
            first, here, there = signed(TREE.head(old)), signed(TREE.head(size)), signed(FORK.head(size))
            proof = prove_consistency(TREE, old_size=old, tree_size=size)
            forked = prove_consistency(FORK, old_size=old, tree_size=size)
            power = not old & (old - 1)
            by_proof = View.NOT_SHOWN if power else View.SPLIT
            assert view(first, here, proof) is View.CONSISTENT
            assert view(there, first, forked) is (View.CONSISTENT if old <= 3 else by_proof)
            if size % 5 == 0:
                cut = tree_of("told here", size, shared=3)
                assert view(first, here, TilesOf(cut)) is View.CONSISTENT
                cut = tree_of("told there", size, shared=3)
                assert view(first, there, TilesOf(cut)) is (View.CONSISTENT if old <= 3 else View.SPLIT)
    assert view(signed(TREE.head(5)), signed(FORK.head(70)), other) is View.SPLIT
    assert view(signed(TREE.head(5)), signed(FORK.head(70)), tiles) is View.NOT_SHOWN


def test_the_split_of_a_log_of_many_tiles_is_shown_from_its_tiles():
    """70,000 entries that changed at number 300; the evidence is a few hashes."""
    honest, changed = tree_of("one", 70_000), tree_of("one", 300)
    changed.extend(honest.read_hashes([(0, 0)]))
    changed.extend(honest.read_hashes([(0, at) for at in range(301, 70_000)]))
    first, second = signed(honest.head(40_000)), signed(changed.head(70_000))

    compared = compare_checkpoints(first.encode(), second.encode(), KEYS, TilesOf(changed))

    assert compared.view is View.SPLIT
    assert compared.evidence.kind is EvidenceKind.REWRITTEN
    assert len(compared.evidence.proof) == 12
    assert len(compared.evidence.encode()) < 2_000
    assert view(first, signed(honest.head(70_000)), TilesOf(honest)) is View.CONSISTENT


@pytest.mark.parametrize("fault", ["lost", "turned"])
def test_tiles_that_are_missing_or_damaged_prove_nothing(fault):
    """They may be the fault of whoever copied them."""
    tiles = TilesOf(FORK, **{fault: "tile/0/000.p/70"})

    assert view(signed(TREE.head(5)), signed(FORK.head(70)), tiles) is View.NOT_SHOWN


def test_a_proof_that_leads_nowhere_proves_nothing():
    """Too short, too long, of other sizes, noise."""
    good = prove_consistency(FORK, old_size=5, tree_size=9)
    for proof in (good[:-1], [*good, good[0]], [bytes(32)] * len(good), [], [b"short"], good[::-1]):
        assert view(signed(TREE.head(5)), signed(FORK.head(9)), proof) is View.NOT_SHOWN


def test_an_empty_log_with_a_root_that_is_not_of_nothing_is_proof_by_itself():
    """Whatever the other checkpoint is; the right empty root begins every log."""
    wrong = signed(TreeHead(0, bytes(32)))

    assert view(wrong, signed(TREE.head(9))) is View.SPLIT
    assert view(wrong, signed(TreeHead(0, EMPTY_ROOT))) is View.SPLIT
    assert view(signed(TreeHead(0, EMPTY_ROOT)), signed(TREE.head(9))) is View.CONSISTENT


def test_a_checkpoint_that_the_log_did_not_sign_is_not_compared():
    """Nor two of different logs."""
    with pytest.raises(VerificationError, match="the second checkpoint: no known key"):
        view(signed(TREE.head(9)), signed(FORK.head(9), STRANGER))
    with pytest.raises(NoteError):
        compare_checkpoints(b"nothing", signed(TREE.head(9)).encode(), KEYS)
    other = replace(LOG, name="example.org/other")
    with pytest.raises(UsageError, match="two logs"):
        compare_checkpoints(
            signed(TREE.head(9)).encode(),
            signed(TREE.head(9), other, origin="example.org/other").encode(),
            (LOG.key, other.key),
        )


def test_a_log_that_only_grew_cannot_be_accused():
    """Every kind of evidence made from its own checkpoints, with any prefix, is refused."""
    first, second = signed(TREE.head(5)), signed(TREE.head(9))
    proof = tuple(prove_consistency(TREE, old_size=5, tree_size=9))
    rewritten = Evidence(
        kind=EvidenceKind.REWRITTEN, first=first, second=second, prefix=bytes(32), proof=proof
    )
    made = [
        rewritten,
        Evidence(kind=EvidenceKind.TWO_ROOTS, first=first, second=first),
        Evidence(kind=EvidenceKind.TWO_ROOTS, first=first, second=second),
        Evidence(kind=EvidenceKind.TWO_ROOTS, first=first),
        Evidence(kind=EvidenceKind.NOT_EMPTY, first=first),
        Evidence(kind=EvidenceKind.NOT_EMPTY, first=signed(TreeHead(0, EMPTY_ROOT))),
        replace(rewritten, prefix=TREE.head(5).root),
        replace(rewritten, prefix=FORK.head(5).root),
        replace(rewritten, first=second, second=first),
        replace(rewritten, second=first, proof=()),
        replace(rewritten, second=None),
    ]
    for evidence in made:
        with pytest.raises(VerificationError):
            verify_evidence(evidence, KEYS)


def test_evidence_is_for_whoever_has_the_log_s_key():
    """With another key of that name it shows nothing."""
    compared = compare_checkpoints(signed(TREE.head(9)).encode(), signed(FORK.head(9)).encode(), KEYS)

    with pytest.raises(VerificationError, match="the evidence, first: no known key"):
        verify_evidence(compared.evidence, (STRANGER.key,))


def test_two_kinds_of_key_may_have_signed_the_two_histories():
    """Both are the log's."""
    compared = compare_checkpoints(
        signed(TREE.head(9)).encode(),
        signed(FORK.head(9), LOG_MLDSA).encode(),
        (LOG.key, LOG_MLDSA.key),
    )

    assert compared.view is View.SPLIT


WRITTEN = f"""\
tellers evidence of a split view, version 1
kind rewritten
# The log example.org/log signed one root for 5 entries; the 6 entries
# that it signed later or elsewhere begin with others: entries it had signed were changed,
# removed or moved, or it showed one history to some and another to others.
# To check it you need the verifier key of the log, from somewhere else than this file:
# tellers log compare THIS-FILE --key KEY
first
>example.org/log
>5
>{b64encode(TREE.head(5).root).decode()}
>
>{str(signed(TREE.head(5)).signatures[0]).strip()}
second
>example.org/log
>6
>{b64encode(FORK.head(6).root).decode()}
>
>{str(signed(FORK.head(6)).signatures[0]).strip()}
prefix {b64encode(FORK.head(5).root).decode()}
hash {b64encode(FORK.read_hashes([(0, 4)])[0]).decode()}
hash {b64encode(FORK.read_hashes([(0, 5)])[0]).decode()}
hash {b64encode(FORK.read_hashes([(2, 0)])[0]).decode()}
"""


def test_the_file_can_be_read_by_a_person():
    """Every byte of it."""
    compared = compare_checkpoints(
        signed(TREE.head(5)).encode(), signed(FORK.head(6)).encode(), KEYS, TilesOf(tree_cut(6))
    )

    assert compared.evidence.encode().decode() == WRITTEN


def tree_cut(size: int) -> MemoryTree:
    """Return the beginning of the fork."""
    return tree_of("told there", size, shared=3)


def test_no_bit_of_the_file_can_be_turned():
    """Not even one of the words for a person: nothing else is read, or what is read does not hold."""
    for data in flips(WRITTEN.encode()):
        with pytest.raises((NoteError, VerificationError)):
            verify_evidence(read_evidence(data), KEYS)


@given(st.binary(max_size=300))
def test_hostile_bytes_are_no_evidence(data):
    """Only our own error."""
    for held in (data, WRITTEN[:44].encode() + data, WRITTEN.encode()[:-40] + data):
        with pytest.raises(NoteError):
            read_evidence(held + b"\n")


@given(st.lists(st.sampled_from(WRITTEN.splitlines(keepends=True)), max_size=25))
def test_lines_in_another_order_are_no_evidence(lines):
    """One spelling."""
    text = WRITTEN.splitlines(keepends=True)[0] + "".join(lines)
    if text != WRITTEN:
        with pytest.raises((NoteError, VerificationError)):
            verify_evidence(read_evidence(text.encode()), KEYS)


def test_the_root_that_a_proof_leads_from_is_that_of_the_tree_it_was_made_of():
    """All sizes to 70 that are no power of two, for which a proof leaves it out."""
    for size in range(2, 71):
        for old in range(1, size):
            proof = prove_consistency(TREE, old_size=old, tree_size=size)
            expected = TREE.head(old).root if old & (old - 1) else None
            assert prefix_root(proof, old_size=old, new_size=size) == expected


def test_the_origin_in_the_words_is_the_log_s():
    """Of all three kinds."""
    notes = signed(TREE.head(5)), signed(FORK.head(9))
    for kind in EvidenceKind:
        words = Evidence(kind=kind, first=notes[0], second=notes[1]).words()
        assert words[0].startswith(f"The log {ORIGIN} signed ")
