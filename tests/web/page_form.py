"""A page taken apart by Python's own parser: what stands open, what it would load, where its links lead."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

__all__ = ["Page", "read_page", "text_of"]

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SHAPES = {"circle", "line", "path", "rect"}
"""Elements of SVG that may close themselves."""


@dataclass
class Page(HTMLParser):
    """What one page is made of; `faults` says what no page of ours may have."""

    faults: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    named_by: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Be a parser that keeps character references as the characters they are."""
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag, attrs):
        """Take an element's attributes, and remember that it is open."""
        self._take(tag, dict(attrs))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        """Take an element of SVG that closes itself; of HTML only void ones may."""
        self._take(tag, dict(attrs))
        if tag not in VOID | SHAPES:
            self.faults.append(f"<{tag}/> does not close in HTML")

    def handle_endtag(self, tag):
        """Close the element that is open, and no other."""
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> at {self.getpos()} closes {self.open[-1:]}")
        else:
            self.open.pop()

    def handle_data(self, data):
        """Keep words, and refuse those of a script or a style."""
        if self.open and self.open[-1] in {"script", "style"} and data.strip():
            self.faults.append(f"inline {self.open[-1]}: {data.strip()[:40]}")
        self.words.append(data)

    def _take(self, tag, attrs):
        if tag == "style" or "style" in attrs:
            self.faults.append(f"a style in <{tag}>")
        self.faults += [f"{name} on <{tag}>" for name in attrs if name.startswith("on")]
        if "id" in attrs:
            self.ids.append(attrs["id"])
        self.named_by += attrs.get("aria-labelledby", "").split()
        if tag == "a":
            self.links.append(attrs.get("href", ""))
        elif tag == "link" and attrs.get("rel") == "stylesheet":
            self.loads.append(attrs["href"])
        elif "src" in attrs:
            self.loads.append(attrs["src"])


def read_page(content: bytes) -> Page:
    """Return a page, its faults of form found: what is left open, ids that stand twice, names of nothing."""
    page = Page()
    page.feed(content.decode())
    page.close()
    page.faults += [f"<{tag}> is left open" for tag in page.open]
    page.faults += [f"id {one} twice" for one in sorted({i for i in page.ids if page.ids.count(i) > 1})]
    page.faults += [f"named by {one}, which is not there" for one in page.named_by if one not in page.ids]
    return page


def text_of(content: bytes) -> str:
    """Return the words of a page, blanks folded: what a reader reads."""
    return " ".join("".join(read_page(content).words).split())
