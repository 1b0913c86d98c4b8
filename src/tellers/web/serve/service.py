"""What answers: the archive, the check of the dossier, and the log whose entries are named beside records.

Whatever is slow is done once and kept: the check, the totals of a level, the differences of a pair. All of it
at the archive's desk, where the handlers that need it run.
"""

from __future__ import annotations

import io
import json
from collections import OrderedDict
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from tellers.check import check
from tellers.dossier.folded_names import folded_name
from tellers.errors import UsageError
from tellers.report.findings_json import write_findings
from tellers.tables import count_units
from tellers.web.serve.found_units import find_units
from tellers.web.serve.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from concurrent.futures import Future

    from tellers.check import CheckedContest, Result
    from tellers.model import Contest, ContestId, Roll
    from tellers.web.serve.archive import Archive
    from tellers.web.serve.entries import LogEntries
    from tellers.web.serve.found_units import FoundUnits

__all__ = ["NotThere", "Service"]

KEPT = 32
"""Shelves of totals and differences that are kept; the one that was asked for longest ago goes first."""


class NotThere(UsageError):
    """What is asked for does not exist."""


class Service:
    """One dossier, ready to be asked."""

    def __init__(self, archive: Archive, log: LogEntries | None = None) -> None:
        """Keep what answers; the check begins with the first question that needs it."""
        self.archive, self.log = archive, log
        self._result: Result | None = None
        self._found: Future[FoundUnits] | None = None
        self._files: dict[str, bytes] = {}
        self._shelves: OrderedDict[tuple[str, ...], Shelf] = OrderedDict()
        self.named = False
        """Whether names are loaded that can be searched for."""
        body = archive.dossier.body
        self._rolls: dict[ContestId, Roll] = (
            {one.id: body.roll_on(one.date) for one in archive.dossier.contests} if body else {}
        )

    def roll(self, contest: Contest) -> Roll | None:
        """Return who was a member on the contest's day; None where the dossier has no body."""
        return self._rolls.get(contest.id)

    def contest(self, contest_id: str) -> Contest:
        """Return the contest of this id, or the first; `NotThere` names those there are."""
        try:
            return self.archive.dossier.contest(contest_id)
        except UsageError as error:
            raise NotThere(error.message, expected=error.expected, got=contest_id) from error

    @lru_cache(maxsize=1000)  # noqa: B019 (there is one service, as long as the server runs)
    def level_name(self, level: str, language: str) -> str:
        """Return what a level is called in a language."""
        levels = [one for contest in self.archive.dossier.contests for one in contest.levels]
        return next((one.name.in_language(language) for one in levels if one.id == level), level) or level

    @lru_cache(maxsize=10_000)  # noqa: B019 (as above)
    def source_name(self, source: str, language: str) -> str:
        """Return what a source is called in a language."""
        return self.archive.dossier.source(source).name.in_language(language) or source

    @lru_cache(maxsize=10_000)  # noqa: B019 (as above)
    def subjects(self, contest: str) -> str:
        """Return the entries that stand of a contest and of its sources, by subject, as JSON."""
        dossier = self.archive.dossier
        sources = dossier.tables.sources(dossier.contest(contest).id)
        named = [f"contest/{contest}", *(f"source/{source}" for source in sources)]
        found = {subject: self.log.standing(subject) for subject in named} if self.log is not None else {}
        return json.dumps({subject: index for subject, index in found.items() if index is not None})

    @cached_property
    def level_words(self) -> frozenset[str]:
        """Return the words by which the contests call their levels: a search need not find them in a name."""
        levels = [level for contest in self.archive.dossier.contests for level in contest.levels]
        named = [words for level in levels for _, words in level.name.entries]
        return frozenset(word for words in named for word in folded_name(words).split())

    @cached_property
    def listed(self) -> int | None:
        """Return how many units the table of units lists; None where it lists none. At the desk."""
        return count_units(self.archive.dossier.tables) or None

    def level(self, level: str) -> str:
        """Return the level of this id; `NotThere` names those there are."""
        if level not in self.archive.levels:
            expected = ", ".join(self.archive.levels) or "none: units lie in no area"
            raise NotThere(f"there is no level {level!r}", expected=expected, got=level)
        return level

    def result(self) -> Result:
        """Return what the check of the dossier came to. At the desk; takes seconds the first time."""
        if self._result is None:
            self._result = check(self.archive.dossier)
        return self._result

    def checked(self, contest_id: str) -> CheckedContest:
        """Return what the check of one contest came to; `NotThere` where there is no such. At the desk."""
        named = self.contest(contest_id).id
        return next(one for one in self.result().contests if one.contest.id == named)

    def found(self) -> FoundUnits | None:
        """Return what was found of each unit; None until that is known, which whoever asks sets going.

        A look that failed, for the dossier changed under it, is begun anew by the next who asks.
        """
        found = self._found
        if found is None or (found.done() and found.exception() is not None):
            found = self._found = self.archive.desk.submit(self._find)
        return found.result() if found.done() and found.exception() is None else None

    def _find(self) -> FoundUnits:
        """Return what was found of each unit of the dossier that was read; `Changed` where it is no more."""
        found = find_units(self.result())
        self.archive.reading.verify()
        return found

    def findings_file(self, language: str) -> bytes:
        """Return the file that `tellers check --json` writes, sealed. At the desk.

        `NotThere` for a language that there are no sentences in.
        """
        if language not in self._files:
            stream = io.BytesIO()
            try:
                write_findings(self.result(), stream, language=language)
            except UsageError as error:
                raise NotThere(error.message, expected=error.expected, got=language) from error
            self._files[language] = stream.getvalue()
        return self._files[language]

    def kept(self, name: tuple[str, ...], lines: Callable[[], Iterable[tuple[str, str]]]) -> Shelf:
        """Return the shelf of this name, filled where it is not there: keys with lines. At the desk."""
        if name not in self._shelves:
            self._shelves[name] = Shelf.under_keys(lines())
            if len(self._shelves) > KEPT:
                self._shelves.popitem(last=False)
        self._shelves.move_to_end(name)
        return self._shelves[name]
