"""`tellers council minutes`: the minutes of a sitting or of one decision, as text, page or paper."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tellers.cli.options import DossierFolder, LanguageOption
from tellers.cli.output import bytes_beside
from tellers.errors import printable

__all__ = ["council_minutes_command"]


def council_minutes_command(
    dossier: DossierFolder,
    /,
    *,
    contest: Annotated[
        str,
        Parameter(help="One decision; by default all, as the minutes of the sitting.", metavar="CONTEST"),
    ] = "",
    html: Annotated[
        Path | None, Parameter(help="Write the minutes as one self-contained page.", metavar="FILE")
    ] = None,
    pdf: Annotated[
        Path | None, Parameter(help="Write the minutes as a PDF (needs the extra `pdf`).", metavar="FILE")
    ] = None,
    lang: LanguageOption = "en",
) -> int:
    """Write the minutes of a sitting or of one decision: text, who voted how, by which rule, outcome.

    Of several decisions attendance stands first, then each in the order of the dossier.
    Everything is the dossier's: what it does not hold, as the text, is said not to be there. What was
    adopted by consensus is never given a count. Without a file the minutes are printed.
    """
    from tellers.check import check  # noqa: PLC0415 (the table engine is loaded when needed)
    from tellers.dossier import open_dossier  # noqa: PLC0415
    from tellers.report.minutes.compose import compose_minutes  # noqa: PLC0415
    from tellers.report.minutes.render import (  # noqa: PLC0415
        render_minutes_html,
        render_minutes_pdf,
        render_sitting_html,
        render_sitting_pdf,
    )
    from tellers.report.minutes.screen import minutes_lines, sitting_lines  # noqa: PLC0415
    from tellers.report.minutes.sitting import compose_sitting  # noqa: PLC0415

    result = check(open_dossier(dossier))
    sitting = None if contest else compose_sitting(result, lang)
    width = min(100, shutil.get_terminal_size((88, 24)).columns)
    if sitting is not None:
        page, paper = partial(render_sitting_html, sitting), partial(render_sitting_pdf, sitting)
        lines = sitting_lines(sitting, width=width)
    else:
        page = partial(render_minutes_html, result, lang, contest=contest)
        paper = partial(render_minutes_pdf, result, lang, contest=contest)
        lines = minutes_lines(compose_minutes(result, lang, contest=contest), width=width)
    if html:
        bytes_beside(html, page().encode())
    if pdf:
        bytes_beside(pdf, paper())
    if not html and not pdf:
        print("\n".join(printable(line) for line in lines))
    return 0
