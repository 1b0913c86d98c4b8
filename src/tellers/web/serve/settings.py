"""What a server is told beside the dossier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tellers.web.serve.site_files import SiteFiles

__all__ = ["Settings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is served beside the dossier, and how much one address may ask."""

    log: Path | None = None
    """The public folder of the log."""
    rate: float = 0
    """Requests a second from one address, in the long run; 0 for as many as it likes."""
    site: SiteFiles | None = None
    """The site's files; without them there are the API, the log and the pages of single sheets."""
    policy: str = ""
    """Who is trusted, as text of C2SP tlog-policy; pages pin it."""
    language: str = "en"
