"""`tellers draft hash`: the hash of a text's words, by which anyone knows it is the same text."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tellers.cli.draft_words import TextLanguage

__all__ = ["hash_command"]


def hash_command(
    file: Annotated[Path, Parameter(help="The text: .txt, .md or .xml (Akoma Ntoso).", metavar="FILE")],
    /,
    *,
    paragraphs: Annotated[
        bool, Parameter(negative="", help="Print the hash of every paragraph too.")
    ] = False,
    text: Annotated[
        bool, Parameter(negative="", help="Print the very bytes that are hashed, and nothing else.")
    ] = False,
    language: TextLanguage = "",
) -> int:
    """Print the hash of a draft's words, whatever program wrote the file.

    What is made equal before hashing (kinds of quotation marks, blanks, dashes, accents in two
    pieces) is said in docs/reference/draft.md; any letter changed gives another hash.
    `--text | sha256sum` comes to the same.
    """
    from tellers.canonical import canonical_text, hash_paragraph, hash_version  # noqa: PLC0415
    from tellers.formats.draft_file import read_draft_file  # noqa: PLC0415 (loaded only here)
    from tellers.model import Version, VersionId  # noqa: PLC0415

    reading = read_draft_file(file, language=language)
    version = Version(id=VersionId("text"), date="", language=reading.language, paragraphs=reading.paragraphs)
    if text:
        sys.stdout.flush()
        sys.stdout.buffer.write(canonical_text(version))
        return 0
    print(hash_version(version))
    for paragraph in version.paragraphs if paragraphs else ():
        print(hash_paragraph(paragraph), paragraph.id)
    return 0
