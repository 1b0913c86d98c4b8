r"""A draft in Markdown: read from what people write, and written so that reading gives it back.

Blocks are parted by blank lines, as in CommonMark 0.31 (spec.commonmark.org), of which this reads
what a resolution needs: headings, paragraphs, numbered items, emphasis, links, escapes. Emphasis is
taken off, since it is no part of the words. Comments, rules, images, bullets, quotation and tables
are no part of a draft: the words in them are kept and the rest is said in a note.

>>> page = b"# Records\n\n*Recalling* its purposes,\n\n1. *Requests* them.\n"
>>> reading = read_markdown_draft(page, where="d.md")
>>> reading.title, [(paragraph.number, paragraph.text) for paragraph in reading.paragraphs]
('Records', [('', 'Records'), ('', 'Recalling its purposes,'), ('1', 'Requests them.')])
>>> print(escaped("2024. *Not* a number"))
2024\. \*Not\* a number
"""

from __future__ import annotations

import html
import re
import string
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from tellers.formats.draft_reading import DraftNote, DraftReading, decoded, one_line, verify_number_of
from tellers.formats.number_marks import Levels, split_number
from tellers.formats.resolution_style import Block, guess_language, settle_kinds, title_of
from tellers.model import ParagraphKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.model import Paragraph, Version

__all__ = ["escaped", "read_markdown_draft", "render_markdown_draft"]

_HIDDEN = {mark: chr(0xFDD0 + place) for place, mark in enumerate(string.punctuation)}
"""Each mark that can be escaped, as one of the 32 code points that are no characters: no text holds them."""
_SHOWN = str.maketrans({hidden: mark for mark, hidden in _HIDDEN.items()})
_ESCAPE = re.compile(rf"\\([{re.escape(string.punctuation)}])")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_BULLET = re.compile(r"[ \t]*[-*+][ \t]+(?=\S)")
_ITEM = re.compile(r"[ \t]*\d{1,9}[.)][ \t]")
_QUOTE = re.compile(r" {0,3}> ?")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,40}\]:?")
_IMAGE = re.compile(r"!\[([^\[\]]{0,2000})\]\([^()]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]]{0,2000})\]\([^()]{0,2000}\)")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,400}>")
_CODE = re.compile(r"(?<!`)`{1,3}([^`]{1,4000})`{1,3}")
_STRONG = (
    re.compile(r"(\*{1,3})(?=\S)([^*]{1,20000}?)(?<=\S)\1"),
    re.compile(r"(?<!\w)(_{1,3})(?=\S)([^_]{1,20000}?)(?<=\S)\1(?!\w)"),
    re.compile(r"(~~)(?=\S)([^~]{1,20000}?)(?<=\S)\1"),
)


def read_markdown_draft(content: bytes, *, where: str, language: str = "") -> DraftReading:
    """Return the paragraphs of a Markdown text; `FormatError` for what is no text or holds none.

    A heading that stands first is the title too.
    """
    notes: Counter[str] = Counter()
    text = decoded(content, where=where).replace("\r\n", "\n").replace("\r", "\n")
    text = _ESCAPE.sub(lambda found: _HIDDEN[found[1]], text)
    text, comments = _COMMENT.subn("", text)
    notes["comment"] += comments
    levels = Levels()
    blocks: list[Block] = []
    for kind, raw in _blocks(text, notes):
        number, words = split_number(one_line(raw)) if kind is None else ("", one_line(raw))
        plain = one_line(_inline(words, notes))
        if kind is None and not number:  # "**1.** Requests"
            number, plain = split_number(plain)
        plain = plain.translate(_SHOWN)
        if not plain:
            continue
        blocks.append(Block(text=plain, number=number, level=levels.of(number), kind=kind))
    verify_number_of(len(blocks), where=where)
    chosen = language or guess_language(block.text for block in blocks)
    told = tuple(DraftNote(code, str(count)) for code, count in sorted(notes.items()) if count)
    reading = settle_kinds(blocks, language=chosen)
    return replace(reading, title=title_of(reading), language_told=bool(language), notes=told)


def _blocks(text: str, notes: Counter[str]) -> Iterator[tuple[ParagraphKind | None, str]]:
    """Yield each block of lines, joined; of a heading its kind as well."""
    waiting: list[str] = []
    for line in [*text.split("\n"), ""]:
        if _UNDERLINE.match(line) and len(waiting) == 1:
            yield ParagraphKind.HEADING, waiting.pop()
            continue
        ends = not line.strip() or _HEADING.match(line) or _RULE.match(line) or _FENCE.match(line)
        begins = _ITEM.match(line) or _BULLET.match(line) or split_number(line.strip())[0]
        if waiting and (ends or begins):
            yield None, "\n".join(waiting)
            waiting = []
        heading = _HEADING.match(line)
        if heading:
            yield ParagraphKind.HEADING, _closed(line[heading.end() :].strip())
        elif _RULE.match(line):
            notes["rule"] += 1
        elif _FENCE.match(line):
            notes["code"] += 1
        elif line.strip():
            waiting.append(_unmarked(line, notes))


def _closed(heading: str) -> str:
    """Return a heading without the marks that may close it."""
    open_ = heading.rstrip("#")
    return open_.rstrip() if open_ != heading and (not open_ or open_[-1] in " \t") else heading


def _unmarked(line: str, notes: Counter[str]) -> str:
    """Return a line without the mark of a bullet, a quotation or a table."""
    quoted = _QUOTE.match(line)
    if quoted:
        notes["quote"] += 1
        line = line[quoted.end() :]
    bullet = _BULLET.match(line)
    if bullet:
        notes["bullet"] += 1
        line = line[bullet.end() :]
    if line.lstrip().startswith("|"):
        notes["table"] += 1
        line = line.replace("|", " ")
    return line


def _inline(text: str, notes: Counter[str]) -> str:
    """Return a block's words without links, emphasis and code marks."""
    for pattern, code, put in (
        (_FOOTNOTE, "footnote", ""), (_IMAGE, "image", r"\1"), (_LINK, "link", r"\1"), (_TAG, "tag", " "),
    ):  # fmt: skip
        text, count = pattern.subn(put, text)
        notes[code] += count
    text = _CODE.sub(r"\1", text)
    for _ in range(3):  # emphasis in emphasis
        for pattern in _STRONG:
            text = pattern.sub(r"\2", text)
    return html.unescape(text)


def render_markdown_draft(version: Version) -> str:
    """Return a version as Markdown that `read_markdown_draft` reads back: words and numbers.

    What a paragraph is, where its words do not say so, stands in `draft.toml` and not here.
    """
    lines = [line for paragraph in version.paragraphs for line in (_rendered(paragraph), "")]
    if lines and lines[0].startswith("## "):
        lines[0] = lines[0][1:]
    return "\n".join(lines)


def _rendered(paragraph: Paragraph) -> str:
    if paragraph.kind is ParagraphKind.HEADING and not paragraph.number:
        return f"## {escaped(paragraph.text)}"
    number = paragraph.number
    if not number:
        return escaped(paragraph.text)
    mark = f"{number}." if number[0].isdigit() else f"({number})"
    return f"{'   ' * (paragraph.level - 1)}{mark} {escaped(paragraph.text)}"


def escaped(text: str) -> str:
    """Return words so that Markdown takes none of them for a mark."""
    plain = re.sub(r"([\\`*_\[\]<>&~#|!])", r"\\\1", text)
    number, words = split_number(plain)
    if number:
        mark = plain[: len(plain) - len(words)]
        plain = re.sub(rf"([{re.escape(string.punctuation)}])", r"\\\1", mark.replace("\\", "")) + words
    if re.match(r"\d{1,9}[.)]", plain):
        plain = re.sub(r"^(\d+)([.)])", r"\1\\\2", plain)
    return re.sub(r"^([-+=])", r"\\\1", plain)
