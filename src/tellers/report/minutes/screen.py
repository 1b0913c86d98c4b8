"""Minutes as text: what a terminal shows, or a letter can hold, at most so many letters a line."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tellers.report.contents import DraftText, Facts, Paragraphs, Signatures, Table
from tellers.report.numerals import labelled, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tellers.report.contents import Block, DraftLine, Section
    from tellers.report.minutes.document import Minutes, SittingMinutes

__all__ = ["minutes_lines", "sitting_lines"]


@dataclass(frozen=True, slots=True)
class _Layout:
    """Letters of a line, and the language whose marks stand between a name and what is said of it."""

    width: int
    language: str


def minutes_lines(minutes: Minutes, *, width: int = 88) -> list[str]:
    """Return the minutes line by line, in the order of the page."""
    layout = _Layout(width, minutes.language)
    lines = [minutes.body, minutes.kind.upper(), "", *_wrapped(minutes.title, width), minutes.subtitle, ""]
    lines += [*_facts(minutes.facts, layout), "", minutes.decision.word.upper()]
    for text in minutes.decision.texts:
        lines += _wrapped(text, width, indent="  ")
    lines += _sections(minutes.sections, layout)
    return [*lines, "", *_wrapped(minutes.identity, width)]


def sitting_lines(minutes: SittingMinutes, *, width: int = 88) -> list[str]:
    """Return the minutes of a whole sitting line by line, each decision under its number."""
    layout = _Layout(width, minutes.language)
    head = [minutes.body] if minutes.body else []
    lines = [*head, minutes.kind.upper(), "", *_wrapped(minutes.title, width), minutes.subtitle]
    lines += _sections(minutes.before, layout)
    for one in minutes.decisions:
        lines += ["", "", "=" * width, *_wrapped(one.title, width), "=" * width, *_facts(one.facts, layout)]
        lines += ["", one.decision.word.upper()]
        for text in one.decision.texts:
            lines += _wrapped(text, width, indent="  ")
        lines += _sections(one.sections, layout)
    lines += ["", "", "=" * width, *_sections(minutes.after, layout)]
    return [*lines, "", *_wrapped(minutes.identity, width)]


def _sections(sections: Sequence[Section], layout: _Layout) -> Iterator[str]:
    for section in sections:
        yield from ("", section.title, "-" * len(section.title))
        for block in section.blocks:
            yield from _block(block, layout)


def _wrapped(text: str, width: int, *, indent: str = "", first: str | None = None) -> list[str]:
    head = indent if first is None else first
    return textwrap.wrap(text, width, initial_indent=head, subsequent_indent=indent, break_on_hyphens=False)


def _facts(facts: Facts, layout: _Layout) -> Iterator[str]:
    for name, told in facts.pairs:
        yield from _wrapped(labelled(name, told, layout.language), layout.width, indent="  ", first="")


def _block(block: Block, layout: _Layout) -> Iterator[str]:
    width = layout.width
    match block:
        case Facts():
            yield from _facts(block, layout)
        case DraftText():
            yield ""
            for line in block.lines:
                yield from _line(line, width)
                yield ""
        case Paragraphs():
            if block.title:
                yield from _wrapped(block.title, width)
            for text in block.texts:
                first = "- " if block.bullets else "  " if block.title else ""
                yield from _wrapped(text, width, indent="  " if first else "", first=first)
        case Table():
            yield from _table(block, layout)
        case Signatures():
            for office in block.offices:
                yield from ("", "", f"{'_' * 36}", office)


def _line(line: DraftLine, width: int) -> list[str]:
    indent = "  " * line.level
    number = f"{line.number} " if line.number else ""
    marks = f" {line.marks}" if line.marks else ""
    first = indent if line.role != "heading" else ""
    return _wrapped(f"{number}{line.text}{marks}", width, indent=first, first=first)


def _table(table: Table, layout: _Layout) -> Iterator[str]:
    """Yield a table as lines; one that is wider than the screen row by row, each cell after its heading."""
    width, language = layout.width, layout.language
    yield table.caption
    cells = [tuple(column.name for column in table.columns), *table.rows]
    widths = [max(len(row[place]) for row in cells) for place in range(len(table.columns))]
    if sum(widths) + 2 * len(widths) <= width:
        for row in cells:
            told = [
                cell.rjust(widths[place]) if table.columns[place].number else cell.ljust(widths[place])
                for place, cell in enumerate(row)
            ]
            yield f"  {'  '.join(told)}".rstrip()
    else:
        for first, *rest in table.rows:
            heads = zip(table.columns[1:], rest, strict=True)
            told = [f"{column.name.lower()} {cell}" for column, cell in heads]
            line = labelled(first, listed(told, language), language)
            yield from _wrapped(line, width, indent="    ", first="  ")
    if table.note:
        yield from _wrapped(table.note, width)
