"""Propose a mapping, a contest and an empty proclamation for a table nobody has described.

What was guessed stands in the files as comments beside the guess, and is returned as sentences
for the screen, with what could not be guessed. The proposal can be imported as it is; what a
person must check is said first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tellers.tables import quoted

if TYPE_CHECKING:
    from tellers.formats.look import TableLook
    from tellers.tables import Tables

__all__ = ["Proposal", "propose"]

_ROLE_FIGURES = {
    "valid": "valid",
    "null": "null",
    "blank": "blank",
    "not-counted": "not-counted",
    "voters": "voters",
    "registered": "registered",
}


@dataclass(slots=True)
class Proposal:
    """Three files by name, what was guessed, what could not be."""

    files: dict[str, str] = field(default_factory=dict)
    guessed: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def propose(tables: Tables, look: TableLook, *, file: str, reading: dict[str, str]) -> Proposal:
    """Return the proposal for a table that was looked at (it is still in `looked`).

    `reading` are the keys of the file that had to be said to read it: encoding, sheet.
    """
    made = Proposal()
    unit, levels = _unit_and_levels(tables, look, made)
    figures = _figures(look, made)
    made.files["mapping.toml"] = _mapping(look, file, reading, unit, levels, figures)
    made.files["contest.toml"] = _contest(look, levels, figures, made)
    made.files["proclamations.toml"] = _proclamations(look)
    used = {c for c in figures.values()} | set(re.findall(r"\{([^{}\[\]:]+)", unit)) | set(levels)
    unused = [c.name for c in look.columns if c.name not in used and c.role not in {"image"}]
    if unused:
        made.unknown.append(f"not used: {', '.join(unused)}")
    made.unknown += [
        "the date, the title and the rule: plurality is written, which is only a guess",
        "what was proclaimed: fill in proclamations.toml",
        "who published the table, and under which licence: fill in [[source]]",
    ]
    if look.all_zero:
        made.unknown.append(
            f"{look.all_zero:,} rows have zero for every option: sheets of zeros, or readings that failed? "
            'Say all_zero = "unread" in the mapping if they failed.'
        )
    return made


def _unit_and_levels(tables: Tables, look: TableLook, made: Proposal) -> tuple[str, list[str]]:
    """Return the unit's template, and the area columns from the widest to the smallest."""
    areas = sorted((c for c in look.columns if c.role == "area"), key=lambda c: c.distinct)
    candidates = [*look.with_role("unit"), *(c.name for c in reversed(areas))]
    for name in candidates:
        if _unique(tables, [name], look.rows):
            made.guessed.append(f"unit = {name!r}: a different value in every one of {look.rows:,} rows")
            return f"{{{name}}}", [a.name for a in areas if a.name != name]
    for name in look.with_role("unit"):
        for area in reversed(areas):
            if _unique(tables, [area.name, name], look.rows):
                made.guessed.append(f"unit = {area.name!r} and {name!r} together: different in every row")
                return f"{{{area.name}}}.{{{name}}}", [a.name for a in areas]
    made.unknown.append(
        "which columns name a unit: no column, and no area with a unit, is different in every row; {row} is written"
    )
    return "{row}", [a.name for a in areas]


def _unique(tables: Tables, columns: list[str], rows: int) -> bool:
    key = " || '.' || ".join(quoted(column) for column in columns)
    (distinct,) = tables.row(f"select count(distinct {key}) from looked")
    return bool(distinct == rows)


def _figures(look: TableLook, made: Proposal) -> dict[str, str]:
    """Return figure ids and the columns they come from: the options, then figures with a role."""
    figures = {_slug(name): name for name in look.options}
    if look.options:
        made.guessed.append(f"{len(look.options)} options, {', '.join(look.options)}: {look.options_reason}")
    else:
        made.unknown.append("which columns are options: none is numeric without another meaning")
    for role, figure in _ROLE_FIGURES.items():
        for column in look.with_role(role):
            if column not in look.options and figure not in figures and _numeric(look, column):
                figures[figure] = column
                made.guessed.append(f"{figure} = {column!r}: by its header")
    return figures


def _numeric(look: TableLook, name: str) -> bool:
    return next(column.is_numeric for column in look.columns if column.name == name)


def _slug(name: str) -> str:
    """Return a figure's id from a column's name; names stay readable."""
    return name.strip()[:200]


def _string(text: str) -> str:
    """Return a TOML string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _level(column: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", column.lower()).strip("_") or "area"


def _mapping(
    look: TableLook, file: str, reading: dict[str, str], unit: str, levels: list[str], figures: dict[str, str]
) -> str:
    lines = [
        "# Proposed by `tellers init` from the table's header and content. Check every line.",
        "",
        "[dossier]",
        'name = "my-vote"',
        'title = "CHECK: the vote\'s title"',
        "",
        "[[table]]",
        f"file = {_string(file)}",
        'source = "published"',
        f"unit = {_string(unit)}",
        *(f"{key} = {_string(value)}" for key, value in reading.items()),
    ]
    if "registered" in figures:
        lines.append(f"registered = {_string(figures['registered'])}")
    if images := look.with_role("image"):
        lines.append(f"image = {_string(images[0])}")
    lines.append('one_ballot = "refuse"  # "pool" adds up sheets that would show one person\'s ballot')
    if levels:
        lines += ["", "[table.levels]  # the widest first"]
        lines += [f"{_level(column)} = {{ id = {_string('{' + column + '}')} }}" for column in levels]
    lines += ["", "[table.figures]  # figure = column"]
    lines += [f"{_string(figure)} = {_string(column)}" for figure, column in figures.items()]
    return "\n".join(lines) + "\n"


def _contest(look: TableLook, levels: list[str], figures: dict[str, str], made: Proposal) -> str:
    """Return the contest file, sums declared only where they hold in the table."""
    options = [figure for figure, column in figures.items() if column in look.options]
    lines = [
        "# Proposed by `tellers init`. Check every line.",
        "",
        "[[contest]]",
        'id = "contest"',
        'title = "CHECK: the question put"',
        'date = "CHECK"',
        "secret = true  # false for a roll call",
        'rule = { kind = "plurality" }  # CHECK: plurality, runoff or majority',
        "level = [",
        *(f"  {{ id = {_string(_level(c))}, name = {_string(c)} }}," for c in levels),
        "]",
        "option = [",
        *(f"  {{ id = {_string(o)}, name = {_string(o)} }}," for o in options),
        "]",
        "figure = [",
    ]
    for role, figure in _ROLE_FIGURES.items():
        if figure in figures:
            extra = ""
            if figure == "valid" and look.valid_holds:
                extra = f", sum_of = [{', '.join(_string(o) for o in options)}]"
                made.guessed.append(
                    f"valid is the sum of the options: it holds in {look.valid_holds:,} of {look.rows:,} rows"
                )
            if figure == "voters" and "registered" in figures:
                extra = ', at_most = "registered"'
            lines.append(f"  {{ id = {_string(figure)}, role = {_string(role)}{extra} }},")
    lines += [
        "]",
        "",
        "# How many units and voters there are in all, and who says so:",
        "# [[contest.statement]]",
        '# about = "units"  # or "registered"',
        "# value = 30026",
        '# by = "the authority"',
        "# applied = true",
        "",
        "[[source]]",
        'id = "published"',
        'name = "CHECK: the published table"',
        'by = "CHECK: who published it"',
        'kind = "CHECK: authority, party witnesses, observers, press"',
        'origin = "CHECK: where it comes from"',
    ]
    return "\n".join(lines) + "\n"


def _proclamations(look: TableLook) -> str:
    option = look.options[0] if look.options else "OPTION"
    return (
        "# What was announced, claim by claim. Take the marks away and fill in; percentages stay text.\n"
        "# [[proclamation]]\n"
        '# id = "first"\n'
        '# contest = "contest"\n'
        '# by = "the authority"\n'
        '# date = "2024-07-29"\n'
        '# document = "bulletin 1"\n'
        "# claim = [\n"
        f"#   {{ figure = {_string(_slug(option))}, votes = 5150092 }},\n"
        f'#   {{ figure = {_string(_slug(option))}, percent = "51.20", of = "valid" }},\n'
        '#   { coverage = "80", of = "units" },\n'
        f'#   {{ outcome = "elected", winners = [{_string(_slug(option))}] }},\n'
        "# ]\n"
    )
