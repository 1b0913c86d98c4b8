"""What every test may count on: which tests are left out on this machine, and that it is said."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared" / "data"
CHROMIUM = shutil.which("chromium")


def pytest_report_header() -> list[str]:
    """Say before the first test which kinds take part."""
    return [
        "acceptance: the elections of ../shared/data take part"
        if SHARED.is_dir()
        else "acceptance: no ../shared/data beside this checkout, their tests are left out",
        "browser: Debian's Chromium takes part"
        if CHROMIUM
        else "browser: no chromium on the PATH, so the tests that open a page are left out",
    ]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run be asked for the first test of each file alone, with every worked example."""
    parser.addoption("--first-of-each-file", action="store_true", help="one test a file, and the doctests")


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> Generator[None, object, object]:
    """Mark what lies in tests/acceptance, skip aloud what cannot run here, and choose what is asked for."""
    _mark(items)
    done = yield  # what -m and -k leave out
    if config.getoption("first_of_each_file", default=False):
        _choose_first(config, items)
    return done


def _mark(items: list[pytest.Item]) -> None:
    for item in items:
        if "acceptance" in item.path.parent.parts[-2:]:
            item.add_marker("acceptance")
        needed = getattr(getattr(item, "module", None), "NEEDS_SHARED_DATA", True)
        if item.get_closest_marker("acceptance") and needed and not SHARED.is_dir():
            item.add_marker(pytest.mark.skip(reason="no ../shared/data beside this checkout"))
        if item.get_closest_marker("browser") and CHROMIUM is None:
            item.add_marker(pytest.mark.skip(reason="no chromium on the PATH"))


def _choose_first(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave of each file of tests its first test, and every doctest."""
    first = {item.path: item for item in reversed(items)}
    chosen = [one for one in items if isinstance(one, pytest.DoctestItem) or first[one.path] is one]
    config.hook.pytest_deselected(items=[one for one in items if one not in chosen])
    items[:] = chosen


@pytest.fixture(scope="session")
def start_chromium():
    """Starts Debian's Chromium with more flags; Playwright starts once, for a process holds it only once."""
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        yield lambda *flags: playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", *flags]
        )
