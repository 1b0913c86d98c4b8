"""A draft in a file of any form that is read: plain text, Markdown, Akoma Ntoso; by its name's ending.

>>> sorted(READERS)
['.akn', '.markdown', '.md', '.text', '.txt', '.xml']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.errors import FormatError
from tellers.formats.akoma_ntoso import read_akoma_ntoso
from tellers.formats.draft_reading import LARGEST_DRAFT, DraftReading
from tellers.formats.markdown_draft import read_markdown_draft
from tellers.formats.plain_draft import read_plain_draft

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["READERS", "read_draft_bytes", "read_draft_file"]

READERS = {
    ".txt": read_plain_draft,
    ".text": read_plain_draft,
    ".md": read_markdown_draft,
    ".markdown": read_markdown_draft,
    ".xml": read_akoma_ntoso,
    ".akn": read_akoma_ntoso,
}


def read_draft_bytes(content: bytes, *, name: str, language: str = "") -> DraftReading:
    """Return the draft in a file's bytes, in the form that the file's name says.

    `language` is what the caller knows; '' lets the file tell, or its small words. `FormatError` for
    another form and for a damaged file.
    """
    ending = "." + name.lower().rpartition(".")[2]
    reader = READERS.get(ending)
    if reader is None:
        raise FormatError(
            "not a form of draft that is read",
            where=name,
            expected=", ".join(sorted(READERS)),
            got=ending if "." in name else "a name without an ending",
            remedy="Save it as plain text in UTF-8, as Markdown or as Akoma Ntoso.",
        )
    return reader(content, where=name, language=language)


def read_draft_file(path: Path, *, language: str = "") -> DraftReading:
    """Return the draft in a file; `FormatError` for one that is missing too."""
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_DRAFT + 1)
    except OSError as error:
        raise FormatError(
            f"cannot be read: {error.strerror}",
            where=str(path),
            remedy="Name a file with the words of a draft: .txt, .md or .xml.",
        ) from error
    return read_draft_bytes(content, name=path.name, language=language)
