"""`tellers draft import`: a text in a file becomes a version of a draft."""

from __future__ import annotations

import datetime as dt
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tellers.cli.draft_words import WORDS, TextLanguage, note_words, plain
from tellers.cli.options import LanguageOption
from tellers.cli.output import written_beside
from tellers.cli.tables import Column, Row, Table, print_tables
from tellers.errors import UsageError

if TYPE_CHECKING:
    from tellers.formats.draft_reading import DraftReading
    from tellers.model import Version

__all__ = ["import_command"]

NOTE = {
    "en": "note:",
    "es": "nota:",
    "pt": "nota:",
    "fr": "note\xa0:",
}
SAID = {
    "en": "Paragraphs: {paragraphs}. Version {version} is {file}, {hash}",
    "es": "Párrafos: {paragraphs}. La versión {version} es {file}, {hash}",
    "pt": "Parágrafos: {paragraphs}. A versão {version} é {file}, {hash}",
    "fr": "Paragraphes\xa0: {paragraphs}. La version {version} est {file}, {hash}",
}
GUESSED = {
    "en": "the language was not told; its small words say: {}",
    "es": "el idioma no fue dicho; sus palabras menudas dicen: {}",
    "pt": "o idioma não foi dito; as suas palavras miúdas dizem: {}",
    "fr": "la langue n’a pas été dite\u202f; ses petits mots disent\xa0: {}",
}


def import_command(
    file: Annotated[Path, Parameter(help="The text: .txt, .md or .xml (Akoma Ntoso).", metavar="FILE")],
    /,
    *,
    to: Annotated[
        Path, Parameter(help="The draft's folder; it is made where there is none.", metavar="DRAFT")
    ],
    version: Annotated[
        str, Parameter(help="The version's id; by default v1, v2 ...", metavar="VERSION")
    ] = "",
    date: Annotated[str, Parameter(help="The day it was circulated, YYYY-MM-DD.", metavar="DAY")] = "",
    translates: Annotated[
        str,
        Parameter(help="The version of which it is the same text in another language.", metavar="VERSION"),
    ] = "",
    language: TextLanguage = "",
    lang: LanguageOption = "en",
) -> int:
    """Add a text to a draft as its next version, or begin a draft with it.

    Says what every paragraph was taken for and why, and what the file has that a draft does not
    hold. Paragraphs keep the ids they have in the version before. Nothing is overwritten.
    """
    from tellers.canonical import hash_version  # noqa: PLC0415 (loaded only here)
    from tellers.council.next_version import next_version  # noqa: PLC0415
    from tellers.dossier.draft_entry import DraftAt, entry_of  # noqa: PLC0415
    from tellers.formats.draft_file import read_draft_file  # noqa: PLC0415

    reading = read_draft_file(file, language=language)
    day = date or reading.date
    if not day:
        raise UsageError("the day of the version is missing", expected="--date YYYY-MM-DD")
    try:
        dt.date.fromisoformat(day)
    except ValueError as error:
        raise UsageError("not a day", where="--date", expected="YYYY-MM-DD", got=day[:40]) from error
    at = DraftAt.open(to)
    made = next_version(at.draft, reading, name=version, on=day, translates=translates)
    entry = entry_of(at, made, stem=file.stem)
    if not to.parent.is_dir():
        raise UsageError("there is no such folder", where=str(to.parent), remedy="Make it first.")
    to.mkdir(exist_ok=True)
    for name, content in ((entry.file, entry.markdown), (entry.told_in, entry.toml)):
        written_beside(to / name, partial(_write, content))
    _tell(reading, made, lang)
    said = {"paragraphs": len(made.paragraphs), "version": made.id, "file": to / entry.file}
    print(SAID[lang].format(**said, hash=hash_version(made)))
    return 0


def _write(content: bytes, beside: Path) -> None:
    beside.write_bytes(content)


def _tell(reading: DraftReading, made: Version, lang: str) -> None:
    """Print what each paragraph was taken for and why; notes go to standard error."""
    words = WORDS[lang]
    rows: list[Row] = [
        [
            p.id,
            words[p.kind],
            p.number,
            words[f"why-{why}"],
            f"{p.text[:40]} ..." if len(p.text) > 40 else p.text,
        ]
        for p, why in zip(made.paragraphs, reading.whys, strict=True)
    ]
    headings = ("paragraph", "kind", "number", "because", "text")
    table = Table(title=made.title, columns=tuple(Column(words[h]) for h in headings), rows=rows)
    print_tables([table], form="text", language=lang)
    if not reading.language_told:
        print(NOTE[lang], GUESSED[lang].format(reading.language or "?"), file=sys.stderr)
    for note in reading.notes:
        print(NOTE[lang], plain(note_words(note, lang)), file=sys.stderr)
