r"""Every exception Tellers raises on purpose, in one tree.

What is wrong with the *election* is a `tellers.model.Finding`, a value.
What is wrong with the file, the mapping or the call is one of these.
What is wrong with Tellers itself is an `AssertionError`.

    TellersError
    ├── UsageError            the call or the command line is wrong            exit 2
    │   └── EntryRefused      what a sitting does not take: a vote after the close
    └── InputError            bytes that cannot be read as what they claim     exit 3
        ├── FormatError       an outside file: CSV, Excel, Parquet, TOML
        │   └── RowErrors     the rows of one table, all together
        ├── MappingError      a mapping file that does not fit its table
        ├── JournalError      the journal of a sitting that does not hold or cannot be written
        ├── SecrecyError      a record that would show how one person voted
        ├── NoteError         a note, key, checkpoint, proof, policy, tile or bundle not in its form
        ├── VerificationError a signature, proof or hash that does not hold
        │   └── SplitView     two signed checkpoints that cannot both be of one log
        ├── LogError          a log that may not be opened or written: a copy, a second writer, a full disk
        └── DossierError      a dossier on disk
            └── IntegrityError    a hash, size or reference that does not hold

Each carries `where`, `expected` and `got`, and `diagnostics()`: the sentence that
tells a volunteer what to do next.

>>> error = FormatError("not UTF-8", where="tables.csv, byte 17", expected="UTF-8", got="0xD1",
...                     remedy='Say encoding = "latin-1" in the mapping.')
>>> print(error.diagnostics())
tables.csv, byte 17: not UTF-8
  expected: UTF-8
  found:    0xD1
  do:       Say encoding = "latin-1" in the mapping.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SHOWN_ROWS = 20
"""How many row errors of one file are told; the rest is counted."""

LABELS = {
    "en": ("expected: ", "found:    ", "do:       "),
    "es": ("se espera:  ", "se halló:   ", "qué hacer:  "),
    "pt": ("esperado:    ", "encontrado:  ", "o que fazer: "),
    "fr": ("attendu\xa0: ", "trouvé\xa0:  ", "à faire\xa0: "),
}
"""By language, what stands before what was expected, what was found, and what to do next."""
MORE = {"en": "and {} more", "es": "y {} más", "pt": "e mais {}", "fr": "et {} de plus"}
"""By language, how many bad rows are not told."""
LONGEST_LINE = 2_000
"""Characters of a line of an error; more is cut, and said."""
_CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff\U000e0000-\U000e007f]"
)


def printable(line: str) -> str:
    r"""Return one line without what a terminal obeys (escapes, line ends) or what turns the words.

    >>> printable("no column 'a\x1b]0;b'")
    "no column 'a\ufffd]0;b'"
    """
    cut = line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]} ..."
    return _CONTROL.sub("\ufffd", cut).encode("utf-8", "replace").decode()


class TellersError(Exception):
    """The root: anything Tellers refuses, with a reason and a way out."""

    exit_code = 3

    def __init__(
        self,
        message: str,
        *,
        where: str = "",
        expected: str = "",
        got: str = "",
        remedy: str = "",
    ) -> None:
        """Keep the parts apart, so that a program can read them too."""
        super().__init__(message)
        self.message = message
        self.where = where
        self.expected = expected
        self.got = got
        self.remedy = remedy

    def __str__(self) -> str:
        """Return place and message on one line."""
        return printable(f"{self.where}: {self.message}" if self.where else self.message)

    def diagnostics(self, language: str = "en") -> str:
        """Return the whole story on a few lines: place, expected, found, what to do next.

        The labels are in the language; the sentences are those of whoever raised it.
        """
        parts = zip(LABELS[language], (self.expected, self.got, self.remedy), strict=True)
        lines = [str(self), *(f"  {label}{told}" for label, told in parts if told)]
        return "\n".join(printable(line) for line in lines)


class UsageError(TellersError):
    """The call asks for something that does not exist or does not go together."""

    exit_code = 2


class EntryRefused(UsageError):
    """An entry that a sitting does not take; a key and words, so that it is told in any language."""

    def __init__(self, key: str, *, choices: Sequence[str] = (), **words: str) -> None:
        """Keep the key of the sentence, its words, and what may have been meant."""
        self.key = key
        self.words = words
        self.choices = tuple(choices)
        told = ", ".join(f"{name} {word}" for name, word in words.items())
        super().__init__(f"{key.replace('-', ' ')}: {told}" if told else key.replace("-", " "))


class InputError(TellersError):
    """Bytes from outside that cannot be read as what they claim to be."""


class FormatError(InputError):
    """An outside file is not in the form its name or its mapping says."""


class RowErrors(FormatError):
    """Rows of one table that cannot be read: the first twenty and the count of all."""

    def __init__(self, rows: Sequence[str], *, count: int, where: str, remedy: str) -> None:
        """Keep the first rows; `count` is the number of all bad rows in the file."""
        self.rows = tuple(rows[:SHOWN_ROWS])
        self.count = count
        noun = "row" if count == 1 else "rows"
        super().__init__(f"{count} {noun} cannot be read", where=where, remedy=remedy)

    def diagnostics(self, language: str = "en") -> str:
        """Return the message, then one line a bad row, then what to do."""
        lines = [str(self), *(f"  {row}" for row in self.rows)]
        if self.count > len(self.rows):
            left = self.count - len(self.rows)
            lines.append(f"  ... {MORE[language].format(left)}")
        if self.remedy:
            lines.append(f"  {LABELS[language][-1]}{self.remedy}")
        return "\n".join(printable(line) for line in lines)


class MappingError(InputError):
    """A mapping file names a column, option or unit that is not there, or leaves one out."""


class JournalError(InputError):
    """The journal of a sitting whose chain does not hold, or that cannot be written to the disk."""


class SecrecyError(InputError):
    """A record of a secret contest that would show how one person voted."""


class NoteError(InputError):
    """Bytes that are not in the form of a note, key, checkpoint, proof, policy, tile or bundle."""


class VerificationError(InputError):
    """A signature, a proof or a hash that does not hold; what was claimed is not shown to be true."""


class SplitView(VerificationError):
    """Two checkpoints signed by one log that cannot both be true: it told two histories."""


class LogError(InputError):
    """A log that may not be opened or written: a copy, a second writer, an older state, a failing disk."""


class DossierError(InputError):
    """A dossier on disk that cannot be opened or does not hold together."""


class IntegrityError(DossierError):
    """A file of a dossier whose hash, size or references are not those it declares."""
