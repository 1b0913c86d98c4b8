"""What the site of a whole country weighs: Venezuela's 25,073 sheets of four sources, in four languages."""

from __future__ import annotations

import pytest
from tests.web.sites import contents

MEGABYTE = 1 << 20
MOST_BYTES, MOST_FILES = 60_000_000, 5_000
"""The log alone has 40 million bytes. What is measured stands in the benchmark."""
MOST_IN_PAGES = 10 * MEGABYTE
"""Of all pages of areas and sheets together; the log is 40 and cannot be less."""


@pytest.mark.slow
def test_a_country_fits_on_a_memory_stick(venezuela):
    """Under 60 MB and 5,000 files, no page too long for a telephone, every file in the list."""
    files = contents(venezuela)

    assert len(files) < MOST_FILES
    assert sum(map(len, files.values())) < MOST_BYTES
    pages = {
        path: len(data) for path, data in files.items() if "/area/" in path or path.startswith("sheets/")
    }
    assert sum(pages.values()) < MOST_IN_PAGES
    assert max(pages.values()) < 100_000
    assert len([path for path in pages if path.startswith("sheets/")]) == 391
