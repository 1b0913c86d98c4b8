"""Debian's Chromium and the sites that many tests walk, each once."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from contextlib import ExitStack

import pytest
from tests.web.served import served
from tests.web.sites import COUNCIL, ELECTION, shared_site
from tests.web.visit import FLAGS, Visit

EVERY_LIE = "TELLERS_EVERY_LIE"
"""Set to 1 (`make lies`), each lie is told to a browser; else every third of those that one test tells."""


def pytest_collection_modifyitems(config, items):
    """Leave two of three lies of a kind to `make lies`: a browser takes seconds for each."""
    if os.environ.get(EVERY_LIE):
        return
    seen: Counter[str] = Counter()
    left = []
    for item in items:
        kind = item.nodeid.partition("[")[0]
        if "test_browser_lies" in kind and hasattr(item, "callspec"):
            if seen[kind] % 3:
                left.append(item)
            seen[kind] += 1
    if left:
        items[:] = [item for item in items if item not in set(left)]
        config.hook.pytest_deselected(items=left)


@pytest.fixture(scope="session")
def chromium(start_chromium):
    """The browser."""
    started = start_chromium(*FLAGS)
    yield started
    started.close()


@pytest.fixture(scope="session")
def made_site(tmp_path_factory):
    """The signed site of the made election; a test that alters it takes a copy (`site`)."""
    return shared_site(tmp_path_factory, "small")


@pytest.fixture(scope="session")
def large(tmp_path_factory):
    """The signed site of 5,085 stations, not to be altered: a server tells its files otherwise (`over`)."""
    return shared_site(tmp_path_factory, "large")


@pytest.fixture(scope="session")
def venezuela(tmp_path_factory):
    """The site of the presidential election of 28 July 2024, not to be altered."""
    return shared_site(tmp_path_factory, ELECTION)


@pytest.fixture(scope="session")
def oas(tmp_path_factory):
    """The site of the council's vote of 31 July 2024, not to be altered."""
    return shared_site(tmp_path_factory, COUNCIL)


@pytest.fixture
def site(made_site, tmp_path):
    """A copy of the made election's site, that may be altered."""
    return shutil.copytree(made_site, tmp_path / "site")


@pytest.fixture
def page(visit):
    """A page of a browser that remembers nothing; an error of a script fails the test."""
    yield visit.page
    assert visit.errors == []


@pytest.fixture
def visiting(chromium):
    """Begins visits, which end with the test; what is given is of Playwright's new_context."""
    with ExitStack() as visits:

        def begin(**given):
            visit = Visit(chromium, **given)
            visits.callback(visit.context.close)
            return visit

        yield begin


@pytest.fixture
def visit(visiting):
    """A visit by a wide window."""
    return visiting()


@pytest.fixture
def serve():
    """Serves folders on loopback until the test ends."""
    with ExitStack() as servers:
        yield lambda folder, **more: servers.enter_context(served(folder, **more))
