"""Keys: what verifies a signature of a note, what makes one, and the three kinds the house uses.

| kind | signs | used by |
| --- | --- | --- |
| 0x01 Ed25519 | the text of the note | logs |
| 0x04 Ed25519 cosignature | a time and the text | witnesses |
| 0x06 ML-DSA-44 cosignature | its name, a time, and origin, size and root | logs and witnesses |

A *verifier key* is one line: name, id and key. The id is the first four bytes of a hash over the name, the
kind and the key, so that it cannot be moved to another name. Sources: C2SP signed-note v1.0.0,
tlog-cosignature v1.1.0-rc.1; RFC 8032; FIPS 204.

>>> text = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
>>> key = read_verifier_key(text)
>>> key.name, key.kind.name, key.key_id.hex(), str(key) == text
('example.com/foo', 'ED25519', '530d903a', True)
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey, MLDSA44PublicKey

from tellers.errors import NoteError, UsageError, VerificationError
from tellers.log.checkpoint import MOST_SIZE, read_checkpoint
from tellers.log.note import SignatureLine, is_key_name, read_base64

if TYPE_CHECKING:
    from tellers.log.checkpoint import Checkpoint

__all__ = ["KeyKind", "Signer", "VerifierKey", "read_verifier_key", "subtree_message"]

MOST_NAME_BYTES = 255
_FIELD = 2**255 - 19
_ORDER_8 = 0x5FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
_SMALL = frozenset({0, 1, _FIELD - 1, _ORDER_8, _FIELD - _ORDER_8})
"""The second coordinates of the eight points of Ed25519 whose order is at most 8 (RFC 8032 section 5.1)."""


class KeyKind(IntEnum):
    """What a signature covers, as its byte in key and id."""

    ED25519 = 0x01
    ED25519_COSIGNATURE = 0x04
    MLDSA44_COSIGNATURE = 0x06

    @property
    def key_bytes(self) -> int:
        """Return the length of a public key."""
        return 1312 if self is KeyKind.MLDSA44_COSIGNATURE else 32

    @property
    def signature_bytes(self) -> int:
        """Return the length of what follows the key id in a signature line."""
        signature = 2420 if self is KeyKind.MLDSA44_COSIGNATURE else 64
        return signature if self is KeyKind.ED25519 else 8 + signature

    @property
    def algorithm(self) -> str:
        """Return the name of the signature scheme."""
        return "ML-DSA-44" if self is KeyKind.MLDSA44_COSIGNATURE else "Ed25519"

    @property
    def timed(self) -> bool:
        """Return whether the signature says when it was made."""
        return self is not KeyKind.ED25519


@dataclass(frozen=True)
class VerifierKey:
    """A public key and the name it signs under."""

    name: str
    kind: KeyKind
    public: bytes

    @cached_property
    def key_id(self) -> bytes:
        """Return the four bytes that signature lines name the key by."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    @property
    def fingerprint(self) -> str:
        """Return the SHA-256 of the public key in hex, for comparing over a telephone."""
        return sha256(self.public).hexdigest()

    def __str__(self) -> str:
        """Return the key as one line, as it is given to others."""
        return f"{self.name}+{self.key_id.hex()}+{b64encode(bytes([self.kind]) + self.public).decode()}"

    def signed(self, line: SignatureLine) -> bool:
        """Return whether a line says that this key made it."""
        return line.name == self.name and line.key_id == self.key_id

    def verify(self, text: bytes, line: SignatureLine) -> int:
        """Return the time a signature of this key states, 0 of a kind that states none.

        Seconds since 1970. Raises `VerificationError` for a signature that is not of this text by this
        key, `NoteError` where a kind needs a checkpoint and the text is none.
        """
        if len(line.body) != self.kind.signature_bytes:
            raise _bad(self, f"{len(line.body)} bytes where {self.kind.signature_bytes} are due")
        time, signature = 0, line.body
        if self.kind.timed:
            time, signature = int.from_bytes(line.body[:8], "big"), line.body[8:]
            if time > MOST_SIZE:
                raise _bad(self, "its time is after the end of time")
        try:
            if self.kind is KeyKind.MLDSA44_COSIGNATURE:
                checkpoint = read_checkpoint(text)
                self._mldsa.verify(signature, subtree_message(self.name, time, checkpoint))
            elif _is_small(
                signature[:32]
            ):  # its signer can make one, and browsers differ on whether it holds
                raise _bad(self, "it begins with a point of small order")
            else:
                self._ed25519.verify(signature, text if not self.kind.timed else _timed_text(time, text))
        except InvalidSignature:
            raise _bad(self, "the text, the signature or the key is not the one") from None
        return time

    @cached_property
    def _ed25519(self) -> Ed25519PublicKey:
        return Ed25519PublicKey.from_public_bytes(self.public)

    @cached_property
    def _mldsa(self) -> MLDSA44PublicKey:
        return MLDSA44PublicKey.from_public_bytes(self.public)


@dataclass(frozen=True)
class Signer:
    """A private key and the name and kind it signs as; it is never shown in a `repr`."""

    name: str
    kind: KeyKind
    private: Ed25519PrivateKey | MLDSA44PrivateKey

    def __repr__(self) -> str:
        """Return the public half."""
        return f"Signer({self.key!s:.60})"

    @classmethod
    def generate(cls, name: str, kind: KeyKind) -> Signer:
        """Return a new key; `UsageError` for a name that no signature line can hold."""
        _checked_name(name)
        mldsa = kind is KeyKind.MLDSA44_COSIGNATURE
        return cls(name, kind, MLDSA44PrivateKey.generate() if mldsa else Ed25519PrivateKey.generate())

    @classmethod
    def from_seed(cls, name: str, kind: KeyKind, seed: bytes) -> Signer:
        """Return the key of a 32-byte seed; for tests and worked examples.

        Raises `UsageError` for a name that no signature line can hold, `ValueError` for another length.
        """
        _checked_name(name)
        mldsa = kind is KeyKind.MLDSA44_COSIGNATURE
        made = (
            MLDSA44PrivateKey.from_seed_bytes(seed) if mldsa else Ed25519PrivateKey.from_private_bytes(seed)
        )
        return cls(name, kind, made)

    @cached_property
    def key(self) -> VerifierKey:
        """Return the public half."""
        return VerifierKey(self.name, self.kind, self.private.public_key().public_bytes_raw())

    def sign(self, text: bytes, *, time: int) -> SignatureLine:
        """Return the signature line of a checkpoint's text at a time; a kind without a time ignores it.

        Raises `UsageError` for a time before 1970, `NoteError` where ML-DSA-44 is to sign a text that is no
        checkpoint, or one whose origin is too long.
        """
        if not self.kind.timed:
            return SignatureLine(self.name, self.key.key_id, self.private.sign(text))
        if not 0 < time <= MOST_SIZE:
            raise UsageError("a cosignature needs a time after 1970", got=str(time))
        if self.kind is KeyKind.MLDSA44_COSIGNATURE:
            message = subtree_message(self.name, time, read_checkpoint(text))
        else:
            message = _timed_text(time, text)
        return SignatureLine(self.name, self.key.key_id, time.to_bytes(8, "big") + self.private.sign(message))


def read_verifier_key(text: str, *, where: str = "the key") -> VerifierKey:
    """Return the key that a line gives; `NoteError` where it is none, or its id is not its own.

    The line is cut at its first two pluses: base64 has pluses of its own.
    """
    name, _, rest = text.partition("+")
    key_id, _, encoded = rest.partition("+")
    held = read_base64(encoded) if encoded.isascii() else None
    if not is_key_name(name) or not held or len(key_id) != 8:
        raise NoteError(
            "not a verifier key",
            where=where,
            expected="<name>+<eight hex digits>+<base64 of kind and key>",
            got=text[:80],
            remedy="Copy the whole line, as `tellers key show` prints it.",
        )
    kinds = {int(kind): kind for kind in KeyKind}
    kind = kinds.get(held[0])
    if kind is None or len(held) != 1 + kind.key_bytes:
        told = ", ".join(f"0x{int(one):02x} ({one.key_bytes} bytes)" for one in KeyKind)
        raise NoteError(
            "a kind of key that is not read here",
            where=where,
            expected=told,
            got=f"0x{held[0]:02x} ({len(held) - 1} bytes)",
        )
    key = VerifierKey(name, kind, held[1:])
    if key.key_id.hex() != key_id:
        raise NoteError(
            "the id is not that of this name and key",
            where=where,
            expected=key.key_id.hex(),
            got=key_id,
            remedy="The line was altered or mixed up: ask for it again.",
        )
    if kind is not KeyKind.MLDSA44_COSIGNATURE and _is_small(key.public):
        raise NoteError(
            "a key that anybody can sign for",
            where=where,
            expected="a point of Ed25519 of large order",
            remedy="Nothing it signed shows who did: ask for another key.",
        )
    return key


def subtree_message(name: str, time: int, checkpoint: Checkpoint) -> bytes:
    """Return what an ML-DSA-44 cosignature of a whole tree signs (tlog-cosignature, "ML-DSA-44")."""
    cosigner, origin = name.encode(), checkpoint.origin.encode()
    if not 0 < len(cosigner) <= MOST_NAME_BYTES or not 0 < len(origin) <= MOST_NAME_BYTES:
        raise NoteError(
            "a name or an origin is too long for an ML-DSA-44 signature",
            expected=f"1 to {MOST_NAME_BYTES} bytes",
            got=f"{len(cosigner)} and {len(origin)} bytes",
        )
    return b"".join(
        (
            b"subtree/v1\n\x00",
            bytes([len(cosigner)]) + cosigner,
            time.to_bytes(8, "big"),
            bytes([len(origin)]) + origin,
            (0).to_bytes(8, "big"),
            checkpoint.size.to_bytes(8, "big"),
            checkpoint.root,
        )
    )


def _is_small(point: bytes) -> bool:
    """Return whether a point of Ed25519 is of small order, in any spelling.

    For a key of small order a signature needs no secret.
    """
    second = int.from_bytes(point, "little") & (2**255 - 1)
    return second % _FIELD in _SMALL


def _timed_text(time: int, text: bytes) -> bytes:
    return f"cosignature/v1\ntime {time}\n".encode() + text


def _checked_name(name: str) -> None:
    if not is_key_name(name) or not name.isprintable() or len(name.encode()) > MOST_NAME_BYTES:
        raise UsageError(
            "a name that a signature line cannot hold",
            expected=f"1 to {MOST_NAME_BYTES} bytes, nothing unseen, no space, no plus, as example.org/log",
            got=name[:80],
        )


def _bad(key: VerifierKey, why: str) -> VerificationError:
    return VerificationError(
        f"the signature of {key.name} ({key.key_id.hex()}) does not hold: {why}",
        remedy="Treat the whole note as false; ask for it again, from somewhere else.",
    )
