"""Private keys in a file: each as PKCS#8 in PEM, encrypted under a passphrase, below its name and kind.

>>> NAME.pattern, KIND.pattern
('name: (.+)', 'kind: 0x(01|04|06)')
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from tellers.errors import LogError, NoteError, UsageError
from tellers.log.keys import KeyKind, Signer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["read_key_file", "write_key_file"]

NAME = re.compile("name: (.+)")
KIND = re.compile("kind: 0x(01|04|06)")
END = "-----END ENCRYPTED PRIVATE KEY-----"


def write_key_file(path: Path, signers: Iterable[Signer], passphrase: str) -> None:
    """Write keys, readable by nobody else, never over a file; `UsageError` without a passphrase."""
    if not passphrase:
        raise UsageError("a key file needs a passphrase", where=str(path))
    parts = []
    for signer in signers:
        pem = signer.private.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode())
        )
        parts.append(f"name: {signer.name}\nkind: 0x{int(signer.kind):02x}\n{pem.decode()}")
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise UsageError("there is such a file already", where=str(path)) from error
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write("\n".join(parts))
        stream.flush()
        os.fsync(stream.fileno())


def read_key_file(path: Path, passphrase: str) -> tuple[Signer, ...]:
    """Return the keys of a file; `LogError` where it cannot be read, `NoteError` where it holds no keys."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LogError(f"the key file cannot be read: {error}", where=str(path)) from error
    signers = []
    for part in text.split(f"{END}\n")[:-1]:
        name, kind, pem = NAME.search(part), KIND.search(part), part.find("-----BEGIN")
        if name is None or kind is None or pem < 0:
            raise NoteError("not a key file", where=str(path), expected="name, kind and an encrypted key")
        try:
            private = load_pem_private_key(f"{part[pem:]}{END}\n".encode(), passphrase.encode())
        except (ValueError, TypeError) as error:
            raise NoteError("the passphrase is not that of this file", where=str(path)) from error
        if not isinstance(private, Ed25519PrivateKey | MLDSA44PrivateKey):
            raise NoteError("a kind of key that is not used here", where=str(path))
        signers.append(Signer(name[1], KeyKind(int(kind[1], 16)), private))
    if not signers:
        raise NoteError("no key in this file", where=str(path))
    return tuple(signers)
