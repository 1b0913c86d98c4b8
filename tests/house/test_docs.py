"""The pages are true: each snippet runs, and each help text is the command's own (rule 38)."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SNIPPET = re.compile(
    r"^(?P<indent> *)```python\b[^\n]*\n(?P<code>.*?)^(?P=indent)```", re.MULTILINE | re.DOTALL
)
PAGES = [
    page
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    if SNIPPET.search(page.read_text(encoding="utf-8"))
]


def run_snippets(page: str, name: str) -> list[str]:
    """Run the Python snippets of a page one after the other, and return what went wrong.

    They share their names, as a reader types them in one session.
    A snippet with `>>>` is a doctest; any other is run as it stands.
    """
    names: dict[str, object] = {"__name__": "__snippet__"}
    told: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    for place in SNIPPET.finditer(page):
        line = page.count("\n", 0, place.start()) + 1
        code = re.sub(rf"^{place['indent']}", "", place["code"], flags=re.MULTILINE)
        if ">>>" in code:
            test = doctest.DocTestParser().get_doctest(code, names, name, name, line)
            runner.run(test, out=told.append, clear_globs=False)
            names = test.globs
        else:
            exec(compile("\n" * line + code, name, "exec"), names)  # noqa: S102  it is our own page
    return told


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_snippet_of_a_page_runs(page, tmp_path, monkeypatch):
    """The snippets of a page run in order, in a folder where `examples` is the repository's."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)

    assert run_snippets(page.read_text(encoding="utf-8"), str(page)) == []


def test_a_snippet_that_is_wrong_is_told():
    """A later snippet sees the names of an earlier one, and a wrong answer is not passed over."""
    page = "```python\nvotes = 17\n```\ntext\n```python\n>>> votes + 11\n{}\n```\n"

    assert run_snippets(page.format(28), "right") == []
    assert "Expected:\n    29\nGot:\n    28" in "".join(run_snippets(page.format(29), "wrong"))


def test_a_snippet_that_raises_fails_its_page():
    """A plain snippet needs no expected output to fail."""
    with pytest.raises(ZeroDivisionError):
        run_snippets("```python\n1 / 0\n```\n", "page")


@pytest.mark.parametrize("script", ["help_in_docs.py", "profiles_in_docs.py"])
def test_what_the_docs_print_of_the_code_is_the_code_s_own(script):
    """Help texts and rules of bodies stand on their pages as in the code; `just help-docs` renews both."""
    checked = subprocess.run(
        [sys.executable, f"scripts/{script}", "--check"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (checked.returncode, checked.stderr) == (0, "")
