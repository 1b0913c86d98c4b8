"""The table of a benchmark that is held to bars: what was measured, on which machine, and what is met.

>>> megabytes(62_500_000), megabytes(62_500_000, decimals=0)
('62.5 MB', '62 MB')
>>> Row.below("opens", 1.82, 3, "{:.2f} s")
Row(what='opens', told='1.82 s', bar='under 3 s', met=True)
>>> Row.below("opens", 1.82, 1, "{:.2f} s").line()
'| opens | 1.82 s | under 1 s | **not met** |'
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from benchmarks.machine import Machine, read_machine, slug

if TYPE_CHECKING:
    from pathlib import Path

MEGABYTE = 1_000_000
"""Bytes of a MB, in every table."""
WORDS = {True: "met", False: "**not met**", None: ""}


def megabytes(size: float, *, decimals: int = 1) -> str:
    """Return bytes as megabytes."""
    return f"{size / MEGABYTE:.{decimals}f} MB"


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what, how much, the bar, and whether it is met; None where there is none."""

    what: str
    told: str
    bar: str = ""
    met: bool | None = None

    @classmethod
    def below(cls, what: str, measured: float, most: float, form: str) -> Row:
        """Return the line of a number that is to be under a bar; the form has the unit of both."""
        unit = form.partition("}")[2]
        return cls(what, form.format(measured), f"under {most:,g}{unit}", measured < most)

    @classmethod
    def above(cls, what: str, measured: float, least: float) -> Row:
        """Return the line of a number that is to be at least a bar."""
        return cls(what, f"{measured:,.0f}", f"at least {least:,g}", measured >= least)

    def line(self) -> str:
        """Return the line as Markdown."""
        return f"| {self.what} | {self.told} | {self.bar} | {WORDS[self.met]} |"


@dataclass(frozen=True, kw_only=True)
class BarTable:
    """The tables of one run, a heading each, with the machine as it was before the first was measured."""

    title: str
    name: str
    """What the file is called, after the day and the machine."""
    note: str = ""
    """What a reader must know of this run; kept with it."""
    said: tuple[str, ...] = ()
    """More lines about how it was measured."""
    date: str = field(default_factory=lambda: datetime.now(tz=UTC).date().isoformat())
    machine: Machine = field(default_factory=read_machine)

    def render(self, parts: dict[str, list[Row]]) -> str:
        """Return the page, a table a part; a part without a heading comes first."""
        lines = [
            f"# {self.title}, {self.date}",
            "",
            *self.machine.lines(),
            "A MB is a million bytes.",
            *self.said,
            *([f"Note: {self.note}"] if self.note else []),
        ]
        for heading, rows in parts.items():
            lines += ["", *([f"## {heading}", ""] if heading else [])]
            lines += ["| what | measured | bar | |", "| --- | ---: | ---: | --- |"]
            lines += [row.line() for row in rows]
        return "\n".join(lines) + "\n"

    def write(self, parts: dict[str, list[Row]], to: Path) -> int:
        """Print the page, write it, and the same for programs beside it; return 1 where a bar is missed."""
        page = self.render(parts)
        to.mkdir(parents=True, exist_ok=True)
        written = to / f"{self.date}-{slug(self.machine.cpu)}-{self.name}"
        written.with_suffix(".md").write_text(page, encoding="utf-8")
        document = {
            "date": self.date,
            "machine": asdict(self.machine),
            "note": self.note,
            "parts": {heading: [asdict(row) for row in rows] for heading, rows in parts.items()},
        }
        told = json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False)
        written.with_suffix(".json").write_text(told + "\n", encoding="utf-8")
        print(f"\n{page}\nWritten: {written}.md and .json")
        return 1 if any(row.met is False for rows in parts.values() for row in rows) else 0
