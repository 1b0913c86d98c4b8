"""Files keep to one idea, say what they are for, and name no machine (STYLE.md rules 3, 27, 28)."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

LONG_FOR_A_REASON: dict[str, str] = {
    # "src/tellers/...py": "why one idea needs more than 400 lines",
    "tests/formats/test_faulty_tables.py": "one dictionary of faults and their exact messages",
}
MACHINE_PATH = re.compile(rb"(?<![\w.~$}-])/(?:work|tmp|root)(?![\w-])")
REGISTRY_HOST = re.compile(
    rb"(?:pypi|pythonhosted|npmjs|crates)\.(?:org|com|io)\b|\b(?:deb|security)\.debian\.org\b"
)
EMPTY_NAMES = {"manager", "helper", "helpers", "util", "utils", "data", "info", "process", "handle"}


def machine_names(content: bytes) -> list[str]:
    """Return each path of a machine and each registry host in a file's bytes."""
    found = [*MACHINE_PATH.finditer(content), *REGISTRY_HOST.finditer(content)]
    return [match[0].decode() for match in found]


def is_long(lines: int, reason: str | None) -> bool:
    """Return whether a file is too long: over 600, or over 400 without a reason."""
    return lines > 600 or (lines > 400 and not reason)


def test_no_python_file_is_longer_than_its_idea(written, root):
    """A Python file has at most 400 lines, or at most 600 and a reason beside its name."""
    lengths = {
        str(path.relative_to(root)): len(path.read_text(encoding="utf-8").splitlines())
        for path in written
        if path.suffix == ".py"
    }

    too_long = {name: lines for name, lines in lengths.items() if is_long(lines, LONG_FOR_A_REASON.get(name))}

    assert too_long == {}
    assert set(LONG_FOR_A_REASON) <= {name for name, lines in lengths.items() if lines > 400}


@pytest.mark.parametrize(
    ("lines", "reason", "expected"),
    [
        (400, None, False),
        (401, None, True),
        (401, "why", False),
        (600, "why", False),
        (601, "why", True),
    ],
)
def test_the_limit_on_length_is_where_the_style_says(lines, reason, expected):
    """Line 401 asks for a reason, and line 601 is refused with any."""
    assert is_long(lines, reason) is expected


def test_no_file_names_a_machine_or_a_registry(written, root):
    """What is published runs anywhere, so no file holds a path or host of where it was made."""
    named = {
        str(path.relative_to(root)): names for path in written if (names := machine_names(path.read_bytes()))
    }

    assert named == {}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("cd /" + "tmp/room && ls", ["/" + "tmp"]),
        ('open("/' + 'work")', ["/" + "work"]),
        ("https://pypi" + ".org/simple", ["pypi" + ".org"]),
        ("https://example.org/work/of/art", []),
        ("../shared/data and a/work/b and /working and /rooted", []),
    ],
)
def test_a_machine_path_is_told_from_an_innocent_one(content, expected):
    """A path that begins at the machine's root is seen; the same word inside a path is not."""
    assert machine_names(content.encode()) == expected


def test_every_module_says_what_it_is_for(modules, root):
    """Each module of the package opens with a docstring of at least one sentence."""
    silent = [
        str(path.relative_to(root))
        for path in modules
        if len((ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split()) < 3
    ]

    assert silent == []


def test_a_package_opens_with_its_public_names_and_no_code(modules, root):
    """An `__init__` holds a docstring, imports and `__all__`, nothing that runs."""
    with_code = {
        str(path.relative_to(root)): [ast.unparse(node)[:60] for node in code]
        for path in modules
        if path.name == "__init__.py" and (code := code_of(path))
    }

    assert with_code == {}


def code_of(package: Path) -> list[ast.stmt]:
    """Return the statements of an `__init__` that are not docstring, import or `__all__`."""
    body = ast.parse(package.read_text(encoding="utf-8")).body
    return [
        node
        for node in body
        if not isinstance(node, ast.Import | ast.ImportFrom)
        and not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        and not (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__")
    ]


def test_no_module_has_a_name_that_says_nothing(modules, root):
    """A module or folder called helper, util or data is two things without a name."""
    nameless = [
        str(path.relative_to(root))
        for path in modules
        if EMPTY_NAMES & set(path.relative_to(root).with_suffix("").parts)
    ]

    assert nameless == []
