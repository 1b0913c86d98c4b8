from __future__ import annotations

from itertools import pairwise

import pytest
from tests.log.slowly import slow_root

from tellers.log.memory import MemoryTree
from tellers.log.tree import (
    EMPTY_ROOT,
    hash_children,
    hash_leaf,
    hash_pairs,
    join_subtrees,
    root_of,
    subtrees_of,
    subtrees_over,
)

CT_LEAVES = [
    bytes.fromhex(one)
    for one in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
"""The reference leaves of Certificate Transparency's own tests."""
CT_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


@pytest.mark.parametrize("size", range(1, 9))
def test_the_roots_are_those_of_certificate_transparency(size):
    """The eight reference leaves give the eight published roots."""
    leaves = [hash_leaf(entry) for entry in CT_LEAVES[:size]]

    assert root_of(leaves).hex() == CT_ROOTS[size - 1]
    assert slow_root(leaves).hex() == CT_ROOTS[size - 1]


def test_the_root_of_nothing_is_the_hash_of_nothing():
    """SHA-256 of no bytes, as RFC 6962 says."""
    nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    assert EMPTY_ROOT.hex() == nothing
    assert root_of([]).hex() == nothing
    assert join_subtrees([]).hex() == nothing
    assert MemoryTree().head() == (0, EMPTY_ROOT)


def test_a_leaf_and_a_node_begin_with_different_bytes():
    """No entry of 64 bytes can pass for a node, nor a node for an entry."""
    entry = bytes(64)

    assert hash_leaf(b"").hex() == CT_ROOTS[0]
    assert hash_leaf(entry) != hash_children(entry[:32], entry[32:])
    assert hash_pairs(entry) == hash_children(entry[:32], entry[32:])


def test_the_root_of_every_size_to_1100_is_that_of_the_slow_definition():
    """Both ways of the core, a list of leaves and a growing tree, agree with the recursive one."""
    leaves = [hash_leaf(str(number).encode()) for number in range(1100)]
    kept: dict[tuple[int, int], bytes] = {}

    def defined(start: int, end: int) -> bytes:
        """The definition, remembering what it has hashed."""
        if end - start == 1:
            return leaves[start]
        if (start, end) not in kept:
            middle = start + (1 << ((end - start - 1).bit_length() - 1))
            kept[start, end] = hash_children(defined(start, middle), defined(middle, end))
        return kept[start, end]

    tree = MemoryTree()
    for size in range(1, 1101):
        tree.extend(leaves[size - 1 : size])
        expected = defined(0, size)

        assert root_of(leaves[:size]) == expected
        assert tree.head() == (size, expected)
        if size % 100 == 0:
            assert slow_root(leaves[:size]) == expected
    for size in range(1, 1101):
        assert tree.head(size).root == defined(0, size)


def test_leaves_added_in_heaps_give_the_tree_of_leaves_added_one_by_one():
    """It does not matter how often a log is written."""
    leaves = [hash_leaf(bytes([number])) for number in range(250)]
    whole = MemoryTree()
    whole.extend(leaves)
    heaped = MemoryTree()
    for start, end in pairwise([0, 0, 1, 3, 10, 127, 128, 250]):
        heaped.extend(leaves[start:end])

    assert heaped.head() == whole.head()
    assert len(heaped) == 250


def test_a_tree_is_a_row_of_complete_subtrees_one_for_each_bit_of_its_size():
    """The largest first; none of nothing."""
    assert subtrees_of(0) == []
    assert subtrees_of(7) == [(2, 0), (1, 2), (0, 6)]
    assert subtrees_over(4, 7) == [(1, 2), (0, 6)]
    for size in range(1, 300):
        assert [1 << height for height, _ in subtrees_of(size)] == [
            1 << bit for bit in reversed(range(9)) if size >> bit & 1
        ]


def test_a_range_that_is_no_subtree_is_a_fault_of_the_caller():
    """RFC 6962 never hashes entries 1 to 3 together."""
    with pytest.raises(AssertionError, match="not a subtree"):
        subtrees_over(1, 4)


def test_a_node_that_is_not_in_the_tree_is_not_made_up():
    """Beyond the last leaf there is nothing, and above the root neither."""
    tree = MemoryTree()
    tree.extend([hash_leaf(b"a"), hash_leaf(b"b"), hash_leaf(b"c")])

    for node in [(0, 3), (1, 1), (2, 0)]:
        with pytest.raises(IndexError):
            tree.read_hashes([node])
