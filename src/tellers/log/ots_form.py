"""The paths of an OpenTimestamps proof as bytes: steps, ends, and the tree they make.

Source: python-opentimestamps 0.4.5, core/op.py (steps), core/notary.py (ends), core/timestamp.py (the tree).
What stands here says nothing of what a proof shows: see `tellers.log.ots`.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from tellers.errors import NoteError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

__all__ = [
    "APPEND",
    "BITCOIN",
    "MOST_DEPTH",
    "MOST_ENDS",
    "PENDING",
    "SHA256",
    "UNFOLLOWED",
    "Attestation",
    "Path",
    "PathReader",
    "Step",
    "write_paths",
    "wrong_proof",
]

PENDING = bytes.fromhex("83dfe30d2ef90c8e")
BITCOIN = bytes.fromhex("0588960d73d71901")
MOST_BYTES = 65_536
MOST_DEPTH = 256
MOST_ENDS = 1_000
MOST_MESSAGE_BYTES = 4_096
MOST_PAYLOAD_BYTES = 8_192
MOST_ADDRESS_BYTES = 1_000
ADDRESS_SIGNS = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._/:")
SHA256, APPEND, PREPEND, REVERSE, HEXLIFY = 0x08, 0xF0, 0xF1, 0xF2, 0xF3
UNFOLLOWED = {0x02: "SHA-1", 0x03: "RIPEMD-160", 0x67: "Keccak-256"}
END, MORE = 0x00, 0xFF


class Step(NamedTuple):
    """What is done to a message."""

    tag: int
    argument: bytes = b""
    """What is put before or after it; empty for all other steps."""

    def encode(self) -> bytes:
        """Return the step as its bytes."""
        put = write_number(len(self.argument)) + self.argument if self.tag in {APPEND, PREPEND} else b""
        return bytes([self.tag]) + put

    def apply(self, message: bytes) -> bytes:
        """Return the next message; `NoteError` for a step that is not followed, or too long a message."""
        made = _STEPS[self.tag](message, self.argument) if self.tag in _STEPS else b""
        if not made or len(made) > MOST_MESSAGE_BYTES:
            raise NoteError(
                f"a proof by {UNFOLLOWED[self.tag]} is not followed here"
                if self.tag in UNFOLLOWED
                else f"a message of over {MOST_MESSAGE_BYTES} bytes",
                where="the proof",
                expected="SHA-256, append, prepend, reverse or hexlify",
            )
        return made


_STEPS: dict[int, Callable[[bytes, bytes], bytes]] = {
    SHA256: lambda message, _: sha256(message).digest(),
    APPEND: lambda message, argument: message + argument,
    PREPEND: lambda message, argument: argument + message,
    REVERSE: lambda message, _: message[::-1],
    HEXLIFY: lambda message, _: message.hex().encode(),
}


class Attestation(NamedTuple):
    """The end of a path: who says what of its message."""

    tag: bytes
    payload: bytes

    @property
    def address(self) -> str:
        """Return where a pending one's calendar is; empty for others."""
        return (
            PathReader(self.payload, "the end").counted(MOST_ADDRESS_BYTES).decode() if self.pending else ""
        )

    @property
    def height(self) -> int | None:
        """Return the number of the block of a bitcoin one; None for others."""
        return PathReader(self.payload, "the end").number() if self.tag == BITCOIN else None

    @property
    def pending(self) -> bool:
        """Return whether it is a calendar's promise."""
        return self.tag == PENDING

    def encode(self) -> bytes:
        """Return it as its bytes."""
        return self.tag + write_number(len(self.payload)) + self.payload

    def order(self) -> tuple[bytes, int, bytes]:
        """Return by what ends at one message are sorted: as python-opentimestamps does."""
        return self.tag, self.height or 0, self.address.encode() if self.pending else self.payload


class Path(NamedTuple):
    """Steps from a message, and the end they lead to."""

    steps: tuple[Step, ...]
    end: Attestation


class PathReader:
    """A proof, or a part of one, read from the left; each reading raises `NoteError` for what is none."""

    def __init__(self, data: bytes, where: str) -> None:
        """Begin; `NoteError` for more bytes than are read."""
        if len(data) > MOST_BYTES:
            raise wrong_proof(f"over {MOST_BYTES} bytes", where)
        self._data, self._at, self.where, self._found = data, 0, where, 0

    def take(self, length: int) -> bytes:
        """Return so many bytes."""
        taken = self._data[self._at : self._at + length]
        if len(taken) != length:
            raise wrong_proof("cut: it ends too early", self.where)
        self._at += length
        return taken

    def close(self) -> None:
        """See that nothing is left."""
        if self._at != len(self._data):
            raise wrong_proof(f"{len(self._data) - self._at} bytes too many", self.where)

    def number(self) -> int:
        """Return a number of seven bits a byte, lowest first (LEB128)."""
        value = 0
        for shift in range(0, 63, 7):
            byte = self.take(1)[0]
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
        raise wrong_proof("a number of over 63 bits", self.where)

    def counted(self, most: int) -> bytes:
        """Return bytes that stand after their length."""
        length = self.number()
        if length > most:
            raise wrong_proof(f"{length} bytes where {most} may be", self.where)
        return self.take(length)

    def paths(self, before: tuple[Step, ...] = ()) -> Iterator[Path]:
        """Yield the paths from the message that these steps lead to."""
        more = True
        while more:
            tag = self.take(1)[0]
            more = tag == MORE
            if more:
                tag = self.take(1)[0]
            if tag == END:
                self._found += 1
                if self._found > MOST_ENDS:
                    raise wrong_proof(f"over {MOST_ENDS} ends", self.where)
                yield Path(before, self._end())
                continue
            if len(before) == MOST_DEPTH:
                raise wrong_proof(f"over {MOST_DEPTH} steps", self.where)
            yield from list(self.paths((*before, self._step(tag))))

    def _step(self, tag: int) -> Step:
        if tag in {APPEND, PREPEND}:
            argument = self.counted(MOST_MESSAGE_BYTES)
            if argument:
                return Step(tag, argument)
        elif tag in _STEPS or tag in UNFOLLOWED:
            return Step(tag)
        raise wrong_proof(f"no step: 0x{tag:02x}", self.where)

    def _end(self) -> Attestation:
        end = Attestation(self.take(8), self.counted(MOST_PAYLOAD_BYTES))
        inside = PathReader(end.payload, self.where)
        if end.tag == BITCOIN:
            inside.number()
            inside.close()
        if end.pending:
            if not ADDRESS_SIGNS.issuperset(inside.counted(MOST_ADDRESS_BYTES)):
                raise wrong_proof("a calendar's address with a sign that none has", self.where)
            inside.close()
        return end


def write_paths(paths: Collection[Path]) -> bytes:
    """Return the tree of paths: ends first, then steps, each before the last after the sign for more."""
    branches: dict[Step, list[Path]] = {}
    for steps, end in paths:
        if steps:
            branches.setdefault(steps[0], []).append(Path(steps[1:], end))
    ends = sorted((path.end for path in paths if not path.steps), key=Attestation.order)
    parts = [bytes([END]) + end.encode() for end in ends]
    parts += [step.encode() + write_paths(rest) for step, rest in sorted(branches.items())]
    return b"".join(bytes([MORE]) + part for part in parts[:-1]) + parts[-1]


def write_number(value: int) -> bytes:
    made = bytearray()
    while value > 0x7F:
        made.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*made, value])


def wrong_proof(what: str, where: str) -> NoteError:
    """Return the refusal of bytes that are no proof."""
    return NoteError(
        f"not a proof: {what}",
        where=where,
        expected="an OpenTimestamps proof, as calendars and `tellers log ots` make them",
        remedy="Fetch it again: it may have been cut or altered.",
    )
