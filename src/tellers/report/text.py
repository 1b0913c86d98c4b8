"""The report on a terminal: the verdict first, the five answers, the figures, the findings by weight.

It fits one or two screens: findings for information are counted and not listed, and the page
has everything. Colour repeats what the words say and nothing depends on it.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from tellers.report.compose import compose_screen
from tellers.report.numerals import labelled

if TYPE_CHECKING:
    from rich.console import RenderableType

    from tellers.check import Result
    from tellers.report.contents import Chain, ContestReport, Entry, Headline, Judged, Report, Table

__all__ = ["print_report", "render_text"]

TONES = {
    "contradicted": "bold red",
    "contradicted-attention": "bold yellow",
    "serious": "bold red",
    "differs": "bold red",
    "holds": "bold blue",
    "confirmed": "bold blue",
    "settled": "bold blue",
    "cannot-tell": "bold yellow",
    "open": "bold yellow",
    "attention": "bold yellow",
}
WIDEST = 100
"""Letters of a line, however wide the terminal is."""
SHOWN = 8
"""Findings that are told."""
ENOUGH = 80
"""Letters after which a sentence of a finding is the last one told here."""


def print_report(result: Result, *, language: str, quiet: bool) -> None:
    """Print the report on standard output; with `quiet` the verdict lines only."""
    console = Console(file=sys.stdout, highlight=False, soft_wrap=quiet)
    width = min(console.width, WIDEST)
    told = render_text(result, language, quiet=quiet)
    console.print(told, width=None if quiet else width)


def render_text(result: Result, language: str, *, quiet: bool = False) -> Group:
    """Return the report as renderables, which Rich fits to the width it prints them at."""
    report = compose_screen(result, language)
    parts: list[RenderableType] = []
    for contest in report.contests:
        parts += _quiet(contest, language) if quiet else _contest(report, contest)
    if not quiet:
        parts.append(Text(report.identity, style="dim"))
    return Group(*parts)


def _quiet(contest: ContestReport, language: str) -> list[RenderableType]:
    """Return one line a verdict: its word, the claim, what was announced."""
    lines = [_line(one, language) for one in contest.headline.verdicts if not one.said]
    return [*lines, *(_line(one, language) for one in contest.judged)]


def _line(one: Judged, language: str) -> Text:
    claim = f"{one.claim} {one.said}" if one.said else one.claim
    told = labelled(one.label.size, claim, language) if one.label.size else claim
    return Text.assemble((f"{one.label.word.upper():<13}", TONES.get(one.label.id, "bold")), f" {told}")


def _contest(report: Report, contest: ContestReport) -> list[RenderableType]:
    words, headline = dict(report.words), contest.headline
    parts: list[RenderableType] = [Text(contest.title, style="bold"), Text(contest.subtitle, style="dim")]
    for one in headline.verdicts:
        tone, size = TONES.get(one.label.id, "bold"), f" {one.label.size}" if one.label.size else ""
        head = Text.assemble((one.label.word.upper(), tone), size, "  ", (one.claim, "bold"))
        parts += [Text(), head, Padding(Text(one.text), (0, 0, 0, 2))]
    parts += [Text(), Text(headline.count), Text()]
    parts += _answers(words, headline)
    if headline.figures:
        parts += [Text(), _figures(headline.figures)]
    if contest.chain:
        parts += [Text(), Text(contest.chain.title, style="bold"), _chain(contest.chain)]
    parts += [Text(), *_findings(words, contest), Text()]
    return parts


def _answers(words: dict[str, str], headline: Headline) -> list[RenderableType]:
    """Return the answers that the verdicts above do not give in full, under their questions."""
    told = (
        ("proclaimed", headline.proclaimed),
        ("missing", headline.missing),
        ("could-change", headline.could_change),
        ("assumptions", headline.assumptions),
    )
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", width=18)
    grid.add_column(ratio=1)
    for key, texts in ((key, texts) for key, texts in told if texts):
        grid.add_row(Text(words[key]), Text("\n".join(texts)))
    return [grid]


def _chain(chain: Chain) -> Grid:
    """Return the steps as a compact list: number, name, word, the beginning of the sentence."""
    grid = Grid.grid(padding=(0, 2, 0, 0))
    for settings in ({"justify": "right"}, {}, {}, {"ratio": 1}):
        grid.add_column(**settings)
    for place, step in enumerate(chain.steps, start=1):
        word = Text(step.label.word, style=TONES.get(step.label.id, "dim"))
        grid.add_row(Text(str(place)), Text(step.name), word, Text(_opening(step.text, "")))
    return grid


def _figures(table: Table) -> Grid:
    grid = Grid(
        title=Text(table.caption), title_justify="left", box=None, pad_edge=False, padding=(0, 2, 0, 0)
    )
    for column in table.columns:
        grid.add_column(Text(column.name), justify="right" if column.number else "left")
    for row in table.rows:
        grid.add_row(*(Text(cell) for cell in row))
    return grid


def _findings(words: dict[str, str], contest: ContestReport) -> list[RenderableType]:
    """Return the findings above information, each with its weight, and how many more there are."""
    weighty = [entry for entry in contest.entries if entry.severity.id != "information"]
    parts: list[RenderableType] = [Text(contest.weight, style="bold")]
    parts += [_finding(entry) for entry in weighty[:SHOWN]]
    if len(weighty) > SHOWN:
        parts.append(Text(f"... +{len(weighty) - SHOWN} {words['more']}", style="dim"))
    return parts


def _finding(entry: Entry) -> Text:
    label = (entry.severity.word.upper(), TONES.get(entry.severity.id, "bold"))
    weight = (f" {entry.weight}" if entry.weight else "", "dim")
    return Text.assemble("- ", label, f" {_opening(entry.text, entry.affected)}", weight)


_SENTENCES = re.compile(r"\. (?=[^\W\d_a-zà-ÿ]|[¿¡«“\"(])")
"""Ends of sentences: before a capital, so that "rev. 4" is none."""


def _opening(text: str, affected: str) -> str:
    """Return the first sentences, until they say enough and have the number that is weighed after them.

    >>> _opening("A short one. " + "A longer one. " * 9, "").count("one")
    6
    >>> _opening("A short one. " + "A longer one. " * 9 + "Of 2,662,438 votes. The end.", "2,662,438")[-19:]
    'Of 2,662,438 votes.'
    """
    told = ""
    least = re.search(rf"(?<![\d.,]){re.escape(affected)}(?![\d.,]*\d)", text) if affected else None
    for sentence in _SENTENCES.split(text):
        if len(told) > ENOUGH and (least is None or len(told) >= least.end()):
            return told + "."
        told += f". {sentence}" if told else sentence
    return told
