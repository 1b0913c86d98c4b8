"""The lines of a sitting, from a terminal or from a file: each entered, and what follows shown.

On a terminal a refusal is told and the next line asked for; a name that may be several is asked about.
From a file the first refusal ends it: whoever wrote the file is not there to be asked.
"""

from __future__ import annotations

import shutil
import sys
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from rich.console import Console

from tellers.council.commands import events_of
from tellers.council.events import (
    Announced,
    Arrived,
    CastingVote,
    Closed,
    Corrected,
    Departed,
    Dropped,
    Hands,
    ItemOpened,
    LotDrawn,
    Objected,
    Voted,
    WithoutVote,
)
from tellers.errors import EntryRefused, UsageError, printable
from tellers.report.council_words import say, seat_name
from tellers.report.rule_words import numbers_of_roll, rule_sentence
from tellers.report.sitting_words import (
    entry_line,
    entry_lines,
    item_lines,
    lot_lines,
    position_word,
    quorum_line,
    refusal,
    seat_list,
    status_lines,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tellers.council.events import Event
    from tellers.council.item import Item
    from tellers.council.live import Live

__all__ = ["Session", "from_lines", "from_terminal", "show"]

LEAVE = {"quit", "salir", "sair", "quitter"}
RECENT = 5
"""Entries shown again when a sitting is gone on with."""


def show(lines: list[str]) -> None:
    """Print lines folded to the screen, without what a terminal would obey."""
    width = min(shutil.get_terminal_size().columns, 110)
    for line in lines:
        for part in line.split("\n"):
            print("\n".join(map(printable, textwrap.wrap(part, width, subsequent_indent="  ") or [""])))
    sys.stdout.flush()


@dataclass(frozen=True, slots=True)
class Session:
    """A sitting open for entries, and the language it is shown in."""

    live: Live
    language: str

    def say(self, key: str, **words: str) -> str:
        """Return a sentence of the sitting."""
        return say(self.language, f"sitting-{key}", **words)

    def begin(self, *, title: str = "", presiding: str = "") -> None:
        """Show what is in the journal already, and how it stands; and where it was opened otherwise."""
        sitting, roll, journal = self.live.state, self.live.state.roll, self.live.journal
        sizes = {"members": roll.members, "entitled": roll.entitled, "called": roll.called}
        called = sitting.title or sitting.body.name.in_language(self.language)
        lines = [self.say("begun", title=called, **{name: str(len(seats)) for name, seats in sizes.items()})]
        lines += [self.say("torn", file=journal.set_aside)] if journal.set_aside else []
        if title not in {"", sitting.title} or presiding not in {"", sitting.presiding}:
            lines.append(self.say("opened-otherwise"))
        recent = sitting.entries[-RECENT:]
        lines += [entry_line(sitting, line, event, self.language) for line, event in recent]
        show([*lines, " ".join(status_lines(sitting, self.language))])

    def take(self, typed: str) -> bool:
        """Enter one line, or show what it asks for; return whether the session goes on.

        Raises `EntryRefused` where it is not taken.
        """
        said = "".join(sign if sign.isprintable() else " " for sign in typed).strip()
        said = said.encode("utf-8", "replace").decode()
        if not said or said.startswith("#"):
            return True
        if said.casefold() in LEAVE:
            return False
        if shown := self._asked(said.casefold()):
            show(shown)
            return True
        entered = self.live.enter(events_of(self.live.state, said))
        sitting = self.live.state
        lines = entry_lines(sitting, entered, self.language)
        show([*lines, *self._follows(entered[-1][1] if entered else None)])
        return True

    def _asked(self, said: str) -> list[str]:
        """Return what a question about the sitting shows; nothing where the line is an entry."""
        sitting, item = self.live.state, self.live.state.item
        if said in {"?", "help", "ayuda", "ajuda", "aide"}:
            return self.say("help").split("\n")
        if said in {"status", "estado", "situacao", "situação", "etat", "état"}:
            return status_lines(sitting, self.language)
        if said in {"order", "orden", "ordem", "ordre"}:
            return [self.say("order", seats=seat_list(sitting, sitting.order, self.language))]
        if said in {"who", "quien", "quién", "quem", "qui"}:
            waiting = [s for s in sitting.order if item is not None and s in item.to_call]
            return [self.say("waiting", seats=seat_list(sitting, waiting, self.language))]
        if said in {"votes", "votos"} and item is not None:
            named = [
                f"{seat_name(sitting.body, seat, self.language)}: {position_word(position, self.language)}"
                for seat, position in item.positions.items()
            ]
            return [self.say("votes-title"), *named]
        return []

    def _follows(self, event: Event | None) -> list[str]:
        """Return what is to be seen after an entry."""
        sitting, item = self.live.state, self.live.state.item
        if isinstance(event, LotDrawn) and sitting.lot is not None:
            return lot_lines(sitting, sitting.lot, self.language)
        if isinstance(event, ItemOpened) and item is not None:
            numbers = numbers_of_roll(item.rule, item.roll)
            told = rule_sentence(item.rule, self.language, numbers)
            return [told, " ".join(status_lines(sitting, self.language))]
        if isinstance(event, (Arrived, Departed)):
            return [quorum_line(sitting, self.language)]
        return self._of_question(event) if isinstance(event, _CHANGES) else []

    def _of_question(self, event: _Change) -> list[str]:
        """Return how the question of an entry stands; an earlier one is corrected by its id."""
        sitting, item = self.live.state, self.live.state.find(event.item)
        if isinstance(event, Announced):
            return self._of_announcement(event, item)
        if item.pending:
            return [" ".join(status_lines(sitting, self.language))]
        lines = item_lines(sitting, item, self.language)
        if not all(_as_counted(said, item) for said in item.announcements.values()):
            lines.append(self.say("announcement-other-than-count", item=item.id))
        return lines

    def _of_announcement(self, event: Announced, item: Item) -> list[str]:
        """Return the count where the announcement is other than it, and how a slip of either is corrected."""
        lines = []
        if not _as_counted(event, item):
            lines += item_lines(self.live.state, item, self.language)
            lines.append(self.say("announcement-other-than-count", item=item.id))
        if not event.replaces and len(item.announcements) > 1:
            *_, before, _ = item.announcements
            number = str(len(item.announcements))
            lines.append(self.say("announcement-beside", number=number, item=item.id, record=str(before)))
        return lines

    def ask(self, error: EntryRefused, console: Console, typed: str) -> str:
        """Return the line with the seat that was meant, '' where none was chosen."""
        print(self.say("ask", said=error.words["said"]))
        for number, seat in enumerate(error.choices, start=1):
            print(f"  {number}  {seat_name(self.live.state.body, seat, self.language)}")
        chosen = console.input(self.say("ask-number"), markup=False).strip()
        if not (chosen.isascii() and chosen.isdigit() and 0 < int(chosen) <= len(error.choices)):
            return ""
        return typed.replace(error.words["said"], error.choices[int(chosen) - 1], 1)


_Change = Voted | Hands | Corrected | CastingVote | Closed | WithoutVote | Dropped | Objected | Announced
_CHANGES = get_args(_Change)


def _as_counted(event: Announced, item: Item) -> bool:
    """Return whether what was announced is what was counted: a mistyped line is to be seen at once."""
    counted = {"registered": len(item.roll.members), **item.tally}
    outcome = item.outcome()
    if outcome is not None and event.outcome not in {"", outcome.word.value}:
        return False
    if outcome is not None and event.required not in {None, outcome.required}:
        return False
    return all(counted.get(name, 0) == count for name, count in event.counts.items())


def from_terminal(session: Session) -> int:
    """Ask for lines until the session is left or the terminal is gone."""
    console = Console(highlight=False, markup=False)
    typed = again = ""
    while True:
        item = session.live.state.item
        prompt = session.say("prompt", item=item.id if item is not None and item.pending else "")
        try:
            typed = typed or console.input(prompt, markup=False)
            again, typed = typed, ""
            if not session.take(again):
                return 0
        except EntryRefused as error:
            if error.choices:
                typed = session.ask(error, console, again)
            else:
                show([refusal(error, session.live.state, session.language)])
        except UnicodeDecodeError:
            show([session.say("refused-no-command", said="\N{REPLACEMENT CHARACTER}")])
        except EOFError:
            print()
            return 0


def from_lines(session: Session, lines: Iterable[str]) -> int:
    """Enter every line; `UsageError` names the first that is refused."""
    for number, typed in enumerate(lines, start=1):
        try:
            if not session.take(typed):
                return 0
        except EntryRefused as error:
            told = refusal(error, session.live.state, session.language)
            raise UsageError(
                session.say("line-refused", line=str(number), told=told),
                expected=", ".join(error.choices),
                remedy=session.say("entered-before"),
            ) from error
    return 0
