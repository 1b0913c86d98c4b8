"""Key files: the private keys of one owner in one text file, encrypted, with their public lines readable.

    tellers-keys v1
    scrypt 131072 8 1 <salt in hex>

    key example.org/log+<id>+<base64>
    kind 0x01 Ed25519, the signature of a log
    fingerprint <SHA-256 of the public key in hex>
    -----BEGIN ENCRYPTED PRIVATE KEY-----
    ...
    -----END ENCRYPTED PRIVATE KEY-----

    end of 1 key

Each block is PKCS#8 (RFC 5958). What opens it is the scrypt of the passphrase (RFC 7914), in hex: the 2,048
rounds that PKCS#8 is written with by itself let one graphics card try a hundred million passphrases a second.
The file is made for its owner alone (mode 0600), never overwritten, and refused where others can read it.
"""

from __future__ import annotations

import os
import re
from hashlib import scrypt
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from tellers.errors import NoteError, UsageError
from tellers.log.keys import KeyKind, Signer, VerifierKey, read_verifier_key
from tellers.log.private_file import read_private, write_private

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["KIND_WORDS", "read_key_file", "read_public_keys", "write_key_file"]

HEADER = "tellers-keys v1"
COST = 2**17
"""Of scrypt: 128 MB of memory and about half a second for each passphrase tried."""
LEAST_COST, MOST_COST = 2**14, 2**20
KIND_WORDS = {
    KeyKind.ED25519: "0x01 Ed25519, the signature of a log",
    KeyKind.ED25519_COSIGNATURE: "0x04 Ed25519, the cosignature of a witness",
    KeyKind.MLDSA44_COSIGNATURE: "0x06 ML-DSA-44, the cosignature of a log or a witness",
}
_BLOCK = re.compile(
    r"key (?P<key>[^\n]+)\nkind 0x(?P<kind>[0-9a-f]{2}) [^\n]*\nfingerprint (?P<fingerprint>[0-9a-f]{64})\n"
    r"(?P<pem>-----BEGIN ENCRYPTED PRIVATE KEY-----\n[A-Za-z0-9+/=\n]+-----END ENCRYPTED PRIVATE KEY-----\n)"
)
_SCRYPT = re.compile(r"scrypt (?P<cost>[1-9]\d{4,6}) 8 1 (?P<salt>[0-9a-f]{32})", re.ASCII)


def write_key_file(path: Path, signers: tuple[Signer, ...], passphrase: str) -> None:
    """Make a key file and put it on the disk.

    Raises `UsageError` where something stands there already, where the folder cannot be written, or for
    an empty passphrase.
    """
    if not signers:
        raise UsageError("a key file without keys is of no use", where=str(path))
    salt = os.urandom(16)
    opener = _stretched(passphrase, salt, COST)
    blocks = [f"{HEADER}\nscrypt {COST} 8 1 {salt.hex()}\n"]
    for signer in signers:
        pem = signer.private.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(opener)
        ).decode()
        key = signer.key
        blocks.append(
            f"key {key}\nkind {KIND_WORDS[key.kind]}\nfingerprint {key.fingerprint}\n{pem.strip()}\n"
        )
    write_private(path, "\n".join((*blocks, _end(len(signers)))).encode())


def read_key_file(path: Path, passphrase: str) -> tuple[Signer, ...]:
    """Return the private keys of a file, each shown to be that of its public line.

    Raises `UsageError` for another passphrase, and for a file that others can read or that is somebody
    else's; `NoteError` for a file that was cut or altered, or is no key file.
    """
    cost, salt, blocks = _read(path)
    opener = _stretched(passphrase, salt, cost)
    return tuple(_opened(key, pem, opener, where=str(path)) for key, pem in blocks)


def read_public_keys(path: Path) -> tuple[VerifierKey, ...]:
    """Return the public keys of a key file, as they stand there; no passphrase. Errors as `read_key_file`."""
    return tuple(key for key, _ in _read(path)[2])


def _read(path: Path) -> tuple[int, bytes, Sequence[tuple[VerifierKey, str]]]:
    """Return cost, salt, and each public key with its encrypted private half."""
    where = str(path)
    text = read_private(path).decode("utf-8", "replace")
    if not text.startswith(f"{HEADER}\n"):
        raise _wrong("not a key file of Tellers", where, expected=HEADER, got=text.partition("\n")[0][:80])
    parts = text.split("\n\n")
    found = _SCRYPT.fullmatch(parts[0].partition("\n")[2])
    cost = int(found["cost"]) if found is not None else 0
    if parts[-1] != _end(len(parts) - 2) or len(parts) < 3:
        raise _wrong("the key file was cut", where, expected=f"`{_end(len(parts) - 2).strip()}` at its end")
    if found is None or not LEAST_COST <= cost <= MOST_COST or cost.bit_count() != 1:
        raise _wrong(f"the key file was altered, line 2: {parts[0][16:96]}", where, expected="scrypt ...")
    blocks = []
    for number, part in enumerate(parts[1:-1], start=1):
        block = _BLOCK.fullmatch(f"{part}\n")
        if block is None:
            raise _wrong(f"the key file was altered, key {number}", where, expected="key, kind, fingerprint")
        key = read_verifier_key(block["key"], where=f"{where}, key {number}")
        if (int(block["kind"], 16), block["fingerprint"]) != (key.kind, key.fingerprint):
            raise _wrong(f"the key file was altered, key {number}", where, expected=key.fingerprint)
        blocks.append((key, block["pem"]))
    return cost, bytes.fromhex(found["salt"]), blocks


def _opened(key: VerifierKey, pem: str, opener: bytes, *, where: str) -> Signer:
    """Return the private key of a block, `UsageError` where this does not open it."""
    try:
        private = load_pem_private_key(pem.encode(), opener)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise UsageError(
            "this passphrase does not open the keys",
            where=where,
            expected="the passphrase that the file was made with",
            remedy="Try again. If it is surely the right one, the file was altered: take a copy of it.",
        ) from None
    if isinstance(private, Ed25519PrivateKey | MLDSA44PrivateKey):
        signer = Signer(key.name, key.kind, private)
        if signer.key == key:
            return signer
    raise _wrong(f"the private key is not that of {key.name} ({key.key_id.hex()})", where)


def _stretched(passphrase: str, salt: bytes, cost: int) -> bytes:
    if not passphrase:
        raise UsageError("the passphrase is empty", expected="several words, or twenty letters by chance")
    typed = normalize("NFC", passphrase).encode()  # one keyboard sends ñ as one sign, another as two
    return scrypt(typed, salt=salt, n=cost, r=8, p=1, maxmem=1100 * cost).hex().encode()


def _end(count: int) -> str:
    return f"end of {count} {'key' if count == 1 else 'keys'}\n"


def _wrong(message: str, where: str, *, expected: str = "", got: str = "") -> NoteError:
    return NoteError(
        message, where=where, expected=expected, got=got, remedy="Take a copy of the file that was kept."
    )
