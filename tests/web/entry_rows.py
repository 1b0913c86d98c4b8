"""A page's entries as whoever alters it would write them: indexes first, and steps again afterwards.

On a page each number is a step from the row above, so that a lie about one row that repairs nothing is seen
in every row below it.
"""

from __future__ import annotations

import re

from tellers.web.site.entry_steps import EntrySteps

__all__ = ["with_indexes", "with_steps"]

_ENTRIES = re.compile(r"( data-e)(?:=([\d,-]*))?(?=[ >])")


def with_indexes(page: str) -> str:
    """Return a page whose rows name entries by their indexes."""
    last: dict[int, int] = {}

    def index(found: re.Match[str]) -> str:
        for place, step in enumerate((found[2] or "").split(",")):
            last[place] = last.get(place, 0) + int(step or 1)
        return f"{found[1]}={','.join(str(last[place]) for place in range(len((found[2] or '').split(','))))}"

    def table(found: re.Match[str]) -> str:
        last.clear()
        return _ENTRIES.sub(index, found[0])

    return re.sub(r"<table class=sheets.*?</table>", table, page, flags=re.DOTALL)


def with_steps(page: str) -> str:
    """Return a page whose rows named entries by indexes in the form that a site has."""

    def table(found: re.Match[str]) -> str:
        steps = EntrySteps()

        def step(entries: re.Match[str]) -> str:
            told = steps.write(int(one) for one in (entries[2] or "").split(",") if one)
            return f"{entries[1]}={told}" if told else entries[1]

        return _ENTRIES.sub(step, found[0])

    return re.sub(r"<table class=sheets.*?</table>", table, page, flags=re.DOTALL)
