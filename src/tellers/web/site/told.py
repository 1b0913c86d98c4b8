"""What a page says of a contest in one area: votes by source, coverage, differences, findings.

Everything is text in the page's language. A page that is written once for all languages bears beside it what
a script needs to say the same in another: `Said.key` and `places`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tellers.model import Role, Severity
from tellers.report.contents import unhidden
from tellers.report.plurals import filled
from tellers.web.site.area_accounts import accounts_of, together
from tellers.web.site.listed import lists_members
from tellers.web.site.numbers import Numbers
from tellers.web.words import SCRIPT, site_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tellers.model import Finding
    from tellers.report.contents import Label
    from tellers.report.telling import Telling
    from tellers.web.site.counted import Counted, Sum
    from tellers.web.site.counts import ContestCount

__all__ = ["Cell", "Line", "Named", "Noticed", "Said", "Speaker", "Teller", "Totals"]

FINDING = "areas-finding-"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence: its words, and for scripts its key and what stands in its places, as JSON."""

    text: str
    key: str = ""
    places: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A number as a cell shows it, and on how many records where some do not give it."""

    text: str
    note: Said | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A source or a figure: its id and its name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of totals: an option's votes and shares, or another figure, a cell a source."""

    id: str
    name: Said
    cells: tuple[Cell, ...]
    shares: tuple[Cell, ...] = ()
    """Of an option: its part in the votes for all of them, by source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """A kind of finding that names units here; what is for information only has no word before it."""

    label: Label
    said: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What a page says of a contest above its sheets or smaller areas."""

    contest: str
    title: str
    sources: tuple[tuple[Named, ...], ...]
    """A column those that add up alike."""
    lines: tuple[Line, ...]
    sentences: tuple[Said, ...]
    noticed: tuple[Noticed, ...]
    anchor: str
    """Of the findings, in the report."""


def _json(places: dict[str, int | str]) -> str:
    return json.dumps(places, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True)
class Speaker:
    """Says the site's sentences of one contest in one language, without its counts."""

    telling: Telling
    marked: bool = field(default=False, kw_only=True)
    """Whether pages are told that are written once: sources are called by their ids, as in every language."""
    numbers: Numbers = field(init=False)
    words: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Take the language's words and signs."""
        object.__setattr__(self, "numbers", Numbers.of(self.code))
        words = site_words(self.code, members=lists_members(self.telling.case.dossier))
        object.__setattr__(self, "words", words)

    @property
    def code(self) -> str:
        """Return the language's code."""
        return self.telling.speech.code

    def say(self, key: str, **places: int | str) -> Said:
        """Return a sentence that scripts have too; numbers in its places are written as the language does."""
        written = {
            name: self.numbers.whole(value) if isinstance(value, int) else value
            for name, value in places.items()
        }
        text = filled(self.words[SCRIPT + key], written, self.code)
        return Said(text, key, _json(places) if places else "")

    def noticed(self, finding: Finding, number: int) -> Noticed:
        """Return a finding as an area tells it: its kind, and how many units it names there."""
        label = self.telling.label(finding.severity)
        if finding.severity is Severity.INFORMATION:
            label = replace(label, word="")
        key = FINDING + finding.code
        if SCRIPT + key not in self.words:
            return Noticed(label=label, said=Said(self.telling.speech.say(finding.message, finding.numbers)))
        figure = finding.subject.partition("/")[2]
        known = figure in self.telling.case.contest.figure_ids
        named = [str(one) if self.marked else self.telling.write(one, "source") for one in finding.sources]
        places: dict[str, int | str] = {"count": number, "sources": ", ".join(named)}
        if "{figure}" in self.words[SCRIPT + key]:
            places["figure"] = self.telling.write(figure, "figure") if known else figure
        return Noticed(label=label, said=self.say(key, **places))

    def kind(self, finding: Finding) -> str:
        """Return what a finding is called of one unit, without its numbers."""
        return unhidden(self.noticed(finding, 1).said.text.partition(":")[0])


@dataclass(frozen=True)
class Teller(Speaker):
    """Tells one contest in one language, with what it adds up to in every area."""

    count: ContestCount = field(kw_only=True)

    def totals(self, counted: Counted, level: int, found: list[tuple[Finding, int]]) -> Totals:
        """Return everything said of an area; `level` is its place among the contest's levels."""
        sums = {str(one): counted.sums[one] for one in self.telling.case.sources if one in counted.sums}
        groups = accounts_of(sums)
        return Totals(
            contest=str(self.telling.case.contest.id),
            title=self.telling.titled(self.telling.case.contest),
            sources=tuple(
                tuple(Named(one, self.telling.write(one, "source")) for one in group) for group in groups
            ),
            lines=tuple(self._lines([together([sums[one] for one in group]) for group in groups])),
            sentences=tuple(self._sentences(counted, level)),
            noticed=tuple(self.noticed(finding, number) for finding, number in found),
            anchor=self.telling.anchor("findings"),
        )

    def _lines(self, sums: list[Sum]) -> list[Line]:
        """Return the options, what they add up to, every other figure, turnout, and the records."""
        contest = self.telling.case.contest
        options = len(contest.option_ids)
        bases = [sum(votes or 0 for votes in one.figures[:options]) for one in sums]
        lines = []
        for place, figure in enumerate(contest.figure_ids):
            if all(one.figures[place] is None for one in sums):
                continue
            shares = [(one.figures[place], base) for one, base in zip(sums, bases, strict=True)]
            lines.append(
                Line(
                    id=str(figure),
                    name=Said(self.telling.write(str(figure), "figure")),
                    cells=tuple(self._figure(one, place) for one in sums),
                    shares=tuple(self.share(*one) for one in shares) if place < options else (),
                )
            )
        if sums:
            every = tuple(Cell(self.numbers.whole(base)) for base in bases)
            lines.insert(
                min(options, len(lines)), Line(id="", name=self.say("areas-all-options"), cells=every)
            )
            lines += self._turnout(sums)
            records = tuple(Cell(self.numbers.whole(one.units)) for one in sums)
            lines.append(Line(id="", name=self.say("areas-with-record"), cells=records))
        return lines

    def _figure(self, one: Sum, place: int) -> Cell:
        """Return a figure's total, and on how many records where some are silent."""
        known = one.known[place]
        partly = 0 < known < one.units
        note = self.say("areas-on", units=known, all=one.units) if partly else None
        return Cell(self.numbers.whole(one.figures[place]), note=note)

    def _turnout(self, sums: list[Sum]) -> list[Line]:
        """Return turnout, and of how many voters on how many sheets; nothing where it is known of none."""
        if self.telling.case.contest.with_role(Role.VOTERS) is None or not any(s.turnout[2] for s in sums):
            return []
        known = [one.turnout for one in sums]
        return [
            Line(id="", name=self.say("areas-turnout"), cells=tuple(self.turnout(one) for one in sums)),
            Line(id="", name=self.say("areas-of-registered"), cells=self._wholes(one[1] for one in known)),
            Line(id="", name=self.say("areas-of-sheets"), cells=self._wholes(one[2] for one in known)),
        ]

    def turnout(self, one: Sum | None) -> Cell:
        """Return a source's turnout: voters among the registered, over the sheets where both are known."""
        voters, registered, _ = one.turnout if one else (0, 0, 0)
        return self.share(voters, registered)

    def _wholes(self, values: Iterable[int]) -> tuple[Cell, ...]:
        """Return whole numbers; a dash for none."""
        return tuple(Cell(self.numbers.whole(value or None)) for value in values)

    def share(self, part: int | None, of: int | None) -> Cell:
        """Return a percentage."""
        return Cell(self.numbers.share(part, of))

    def _sentences(self, counted: Counted, level: int) -> list[Said]:
        """Return what is said of coverage, and of sources that differ."""
        if not counted.sums:
            return [self.say("areas-no-records")]
        whole = self.count.is_whole(level)
        given = {"recorded": counted.recorded, "listed": counted.listed}
        said = []
        if counted.listed and whole:
            share = self.numbers.share(counted.recorded, counted.listed)
            said.append(self.say("areas-covered-share", **given, share=share))
        elif counted.listed:
            said.append(self.say("areas-covered", **given))
        if not whole:
            said.append(self.say("areas-unlisted" if self.count.more_stated else "areas-unplaced"))
        if counted.stray:
            said.append(self.say("areas-stray", units=counted.stray))
        if counted.differing:
            said.append(self.say("areas-apart", units=counted.differing, votes=counted.apart))
        elif len(counted.sums) > 1:
            said.append(self.say("areas-alike"))
        return said
