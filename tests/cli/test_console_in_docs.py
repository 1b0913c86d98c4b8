"""What the pages show of the screen is what the screen shows (STYLE.md rule 38)."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONSOLE = re.compile(
    r"^```console\n\$ tellers (?P<command>[^\n]+)\n(?P<shown>.*?)^```", re.MULTILINE | re.DOTALL
)
SHOWN = [
    pytest.param(place["command"], place["shown"], id=f"{page.stem}: {place['command']}")
    for page in sorted((ROOT / "docs").rglob("*.md"))
    for place in CONSOLE.finditer(page.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("command", "shown"), SHOWN)
def test_a_page_shows_how_a_command_s_output_begins(run, monkeypatch, command, shown):
    """Letter by letter, on a screen 88 columns wide, as far as the page shows it."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "88")

    done = run(*shlex.split(command))

    assert done.code in {0, 1}
    assert done.out.startswith(shown)
    assert done.out != ""


def test_the_pages_show_some():
    """The pattern above finds what is there."""
    assert len(SHOWN) >= 4
