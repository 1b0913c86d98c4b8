"""The colours of a report, once: for the page by day and by night, and for the paper.

No colour of a party: a dossier's options are told apart by their names and places. Verdicts
are a word and a shape before they are a colour, and the colours chosen differ in lightness and
stay apart for colour-blind readers (blue against vermilion; Okabe and Ito, Color Universal
Design, 2008). Every pair of text and ground below keeps a contrast of at least 4.5 to 1 (WCAG
2.2, 1.4.3); tests/report measures it.

>>> contrast("#000000", "#ffffff")
21.0
>>> all(contrast(LIGHT[text], LIGHT[ground]) >= 4.5 for text, ground in READ_ON)
True
>>> all(contrast(DARK[text], DARK[ground]) >= 4.5 for text, ground in READ_ON)
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["DARK", "LIGHT", "READ_ON", "contrast", "drawing_rules", "variables"]

LIGHT = {
    "ink": "#1a1d21",
    "paper": "#ffffff",
    "panel": "#f5f6f8",
    "muted": "#525b66",
    "line": "#d3d8de",
    "link": "#0a4f8f",
    "against": "#96330b",
    "against-ground": "#fdf0e8",
    "for": "#0b4f8a",
    "for-ground": "#eaf2fa",
    "unsure": "#6b4a00",
    "unsure-ground": "#fcf4df",
    "plain": "#3d4753",
    "plain-ground": "#eff1f4",
    "bar": "#2f6fa8",
    "range": "#a9cbe8",
    "mark": "#b3410e",
    "half": "#87919c",
    "faint": "#ccd3da",
    "c0": "#e6eff8",
    "c1": "#bfd7ec",
    "c2": "#8fb8dc",
    "c3": "#5c92c4",
    "c4": "#2f6ca3",
    "c5": "#124a7c",
    "area": "#1a1d21",
    "area-dark": "#ffffff",
}

DARK = {
    "ink": "#e7e9ec",
    "paper": "#14171b",
    "panel": "#1d2126",
    "muted": "#a7b0ba",
    "line": "#3a414a",
    "link": "#8ec1f2",
    "against": "#ffb08a",
    "against-ground": "#3a2015",
    "for": "#9fcbf5",
    "for-ground": "#15293c",
    "unsure": "#f0cf7e",
    "unsure-ground": "#33290f",
    "plain": "#ccd3da",
    "plain-ground": "#262c33",
    "bar": "#6aa9dd",
    "range": "#2f5878",
    "mark": "#ff9a68",
    "half": "#8b95a0",
    "faint": "#4a535d",
    "c0": "#1f3040",
    "c1": "#274a68",
    "c2": "#316690",
    "c3": "#4785b8",
    "c4": "#78addb",
    "c5": "#b3d6f4",
    "area": "#ffffff",
    "area-dark": "#0d1013",
}

READ_ON = (
    *(
        ("ink", ground)
        for ground in ("paper", "panel", "against-ground", "for-ground", "unsure-ground", "plain-ground")
    ),
    *(("muted", ground) for ground in ("paper", "panel")),
    *(("link", ground) for ground in ("paper", "panel")),
    *((text, f"{text}-ground") for text in ("against", "for", "unsure", "plain")),
    *((text, "paper") for text in ("against", "for", "unsure", "plain")),
)
"""Which text stands on which ground."""


def variables(palette: dict[str, str]) -> str:
    """Return a palette as CSS custom properties."""
    return "".join(f"--{name}:{value};" for name, value in palette.items())


def drawing_rules(colour: Callable[[str], str]) -> str:
    """Return the CSS of every class that a drawing uses; `colour` writes a colour by name."""
    ink, muted, paper = colour("ink"), colour("muted"), colour("paper")
    rules = [
        f"text{{fill:{ink};font-size:13px}}",
        ".label{font-weight:600;font-size:14px}",
        f".note{{fill:{muted};font-size:12.5px}}",
        f".label,.note{{stroke:{paper};stroke-width:3px;stroke-linejoin:round;paint-order:stroke}}",
        f".axis{{fill:{muted};font-size:11.5px}}",
        f".grid{{stroke:{colour('line')};stroke-width:1}}",
        f".reference{{stroke:{ink};stroke-width:1.5}}",
        f".bar-range{{fill:{colour('range')};stroke:{colour('bar')};stroke-width:1}}",
        f".bar-solid{{fill:{colour('bar')}}}",
        f".bar-first{{fill:{colour('mark')}}}",
        f".bar-second{{fill:{colour('half')}}}",
        f".bar-third{{fill:{colour('faint')};stroke:{colour('half')};stroke-width:1}}",
        f".dot{{fill:{ink}}}",
        f".diamond{{fill:none;stroke:{colour('mark')};stroke-width:2}}",
        f".tick{{stroke:{colour('mark')};stroke-width:3}}",
        f".none{{fill:{paper};stroke:{colour('half')};stroke-width:1.5}}",
        f".cross{{fill:none;stroke:{colour('mark')};stroke-width:3}}",
        f".spot-full{{fill:{colour('bar')};fill-opacity:.62;stroke:{paper};stroke-width:1.5}}",
        f".spot-empty{{fill:{paper};fill-opacity:.8;stroke:{colour('mark')};stroke-width:3}}",
        f".area{{fill:{colour('area')};font-size:22px}}",
        f".cell{{fill:{colour('area')};font-size:10px}}",
        f".name{{fill:{ink}}}",
        f".hatch{{stroke:{ink};stroke-width:1}}",
        f".hatch-under{{stroke:{paper};stroke-width:2}}",
        f".on-dark{{fill:{colour('area-dark')}}}",
        f".halo{{fill:{ink};stroke:{paper};stroke-width:3px;stroke-linejoin:round;paint-order:stroke}}",
    ]
    rules += [
        f".c{index}{{fill:{colour(f'c{index}')};stroke:{paper};stroke-width:1.5}}" for index in range(6)
    ]
    return "".join(rules)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two sRGB colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return round((lighter + 0.05) / (darker + 0.05), 2)


def _luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
