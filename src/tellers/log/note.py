r"""Signed notes: a text, an empty line, and lines of signatures, all readable by a person.

A signature line is an em dash, a name, and base64 of a key's four-byte id and its signature. Who signed is
the pair of name and id; lines of unknown keys are left alone and kept. Source: C2SP signed-note v1.0.0.

>>> note = read_note(b"A text.\n\n\xe2\x80\x94 example.com/key AAAAAQID\n")
>>> note.text, note.signatures[0].name, note.signatures[0].key_id.hex(), note.signatures[0].body
(b'A text.\n', 'example.com/key', '00000001', b'\x02\x03')
>>> note.encode() == b"A text.\n\n\xe2\x80\x94 example.com/key AAAAAQID\n"
True
"""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tellers.errors import NoteError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "Note",
    "SignatureLine",
    "is_key_name",
    "latest_lines",
    "read_base64",
    "read_note",
    "read_signature_lines",
]

MOST_BYTES = 1_000_000
MOST_SIGNATURES = 100
"""The specification asks for at least 16."""
DASH = "\u2014"


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """One signature as it stands in a note."""

    name: str
    key_id: bytes
    """Four bytes."""
    body: bytes
    """The signature, in the form that its key's kind gives it."""

    def __str__(self) -> str:
        """Return the line, with its newline."""
        return f"{DASH} {self.name} {b64encode(self.key_id + self.body).decode()}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text and the signatures below it."""

    text: bytes
    """UTF-8, ending in a newline, which is signed too."""
    signatures: tuple[SignatureLine, ...] = ()

    def encode(self) -> bytes:
        """Return the note as its bytes."""
        return self.text + b"\n" + "".join(map(str, self.signatures)).encode()

    def with_signatures(self, more: Iterable[SignatureLine]) -> Note:
        """Return the note with more signatures, each line once."""
        return replace(self, signatures=tuple(dict.fromkeys((*self.signatures, *more))))


def read_note(data: bytes, *, where: str = "the note") -> Note:
    """Return a note; `NoteError` for bytes that are none, with the line that is wrong.

    The text may hold empty lines: it ends at the last one of the note.
    """
    if len(data) > MOST_BYTES:
        raise NoteError("too long for a note", where=where, expected=f"at most {MOST_BYTES} bytes")
    _checked_text(data, where)
    cut = data.rfind(b"\n\n")
    if cut < 0:
        raise _no_note("an empty line between the text and its signatures", where)
    text, lines = data[: cut + 1], data[cut + 2 :]
    if not lines.endswith(b"\n"):
        raise _no_note("a newline at its end", where)
    signatures = read_signature_lines(lines, where=where, first_line=text.count(b"\n") + 2)
    return Note(text=text, signatures=signatures)


def read_signature_lines(data: bytes, *, where: str, first_line: int = 1) -> tuple[SignatureLine, ...]:
    """Return signature lines, each ended by a newline; `NoteError` for any other line."""
    _checked_text(data, where)
    lines = data.decode().split("\n")
    if lines.pop():
        raise _no_note("a newline at its end", where)
    if len(lines) > MOST_SIGNATURES:
        raise NoteError(
            f"{len(lines)} signatures are more than are read",
            where=where,
            expected=f"at most {MOST_SIGNATURES}",
        )
    return tuple(_signature(line, f"{where}, line {first_line + at}") for at, line in enumerate(lines))


def latest_lines(lines: Iterable[SignatureLine]) -> tuple[SignatureLine, ...]:
    """Return the last line of each key: what is signed every hour and does not grow has one text all day."""
    return tuple({(line.name, line.key_id): line for line in lines}.values())


def is_key_name(name: str) -> bool:
    """Return whether a name may stand in a signature line: no space of any kind, no plus, and UTF-8."""
    wrong = (sign.isspace() or ord(sign) < 32 or "\ud800" <= sign <= "\udfff" for sign in name)
    return bool(name) and "+" not in name and not any(wrong)


def read_base64(text: str) -> bytes | None:
    """Return what base64 encodes, only in its one canonical spelling; None for anything else."""
    try:
        data = b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        return None
    return data if b64encode(data).decode() == text else None


def _signature(line: str, where: str) -> SignatureLine:
    dash, _, rest = line.partition(" ")
    name, _, encoded = rest.partition(" ")
    held = read_base64(encoded) if encoded.isascii() else None
    if dash != DASH or not is_key_name(name) or held is None or len(held) < 5:
        raise NoteError(
            "not a signature line",
            where=where,
            expected=f"{DASH} <name> <base64 of a four-byte key id and a signature>",
            got=line[:80],
        )
    return SignatureLine(name, held[:4], held[4:])


def _checked_text(data: bytes, where: str) -> None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NoteError(
            "not UTF-8", where=f"{where}, byte {error.start}", expected="a text in UTF-8"
        ) from None
    wrong = next((at for at, sign in enumerate(text) if sign < " " and sign != "\n"), None)
    if wrong is not None:
        raise NoteError(
            "a control character",
            where=f"{where}, line {text.count(chr(10), 0, wrong) + 1}",
            expected="no control character but the newline",
            got=f"U+{ord(text[wrong]):04X}",
        )


def _no_note(expected: str, where: str) -> NoteError:
    return NoteError(
        "not a signed note", where=where, expected=expected, remedy="Fetch it again: it may have been cut."
    )
