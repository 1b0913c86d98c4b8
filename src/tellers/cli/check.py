"""`tellers check`: what was proclaimed, what the records say, what is missing, what it could change."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tellers.cli.options import DossierFolder, LanguageOption
from tellers.cli.output import written_beside
from tellers.cli.progress import shown_progress

__all__ = ["check_command"]


def check_command(
    dossier: DossierFolder,
    /,
    *,
    html: Annotated[
        Path | None, Parameter(help="Write the report as one self-contained page.", metavar="FILE")
    ] = None,
    pdf: Annotated[
        Path | None, Parameter(help="Write the report as a PDF (needs the extra `pdf`).", metavar="FILE")
    ] = None,
    json: Annotated[
        Path | None, Parameter(help="Write the findings file, for `tellers recheck`.", metavar="FILE")
    ] = None,
    rows: Annotated[
        Path | None, Parameter(help="Write every unit behind the findings, as CSV.", metavar="FILE")
    ] = None,
    lang: LanguageOption = "en",
    quiet: Annotated[bool, Parameter(negative="", help="Print the verdicts only.")] = False,
    deep: Annotated[
        bool, Parameter(negative="", help="Look, too, for what costs much on very many units.")
    ] = False,
) -> int:
    """Check what was proclaimed against the records of a dossier.

    Judges every announced figure, percentage and outcome on its own, says what is missing, what
    it could change, and on which assumptions. Exit code 0 when everything agrees, 1 when there
    are findings above information, 2 when the command is not used rightly, 3 when the dossier
    cannot be read or is not what it declares.
    """
    from tellers.check import CHECKS  # noqa: PLC0415 (the table engine is loaded when needed)
    from tellers.flow import check_dossier, report_html, report_json, report_pdf, report_rows, report_screen  # noqa: PLC0415

    written = [file for file in (json, rows, html, pdf) if file]
    with shown_progress(steps=1 + len(CHECKS) + len(written)) as step:
        result = check_dossier(dossier, progress=step, deep=deep)
        if json:
            step("findings file")
            written_beside(json, lambda path: report_json(result, path, language=lang))
        if rows:
            step("rows")
            written_beside(rows, lambda path: report_rows(result, path))
        if html:
            step("page")
            written_beside(html, lambda path: report_html(result, path, language=lang))
        if pdf:
            step("PDF")
            written_beside(pdf, lambda path: report_pdf(result, path, language=lang))
    report_screen(result, language=lang, quiet=quiet)
    return 0 if result.agrees else 1
