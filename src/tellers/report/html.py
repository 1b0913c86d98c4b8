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
    from collections.abc import Callable, Sequence

    from jinja2.environment import TemplateModule

    from tellers.check import Result
    from tellers.report.contents import Entry

__all__ = ["block_macros", "block_style", "page_style", "render_html", "render_page"]

PAGE, BLOCKS = "page.css", "blocks.css"
"""The style of a whole page of ours, and that of a report's parts, which a page of another frame may take."""


def render_html(result: Result, language: str) -> str:
    """Return the page; the same result gives the same page. `UsageError` for an unknown language."""
    report = compose(result, language)
    return render_page("report.html", report=report, words=report.words)


def render_page(template: str, *, words: Sequence[tuple[str, str]], style: str = "", **values: object) -> str:
    """Return a page of one of the templates, with the style sheet of every page and one of its own."""
    return (
        _environment().get_template(template).render(words=_named(words), style=page_style(style), **values)
    )


def block_macros(
    words: Sequence[tuple[str, str]], *, units: Callable[[Entry], Markup], elsewhere: str = ""
) -> TemplateModule:
    """Return the macros that write a report's parts, for a page of another frame: `section`, `table` ...

    `units` writes the units that a finding names, as that frame has pages for them; findings are on the page
    `elsewhere`, '' for the same.
    """
    given = {"words": _named(words), "units": units, "elsewhere": elsewhere}
    return _environment().get_template("blocks.html").make_module(given)


def block_style() -> str:
    """Return the style of a report's parts, without palette and drawings."""
    return _sheet(BLOCKS)


def page_style(more: str = "") -> Markup:
    """Return the whole style sheet: the palette by day and by night, the page, its parts, the drawings."""
    page = "".join(_sheet(name) for name in (PAGE, BLOCKS, *([more] if more else [])))
    drawings = drawing_rules(lambda name: f"var(--{name})")
    night = f"@media screen and (prefers-color-scheme:dark){{:root{{{variables(DARK)}}}}}"
    return Markup(f":root{{{variables(LIGHT)}}}{night}{page}{drawings}")  # noqa: S704 (nothing in it is a dossier's)


def _named(words: Sequence[tuple[str, str]]) -> dict[str, str]:
    return {key.replace("-", "_"): text for key, text in words}


def _sheet(name: str) -> str:
    return files("tellers.report").joinpath("templates", name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tellers.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters["drawn"] = Markup  # what compose drew, escaped there
    return environment
