"""A page of a list, and where the next one begins.

The next page is told in the Link header (RFC 8288), as an address relative to the one that was asked: it
holds behind any proxy and repeats no name of a host.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from msgspec.structs import fields

if TYPE_CHECKING:
    import msgspec

__all__ = ["Page", "next_link"]


@dataclass(frozen=True, slots=True)
class Page:
    """An answer, and the parameter with which the next page is asked; both None on the last."""

    answer: msgspec.Struct
    after: str | None = None
    skip: int | None = None


def next_link(page: Page, asked: msgspec.Struct) -> str | None:
    """Return the Link header of a page, None on the last."""
    again = {
        field.name: given for field in fields(asked) if (given := getattr(asked, field.name)) != field.default
    }
    if page.after is not None:
        again["after"] = page.after
    elif page.skip is not None:
        again["skip"] = page.skip
    else:
        return None
    return f'<?{urlencode(again)}>; rel="next"'
