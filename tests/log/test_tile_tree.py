from __future__ import annotations

import random

import pytest
from tests.log.slowly import TreeFiles, entry_of, grown

from tellers.errors import LogError, NoteError, UsageError, VerificationError
from tellers.log.proofs import prove_consistency, prove_inclusion
from tellers.log.tile_tree import TileTree
from tellers.log.tiles import bundle_path, read_bundle, read_tile_path, write_bundle
from tellers.log.tree import hash_leaf, hash_pairs

SIZES = [0, 1, 255, 256, 257, 511, 512, 65535, 65536, 65537, 70000]
REFUSED = (VerificationError, NoteError)


@pytest.fixture(scope="module")
def tree():
    """A tree of 70,000 entries: three levels of tiles."""
    return grown(70_000)


def flipped(data: bytes, bit: int) -> bytes:
    """The bytes with one bit changed."""
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


@pytest.mark.parametrize("size", SIZES)
def test_proofs_from_tiles_are_those_from_memory(tree, size):
    """At every size where a tile fills or begins; first and last entries, borders and a sample."""
    read = TileTree(TreeFiles(tree, size), tree.head(size))
    drawn = random.Random(size)  # noqa: S311 (a sample, no secret)
    places = {
        0,
        size // 2,
        size - 1,
        255,
        256,
        511,
        65_535,
        65_536,
        *(drawn.randrange(70_000) for _ in range(9)),
    }
    for place in sorted(one for one in places if 0 <= one < size):
        assert prove_inclusion(read, leaf_index=place, tree_size=size) == prove_inclusion(
            tree, leaf_index=place, tree_size=size
        )
        assert prove_consistency(read, old_size=place + 1, tree_size=size) == prove_consistency(
            tree, old_size=place + 1, tree_size=size
        )


@pytest.mark.parametrize("size", [1, 255, 256, 257, 512, 700])
def test_entries_are_read_from_their_bundles(tree, size):
    """In order, whole, and none beyond the last."""
    read = TileTree(TreeFiles(tree, size), tree.head(size))
    bundles = (size + 255) // 256

    assert [one for index in range(bundles) for one in read.entries(index)] == list(
        map(entry_of, range(size))
    )
    for index in (-1, bundles, bundles + 7):
        with pytest.raises(UsageError, match="there is no bundle"):
            read.entries(index)


@pytest.mark.parametrize("size", [1, 2, 3, 5, 9])
def test_every_bit_of_every_tile_of_a_tiny_log_is_held_to_the_root(tree, size):
    """Exhaustively: no flipped bit opens, and no byte more or less."""
    files = TreeFiles(tree, size)
    path = f"tile/0/000.p/{size}"
    data = files.read(path)
    for bad in (
        *(flipped(data, bit) for bit in range(8 * len(data))),
        *(data[:cut] for cut in range(len(data))),
        data + bytes(32),
        data + b"\0",
    ):
        with pytest.raises(REFUSED):
            TileTree(TreeFiles(tree, size, {path: bad}), tree.head(size))


@pytest.mark.parametrize("path", ["tile/0/001.p/4", "tile/1/000.p/1"])
def test_every_bit_of_the_right_edge_of_a_log_of_260_is_held_to_the_root(tree, path):
    """Before anything else is read."""
    files = TreeFiles(tree, 260)
    for bit in range(8 * len(files.read(path))):
        files.changed = {path: flipped(TreeFiles(tree, 260).read(path), bit)}
        with pytest.raises(VerificationError, match="do not lead to the root"):
            TileTree(files, tree.head(260))


def test_every_byte_of_a_full_tile_is_held_to_the_tile_above(tree):
    """A bit of each byte in turn, and every bit of each eighth hash; whichever hash is then asked for."""
    files, head = TreeFiles(tree, 260), tree.head(260)
    data = files.read("tile/0/000")
    bits = {8 * byte + byte % 8 for byte in range(0, len(data), 3)}
    bits |= {8 * 32 * one + bit for one in range(0, 256, 32) for bit in range(0, 256, 3)}
    for bit in sorted(bits):
        files.changed = {"tile/0/000": flipped(data, bit)}
        with pytest.raises(VerificationError, match="not the tile under the root"):
            TileTree(files, head).read_hashes([(0, 7)])


def test_a_changed_bit_anywhere_in_a_log_of_70000_is_refused_where_it_is_read(tree):
    """Every tile of levels 1 and 2 and a sample of level 0; the reader asks for what is under it."""
    files, head = TreeFiles(tree, 70_000), tree.head()
    drawn = random.Random(3)  # noqa: S311 (as above)
    tiles = [path for path in files.paths() if "entries" not in path]
    for path in [*[one for one in tiles if not one.startswith("tile/0/")], *drawn.sample(tiles, 60)]:
        level, index, width = read_tile_path(path)
        honest = TreeFiles(tree, 70_000).read(path)
        for bit in [0, 8 * len(honest) - 1, *drawn.sample(range(8 * len(honest)), 3)]:
            files.changed = {path: flipped(honest, bit)}
            under = (0, ((index * 256 + bit // 256) << 8 * level) + drawn.randrange(1 << 8 * level))
            with pytest.raises(VerificationError):
                TileTree(files, head).read_hashes([under])
            assert width <= 256


def test_a_forged_tile_of_level_1_does_not_pass_among_subtrees_that_share_it(tree):
    """CVE-2026-56865: a reader that checks shared tiles together let one forged tile through."""
    honest = TreeFiles(tree, 70_000).read("tile/1/000")
    for forged in range(0, 256, 15):
        files = TreeFiles(tree, 70_000, {"tile/1/000": flipped(honest, 256 * forged + 9)})
        read = TileTree(files, tree.head())
        for nodes in (
            [(8, forged)],
            [(8, other) for other in range(256)],
            [(9, forged // 2), (8, forged ^ 1)],
            [(0, 256 * forged + 3), (8, (forged + 1) % 256), (12, 3)],
            [(15, 0), (15, 1)],
        ):
            with pytest.raises(VerificationError, match="not the tile under the root"):
                read.read_hashes(nodes)


def test_two_tiles_forged_to_fit_each_other_do_not_pass(tree):
    """The lower one fits the upper, and the upper does not fit the one above it."""
    files = TreeFiles(tree, 70_000)
    lower = flipped(files.read("tile/0/005"), 77)
    top = lower
    for _ in range(8):
        top = hash_pairs(top)
    upper = bytearray(files.read("tile/1/000"))
    upper[5 * 32 : 6 * 32] = top
    files.changed = {"tile/0/005": lower, "tile/1/000": bytes(upper)}
    read = TileTree(files, tree.head())

    for nodes in ([(0, 5 * 256)], [(0, index) for index in range(0, 70_000, 256)], [(8, 5)]):
        with pytest.raises(VerificationError, match="not the tile under the root"):
            read.read_hashes(nodes)


def test_nothing_is_asked_of_a_forged_tile_that_is_not_needed(tree):
    """A damaged copy still answers for what is whole, and a refusal is not remembered as a success."""
    files = TreeFiles(tree, 70_000)
    files.changed = {"tile/0/005": flipped(files.read("tile/0/005"), 77)}
    read = TileTree(files, tree.head())

    assert read.read_hashes([(0, 4 * 256), (16, 0)]) == tree.read_hashes([(0, 4 * 256), (16, 0)])
    for _ in range(2):
        with pytest.raises(VerificationError):
            read.read_hashes([(0, 5 * 256)])
    files.changed = {}
    assert read.read_hashes([(0, 5 * 256)]) == tree.read_hashes([(0, 5 * 256)])


@pytest.mark.parametrize("index", [0, 1])
def test_an_altered_bundle_is_refused(tree, index):
    """Another entry, two exchanged, one more, one less, or bytes that are no bundle."""
    files, head = TreeFiles(tree, 300), tree.head(300)
    width = 256 if index == 0 else 44
    path = bundle_path(index, width)
    entries = read_bundle(files.read(path), width, where=path)
    for bad in (
        write_bundle([b"forged", *entries[1:]]),
        write_bundle([entries[1], entries[0], *entries[2:]]),
        write_bundle([*entries[:-1], entries[-1] + b"\0"]),
        write_bundle([*entries, b"more"]),
        write_bundle(entries[:-1]),
        files.read(path)[:-1],
        b"",
    ):
        files.changed = {path: bad}
        with pytest.raises(REFUSED):
            TileTree(files, head).entries(index)


def test_an_altered_entry_is_named_by_its_number():
    """So that whoever keeps the paper knows where to look."""
    files = TreeFiles(grown(300), 300)
    entries = read_bundle(files.read(bundle_path(1, 44)), 44, where="b")
    files.changed = {bundle_path(1, 44): write_bundle([*entries[:10], b"forged", *entries[11:]])}

    with pytest.raises(VerificationError, match="entry 266 is not the one under the root"):
        TileTree(files, files.tree.head()).entries(1)


def test_a_full_tile_stands_in_for_a_partial_that_is_gone(tree):
    """A log may remove partial tiles once the full one is there; so with bundles."""
    for size in (1, 255, 300, 65_700, 66_000):
        read = TileTree(TreeFiles(tree, 70_000), tree.head(size))
        last = (size - 1) // 256

        assert read.read_hashes([(0, size - 1)]) == [hash_leaf(entry_of(size - 1))]
        assert read.entries(last) == [entry_of(index) for index in range(last * 256, size)]


def test_a_full_tile_that_stands_in_is_held_to_the_root_too(tree):
    """Its first hashes and entries are those that were signed, or it is refused."""
    files = TreeFiles(tree, 512)
    honest = files.read("tile/0/001")
    files.changed = {"tile/0/001": flipped(honest, 256 * 3)}
    with pytest.raises(VerificationError):
        TileTree(files, tree.head(300))
    entries = read_bundle(TreeFiles(tree, 512).read(bundle_path(1)), 256, where="b")
    files.changed = {bundle_path(1): write_bundle([b"forged", *entries[1:]])}
    with pytest.raises(VerificationError, match="entry 256 is not the one"):
        TileTree(files, tree.head(300)).entries(1)


@pytest.mark.parametrize("path", ["tile/0/001.p/44", "tile/1/000.p/1", "tile/0/000", "tile/entries/001.p/44"])
def test_a_missing_file_is_named(tree, path):
    """And told from an altered one."""
    files = TreeFiles(tree, 300, {path: None})

    def read_all() -> None:
        read = TileTree(files, tree.head(300))
        read.read_hashes([(0, 3)])
        read.entries(1)

    with pytest.raises(LogError, match="this file of the log is missing") as told:
        read_all()
    assert told.value.where == path


def test_another_root_is_refused_at_once(tree):
    """The checkpoint of another log does not open this one."""
    for size in (0, 1, 300, 70_000):
        with pytest.raises(VerificationError):
            TileTree(TreeFiles(tree, size), tree.head(size)._replace(root=bytes(32)))
