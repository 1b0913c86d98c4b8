"""What is written of a draft: a version's words as Markdown, and its entry in `draft.toml`.

An entry is added at the end of the file and nothing before it is touched, so that what somebody
wrote there, comments too, stays as it was.

>>> print(render_head(DraftId("records"), title="The records"), end="")
[draft]
id = "records"
title = "The records"
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from tellers.canonical import canonical_words, hash_version
from tellers.dossier.draft_folder import DRAFT_FILE, open_draft
from tellers.dossier.inside import read_own
from tellers.errors import FormatError, UsageError
from tellers.formats.markdown_draft import read_markdown_draft, render_markdown_draft
from tellers.model import Draft, DraftId, Version

__all__ = ["DraftAt", "Entry", "entry_of", "render_entry", "render_head"]


def render_head(draft: DraftId, *, title: str) -> str:
    """Return the beginning of a `draft.toml`."""
    return f"[draft]\nid = {_quoted(draft)}\ntitle = {_quoted(title)}\n"


def render_entry(version: Version, *, file: str, markdown: bytes) -> str:
    """Return the entry of a version whose words were written to this file.

    Numbers and levels are given only where reading the file would not give them. `FormatError` for
    a version that its Markdown does not give back.
    """
    read = read_markdown_draft(markdown, where=file, language=version.language).paragraphs
    if [canonical_words(p.text) for p in read] != [canonical_words(p.text) for p in version.paragraphs]:
        raise FormatError(
            "words that Markdown does not give back",
            where=file,
            expected="paragraphs of words, none empty",
            remedy="Look for a paragraph that is a number alone.",
        )
    lines = [
        "",
        "[[version]]",
        f"id = {_quoted(version.id)}",
        f"date = {_quoted(version.date)}",
        f"language = {_quoted(version.language)}",
        f"file = {_quoted(file)}",
        f"sha256 = {_quoted(hash_version(version))}",
    ]
    lines += [f"title = {_quoted(version.title)}"] if version.title else []
    lines += [f"after = {_quoted(version.after)}"] if version.after else []
    lines += [f"translates = {_quoted(version.translates)}"] if version.translates else []
    lines.append("paragraphs = [")
    for paragraph, shown in zip(version.paragraphs, read, strict=True):
        told = [f"id = {_quoted(paragraph.id)}", f"kind = {_quoted(paragraph.kind.value)}"]
        told += [f"number = {_quoted(paragraph.number)}"] if paragraph.number != shown.number else []
        told += [f"level = {paragraph.level}"] if paragraph.level != shown.level else []
        lines.append(f"  {{ {', '.join(told)} }},")
    return "\n".join([*lines, "]", ""])


def _quoted(text: str) -> str:
    """Return a text as a basic string of TOML, of which a string of JSON is one."""
    return json.dumps(str.__str__(text), ensure_ascii=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftAt:
    """A place where a draft is or will be; `told` is what its `draft.toml` says now."""

    folder: Path
    draft: Draft | None = None
    told: bytes = b""

    @classmethod
    def open(cls, folder: Path) -> DraftAt:
        """Return what is there: a sound draft, or a folder that is missing or holds none."""
        if not (folder / DRAFT_FILE).exists():
            if folder.exists() and not folder.is_dir():
                raise UsageError("this is a file", where=str(folder), remedy="Name a folder.")
            return cls(folder=folder)
        told = read_own(folder, DRAFT_FILE)
        return cls(folder=folder, draft=open_draft(folder).draft, told=told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What to write: the words into one file, and `draft.toml` with the entry added."""

    file: str
    markdown: bytes
    toml: bytes
    told_in: str = DRAFT_FILE


def entry_of(at: DraftAt, version: Version, *, stem: str) -> Entry:
    """Return what a new version adds to a folder; `UsageError` where its file is there already.

    A new draft is named for its folder where that is an id, else for the file its text came from.
    """
    file = f"{version.id}.md"
    if (at.folder / file).exists():
        raise UsageError("there is such a file already", where=str(at.folder / file), remedy="Move it away.")
    markdown = render_markdown_draft(version).encode()
    entry = render_entry(version, file=file, markdown=markdown)
    head = at.told.decode()
    if at.draft is None:
        names = (at.folder.resolve().name, stem, "draft")
        name = next(DraftId(name) for name in names if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", name))
        head = render_head(name, title=version.title or name)
    return Entry(file=file, markdown=markdown, toml=f"{head.rstrip()}\n{entry}".encode())
