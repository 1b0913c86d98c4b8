from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellers.errors import NoteError, UsageError
from tellers.log.tiles import (
    Tile,
    bundle_path,
    checked_tile,
    full_tiles,
    hash_bundle,
    partial_tiles,
    read_bundle,
    read_tile_path,
    write_bundle,
)
from tellers.log.tree import hash_leaf

EDGES = {
    0: [],
    1: ["tile/0/000.p/1"],
    255: ["tile/0/000.p/255"],
    256: ["tile/1/000.p/1"],
    257: ["tile/0/001.p/1", "tile/1/000.p/1"],
    511: ["tile/0/001.p/255", "tile/1/000.p/1"],
    512: ["tile/1/000.p/2"],
    65535: ["tile/0/255.p/255", "tile/1/000.p/255"],
    65536: ["tile/2/000.p/1"],
    65537: ["tile/0/256.p/1", "tile/2/000.p/1"],
    70000: ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"],
}


@pytest.mark.parametrize(("size", "expected"), EDGES.items())
def test_the_partial_tiles_of_a_size_are_those_of_the_specification(size, expected):
    """One a level at most, none empty, none of them full."""
    assert [str(tile) for tile in partial_tiles(size)] == expected


@pytest.mark.parametrize(
    ("size", "counts"),
    [(0, {}), (255, {}), (256, {0: 1}), (511, {0: 1}), (65535, {0: 255}), (65536, {0: 256, 1: 1}),
     (65537, {0: 256, 1: 1}), (70000, {0: 273, 1: 1})],
)  # fmt: skip
def test_the_full_tiles_of_a_size_are_counted_by_level(size, counts):
    """256 of one level make one of the next."""
    tiles = list(full_tiles(0, size))

    assert {level: sum(tile.level == level for tile in tiles) for level in range(3)} == {
        level: counts.get(level, 0) for level in range(3)
    }
    assert {tile.width for tile in tiles} <= {256}


@settings(deadline=None)
@given(st.integers(0, 200_000), st.integers(0, 200_000))
def test_growing_in_steps_writes_the_same_full_tiles_as_growing_at_once(one, two):
    """Each tile becomes full in exactly one step."""
    old, new = sorted((one, two))

    assert sorted([*full_tiles(0, old), *full_tiles(old, new)]) == sorted(full_tiles(0, new))


PATHS = {
    "tile/0/000": (0, 0, 256),
    "tile/0/273.p/112": (0, 273, 112),
    "tile/entries/x001/x234/067": (None, 1_234_067, 256),
    "tile/63/999.p/1": (63, 999, 1),
    "tile/1/x999/999.p/255": (1, 999_999, 255),
}


@pytest.mark.parametrize(("path", "expected"), PATHS.items())
def test_a_path_says_level_index_and_width(path, expected):
    """And is written the same way."""
    level, index, width = expected

    assert read_tile_path(path) == expected
    assert path == (bundle_path(index, width) if level is None else str(Tile(level, index, width)))


@pytest.mark.parametrize(
    "path",
    [
        "", "tile", "tile/0/0", "tile/0/00", "tile/0/0000", "tile/0/x000/001", "tile/0/001/002",
        "tile/0/x001", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/",
        "tile/64/000", "tile/00/000", "tile/-1/000", "tile/8/0/000", "tile/data/000", "tile/0/000\n",
        "/tile/0/000", "tile/0/000/", "tile/0/../000", "tile/0/x1/000", "tile/0/١٢٣", "TILE/0/000",
        "tile/0/" + "x001/" * 7 + "000", "tile/0/" + "x999/" * 2000 + "999",
    ],
)  # fmt: skip
def test_another_path_is_no_tile_s(path):
    """Above all nothing that leads out of the folder."""
    with pytest.raises(NoteError, match="not the path of a tile"):
        read_tile_path(path)


@settings(deadline=None)
@given(st.integers(0, 63), st.integers(0, 2**55), st.integers(1, 256))
def test_every_tile_s_path_reads_back(level, index, width):
    """Whatever the level, index and width."""
    assert read_tile_path(str(Tile(level, index, width))) == (level, index, width)
    assert read_tile_path(bundle_path(index, width)) == (None, index, width)


@settings(deadline=None)
@given(st.text("tile/0123456789xp.entris\n", max_size=40))
def test_a_path_is_read_or_refused_and_nothing_else(path):
    """What is read is written the same way: no file has two names."""
    try:
        level, index, width = read_tile_path(path)
    except NoteError:
        return

    assert path == (bundle_path(index, width) if level is None else str(Tile(level, index, width)))


def test_a_tile_has_exactly_its_hashes():
    """32 bytes each."""
    assert checked_tile(bytes(64), 2, where="tile/0/000.p/2") == bytes(64)
    for length in (0, 32, 63, 65, 96, 8192):
        with pytest.raises(NoteError, match=re.escape("64 bytes (2 hashes)") + "|not the length"):
            checked_tile(bytes(length), 2, where="tile/0/000.p/2")


def test_a_bundle_is_each_entry_after_its_length_in_two_bytes():
    """The high byte first."""
    data = write_bundle([b"one", b"", b"x" * 259])

    assert data == b"\x00\x03one\x00\x00\x01\x03" + b"x" * 259
    assert read_bundle(data, 3, where="b") == [b"one", b"", b"x" * 259]
    assert hash_bundle(data, 3, where="b") == b"".join(map(hash_leaf, [b"one", b"", b"x" * 259]))


def test_an_entry_of_65535_bytes_fits_and_one_more_does_not():
    """Two bytes say no more."""
    longest = b"x" * 65_535

    assert read_bundle(write_bundle([longest]), 1, where="b") == [longest]
    with pytest.raises(UsageError, match="an entry of 65536 bytes does not fit"):
        write_bundle([b"x" * 65_536])


@settings(deadline=None)
@given(st.lists(st.binary(max_size=300), max_size=12))
def test_a_bundle_reads_back_and_its_hashes_are_those_of_its_entries(entries):
    """Whatever the entries are."""
    data = write_bundle(entries)

    assert read_bundle(data, len(entries), where="b") == entries
    assert hash_bundle(data, len(entries), where="b") == b"".join(map(hash_leaf, entries))


@settings(deadline=None)
@given(st.binary(max_size=60), st.integers(0, 8))
def test_bytes_are_a_bundle_of_so_many_entries_for_both_readers_or_for_neither(data, width):
    """The reader of hashes is no laxer than the reader of entries."""
    outcomes = []
    for reader in (read_bundle, hash_bundle):
        try:
            reader(data, width, where="b")
            outcomes.append("read")
        except NoteError:
            outcomes.append("refused")

    assert outcomes[0] == outcomes[1]


def test_a_bundle_that_is_cut_or_longer_is_refused():
    """At every byte, and for every other number of entries."""
    data = write_bundle([b"one", b"", b"three"])
    for cut in range(len(data)):
        with pytest.raises(NoteError):
            read_bundle(data[:cut], 3, where="b")
        with pytest.raises(NoteError):
            hash_bundle(data[:cut], 3, where="b")
    for width in (0, 1, 2, 4, 256):
        with pytest.raises(NoteError):
            read_bundle(data, width, where="b")
    with pytest.raises(NoteError):
        read_bundle(data + b"\0", 3, where="b")
