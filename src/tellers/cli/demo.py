"""`make demo`: both founding cases checked, a verdict on the screen for each, reports written.

Works on what ships in the repository, without a network and without any other data.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from tellers.errors import TellersError, UsageError
from tellers.flow import check_dossier, report_html, report_json, report_pdf, report_screen

__all__ = ["main"]

CASES = ("venezuela-2024", "oas-2024-07-31")


def main(examples: Path = Path("examples"), reports: Path = Path("reports"), language: str = "en") -> int:
    """Check both founding cases; return 0 when both could be checked, whatever was found."""
    reports.mkdir(exist_ok=True)
    written: list[Path] = []
    for name in CASES:
        started = time.monotonic()
        result = check_dossier(examples / name)
        report_screen(result, language=language, quiet=False)
        page, findings, paper = (reports / f"{name}.{kind}" for kind in ("html", "json", "pdf"))
        report_html(result, page, language=language)
        report_json(result, findings, language=language)
        written += [page, findings]
        try:
            report_pdf(result, paper, language=language)
            written.append(paper)
        except UsageError as error:  # the extra `pdf` is not installed: the rest stands without it
            print(error.diagnostics(), file=sys.stderr)
        print(f"\n{name}: checked and reported in {time.monotonic() - started:.1f} s\n")
    print("Read the reports:")
    for path in written:
        print(f"  {path.resolve()}")
    print("\nCheck them without trusting us:")
    for name in CASES:
        print(f"  .venv/bin/tellers recheck {reports / name}.json {examples / name}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except TellersError as error:
        print(error.diagnostics(), file=sys.stderr)
        sys.exit(error.exit_code)
