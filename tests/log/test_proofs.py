from __future__ import annotations

from itertools import product

import pytest
from tests.log.slowly import slow_consistency, slow_inclusion
from tests.log.test_tree import CT_LEAVES, CT_ROOTS

from tellers.errors import UsageError, VerificationError
from tellers.log.memory import MemoryTree
from tellers.log.proofs import prove_consistency, prove_inclusion, verify_consistency, verify_inclusion
from tellers.log.tree import EMPTY_ROOT, TreeHead, hash_leaf

SIZES = range(1, 71)
LEAVES = [hash_leaf(bytes([number])) for number in range(70)]
TREE = MemoryTree()
TREE.extend(LEAVES)
CT_PATH = [  # Certificate Transparency's path of leaf 0 in the tree of 8
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
]
CT_GROWTH = [  # and its proof that the tree of 6 begins that of 8
    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
]


def holds(verify, *arguments, **words) -> bool:
    """Whether a verification passes; anything but our own refusal is a failure of the test."""
    try:
        verify(*arguments, **words)
    except VerificationError:
        return False
    return True


def flips(data: bytes, every: int):
    """The bytes with one bit changed, at every so-many-th bit."""
    for bit in range(0, 8 * len(data), every):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << (bit % 8)
        yield bytes(changed)


def altered(proof: list[bytes], every: int):
    """The proof with one bit changed, one hash less anywhere, one more anywhere, two exchanged."""
    for at, one in enumerate(proof):
        for changed in flips(one, every):
            yield [*proof[:at], changed, *proof[at + 1 :]]
        yield [*proof[:at], *proof[at + 1 :]]
        yield [*proof[:at], one[:31], *proof[at + 1 :]]
        yield [*proof[:at], b"", *proof[at + 1 :]]
        yield [*proof[:at], one + b"\0", *proof[at + 1 :]]
    for at in range(len(proof) + 1):
        for extra in {bytes(32), EMPTY_ROOT, b"", *proof}:
            yield [*proof[:at], extra, *proof[at:]]
    for at in range(len(proof) - 1):
        yield [*proof[:at], proof[at + 1], proof[at], *proof[at + 2 :]]


def test_the_proofs_are_those_of_certificate_transparency():
    """The published path of leaf 0 among 8, and the published growth from 6 to 8."""
    tree = MemoryTree()
    tree.extend([hash_leaf(entry) for entry in CT_LEAVES])

    assert [one.hex() for one in prove_inclusion(tree, leaf_index=0, tree_size=8)] == CT_PATH
    assert [one.hex() for one in prove_consistency(tree, old_size=6, tree_size=8)] == CT_GROWTH
    assert tree.head(8).root.hex() == CT_ROOTS[7]


@pytest.mark.parametrize("size", SIZES)
def test_every_proof_of_a_small_tree_is_the_one_defined_and_holds(size):
    """Each leaf's inclusion and each older size's consistency, against RFC 6962 as it is written."""
    leaves, head = LEAVES[:size], TREE.head(size)
    for index in range(size):
        proof = prove_inclusion(TREE, leaf_index=index, tree_size=size)

        assert proof == slow_inclusion(index, leaves)
        verify_inclusion(proof, head, leaf=leaves[index], leaf_index=index)
    for old in range(1, size + 1):
        proof = prove_consistency(TREE, old_size=old, tree_size=size)

        assert proof == slow_consistency(old, leaves)
        verify_consistency(proof, old=TREE.head(old), new=head)


@pytest.mark.parametrize("size", SIZES)
def test_a_proof_of_inclusion_holds_for_its_leaf_and_place_alone(size):
    """No other place in the same tree, no place outside it, and no other leaf takes it."""
    head = TREE.head(size)
    for index in range(size):
        proof = prove_inclusion(TREE, leaf_index=index, tree_size=size)
        places = [
            place
            for place in range(-1, size + 2)
            if holds(verify_inclusion, proof, head, leaf=LEAVES[index], leaf_index=place)
        ]
        others = [
            other
            for other in range(size)
            if holds(verify_inclusion, proof, head, leaf=LEAVES[other], leaf_index=index)
        ]

        assert (places, others) == ([index], [index])


@pytest.mark.parametrize("size", [*range(1, 18), 31, 33, 64, 70])
def test_no_altered_proof_of_inclusion_holds(size):
    """Every bit to 17 leaves, every 37th above; every cut, every added hash, every exchange."""
    head, every = TREE.head(size), 1 if size < 18 else 37
    for index in range(size):
        proof, leaf = prove_inclusion(TREE, leaf_index=index, tree_size=size), LEAVES[index]
        for other in altered(proof, every):
            assert not holds(verify_inclusion, other, head, leaf=leaf, leaf_index=index)
        for root in (*flips(head.root, every), b"", EMPTY_ROOT, head.root[:31]):
            assert not holds(verify_inclusion, proof, TreeHead(size, root), leaf=leaf, leaf_index=index)
        for other in (*flips(leaf, every), b"", leaf + b"\0"):
            assert not holds(verify_inclusion, proof, head, leaf=other, leaf_index=index)


@pytest.mark.parametrize("hashed", [b"", b"\x00", bytes(31), bytes(33)])
def test_a_leaf_that_is_its_own_root_holds_only_at_the_length_of_a_hash(hashed):
    """Three verifiers in Python take a leaf and a root of no bytes, in a log of one, for a proof."""
    assert not holds(verify_inclusion, [], TreeHead(1, hashed), leaf=hashed, leaf_index=0)
    assert not holds(verify_consistency, [], old=TreeHead(1, hashed), new=TreeHead(1, hashed))
    assert holds(verify_inclusion, [], TreeHead(1, bytes(32)), leaf=bytes(32), leaf_index=0)


@pytest.mark.parametrize("size", [*range(1, 13), 31, 33, 64, 70])
def test_no_altered_proof_of_consistency_holds(size):
    """As above, of every pair of sizes; and no other older root, nor another newer one."""
    head, every = TREE.head(size), 1 if size < 13 else 61
    for old in range(1, size + 1):
        proof, was = prove_consistency(TREE, old_size=old, tree_size=size), TREE.head(old)
        for other in altered(proof, every):
            assert not holds(verify_consistency, other, old=was, new=head)
        for root in (*flips(was.root, every), b"", was.root[:31]):
            assert not holds(verify_consistency, proof, old=TreeHead(old, root), new=head)
        for root in (*flips(head.root, every), b""):
            assert not holds(verify_consistency, proof, old=was, new=TreeHead(size, root))


def test_a_proof_of_consistency_holds_for_no_other_older_size():
    """A log cannot pass off a shorter history, nor a longer."""
    for size, old in product(range(2, 40), range(1, 40)):
        if old < size:
            proof = prove_consistency(TREE, old_size=old, tree_size=size)
            for other in range(size + 2):
                held = holds(verify_consistency, proof, old=TREE.head(other), new=TREE.head(size))

                assert held is (other == old)


def test_an_empty_log_begins_every_log():
    """With no proof; its root must be that of nothing, and a size below zero is none."""
    empty = TreeHead(0, EMPTY_ROOT)

    verify_consistency([], old=empty, new=TREE.head(5))
    verify_consistency([], old=empty, new=empty)
    for was, now, proof in [
        (empty, TREE.head(5), [bytes(32)]),
        (TreeHead(0, bytes(32)), TREE.head(5), []),
        (empty, TreeHead(0, bytes(32)), []),
        (TreeHead(-1, EMPTY_ROOT), TREE.head(5), []),
        (TREE.head(5), empty, []),
    ]:
        assert not holds(verify_consistency, proof, old=was, new=now)


def test_of_equal_sizes_the_roots_are_equal_and_the_proof_is_empty():
    """Two roots of one size are two histories."""
    verify_consistency([], old=TREE.head(9), new=TREE.head(9))
    with pytest.raises(VerificationError, match="two roots are given for one size"):
        verify_consistency([], old=TREE.head(9), new=TreeHead(9, bytes(32)))
    with pytest.raises(VerificationError, match="a proof is given where none is needed"):
        verify_consistency([bytes(32)], old=TREE.head(9), new=TREE.head(9))


@pytest.mark.parametrize(("index", "size"), [(0, 0), (5, 5), (-1, 5), (2**63, 5)])
def test_no_proof_is_made_for_an_entry_that_is_not_there(index, size):
    """The caller is told, and the tree is not asked."""
    with pytest.raises(UsageError):
        prove_inclusion(TREE, leaf_index=index, tree_size=size)


@pytest.mark.parametrize(("old", "size"), [(6, 5), (-1, 5)])
def test_no_proof_is_made_from_more_to_less(old, size):
    """A log does not shrink."""
    with pytest.raises(UsageError):
        prove_consistency(TREE, old_size=old, tree_size=size)


def test_nothing_needs_to_be_proved_from_nothing_or_to_itself():
    """Both proofs are empty."""
    assert prove_consistency(TREE, old_size=0, tree_size=5) == []
    assert prove_consistency(TREE, old_size=5, tree_size=5) == []


@pytest.mark.parametrize("length", [0, 31, 33, 64])
def test_what_is_no_hash_is_refused_before_anything_is_hashed(length):
    """Elsewhere in a proof it could move the border between two hashes."""
    head, proof = TREE.head(5), prove_inclusion(TREE, leaf_index=1, tree_size=5)
    for bad in ([bytes(length), *proof[1:]], [*proof[:-1], bytes(length)]):
        with pytest.raises(VerificationError, match="a hash is not 32 bytes long"):
            verify_inclusion(bad, head, leaf=LEAVES[1], leaf_index=1)
        with pytest.raises(VerificationError, match="a hash is not 32 bytes long"):
            verify_consistency(bad, old=TREE.head(3), new=head)
    with pytest.raises(VerificationError, match="a hash is not 32 bytes long"):
        verify_inclusion(proof, head, leaf=bytes(length), leaf_index=1)


@pytest.mark.parametrize("size", range(2, 71))
def test_growth_is_never_shown_by_nothing(size):
    """Not even where the older tree is a node of the newer."""
    for old in range(1, size):
        with pytest.raises(VerificationError, match="the proof is too short"):
            verify_consistency([], old=TREE.head(old), new=TREE.head(size))


@pytest.mark.parametrize(("old", "new"), [(2, 1), (5, 3), (70, 69), (64, 32)])
def test_a_log_that_shrank_is_told_so_whatever_the_proof(old, new):
    """Also with the proof of its growth, read backwards or not."""
    proof = prove_consistency(TREE, old_size=new, tree_size=old)
    for given in ([], proof, proof[::-1]):
        with pytest.raises(VerificationError, match=f"a log of {new} cannot begin with {old} entries"):
            verify_consistency(given, old=TREE.head(old), new=TREE.head(new))
