"""Debian's Chromium and the made election's site, once for all tests that browse."""

from __future__ import annotations

import shutil
from contextlib import ExitStack

import pytest
from tests.web.explored import served, write_site


@pytest.fixture(scope="session")
def chromium(start_chromium):
    """The browser."""
    started = start_chromium()
    yield started
    started.close()


@pytest.fixture(scope="session")
def made_site(tmp_path_factory):
    """The signed site of the made election; a test that alters it takes a copy (`site`)."""
    return write_site(tmp_path_factory.mktemp("made"))


@pytest.fixture
def site(made_site, tmp_path):
    """A copy that may be altered."""
    return shutil.copytree(made_site, tmp_path / "site")


@pytest.fixture
def page(chromium):
    """A page of a browser that remembers nothing; an error of a script fails the test."""
    context = chromium.new_context()
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []


@pytest.fixture
def serve():
    """Serves folders on loopback until the test ends."""
    with ExitStack() as servers:
        yield lambda folder: servers.enter_context(served(folder))
