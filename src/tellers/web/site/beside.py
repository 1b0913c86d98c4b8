"""What a site needs of the dossier alone, worked out by a second process while the first reads the log.

Findings, every two sources held against each other, tables to download: a third of the work on a country, and
none of it asks the log. The second process is this interpreter, whose program is `main` below; it answers on
its standard output, in Python's own form (pickle), for it is ourselves: it looks where the first does for
modules, and ends where it would be of another place, of another dossier, or left alone. Whatever goes wrong
there is met again in the first process, which then does the work and tells what is the matter.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import msgspec

from tellers.canonical import hash_bytes
from tellers.dossier import open_dossier
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
    command = [sys.executable, "-P", *_as_begun(), "-c", PROGRAM]
    command += [str(dossier.folder.absolute()), _digest(dossier), __file__]
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    try:
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nothing)  # noqa: S603
    except OSError:
        # Python within another program may have no interpreter to name, a machine no room for one.
        return None


def _answer(process: subprocess.Popen[bytes]) -> Checked | None:
    """Return what the second process says; None where it did not come to an end."""
    answer = process.stdout.read() if process.stdout else b""  # what it hears stays open: it ends with us
    digest, pickled = answer[:32], answer[32:]
    if process.wait() or digest != sha256(pickled).digest():
        return None
    checked = pickle.loads(pickled)  # noqa: S301 (from this program to itself, through a pipe of its own)
    return checked if isinstance(checked, Checked) else None


def _processors() -> set[int]:
    """Return the processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return os.sched_getaffinity(0)
    return set(range(os.cpu_count() or 1))


def _as_begun() -> list[str]:
    """Return the options by which this interpreter looks for modules in fewer places than it may."""
    flags = {"-E": sys.flags.ignore_environment, "-s": sys.flags.no_user_site, "-S": sys.flags.no_site}
    return [option for option, given in flags.items() if given]


def _digest(dossier: Dossier) -> str:
    """Return the hash of a dossier as it was opened: its description, which has that of every file."""
    return hash_bytes(msgspec.json.encode(dossier.package))


def main(folder: str, digest: str, code: str = __file__) -> int:
    """Be the second process: write the answer to standard output.

    1 where the dossier is another by now, or this is another copy of the program than the first has.
    """
    if code != __file__:
        return 1
    Thread(target=_end_with_the_first, daemon=True).start()
    dossier = open_dossier(Path(folder))
    if _digest(dossier) != digest:
        return 1
    pickled = pickle.dumps(check_here(dossier))
    sys.stdout.buffer.write(sha256(pickled).digest() + pickled)
    return 0


def _end_with_the_first() -> None:
    """End where the first process did, however: then nobody holds the other end of our standard input."""
    with suppress(OSError):
        # Nothing is ever said. By its number: Python could not end while a reader of its own waits.
        os.read(0, 1)
    os._exit(1)
