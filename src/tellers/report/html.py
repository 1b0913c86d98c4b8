"""The report as one page: no script, no address, no second file.

It opens from a memory stick, prints on A4, follows the reader's light or dark, and refuses by
its own Content-Security-Policy to fetch anything. Jinja2 writes it with every text escaped;
the only marks that pass unescaped are the drawings, which `draw.element` escaped itself.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tellers.report.compose import compose
from tellers.report.palette import DARK, LIGHT, drawing_rules, variables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Template

    from tellers.check import Result

__all__ = ["render_html", "render_page"]


def render_html(result: Result, language: str) -> str:
    """Return the page; the same result gives the same page. `UsageError` for an unknown language."""
    report = compose(result, language)
    return render_page("report.html", report=report, words=report.words)


def render_page(template: str, *, words: Sequence[tuple[str, str]], style: str = "", **values: object) -> str:
    """Return a page of one of the templates, with the style sheet of every page and one of its own."""
    named = {key.replace("-", "_"): text for key, text in words}
    return _template(template).render(words=named, style=_style(style), **values)


@lru_cache(maxsize=4)
def _template(name: str) -> Template:
    environment = Environment(
        loader=PackageLoader("tellers.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters["drawn"] = Markup  # what compose drew, escaped there
    return environment.get_template(name)


def _style(more: str) -> Markup:
    """Return the whole style sheet: the palette by day and by night, the page, the drawings."""
    templates = files("tellers.report").joinpath("templates")
    sheets = ["report.css", *([more] if more else [])]
    page = "".join(templates.joinpath(name).read_text(encoding="utf-8") for name in sheets)
    drawings = drawing_rules(lambda name: f"var(--{name})")
    night = f"@media screen and (prefers-color-scheme:dark){{:root{{{variables(DARK)}}}}}"
    return Markup(f":root{{{variables(LIGHT)}}}{night}{page}{drawings}")  # noqa: S704 (nothing in it is a dossier's)
