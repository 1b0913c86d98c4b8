"""`tellers serve` as a stranger starts it: a process, its address, and how it stops."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

COUNCIL = Path(__file__).parents[2] / "examples" / "made-council"
TELLERS = Path(sys.executable).with_name("tellers")


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_dossier_is_served_until_somebody_says_stop(stop, tmp_path):
    """It says where it listens and what it read, answers, and leaves no file; stopping is no failure."""
    command = [str(TELLERS), "serve", str(COUNCIL), "--port", "0"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env={"TMPDIR": str(tmp_path), "PATH": ""}
    ) as process:
        said = process.stderr.readline()
        address = re.search(r"made-council-2031-05-18: (http://127\.0\.0\.1:\d+/)", said)
        with urlopen(f"{address[1]}api/v1/units/arvon", timeout=60) as answer:  # noqa: S310 (our own)
            body = answer.read()
        process.send_signal(stop)
        rest = process.stderr.read()

    assert b'"unit":"arvon"' in body
    assert process.returncode == 0
    assert re.fullmatch(r"Read at 20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ: sha256:[0-9a-f]{64}\n", rest)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--port", "99999"), "no such port"),
        (("--host", "192.0.2.1"), "cannot listen: "),
        (("--log", "nowhere"), "no such folder"),
        (("--lang", "xx"), "Invalid value"),
    ],
)
def test_what_cannot_be_served_is_refused_with_why(run, arguments, told):
    """Before anything is asked of it."""
    done = run("serve", COUNCIL, *arguments)

    assert done.code in {2, 3}
    assert told in done.err
