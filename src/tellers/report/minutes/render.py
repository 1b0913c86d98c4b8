"""Minutes as a page and as a paper, from one value and with the blocks of every report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.report.html import render_page
from tellers.report.minutes.compose import compose_minutes
from tellers.report.pdf import write_pdf

if TYPE_CHECKING:
    from tellers.check import Result
    from tellers.report.minutes.document import SittingMinutes

__all__ = ["render_minutes_html", "render_minutes_pdf", "render_sitting_html", "render_sitting_pdf"]


def render_sitting_html(minutes: SittingMinutes) -> str:
    """Return the page of a whole sitting."""
    return render_page("sitting.html", minutes=minutes, words=minutes.words, style="minutes.css")


def render_sitting_pdf(minutes: SittingMinutes) -> bytes:
    """Return the paper of a whole sitting, as `render_minutes_pdf`."""
    return write_pdf(minutes, template="sitting.typ")


def render_minutes_html(result: Result, language: str, *, contest: str = "") -> str:
    """Return the page; the same dossier gives the same page."""
    minutes = compose_minutes(result, language, contest=contest)
    return render_page("minutes.html", minutes=minutes, words=minutes.words, style="minutes.css")


def render_minutes_pdf(result: Result, language: str, *, contest: str = "") -> bytes:
    """Return a tagged A4 PDF; `UsageError` where the extra `pdf` is not installed."""
    return write_pdf(compose_minutes(result, language, contest=contest), template="minutes.typ")
