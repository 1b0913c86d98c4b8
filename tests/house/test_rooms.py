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
OPTIONAL = {"log": {"rfc3161_client"}}
"""What a room may use where it is installed: imported inside a function, or for types."""


def imported(source: str) -> set[str]:
    """Return the top-level names of what a module imports, for types only or not."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(str(node.module).partition(".")[0])
    return names


def needed(source: str) -> set[str]:
    """Return the top-level names that a module imports as soon as it is imported itself."""
    outer = [node for node in ast.parse(source).body if isinstance(node, ast.Import | ast.ImportFrom)]
    return imported("\n".join(ast.unparse(node) for node in outer))


def clock_calls(source: str) -> set[str]:
    """Return the calls in a module that ask what time it is."""
    calls = (node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return {call.attr for call in calls if isinstance(call, ast.Attribute)} & CLOCK


def sources(modules: list[Path], root: Path, room: str) -> dict[str, str]:
    """Return the text of each module of a room, none when the room is not open yet."""
    inside = [path for path in modules if path.is_relative_to(root / "src" / "tellers" / room)]
    return {str(path.relative_to(root)): path.read_text(encoding="utf-8") for path in inside}


def foreign_to(room: str, source: str) -> set[str]:
    """Return what a module imports, without what the room may do without."""
    return (imported(source) - OPTIONAL.get(room, set())) | needed(source)


def test_a_sceptic_installs_next_to_nothing(modules, root):
    """The model needs only the standard library; canonical and log add msgspec and cryptography."""
    heavy = {
        name: foreign
        for room, allowed in SCEPTIC.items()
        for name, source in sources(modules, root, room).items()
        if (foreign := foreign_to(room, source) - sys.stdlib_module_names - {"tellers"} - allowed)
    }

    assert heavy == {}


def test_what_a_room_can_do_without_is_imported_inside_a_function():
    """At the top of a module it counts as needed."""
    assert foreign_to("log", "def f():\n    import rfc3161_client") == set()
    assert foreign_to("log", "import rfc3161_client") == {"rfc3161_client"}
    assert foreign_to("model", "def f():\n    import rfc3161_client") == {"rfc3161_client"}


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
