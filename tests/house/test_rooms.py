"""What the lower rooms may stand on (DESIGN.md, "Rooms").

import-linter holds the order of the rooms.
Here is what it cannot say: which outside packages, and which doors to the world, a room may use.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

PURE_CORE = ["model", "canonical", "rules", "tally", "check", "audit", "forensics"]
DOORS = {
    "asyncio", "glob", "http", "io", "os", "pathlib", "random", "secrets", "shutil", "socket",
    "sqlite3", "ssl", "subprocess", "tempfile", "time", "urllib",
}  # fmt: skip
CLOCK = {"now", "today", "utcnow"}
SCEPTIC = {
    "model": set(),
    "canonical": {"msgspec"},
    "log": {"msgspec", "cryptography"},
}


def imported(source: str) -> set[str]:
    """Return the top-level names of what a module imports, for types only or not."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(str(node.module).partition(".")[0])
    return names


def clock_calls(source: str) -> set[str]:
    """Return the calls in a module that ask what time it is."""
    calls = (node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return {call.attr for call in calls if isinstance(call, ast.Attribute)} & CLOCK


def sources(modules: list[Path], root: Path, room: str) -> dict[str, str]:
    """Return the text of each module of a room, none when the room is not open yet."""
    inside = [path for path in modules if path.is_relative_to(root / "src" / "tellers" / room)]
    return {str(path.relative_to(root)): path.read_text(encoding="utf-8") for path in inside}


def test_a_sceptic_installs_next_to_nothing(modules, root):
    """The model needs only the standard library; canonical and log add msgspec and cryptography."""
    heavy = {
        name: foreign
        for room, allowed in SCEPTIC.items()
        for name, source in sources(modules, root, room).items()
        if (foreign := imported(source) - sys.stdlib_module_names - {"tellers"} - allowed)
    }

    assert heavy == {}


def test_the_pure_core_opens_no_door_to_the_world(modules, root):
    """No clock, chance, network or file in the rooms that decide."""
    open_doors = {
        name: doors
        for room in PURE_CORE
        for name, source in sources(modules, root, room).items()
        if (doors := (imported(source) & DOORS) | clock_calls(source))
    }

    assert open_doors == {}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import os.path", {"os"}),
        ("def f():\n    from urllib.request import urlopen", {"urllib"}),
        ("from datetime import date\ndate.today()", {"today"}),
        ("from fractions import Fraction", set()),
    ],
)
def test_a_door_is_seen_wherever_it_is_opened(source, expected):
    """An import inside a function and a call of the clock count as much as one at the top."""
    assert (imported(source) & DOORS) | clock_calls(source) == expected
