"""The log of a site: its public files as they are, or, where nobody signs, a tree that the site itself grows.

A site's data are the log's own entry bundles. Where a log is named its public files are copied byte for
byte. Without one the entries are the same and the tree too, but no checkpoint is signed: `head.txt` holds the
three lines that a checkpoint would (origin `unsigned/<dossier>`, size, root), and the pages say that nobody
has signed it. Every checkpoint a site has shown is kept as `checkpoints/<size>`, so that two can be compared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from tellers.errors import LogError, NoteError, UsageError
from tellers.log.checkpoint import Checkpoint, read_checkpoint
from tellers.log.edge import Edge
from tellers.log.files import FolderFiles, read_latest
from tellers.log.note import read_note
from tellers.log.proofs import head_at
from tellers.log.tile_tree import TileTree
from tellers.log.tiles import TILE_WIDTH, bundle_path, read_bundle
from tellers.log.tree import TreeHead
from tellers.publish import encode_entry, plan_entries, read_published, statements_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tellers.dossier import Dossier

__all__ = ["CHECKPOINTS", "HEAD", "SiteLog", "grow_unsigned", "read_signed_log", "shown_before"]

HEAD = "head.txt"
CHECKPOINTS = "checkpoints"
KEPT = ("checkpoint", HEAD)
_OF_A_LOG = re.compile(r"tile/(?:[0-9]{1,2}|entries)/(?:x[0-9]{3}/)*[0-9]{3}(?:\.p/[0-9]{1,3})?")
"""Paths of tiles and bundles (C2SP tlog-tiles); nothing else beside them is for the world."""


class _Files(Protocol):
    def read(self, path: str) -> bytes | None: ...
    def paths(self) -> Iterator[str]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLog:
    """A log as a site shows it."""

    files: _Files
    head: Checkpoint
    note: bytes
    """The checkpoint with its signatures, or the three lines that nobody signed."""
    signed: bool

    def entries(self) -> Iterator[bytes]:
        """Yield every entry below the checkpoint, in order; not verified, for they are ours.

        Raises `LogError` for a bundle that is missing, `NoteError` for one that is cut.
        """
        for index in range(-(-self.head.size // TILE_WIDTH)):
            width = min(TILE_WIDTH, self.head.size - index * TILE_WIDTH)
            path = bundle_path(index, width)
            data = self.files.read(path)
            if data is None and width < TILE_WIDTH:  # grown since
                path = bundle_path(index)
                data = self.files.read(path)
            if data is None:
                raise LogError("this file of the log is missing", where=path, remedy="tellers log fsck")
            whole = TILE_WIDTH if path == bundle_path(index) else width
            yield from read_bundle(data, whole, where=path)[:width]

    def public(self) -> Iterator[tuple[str, bytes]]:
        """Yield path and bytes of every file that the world reads, the checkpoint last."""
        for path in sorted(self.files.paths()):
            if _OF_A_LOG.fullmatch(path):
                data = self.files.read(path)
                if data is not None:
                    yield path, data
        yield ("checkpoint" if self.signed else HEAD), self.note
        yield f"{CHECKPOINTS}/{self.head.size}", self.note


def read_signed_log(public: Path) -> SiteLog:
    """Return the log in a folder of public files; `LogError` where it was never signed."""
    files = FolderFiles(public)
    note = read_latest(files)
    head = read_checkpoint(read_note(note, where="checkpoint").text)
    return SiteLog(files=files, head=head, note=note, signed=True)


def grow_unsigned(dossier: Dossier, site: Path, *, at: str) -> SiteLog:
    """Return the tree that a site grows by itself: what it says already, and what the dossier adds.

    Raises `UsageError` where the site shows a signed log, and for a time before that of its entries.
    """
    origin, edge = f"unsigned/{dossier.package.name}", Edge()
    shown = _read_head(site / "log", origin)
    before = list(shown.entries()) if shown else []
    files = edge.extend(before)
    if shown and edge.head().root != shown.head.root:
        raise NoteError(
            "the site's entries do not give its root", where=str(site / "log"), remedy="Name another folder."
        )
    published = read_published(before, dossier.package.name)
    planned = plan_entries(published, statements_of(dossier), at=at)
    files |= edge.extend([encode_entry(entry) for entry in planned])
    files |= edge.partial_files()
    head = edge.head()
    checkpoint = Checkpoint(origin, head.size, head.root)
    return SiteLog(files=_Held(files), head=checkpoint, note=checkpoint.encode(), signed=False)


def shown_before(site: Path, log: SiteLog) -> dict[str, bytes]:
    """Return the checkpoints that a site has shown, by path; `UsageError` where the log does not go on.

    A log that is shorter than the one shown, or another, is not what the site's readers were told: their
    browsers would say so.
    """
    shown = {
        place.name: place.read_bytes()
        for place in sorted((site / "log" / CHECKPOINTS).glob("*"))
        if place.name.isdecimal()
    }
    if shown:
        last = shown[max(shown, key=int)]
        head = _three_lines(last, where=f"log/{CHECKPOINTS}")
        tree = TileTree(log.files, TreeHead(log.head.size, log.head.root))
        if head.origin != log.head.origin or head.size > log.head.size:
            raise _not_after(site, head, log.head)
        if head_at(tree, head.size).root != head.root:
            raise _not_after(site, head, log.head)
    return {f"{CHECKPOINTS}/{size}": note for size, note in shown.items()}


class _Held:
    """Files in memory."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self._files = files

    def read(self, path: str) -> bytes | None:
        return self._files.get(path)

    def paths(self) -> Iterator[str]:
        yield from self._files


def _read_head(folder: Path, origin: str) -> SiteLog | None:
    """Return the unsigned tree that a site says it has, not yet held to its root; None where it has none."""
    if (folder / "checkpoint").exists():
        raise UsageError(
            "the site shows a log that is signed",
            where=str(folder / "checkpoint"),
            remedy="Say which with --log, or name another folder for an unsigned site.",
        )
    try:
        note = (folder / HEAD).read_bytes()
    except FileNotFoundError:
        return None
    head = _three_lines(note, where=HEAD)
    if head.origin != origin:
        raise UsageError(
            "the site is of another dossier", where=str(folder), expected=origin, got=head.origin
        )
    return SiteLog(files=FolderFiles(folder), head=head, note=note, signed=False)


def _three_lines(note: bytes, *, where: str) -> Checkpoint:
    """Return a checkpoint of either kind."""
    return read_checkpoint(note if b"\n\n" not in note else read_note(note, where=where).text)


def _not_after(site: Path, shown: Checkpoint, now: Checkpoint) -> UsageError:
    return UsageError(
        "the log does not go on from what the site has shown",
        where=str(site),
        expected=f"{shown.origin} with {shown.size} entries or more, over root {shown.root.hex()}",
        got=f"{now.origin} with {now.size}",
        remedy="Name the log that the site was written from, or another folder.",
    )
