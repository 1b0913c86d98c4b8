"""SVG elements as escaped text: the only way a drawing gets its letters.

Attributes and text are escaped by MarkupSafe, so that a name in a dossier is always text and
never part of the drawing. Numbers are written with at most one decimal: a tenth of a pixel.

>>> element("text", {"x": 4.0, "class": "label"}, "<script>")
Markup('<text x="4" class="label">&lt;script&gt;</text>')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from tellers.report.contents import legible

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["document", "element", "written"]

Attribute = str | int | float


def element(name: str, attributes: Mapping[str, Attribute], *children: str) -> Markup:
    """Return one element; children that are no `Markup` are escaped."""
    head = "".join(f' {key}="{escape(written(value))}"' for key, value in attributes.items())
    inside = "".join(escape(legible(child)) for child in children)
    return Markup(f"<{name}{head}>{inside}</{name}>")  # noqa: S704 (every part is escaped above)


def document(attributes: Mapping[str, Attribute], *children: Markup, title: str, description: str) -> Markup:
    """Return a whole drawing that a screen reader announces by its title and description."""
    name = str(attributes["id"])
    return element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-description",
            **attributes,
        },
        element("title", {"id": f"{name}-title"}, title),
        element("desc", {"id": f"{name}-description"}, description),
        *children,
    )


def written(value: Attribute) -> str:
    """Return an attribute's text; a number with at most one decimal.

    >>> written(3.25), written(10.0), written(-0.04), written("50%")
    ('3.2', '10', '0', '50%')
    """
    if isinstance(value, str):
        return legible(value)
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
