"""Packages that others wrote, installed from the package index into environments of their own, never ours.

>>> f"{PEER}=={PEER_VERSION}"
'actasum==0.1.0'
"""

from __future__ import annotations

import fcntl
import shutil
import subprocess
import sys
from pathlib import Path

PEER = "actasum"
PEER_VERSION = "0.1.0"


class PeerUnavailableError(Exception):
    """The peer cannot be installed here; its words are what the installer answered."""


def install_peer(environment: Path) -> Path:
    """Return the peer's command, installed into this virtual environment unless it is there already."""
    command = environment / "bin" / PEER
    if not command.exists():
        install_packages(environment, f"{PEER}=={PEER_VERSION}")
    return command


def install_packages(environment: Path, *wanted: str) -> Path:
    """Return the Python of an environment that has these packages, made anew where it has others.

    A package that declares a newer Python than ours is installed all the same: whoever asks has seen that
    it runs. Two that ask at the same time take turns. Raises `PeerUnavailableError`.
    """
    environment.parent.mkdir(parents=True, exist_ok=True)
    with environment.with_name(f"{environment.name}.lock").open("ab") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        return _installed(environment, *wanted)


def _installed(environment: Path, *wanted: str) -> Path:
    python, told = environment / "bin" / "python", environment / "installed.txt"
    if told.is_file() and told.read_text(encoding="utf-8") == "\n".join(wanted):
        return python
    if told.is_file():
        shutil.rmtree(environment)
    _run(sys.executable, "-m", "venv", str(environment))
    _run(str(python), "-m", "pip", "install", "--quiet", "--ignore-requires-python", *wanted)
    told.write_text("\n".join(wanted), encoding="utf-8")
    return python


def _run(*command: str) -> None:
    """Run a command to its end; `PeerUnavailableError` with its last words if it fails."""
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        raise PeerUnavailableError((ended.stderr or ended.stdout).strip()[-300:])
