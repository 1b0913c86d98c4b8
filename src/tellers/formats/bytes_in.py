r"""From a file's bytes to UTF-8 text that a table reader can trust, or one clear error.

The encoding is what the mapping says; where it says nothing, a byte-order mark decides, else it
is UTF-8. Nothing is replaced: a byte that does not fit is an error with its place. Latin-1
cannot fail, so bytes that are no letters there (0x80 to 0x9F, 0xBF inside a word) are
reported as warnings: they are the marks of letters lost in an earlier conversion.

>>> find_lost_letters(b"a\xbfo\nok", codec="iso8859-1", row=7)
['row 7: byte 0xBF is no letter']
"""

from __future__ import annotations

import codecs
import gzip
import io
import re
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from tellers.errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "LARGEST",
    "LONGEST_LINE",
    "TextFile",
    "bytes_allowed",
    "find_lost_letters",
    "nul_bytes",
    "raise_not_utf8",
    "read_head",
    "text_file",
    "too_large",
    "too_long",
]

LARGEST = 8 << 30
"""Bytes of text read from one file at most."""
MOST_UNPACKED = 200
"""How many times its own size a packed file may hold, once that is over `SMALL`: a table of results
packs 5 to 60 times smaller, a file made to fill a disk a thousand times."""
SMALL = 64 << 20
LONGEST_LINE = 2 << 20
"""Bytes of one row: a file without line ends is refused, not swallowed."""
_BLOCK = 1 << 20
_HEAD = 64 << 10
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UTF8 = {"utf-8", "utf-8-sig"}
_TEXT = ("utf-", "iso8859", "cp", "mac", "koi8", "gb", "big5", "shift_jis", "euc", "johab", "tis")
"""How the names of encodings of text begin; Python's other codecs (rot13, zip) are none."""
_INVERTED = rb"(?<=[A-Za-z\xc0-\xff])\xbf(?=[A-Za-z\xc0-\xff])"
_LOST = {"iso8859-1": re.compile(rb"[\x80-\x9f]|" + _INVERTED), "cp1252": re.compile(_INVERTED)}
"""Bytes that are no letters, by encoding: control characters, and an inverted question mark in a word."""
_TWO_ENDS = re.compile(rb"\r\n[^\r]*?(?<!\r)\n|(?<!\r)\n[^\n]*?\r\n")
_ZSTD = b"\x28\xb5\x2f\xfd"
_GZIP = b"\x1f\x8b"
SHOWN_WARNINGS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFile:
    """A file in UTF-8 that DuckDB may read, how it is packed, and what was noticed on the way."""

    path: Path
    compression: str = "none"
    warnings: tuple[str, ...] = ()


def text_file(path: Path, *, encoding: str, scratch: Path) -> TextFile:
    """Return the file itself when it is UTF-8, else a copy in UTF-8 in the scratch folder.

    Raises `FormatError` for a file that is missing, empty, wrongly encoded or larger than
    `LARGEST` when unpacked.
    """
    where = path.name
    head = read_head(path)
    if not head:
        raise FormatError("the file is empty", where=where, expected="a table with a header row")
    if head.startswith(_ZSTD):
        if encoding and _codec(encoding, where) not in _UTF8:
            raise FormatError(
                f"a zstd file in {encoding} is not read", where=where, remedy="Unpack it first."
            )
        return TextFile(path=path, compression="zstd")
    packed = head.startswith(_GZIP)
    start = _head_of_gzip(path, where) if packed else head
    marked = next((name for mark, name in _MARKS if start.startswith(mark)), "")
    chosen = _codec(encoding or marked or "utf-8", where)
    if chosen in _UTF8 and not packed and not _TWO_ENDS.search(head):
        for block in _blocks(path, packed=False, where=where):
            if b"\x00" in block:
                raise nul_bytes(where)
        return TextFile(path=path)
    return _transcode(path, chosen, packed=packed, scratch=scratch)


def read_head(path: Path) -> bytes:
    """Return a file's first bytes; `FormatError` for one that is missing, a folder, or not ours to read."""
    try:
        with path.open("rb") as stream:
            return stream.read(_HEAD)
    except OSError as error:
        raise FormatError(
            f"cannot be read: {error.strerror}",
            where=str(path),
            remedy="Check the name and the folder; a command with --files takes another folder.",
        ) from error


def raise_not_utf8(path: Path, *, where: str) -> NoReturn:
    """Raise `FormatError` with the first byte of a file that is not UTF-8, and its row."""
    reading = _Reading(codec="utf-8", where=where)
    if path.suffix != ".zst":
        for block in _blocks(path, packed=False, where=where):
            reading.decode(block)
        reading.decode(b"", final=True)
    raise _not_encoded("utf-8", where=where)


def find_lost_letters(block: bytes, *, codec: str, row: int) -> list[str]:
    """Return a sentence for every byte of a block that is no letter in its encoding."""
    if codec not in _LOST:
        return []
    return [
        f"row {row + block[: lost.start()].count(10)}: byte 0x{lost[0][0]:02X} is no letter"
        for lost in _LOST[codec].finditer(block)
    ]


def _codec(encoding: str, where: str) -> str:
    """Return Python's name of an encoding of text; `FormatError` when there is none."""
    try:
        name = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        name = ""
    if not name.startswith(_TEXT):
        raise FormatError(
            f"there is no encoding {encoding!r}", where=where, expected="utf-8, utf-16, latin-1, cp1252, ..."
        )
    return name


class _Reading:
    """A decoder that knows at which byte and row of the file it is."""

    def __init__(self, *, codec: str, where: str) -> None:
        self.codec, self.where = codec, where
        self.decoder = codecs.getincrementaldecoder(codec)("strict")
        self.offset, self.row = 0, 1

    def decode(self, block: bytes, *, final: bool = False) -> str:
        """Return the block as text; `FormatError` with the byte and row that do not fit."""
        kept = self.decoder.getstate()[0]
        try:
            text = self.decoder.decode(block, final)
        except UnicodeDecodeError as error:
            whole, start = kept + block, error.start
            if final:
                raise FormatError(
                    f"ends in the middle of a character of {self.codec}", where=self.where
                ) from error
            byte = self.offset - len(kept) + start
            row = self.row + whole[:start].count(10) - kept.count(10)
            raise _not_encoded(
                self.codec, where=f"{self.where}, byte {byte}, row {row}", got=f"0x{whole[start]:02X}"
            ) from error
        except UnicodeError as error:  # UTF-16 without its mark
            raise _not_encoded(self.codec, where=self.where, got=str(error)) from error
        self.offset += len(block)
        self.row += block.count(10)
        return text


def _not_encoded(codec: str, *, where: str, got: str = "") -> FormatError:
    return FormatError(
        f"not {codec.upper()}",
        where=where,
        expected=codec.upper(),
        got=got,
        remedy=(
            'Say the right encoding: encoding = "latin-1" in the mapping, or --encoding latin-1.'
            if codec == "utf-8"
            else "Say the right encoding, or none where the table is UTF-8."
        ),
    )


def _transcode(path: Path, codec: str, *, packed: bool, scratch: Path) -> TextFile:
    """Write a UTF-8 copy with one kind of line end, block by block."""
    where = path.name
    reading = _Reading(codec=codec, where=where)
    lines = io.IncrementalNewlineDecoder(None, translate=True)
    warnings: list[str] = []
    with tempfile.NamedTemporaryFile("wb", dir=scratch, suffix=".csv", delete=False) as out:
        for block in _blocks(path, packed=packed, where=where):
            warnings += find_lost_letters(block, codec=codec, row=reading.row)
            text = lines.decode(reading.decode(block))
            if "\x00" in text:
                raise nul_bytes(where)
            out.write(text.encode("utf-8"))
        out.write(lines.decode(reading.decode(b"", final=True), final=True).encode("utf-8"))
    if len(warnings) > SHOWN_WARNINGS:
        warnings = [*warnings[:SHOWN_WARNINGS], f"... and {len(warnings) - SHOWN_WARNINGS} more such bytes"]
    return TextFile(path=Path(out.name), warnings=tuple(warnings))


def bytes_allowed(path: Path) -> int:
    """Return how many bytes of text a packed file may unpack to."""
    return min(LARGEST, max(SMALL, path.stat().st_size * MOST_UNPACKED))


def too_long(where: str) -> FormatError:
    """Return the error for a line that no row of a table is as long as."""
    return FormatError(
        f"a row is longer than {LONGEST_LINE >> 20} MB",
        where=where,
        expected="one row a line",
        remedy="Is this a table, and are its line ends whole?",
    )


def too_large(where: str, allowed: int) -> FormatError:
    """Return the error for a file that unpacks to more than a table of results does."""
    return FormatError(
        f"unpacks to more than {allowed:,} bytes",
        where=where,
        remedy="This is no table of results; if it is, unpack it first.",
    )


def _blocks(path: Path, *, packed: bool, where: str) -> Iterator[bytes]:
    """Yield a file's bytes, unpacked, in pieces of one megabyte; `FormatError` where they are too many."""
    total, allowed = 0, bytes_allowed(path) if packed else LARGEST
    line = 0  # bytes since the last line end: the table engine may drop an endless last line unseen
    with gzip.open(path) if packed else path.open("rb") as stream:
        while True:
            try:
                block = stream.read(_BLOCK)
            except (OSError, EOFError, zlib.error) as error:
                raise _broken(where, error) from error
            if not block:
                return
            total += len(block)
            if total > allowed:
                raise too_large(where, allowed)
            end = max(block.rfind(b"\n"), block.rfind(b"\r"))
            line = line + len(block) if end < 0 else len(block) - end
            if line > LONGEST_LINE:
                raise too_long(where)
            yield block


def _head_of_gzip(path: Path, where: str) -> bytes:
    try:
        with gzip.open(path) as stream:
            return stream.read(_HEAD)
    except (OSError, EOFError, zlib.error) as error:
        raise _broken(where, error) from error


def _broken(where: str, error: Exception) -> FormatError:
    return FormatError(f"a broken gzip file: {error}", where=where, remedy="Fetch the file again.")


def nul_bytes(where: str) -> FormatError:
    """Return the error for text that holds NUL bytes, which no table of results does."""
    return FormatError(
        "the file holds NUL bytes",
        where=where,
        expected="text",
        remedy=(
            'If it is UTF-16, say encoding = "utf-16" in the mapping; if it is Excel, keep its ending .xlsx.'
        ),
    )
