"""A page of a site read as a browser reads it: tables with their cells, links, and ids, end tags or none."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

__all__ = ["Cell", "Page", "Row", "Table", "read_page"]

VOID = {"meta", "link", "br", "hr", "input", "img"}
CLOSES = {
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tr": {"td", "th", "tr"},
    "tbody": {"td", "th", "tr", "thead", "tbody", "tfoot"},
    "tfoot": {"td", "th", "tr", "thead", "tbody"},
    "li": {"li"},
}
"""What the beginning of an element ends, where its own end was left out (HTML, section 13.1.2.4)."""


@dataclass
class Cell:
    """A cell: its text, whether it heads, and its attributes."""

    kind: str
    attributes: dict[str, str | None]
    text: str = ""


@dataclass
class Row:
    """A row with its attributes and those of the body it is in."""

    attributes: dict[str, str | None]
    body: dict[str, str | None]
    cells: list[Cell] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """The text of every cell, blanks put together."""
        return [" ".join(cell.text.split()) for cell in self.cells]


@dataclass
class Table:
    """A table with its attributes, caption and rows."""

    attributes: dict[str, str | None]
    caption: str = ""
    rows: list[Row] = field(default_factory=list)

    def row(self, head: str) -> list[str]:
        """The cells after the one that heads a row of this name."""
        return next(row.texts[1:] for row in self.rows if row.texts and row.texts[0] == head)

    def of_unit(self, unit: str) -> list[Row]:
        """The rows of a unit: the one with its id, and those its head spans."""
        for at, row in enumerate(self.rows):
            if unit in (row.attributes.get("id"), row.attributes.get("data-unit")):
                return self.rows[at : at + int(row.cells[0].attributes.get("rowspan") or 1)]
        return []

    def entries(self, wanted: Row) -> list[int]:
        """The indexes of the entries that a row of sheets names: steps from the rows above, from 0."""
        last: dict[int, int] = {}
        for row in self.rows:
            steps = row.attributes.get("data-e", "none")
            told = [] if steps == "none" else [int(one or 1) for one in (steps or "").split(",")]
            last |= {place: last.get(place, 0) + step for place, step in enumerate(told)}
            if row is wanted:
                return [last[place] for place in range(len(told))]
        raise AssertionError("a row of another table")

    def of_area(self, ident: str) -> list[Row]:
        """The rows that head an area: the one whose head has its id, and those that the head spans."""
        for at, row in enumerate(self.rows):
            if row.cells[0].attributes.get("id") == ident:
                return self.rows[at : at + int(row.cells[0].attributes.get("rowspan") or 1)]
        return []


class Page(HTMLParser):
    """Everything a test asks of a page."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        super().__init__()
        self.tables: list[Table] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self._body: dict[str, str | None] = {}

    def table(self, kind: str, contest: str = "") -> Table:
        """The first table of a class, of a contest where one is named."""
        for table in self.tables:
            if table.attributes.get("class") == kind and contest in (
                "",
                table.attributes.get("data-contest"),
            ):
                return table
        raise AssertionError(f"no table {kind} {contest}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the beginning of an element."""
        attributes = dict(attrs)
        assert len(attributes) == len(attrs), f"an attribute stands twice: {tag} {attrs}"
        while self._open and self._open[-1] in CLOSES.get(tag, ()):
            self._open.pop()
        self.tags.append((tag, attributes))
        self.ids += [attributes["id"] or ""] if "id" in attributes else []
        self.links += [attributes["href"] or ""] if tag == "a" and "href" in attributes else []
        if tag not in VOID:
            self._open.append(tag)
        if tag == "table":
            self.tables.append(Table(attributes))
        elif tag in {"thead", "tbody", "tfoot"}:
            self._body = attributes
        elif tag == "tr":
            self.tables[-1].rows.append(Row(attributes, self._body))
        elif tag in {"td", "th"}:
            self.tables[-1].rows[-1].cells.append(Cell(tag, attributes))

    def handle_endtag(self, tag: str) -> None:
        """Take the end of an element; one that was never begun is a fault of the page."""
        while self._open and self._open[-1] != tag:
            assert self._open[-1] in {"td", "th", "tr", "tbody", "thead", "tfoot", "li"}, (tag, self._open)
            self._open.pop()
        assert self._open, f"</{tag}> ends nothing"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        """Take text, and give it to the cell or caption it is in."""
        self.text += data
        inside = [tag for tag in self._open if tag in {"td", "th", "caption"}]
        if inside and inside[-1] == "caption":
            self.tables[-1].caption += data
        elif inside:
            self.tables[-1].rows[-1].cells[-1].text += data


def read_page(content: bytes) -> Page:
    """Return a page; `AssertionError` for one whose elements do not close as HTML asks."""
    page = Page()
    page.feed(content.decode())
    page.close()
    assert page._open == []
    return page
