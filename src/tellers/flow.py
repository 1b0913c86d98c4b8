"""The pipeline on one page: open, tally, check, report.

Every command of the command line and every page of the web goes through these functions, and
nothing here decides anything: it only says in which order the rooms are asked.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tellers.check import check
from tellers.dossier import open_dossier

if TYPE_CHECKING:
    from collections.abc import Callable
    from os import PathLike

    from tellers.check import Result

__all__ = ["check_dossier", "report_html", "report_json", "report_pdf", "report_rows", "report_screen"]


def check_dossier(
    path: str | PathLike[str], *, progress: Callable[[str], None] | None = None, deep: bool = False
) -> Result:
    """Return findings and verdicts on the dossier in a folder, its hashes verified first."""
    if progress:
        progress("hashes")
    return check(open_dossier(path), progress=progress, deep=deep)


def report_screen(result: Result, *, language: str, quiet: bool) -> None:
    """Print the verdicts and findings on the terminal."""
    from tellers.report.text import print_report  # noqa: PLC0415 (rich is loaded only to print)

    print_report(result, language=language, quiet=quiet)


def report_html(result: Result, path: Path, *, language: str) -> None:
    """Write the report as one self-contained page."""
    from tellers.report.html import render_html  # noqa: PLC0415 (loaded only when asked for)

    path.write_text(render_html(result, language), encoding="utf-8")


def report_pdf(result: Result, path: Path, *, language: str) -> None:
    """Write the report as a PDF; `UsageError` when the extra `pdf` is not installed."""
    from tellers.report.pdf import render_pdf  # noqa: PLC0415 (loaded only when asked for)

    path.write_bytes(render_pdf(result, language))


def report_json(result: Result, path: Path, *, language: str) -> None:
    """Write the findings file that `tellers recheck` reads."""
    from tellers.report.findings_json import write_findings  # noqa: PLC0415 (loaded only when asked for)

    with path.open("wb") as stream:
        write_findings(result, stream, language=language)


def report_rows(result: Result, path: Path) -> None:
    """Write every unit behind the findings as CSV, streamed: memory does not grow with them."""
    from tellers.report.rows import write_rows  # noqa: PLC0415 (loaded only when asked for)

    with path.open("w", encoding="utf-8", newline="") as stream:
        write_rows(result, stream)
