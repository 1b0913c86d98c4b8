r"""A body's file is added to and never rewritten: its comments and its old entries stay as they are.

`append_change` puts one dated change where the file keeps its changes, an array of rows or tables of
their own, and reads the result back: every old change is still there, in its order, and the new one
is last. Only a file written in a way that cannot be added to is written anew, without comments.

>>> text = b'''# kept
... id = "council"
... name = "Council"
... seat = [ { id = "a", name = "A", joined = "1951-12-13" } ]  # one seat
... '''
>>> change = Change(seat=UnitId("a"), kind=ChangeKind.LEFT, on="2023-11-19", source=Text.of("a letter"))
>>> print(append_change(text, change, where="body.toml").text.decode(), end="")
# kept
id = "council"
name = "Council"
seat = [ { id = "a", name = "A", joined = "1951-12-13" } ]  # one seat
<BLANKLINE>
[[change]]
seat = "a"
what = "left"
on = "2023-11-19"
source = "a letter"
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tellers.dossier.body_file import read_body, write_body
from tellers.errors import TellersError, UsageError
from tellers.formats.toml import words_of
from tellers.formats.toml_text import encode_toml, without_empty
from tellers.model import Body, Change, ChangeKind, Text, UnitId

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Appended", "append_change"]

_ = (ChangeKind, Text, UnitId)  # names the doctest uses
_ARRAY = re.compile(rb"^change[ \t]*=[ \t]*\[", re.MULTILINE)
_QUOTES = (b'"""', b"'''", b'"', b"'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Appended:
    """The file with one change more, and whether it had to be written anew."""

    text: bytes
    body: Body
    rewritten: bool = False
    """Whether its comments are gone, because the change could not be put among the others."""


def append_change(content: bytes, change: Change, *, where: str) -> Appended:
    """Return a body's file with a change added as the last one.

    Raises `UsageError` for a seat or a reading that the body does not have, and for a change that says
    what stands already; `InputError` for a file that is no body.
    """
    body = read_body(content, where=where)
    _verify_change(body, change, where=where)
    wanted = replace(body, changes=(*body.changes, change))
    text = _added(content, change)
    try:
        kept = read_body(text, where=where).changes == wanted.changes
    except TellersError:  # its rows stand where no row can be added
        kept = False
    if kept:
        return Appended(text=text, body=wanted)
    return Appended(text=write_body(wanted), body=wanted, rewritten=True)


def _verify_change(body: Body, change: Change, *, where: str) -> None:
    if change.seat not in {seat.id for seat in body.seats}:
        known = ", ".join(seat.id for seat in body.seats[:40])
        raise UsageError(f"there is no seat {change.seat!r}", where=where, expected=known)
    readings = {reading.id for reading in body.readings}
    if change.reading and change.reading not in readings:
        raise UsageError(
            f"there is no reading {change.reading!r}",
            where=where,
            expected=", ".join(sorted(readings)) or "none is declared",
            remedy=f'Declare it first, at the end of the file: [[reading]], below it id = "{change.reading}"'
            " and by, on lines of their own.",
        )
    standing = body.standing_on(change.on, reading=change.reading or None)[change.seat]
    if change.kind in standing and change.reading in {"", standing[change.kind].reading}:
        raise UsageError(
            f"{change.seat} is {change.kind.value} already, since {standing[change.kind].on}",
            where=where,
            remedy="A change says what became different; look with: tellers council members BODY.toml",
        )
    ended = change.kind.ends
    if ended is not None and ended not in standing:
        raise UsageError(
            f"{change.seat} is not {ended.value} on {change.on}",
            where=where,
            expected=f"a day on which it is {ended.value}, for a change that ends it: {change.kind.value}",
            remedy="See what stands on a day: tellers council members BODY.toml --on DAY",
        )


def _added(content: bytes, change: Change) -> bytes:
    """Return the text with the change among the rows of `change`, or as a table of its own at the end."""
    entry: dict[str, object] = {
        "seat": str(change.seat),
        "what": change.kind.value,
        "on": change.on,
        "reading": change.reading,
        "reason": words_of(change.reason),
        "source": words_of(change.source),
    }
    plain = without_empty(entry)
    found = _ARRAY.search(content)
    place = _end_of_array(content, found.end()) if found else None
    if place is None:
        blank = b"\n" if content.endswith(b"\n") else b"\n\n"
        return content + blank + b"[[change]]\n" + encode_toml(plain).encode()
    last, close = place
    row = encode_toml({"x": [plain]}).encode().splitlines()[1]  # one row of an array, as the form writes it
    comma = b"" if content[last : last + 1] in {b",", b"["} else b","
    between = content[last + 1 : close].rstrip(b" \t\n")  # comments after the last row stay
    return content[: last + 1] + comma + between + b"\n" + row + b"\n" + content[close:]


def _end_of_array(content: bytes, begin: int) -> tuple[int, int] | None:
    """Return (place of the last sign that means something, place of the closing bracket)."""
    depth, last = 1, begin - 1
    for place, sign in _signs(content, begin):
        if sign in b"[{":
            depth += 1
        elif sign in b"]}":
            depth -= 1
            if not depth:
                return last, place
        last = place
    return None


def _signs(content: bytes, begin: int) -> Iterator[tuple[int, bytes]]:
    """Yield every sign outside comments and blanks; of a string only its last quotation mark."""
    place = begin
    while place < len(content):
        sign = content[place : place + 1]
        quote = next((q for q in _QUOTES if content.startswith(q, place)), None)
        if quote is not None:
            place = _end_of_string(content, place + len(quote), quote)
            yield place - 1, b"string"
        elif sign == b"#":
            ends = content.find(b"\n", place)
            place = len(content) if ends < 0 else ends
        else:
            if not sign.isspace():
                yield place, sign
            place += 1


def _end_of_string(content: bytes, place: int, quote: bytes) -> int:
    """Return the place after a string that began before `place`."""
    while place < len(content) and not content.startswith(quote, place):
        place += 2 if quote[:1] == b'"' and content[place : place + 1] == b"\\" else 1
    return place + len(quote)
