"""The peer's verifier, installed from the package index into an environment of its own, never into ours.

>>> f"{PEER}=={PEER_VERSION}"
'actasum==0.1.0'
"""

from __future__ import annotations

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
        _run(sys.executable, "-m", "venv", str(environment))
        python = environment / "bin" / "python"
        _run(str(python), "-m", "pip", "install", "--quiet", f"{PEER}=={PEER_VERSION}")
    return command


def _run(*command: str) -> None:
    """Run a command to its end; `PeerUnavailableError` with its last words if it fails."""
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        raise PeerUnavailableError((ended.stderr or ended.stdout).strip()[-300:])
