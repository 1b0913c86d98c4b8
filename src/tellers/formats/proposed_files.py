"""The three files of a proposal as text: mapping.toml, contest.toml, proclamations.toml.

>>> print(toml_text("Ana 'la otra'"), level_id("Código Distrito"))
"Ana 'la otra'" codigo_distrito
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tellers.formats.header_words import folded
from tellers.formats.toml_text import toml_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tellers.formats.propose import Proposal
    from tellers.formats.unit_finding import LevelGuess

__all__ = ["level_id", "proposed_files"]

_FOR = {"for", "yes", "yea", "aye", "si", "favor", "a_favor", "in_favour", "sim", "oui", "za", "tak"}
_AGAINST = {"against", "no", "nay", "contra", "en_contra", "nao", "non", "contre", "przeciw", "nie"}
_ABSTAIN = {"abstain", "abstained", "abstention", "abstencion", "abstencao", "wstrzymal_sie"}
_FIRST_LINES = "# Proposed by `tellers init` from the table's header and content. Check every line."


def level_id(column: str) -> str:
    """Return the id of a level that a column gives."""
    return folded(column)[:64] or "area"


def proposed_files(made: Proposal, *, file: str, reading: Mapping[str, str]) -> dict[str, str]:
    """Return the content of each file by its name.

    `reading` are the keys that had to be said to read the table: encoding, sheet.
    """
    return {
        "mapping.toml": _mapping(made, file, reading),
        "contest.toml": _contest(made),
        "proclamations.toml": _proclamations(made),
    }


def _mapping(made: Proposal, file: str, reading: Mapping[str, str]) -> str:
    """Return the mapping: keys of the table first, then its sub-tables."""
    shape, unit = made.shape, made.unit
    lines = [
        _FIRST_LINES,
        "# What each key means: docs/reference/mapping.md",
        "",
        "[dossier]",
        'name = "my-vote"',
        'title = "CHECK: the vote\'s title"',
        "",
        "[[table]]",
        f"file = {toml_text(file)}",
        'source = "published"',
        f"unit = {toml_text(unit.template)}",
        *(f"{key} = {toml_text(value)}" for key, value in reading.items()),
    ]
    if "registered" in made.figures:
        lines.append(f"registered = {toml_text(made.figures['registered'])}")
    if made.thousands:
        lines.append(f"numbers = {{ thousands = {toml_text(made.thousands)} }}")
    if made.image:
        lines.append(f"image = {toml_text(made.image)}")
    if shape.kind == "long":
        lines += [
            'shape = "long"',
            f"option_column = {toml_text(shape.option_column)}",
            f"votes_column = {toml_text(shape.votes_column)}",
        ]
    if shape.kind != "positions":
        lines.append('one_ballot = "refuse"  # "pool" adds up sheets that would show one person\'s ballot')
    if made.levels:
        lines += ["", "[table.levels]  # the widest first"]
        lines += [_level(level) for level in made.levels]
    lines += _votes(made)
    return "\n".join(lines) + "\n"


def _level(level: LevelGuess) -> str:
    name = f", name = {toml_text('{' + level.name + '}')}" if level.name else ""
    return f"{level_id(level.title)} = {{ id = {toml_text('{' + level.column + '}')}{name} }}"


def _votes(made: Proposal) -> list[str]:
    """Return the lines that say where the figures are."""
    shape, lines = made.shape, []
    if shape.kind == "positions":
        lines += [
            "",
            "[table.positions]",
            f"column = {toml_text(shape.option_column)}",
            "",
            "[table.positions.values]",
        ]
        lines += [f"{toml_text(value)} = {toml_text(option)}" for value, option in shape.options.items()]
        return lines
    if shape.kind == "long":
        lines += ["", '[table.options]  # value in the file = option or figure; "" leaves a value out']
        meanings = shape.options | shape.counts
        lines += [f"{toml_text(value)} = {toml_text(meaning)}" for value, meaning in meanings.items()]
    figures = {option: column for column, option in shape.options.items()} if shape.kind == "wide" else {}
    lines += ["", "[table.figures]  # figure = column"]
    lines += [
        f"{toml_text(figure)} = {toml_text(column)}" for figure, column in (figures | made.figures).items()
    ]
    return lines


def _contest(made: Proposal) -> str:
    """Return the contest, sums declared only where they hold in the table."""
    roll = made.shape.kind == "positions"
    every = dict.fromkeys(made.shape.options.values())
    options, others = _positions(every) if roll else (list(every), [])
    lines = [
        _FIRST_LINES,
        "",
        "[[contest]]",
        'id = "contest"',
        'title = "CHECK: the question put"',
        'date = "CHECK"',
        f"secret = {str(not roll).lower()}  # false for a roll call, where each vote is open",
        _rule(options) if roll else _rule(()),
        "level = [",
        *(f"  {{ id = {toml_text(level_id(a.title))}, name = {toml_text(a.title)} }}," for a in made.levels),
        "]",
        "option = [",
        *(f"  {{ id = {toml_text(o)}, name = {toml_text(o)} }}," for o in options),
        "]",
        "figure = [",
        *(f'  {{ id = {toml_text(position)}, role = "position" }},' for position in others),
        *_figures(made),
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


def _figures(made: Proposal) -> list[str]:
    lines = []
    for figure in (*made.figures, *made.shape.counts.values()):
        parts = made.sums.get(figure, [])
        extra = f", sum_of = [{', '.join(toml_text(part) for part in parts)}]" if parts else ""
        if figure == "voters" and "registered" in made.figures:
            extra += ', at_most = "registered"'
        lines.append(f"  {{ id = {toml_text(figure)}, role = {toml_text(figure)}{extra} }},")
    return lines


def _positions(options: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the options of a roll call and its other positions, such as absent.

    For, against and abstaining are options where words known here say so; where one of for and
    against is not known, all are.
    """
    values = list(options)
    if not (any(value in _FOR for value in values) and any(value in _AGAINST for value in values)):
        return values, []
    known = _FOR | _AGAINST | _ABSTAIN
    return [v for v in values if v in known], [v for v in values if v not in known]


def _rule(options: Sequence[str]) -> str:
    """Return the rule: more than half of the members where there is a "for", else plurality."""
    wins = [option for option in options if option in _FOR]
    if len(wins) != 1:
        return 'rule = { kind = "plurality" }  # CHECK: plurality, runoff or majority'
    aside = ", ".join(toml_text(option) for option in options if option in _ABSTAIN)
    return (
        f'rule = {{ kind = "majority", wins = {toml_text(wins[0])}, base = "cast", fraction = "1/2", '
        f"abstentions = [{aside}] }}  # CHECK: base members, present or cast"
    )


def _proclamations(made: Proposal) -> str:
    """Return a proclamation to fill in: the outcome of an election, or of a roll call with a "for"."""
    values = list(made.shape.options.values())
    carried = [value for value in values if value in _FOR] if made.shape.kind == "positions" else []
    option = toml_text(carried[0] if carried else values[0])
    said = (
        f"#   {{ figure = {option}, votes = 17 }},\n"
        "#   { required = 18 },\n"
        '#   { outcome = "not adopted" },\n'
        if carried
        else f"#   {{ figure = {option}, votes = 5150092 }},\n"
        f'#   {{ figure = {option}, percent = "51.20", of = "valid" }},\n'
        '#   { coverage = "80", of = "units" },\n'
        f'#   {{ outcome = "elected", winners = [{option}] }},\n'
    )
    return (
        "# What was announced, claim by claim. Take the marks away and fill in; percentages stay text.\n"
        "# [[proclamation]]\n"
        '# id = "first"\n'
        '# contest = "contest"\n'
        '# by = "the authority"\n'
        '# date = "2024-07-29"\n'
        '# document = "bulletin 1"\n'
        "# claim = [\n"
        f"{said}"
        "# ]\n"
    )
