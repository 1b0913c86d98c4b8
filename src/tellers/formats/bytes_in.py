"""From a file's bytes to UTF-8 text that a table reader can trust, or one clear error.

The encoding is what the mapping says; where it says nothing, a byte-order mark decides, else it
is UTF-8. Nothing is replaced: a byte that does not fit is an error with its place. Latin-1
cannot fail, so bytes that are no letters there (0x80 to 0x9F, 0xBF inside a word) are
reported as warnings: they are the marks of letters lost in an earlier conversion.
"""

from __future__ import annotations

import codecs
import gzip
import re
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tellers.errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LARGEST", "TextFile", "text_file"]

LARGEST = 8 << 30
"""Bytes of text read from one file at most; a compressed file that holds more is refused."""
_BLOCK = 1 << 20
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LATIN = {"latin-1", "latin1", "iso-8859-1", "iso8859-1", "cp1252", "windows-1252"}
_LOST = re.compile(rb"[\x80-\x9f]|(?<=[A-Za-z\xc0-\xff])\xbf(?=[A-Za-z\xc0-\xff])")
_ZSTD = b"\x28\xb5\x2f\xfd"
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFile:
    """A file in UTF-8 that DuckDB may read, and what was noticed on the way."""

    path: Path
    warnings: tuple[str, ...] = ()


def text_file(path: Path, *, encoding: str, scratch: Path) -> TextFile:
    """Return the file itself when it is UTF-8, else a copy in UTF-8 in the scratch folder.

    Raises `FormatError` for a file that is missing, empty, wrongly encoded or larger than
    `LARGEST` when unpacked.
    """
    where = path.name
    try:
        with path.open("rb") as stream:
            head = stream.read(4096)
    except OSError as error:
        raise FormatError(
            f"cannot be read: {error.strerror}", where=str(path), remedy="Check the name, or say --files FOLDER."
        ) from error
    if not head:
        raise FormatError("the file is empty", where=where, expected="a table with a header row")
    if head.startswith(_ZSTD):
        if encoding.lower() not in {"", "utf-8", "utf8", "utf-8-sig"}:
            raise FormatError(
                f"a zstd file in {encoding} is not read", where=where, remedy="Unpack it first."
            )
        return TextFile(path=path)
    compressed = head.startswith(_GZIP)
    start = _head_of_gzip(path, where) if compressed else head
    marked = next((name for mark, name in _MARKS if start.startswith(mark)), "")
    chosen = (encoding or marked or "utf-8").lower()
    if chosen in {"utf-8", "utf8", "utf-8-sig"} and not compressed:
        if b"\x00" in head:
            raise _nul(where)
        return TextFile(path=path)
    return _transcode(path, chosen, compressed=compressed, scratch=scratch)


def _head_of_gzip(path: Path, where: str) -> bytes:
    try:
        with gzip.open(path) as stream:
            return stream.read(4096)
    except (OSError, EOFError, zlib.error) as error:
        raise _broken(where, error) from error


def _broken(where: str, error: Exception) -> FormatError:
    return FormatError(f"a broken gzip file: {error}", where=where, remedy="Fetch the file again.")


def _nul(where: str) -> FormatError:
    return FormatError(
        "the file holds NUL bytes",
        where=where,
        expected="text",
        remedy='If it is UTF-16, say encoding = "utf-16" in the mapping; if it is Excel, keep its ending .xlsx.',
    )


def _transcode(path: Path, encoding: str, *, compressed: bool, scratch: Path) -> TextFile:
    """Write a UTF-8 copy, block by block; tell where a byte does not fit."""
    where = path.name
    try:
        decoder = codecs.getincrementaldecoder("cp1252" if "1252" in encoding else encoding)("strict")
    except LookupError as error:
        raise FormatError(
            f"there is no encoding {encoding!r}", where=where, expected="utf-8, utf-16, latin-1, cp1252, ..."
        ) from error
    warnings: list[str] = []
    offset, row = 0, 1
    with tempfile.NamedTemporaryFile("wb", dir=scratch, suffix=".csv", delete=False) as out:
        for block in _blocks(path, compressed=compressed, where=where):
            try:
                text = decoder.decode(block)
            except UnicodeDecodeError as error:
                byte = offset + error.start
                raise FormatError(
                    f"not {encoding}",
                    where=f"{where}, byte {byte}, row {row + block[: error.start].count(10)}",
                    expected=encoding,
                    got=f"0x{block[error.start]:02X}",
                    remedy='Say the right encoding in the mapping, for example encoding = "latin-1".',
                ) from error
            if encoding in _LATIN:
                warnings += [
                    f"row {row + block[: lost.start()].count(10)}: byte 0x{lost[0][0]:02X} is no letter in {encoding}"
                    for lost in _LOST.finditer(block)
                ]
            offset += len(block)
            row += block.count(10)
            out.write(text.encode("utf-8"))
        try:
            out.write(decoder.decode(b"", final=True).encode("utf-8"))
        except UnicodeDecodeError as error:
            raise FormatError(f"ends in the middle of a character of {encoding}", where=where) from error
    return TextFile(path=Path(out.name), warnings=tuple(warnings))


def _blocks(path: Path, *, compressed: bool, where: str) -> Iterator[bytes]:
    total = 0
    opened: BinaryIO | gzip.GzipFile = gzip.open(path) if compressed else path.open("rb")
    with opened as stream:
        while True:
            try:
                block = stream.read(_BLOCK)
            except (OSError, EOFError, zlib.error) as error:
                raise _broken(where, error) from error
            if not block:
                return
            total += len(block)
            if total > LARGEST:
                raise FormatError(
                    f"unpacks to more than {LARGEST >> 30} GB", where=where, remedy="This is no table of results."
                )
            yield block
