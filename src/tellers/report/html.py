"""The report as one page: no script, no address, no second file.

It opens from a memory stick, prints on A4, follows the reader's light or dark, and refuses by
its own Content-Security-Policy to fetch anything. Jinja2 writes it with every text escaped;
the only marks that pass unescaped are the drawings, which `draw.element` escaped itself.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tellers.report.compose import compose
from tellers.report.palette import DARK, LIGHT, drawing_rules, variables

if TYPE_CHECKING:
    from jinja2 import Template

    from tellers.check import Result

__all__ = ["render_html"]


def render_html(result: Result, language: str) -> str:
    """Return the page; the same result gives the same page. `UsageError` for an unknown language."""
    report = compose(result, language)
    words = {key.replace("-", "_"): text for key, text in report.words}
    return _template().render(report=report, words=words, style=_style())


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("tellers.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters["drawn"] = Markup  # what compose drew, escaped there
    return environment.get_template("report.html")


def _style() -> Markup:
    """Return the whole style sheet: the palette by day and by night, the page, the drawings."""
    environment = Environment(loader=PackageLoader("tellers.report"), autoescape=True)
    page = environment.loader.get_source(environment, "report.css")[0] if environment.loader else ""
    drawings = drawing_rules(lambda name: f"var(--{name})")
    night = f"@media screen and (prefers-color-scheme:dark){{:root{{{variables(DARK)}}}}}"
    return Markup(f":root{{{variables(LIGHT)}}}{night}{page}{drawings}")  # noqa: S704 (nothing in it is a dossier's)
