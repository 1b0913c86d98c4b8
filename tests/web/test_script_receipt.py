"""A receipt that the page makes is one that `tellers verify` accepts."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tests.web.scripts import NODE, ROOT, needs_node
from tests.web.vectors import POLICY

MAKE = """
import { writeFileSync } from "node:fs";
import { openLog } from "./src/tellers/web/script/verify/index.js";
import { signedLog } from "./tests/web/script/made_log.js";
const log = await openLog(signedLog(600));
writeFileSync(process.argv[1], await log.receipt(Number(process.argv[2])));
"""


@needs_node
@pytest.mark.parametrize("index", [0, 255, 256, 511, 599])
def test_a_receipt_of_the_page_is_accepted_on_the_command_line(tmp_path, index):
    """Of the first, the last, and both sides of where tiles end: `tellers verify` says number and quorum."""
    (tmp_path / "policy.txt").write_text(POLICY, encoding="utf-8")
    made = [NODE, "--input-type=module", "--eval", MAKE, str(tmp_path / "receipt"), str(index)]
    subprocess.run(made, cwd=ROOT, check=True, timeout=60)

    verified = subprocess.run(
        [sys.executable, "-m", "tellers.log", "verify", "receipt", "--policy", "policy.txt"],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip

    assert verified.returncode == 0, verified.stderr
    assert f"this entry is number {index} of the 600 entries of example.org/log" in verified.stdout
    assert "2 of 2 witnesses signed (anna, bert)" in verified.stdout
