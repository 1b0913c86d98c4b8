"""What became of a record has a word in every language, on the page and in the findings."""

from __future__ import annotations

import pytest

from tellers.model import Status
from tellers.report.catalogue import LANGUAGES, load_catalogue


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_a_word_on_the_page(language, status):
    """A status without one ends a report with a fault of ours."""
    assert load_catalogue(language).messages[f"report-status-{status}"]
