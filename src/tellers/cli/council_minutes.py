"""`tellers council minutes`: the minutes of one decision, as text, page or paper."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tellers.cli.options import ContestOption, DossierFolder, LanguageOption
from tellers.cli.output import bytes_beside
from tellers.errors import printable

__all__ = ["council_minutes_command"]


def council_minutes_command(
    dossier: DossierFolder,
    /,
    *,
    contest: ContestOption = "",
    html: Annotated[
        Path | None, Parameter(help="Write the minutes as one self-contained page.", metavar="FILE")
    ] = None,
    pdf: Annotated[
        Path | None, Parameter(help="Write the minutes as a PDF (needs the extra `pdf`).", metavar="FILE")
    ] = None,
    lang: LanguageOption = "en",
) -> int:
    """Write the minutes of a decision: the text, who voted how, by which rule, to what outcome.

    Everything is the dossier's: what it does not hold, as the text, is said not to be there. What was
    adopted by consensus is never given a count. Without a file the minutes are printed.
    """
    from tellers.check import check  # noqa: PLC0415 (the table engine is loaded when needed)
    from tellers.dossier import open_dossier  # noqa: PLC0415
    from tellers.report.minutes.compose import compose_minutes  # noqa: PLC0415
    from tellers.report.minutes.render import render_minutes_html, render_minutes_pdf  # noqa: PLC0415
    from tellers.report.minutes.screen import minutes_lines  # noqa: PLC0415

    result = check(open_dossier(dossier))
    minutes = compose_minutes(result, lang, contest=contest)
    if html:
        bytes_beside(html, render_minutes_html(result, lang, contest=contest).encode())
    if pdf:
        bytes_beside(pdf, render_minutes_pdf(result, lang, contest=contest))
    if not html and not pdf:
        width = min(100, shutil.get_terminal_size((88, 24)).columns)
        print("\n".join(printable(line) for line in minutes_lines(minutes, width=width)))
    return 0
