r"""What a report says, in words and in order, before it is a page, a paper or a screen.

`compose` makes one `Report` from a result and a language; the page, the PDF and the terminal
each write out the same value, so that none of them can say what another does not. Everything
in it is text in the reader's language; numbers are already written. Pictures are SVG, and each
carries the table that says the same.

Words of a dossier are not ours: `legible` takes out of them what could hide, reorder or
overwrite the words around (control characters, direction overrides) and leaves a mark; and it
keeps a percent sign on the line of its number.

>>> legible("EG\u202e\x1b[2J 7")
'EG��[2J 7'
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Literal, TypeVar

__all__ = [
    "Block",
    "Chain",
    "Column",
    "Commands",
    "ContestReport",
    "DraftLine",
    "DraftText",
    "Entry",
    "Facts",
    "Headline",
    "Judged",
    "Label",
    "Link",
    "Paragraphs",
    "Picture",
    "Report",
    "Section",
    "Signatures",
    "Step",
    "Table",
    "legible",
    "unhidden",
]

_HIDING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
"""Control characters but tab and line feed, marks that turn or nest the writing direction, letters
without width; the joiners that Persian, Hindi and others are written with stay."""
_PERCENT = re.compile(r"(?<=\d) %")

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A word with the id that colours and shapes follow: a verdict, a severity, a status."""

    id: str
    word: str
    size: str = ""
    """Of a contradicted figure: by how many votes, and what part of the margin that is."""

    @property
    def sized(self) -> str:
        """Return the word with its size."""
        return f"{self.word} {self.size}" if self.size else self.word


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The head of a column; numbers stand flush right in figures of one width."""

    name: str
    number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under a caption; the first cell of a row is its head."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    sums: tuple[tuple[int, int, str], ...] = ()
    """Row and column of cells that are the sum of a figure over a source: `contest|source|figure`."""
    kind: Literal["table"] = "table"

    def sum_at(self, row: int, column: int) -> str:
        """Return what a cell is the sum of; '' of any other cell."""
        return next((said for at, over, said in self.sums if (at, over) == (row, column)), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """SVG drawings one under the other, what they show in words, and the table that says the same."""

    svgs: tuple[str, ...]
    title: str
    description: str
    table: Table
    fluid: bool = True
    """Whether its width follows the page; a map keeps its proportions instead."""
    kind: Literal["picture"] = "picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraphs:
    """Sentences, one a paragraph, or one a bullet; a title heads a part of a section."""

    texts: tuple[str, ...]
    title: str = ""
    bullets: bool = False
    kind: Literal["paragraphs"] = "paragraphs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commands:
    """Lines to type, and the hashes to compare, in letters of one width."""

    lines: tuple[str, ...]
    kind: Literal["commands"] = "commands"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A verdict: its word, the claim it is about, the sentence, and on what it rests."""

    label: Label
    claim: str
    said: str
    """What was announced, digit by digit, with rival readings; '' for the outcome of the records."""
    text: str
    assumptions: tuple[str, ...] = ()
    kind: Literal["judged"] = "judged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A finding as the list of findings shows it."""

    anchor: str
    severity: Label
    status: str
    text: str
    weight: str
    """The votes it is about against the margin, or ''."""
    affected: str
    """Those votes alone, as they are written, or ''."""
    assumptions: tuple[str, ...]
    settles: str
    units: str
    """The units it names and how many there are in all, or ''."""
    unit_ids: tuple[str, ...]
    """Those it names, as they stand in that sentence with a comma between."""
    table: Table | None
    numbers: Table | None
    """Every number with the formula that gives it back."""
    code: str
    page: str
    kind: Literal["entry"] = "entry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A way to another place of the same report."""

    anchor: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a chain: whether it holds, in a sentence with the number, and on what that rests."""

    name: str
    label: Label
    text: str
    rests: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Steps in the order in which one rests on the other; each is numbered."""

    title: str
    steps: tuple[Step, ...]
    kind: Literal["chain"] = "chain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a thing, name by name: a list of pairs."""

    pairs: tuple[tuple[str, str], ...]
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """A paragraph of a draft: its number as printed, its words, and the marks of its footnotes."""

    role: str
    """`heading`, `preambular` or `operative`."""
    number: str
    level: int
    text: str
    marks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftText:
    """A text as a body prints it, in a language of its own."""

    language: str
    lines: tuple[DraftLine, ...]
    kind: Literal["draft"] = "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures:
    """Lines to sign on, each with the office that signs and no name."""

    offices: tuple[str, ...]
    kind: Literal["signatures"] = "signatures"


Block = Table | Picture | Paragraphs | Commands | Judged | Entry | Chain | Facts | DraftText | Signatures


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part under a heading; its anchor is unique within the report."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]
    folded: tuple[Block, ...] = ()
    """More of the same that a page may fold away and a paper prints at the end of the section."""
    fold: str = ""
    """The words on the fold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The first screen: the five answers, in the order in which a reader asks."""

    verdicts: tuple[Judged, ...]
    proclaimed: tuple[str, ...]
    records: tuple[str, ...]
    missing: tuple[str, ...]
    could_change: tuple[str, ...]
    assumptions: tuple[str, ...]
    figures: Table | None
    count: str
    """How many claims came out how."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestReport:
    """Everything said of one contest."""

    anchor: str
    title: str
    subtitle: str
    headline: Headline
    sections: tuple[Section, ...]
    judged: tuple[Judged, ...]
    entries: tuple[Entry, ...]
    weight: str
    """How many findings weigh more than information."""
    chain: Chain | None = None
    """Of a council: the steps from names to text, which a screen shows too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole report: its contests, and the sections that hold for all of them."""

    language: str
    title: str
    subtitle: str
    contests: tuple[ContestReport, ...]
    sections: tuple[Section, ...]
    identity: str
    """The line that says which dossier this is, by its hash, and what made the report."""
    words: tuple[tuple[str, str], ...]
    """The fixed words of the form itself (headings, labels), by key."""


def unhidden(text: str) -> str:
    """Return a text without what could hide, reorder or overwrite; a mark stands for each."""
    if text.isascii() and text.isprintable():  # as nearly every text is
        return text
    return _HIDING.sub("\ufffd", text)


def legible(value: T) -> T:
    """Return the value with every text in it made legible; see the module's first words."""
    if isinstance(value, str):
        return type(value)(_PERCENT.sub("\xa0%", unhidden(value)))
    if isinstance(value, tuple):
        return type(value)(legible(part) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{part.name: legible(getattr(value, part.name)) for part in fields(value)})
    return value
