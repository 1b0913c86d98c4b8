"""`tellers key new`: keys for a log or a witness, in a file that a passphrase opens."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

__all__ = ["new_command"]


def new_command(
    file: Annotated[
        Path, Parameter(name="FILE", help="The file to make; it must not exist.", metavar="FILE")
    ],
    /,
    *,
    name: Annotated[
        str,
        Parameter(help="The log's origin or the witness's name, as example.org/log.", metavar="NAME"),
    ],
    witness: Annotated[
        bool, Parameter(negative="", help="Make keys for a witness: they cosign, with the time.")
    ] = False,
) -> int:
    """Make an Ed25519 and an ML-DSA-44 key; what verifies them is written to FILE.pub, for others.

    The passphrase is asked for twice, or read from the file that TELLERS_PASSPHRASE_FILE names.
    It cannot be recovered, and neither can the keys without it.
    """
    from tellers.cli.given_keys import print_fingerprints, public_lines  # noqa: PLC0415 (loaded only here)
    from tellers.cli.output import bytes_beside  # noqa: PLC0415
    from tellers.errors import UsageError  # noqa: PLC0415
    from tellers.log.key_file import write_key_file  # noqa: PLC0415
    from tellers.log.keys import KeyKind, Signer  # noqa: PLC0415
    from tellers.log.passphrase import ask_new_passphrase  # noqa: PLC0415

    first = KeyKind.ED25519_COSIGNATURE if witness else KeyKind.ED25519
    signers = tuple(Signer.generate(name, kind) for kind in (first, KeyKind.MLDSA44_COSIGNATURE))
    if file.exists() or file.is_symlink():  # said before anybody types a passphrase
        raise UsageError(
            "there is a file already, and keys are never written over",
            where=str(file),
            remedy="Name another file; remove that one only when its keys are retired.",
        )
    write_key_file(file, signers, ask_new_passphrase(str(file)))
    keys = tuple(signer.key for signer in signers)
    public = file.with_name(f"{file.name}.pub")
    bytes_beside(public, public_lines(keys).encode())
    print_fingerprints(keys)
    print(f"{file}: the keys; keep a copy elsewhere, and the passphrase in a third place.")
    print(f"{public}: what verifies them; give it to others, and read them the fingerprints another way.")
    return 0
