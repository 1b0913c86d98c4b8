"""What a site needs of the dossier alone, worked out by a second process while the first reads the log.

Findings, every two sources held against each other, tables to download: a third of the work on a country, and
none of it asks the log. The second process is this interpreter, whose program is `main` below; it answers on
its standard output, in Python's own form (pickle), for it is ourselves. Whatever goes wrong there is met
again in the first process, which then does the work and tells what is the matter.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from tellers.canonical import hash_bytes
from tellers.dossier import open_dossier
from tellers.dossier.inside import read_own
from tellers.dossier.layout import PACKAGE
from tellers.web.site.checked import Checked, check_here

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tellers.dossier import Dossier

__all__ = ["check_beside"]

PROGRAM = "import sys; from tellers.web.site.beside import main; sys.exit(main(*sys.argv[1:]))"
WORTH_IT = 1_000_000
"""Bytes of a dossier from which a process more is no waste: it takes most of a second to begin."""


@contextmanager
def check_beside(dossier: Dossier) -> Iterator[Callable[[], Checked]]:
    """Begin to work out what follows from a dossier; the function waits for it and returns it.

    With one processor, or of a dossier that is soon done, nothing is begun and the function does it all.
    """
    process = _begin(dossier)
    if process is None:
        yield lambda: check_here(dossier)
        return
    with process:
        try:
            yield lambda: _answer(process) or check_here(dossier)
        finally:
            process.kill()


def _begin(dossier: Dossier) -> subprocess.Popen[bytes] | None:
    """Return the second process; None where it is not worth it, or cannot be."""
    if len(_processors()) < 2 or sum(one.bytes for one in dossier.package.resources) < WORTH_IT:
        return None
    # -P: a folder that one works in may have a file called as a module of ours
    command = [sys.executable, "-P", "-c", PROGRAM, str(dossier.folder.absolute()), _state(dossier)]
    nothing = subprocess.DEVNULL
    try:
        return subprocess.Popen(command, stdin=nothing, stdout=subprocess.PIPE, stderr=nothing)  # noqa: S603
    except OSError:
        # Python within another program may have no interpreter to name, a machine no room for one.
        return None


def _state(dossier: Dossier) -> str:
    """Return the hash of a dossier's description, which has those of its files."""
    return hash_bytes(read_own(dossier.folder, PACKAGE))


def _answer(process: subprocess.Popen[bytes]) -> Checked | None:
    """Return what the second process says; None where it did not come to an end."""
    answer = process.communicate()[0]
    digest, pickled = answer[:32], answer[32:]
    if process.returncode or digest != sha256(pickled).digest():
        return None
    checked = pickle.loads(pickled)  # noqa: S301 (from this program to itself, through a pipe of its own)
    return checked if isinstance(checked, Checked) else None


def _processors() -> set[int]:
    """Return the processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return os.sched_getaffinity(0)
    return set(range(os.cpu_count() or 1))


def main(folder: str, state: str) -> int:
    """Be the second process: write the answer to standard output; 1 where the dossier is another by now."""
    dossier = open_dossier(Path(folder))
    if _state(dossier) != state:
        return 1
    pickled = pickle.dumps(check_here(dossier))
    sys.stdout.buffer.write(sha256(pickled).digest() + pickled)
    return 0
