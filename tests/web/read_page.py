"""A page read as a browser reads it: its tables, links and words, what it loads, and its faults of form."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

__all__ = ["Cell", "Page", "Row", "Table", "read_page", "text_of"]

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SHAPES = {"circle", "line", "path", "rect"}
"""Elements of SVG that may close themselves."""
CLOSES = {
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tr": {"td", "th", "tr"},
    "tbody": {"td", "th", "tr", "thead", "tbody", "tfoot"},
    "tfoot": {"td", "th", "tr", "thead", "tbody"},
    "li": {"li"},
}
"""What the beginning of an element ends, where its own end was left out (HTML, section 13.1.2.4)."""
ENDS_LEFT_OUT = {"td", "th", "tr", "tbody", "thead", "tfoot", "li"}


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
        """The indexes of the entries that a row of sheets names."""
        return [int(one) for one in wanted.attributes.get("data-e", "").split(",") if one]

    def of_area(self, ident: str) -> list[Row]:
        """The rows that head an area: the one whose head has its id, and those that the head spans."""
        for at, row in enumerate(self.rows):
            if row.cells[0].attributes.get("id") == ident:
                return self.rows[at : at + int(row.cells[0].attributes.get("rowspan") or 1)]
        return []


@dataclass
class Page(HTMLParser):
    """What one page is made of; `faults` says what no page of ours may have."""

    faults: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        """Be a parser that keeps character references as the characters they are."""
        super().__init__(convert_charrefs=True)
        self._open: list[str] = []
        self._body: dict[str, str | None] = {}
        self._named_by: list[str] = []

    def table(self, kind: str, contest: str = "") -> Table:
        """The first table of a class, of a contest where one is named."""
        for table in self.tables:
            named = ("", table.attributes.get("data-contest"))
            if table.attributes.get("class") == kind and contest in named:
                return table
        raise AssertionError(f"no table {kind} {contest}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element's attributes, and remember that it is open."""
        while self._open and self._open[-1] in CLOSES.get(tag, ()):
            self._open.pop()
        self._take(tag, attrs)
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element of SVG that closes itself; of HTML only void ones may."""
        self._take(tag, attrs)
        if tag not in VOID | SHAPES:
            self.faults.append(f"<{tag}/> does not close in HTML")

    def handle_endtag(self, tag: str) -> None:
        """Close the element that is open, and those within it whose end may be left out."""
        while self._open and self._open[-1] != tag and self._open[-1] in ENDS_LEFT_OUT:
            self._open.pop()
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> at {self.getpos()} closes {self._open[-1:]}")
        else:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Take text, and give it to the cell or caption it is in; a script or a style may have none."""
        self.text += data
        if self._open and self._open[-1] in {"script", "style"} and data.strip() and not self._is_data():
            self.faults.append(f"inline {self._open[-1]}: {data.strip()[:40]}")
        inside = [tag for tag in self._open if tag in {"td", "th", "caption"}]
        if inside and inside[-1] == "caption":
            self.tables[-1].caption += data
        elif inside:
            self.tables[-1].rows[-1].cells[-1].text += data

    def finish(self) -> None:
        """Find what only the whole page tells: what is left open, ids that stand twice, names of nothing."""
        self.close()
        left = [tag for tag in self._open if tag not in ENDS_LEFT_OUT]
        self.faults += [f"<{tag}> is left open" for tag in left]
        self.faults += [f"id {one} twice" for one in sorted({i for i in self.ids if self.ids.count(i) > 1})]
        unknown = [one for one in self._named_by if one not in self.ids]
        self.faults += [f"named by {one}, which is not there" for one in unknown]

    def _is_data(self) -> bool:
        tag, attributes = self.tags[-1]
        return tag == "script" and attributes.get("type") == "application/json"

    def _take(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if len(attributes) < len(attrs):
            self.faults.append(f"an attribute stands twice in <{tag}>")
        if tag == "style" or "style" in attributes:
            self.faults.append(f"a style in <{tag}>")
        self.faults += [f"{name} on <{tag}>" for name in attributes if name.startswith("on")]
        self.ids += [attributes["id"] or ""] if "id" in attributes else []
        self._named_by += (attributes.get("aria-labelledby") or "").split()
        if tag == "a" and "href" in attributes:
            self.links.append(attributes["href"] or "")
        elif tag == "link" and attributes.get("rel") == "stylesheet":
            self.loads.append(attributes["href"] or "")
        elif "src" in attributes:
            self.loads.append(attributes["src"] or "")
        if tag == "table":
            self.tables.append(Table(attributes))
        elif tag in {"thead", "tbody", "tfoot"}:
            self._body = attributes
        elif tag == "tr":
            self.tables[-1].rows.append(Row(attributes, self._body))
        elif tag in {"td", "th"}:
            self.tables[-1].rows[-1].cells.append(Cell(tag, attributes))


def read_page(content: bytes) -> Page:
    """Return a page with its faults."""
    page = Page()
    page.feed(content.decode())
    page.finish()
    return page


def text_of(content: bytes) -> str:
    """Return the words of a page, blanks folded: what a reader reads."""
    return " ".join(read_page(content).text.split())
