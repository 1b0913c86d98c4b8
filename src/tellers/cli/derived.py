"""What `tellers seats` and `tellers ranked` share: rule and draws from files, a derivation on the screen."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tellers.cli.tables import Column, Table
from tellers.errors import printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tellers.model import Text
    from tellers.report.derivation import Grid
    from tellers.report.language import Language
    from tellers.rules.lots import Draw, Lot

__all__ = [
    "DrawsOption",
    "EncodingOption",
    "RuleOption",
    "SeatsOption",
    "grid_table",
    "lot_block",
    "print_json",
    "recorded",
    "rule_told",
]

RuleOption = Annotated[
    str, Parameter(help="A rule file (TOML), or the name of a rule that ships.", metavar="RULE")
]
SeatsOption = Annotated[int, Parameter(help="How many seats, in place of the rule's own.", metavar="NUMBER")]
DrawsOption = Annotated[
    Path | None, Parameter(help="Lots that were drawn, in TOML, each with its source.", metavar="FILE")
]
EncodingOption = Annotated[
    str, Parameter(help="The encoding of a text table, when it is not UTF-8.", metavar="ENCODING")
]


def recorded(draws: Path | None) -> tuple[Draw, ...]:
    """Return the draws of a file; none without one."""
    from tellers.formats.ready import rule_bytes  # noqa: PLC0415 (loaded only to read)
    from tellers.formats.rule_file import read_draws  # noqa: PLC0415

    return read_draws(rule_bytes(str(draws)), where=draws.name) if draws is not None else ()


def grid_table(grid: Grid, *, title: str = "") -> Table:
    """Return a table of a derivation as the screen prints it."""
    columns = tuple(Column(head, number=n) for head, n in zip(grid.headings, grid.numbers, strict=True))
    return Table(title=title, columns=columns, rows=[list(row) for row in grid.rows])


def rule_told(source: str, unread: Text, speech: Language) -> list[str]:
    """Return the source of a rule, and what of it was not read."""
    from tellers.model import Number  # noqa: PLC0415

    told = [("source", source), ("unread", unread.in_language(speech.code))]
    return [
        printable(speech.say(f"seats-{key}", [Number(name=key, value=words)])) for key, words in told if words
    ]


def lot_block(lot: Lot, speech: Language) -> str:
    """Return a lot as it is written down when it was drawn: what came out and who says so are left open."""
    among = ", ".join(json.dumps(str(option), ensure_ascii=False) for option in lot.among)
    place = f"\nplace = {json.dumps(lot.place, ensure_ascii=False)}" if lot.place else ""
    return (
        f'{speech.say("seats-record")}\n\n[[draw]]\npurpose = "{lot.purpose}"\nat = {lot.at}{place}\n'
        f'among = [{among}]\nchosen = []  # {lot.take}\nsource = ""\n'
    )


def printable_lines(text: str) -> str:
    """Return a text line by line without what a terminal obeys."""
    return "\n".join(map(printable, text.split("\n")))


def plain(value: object) -> object:
    """Return a value of a derivation as JSON has it: a fraction as its text, "1/3"."""
    return str(value) if isinstance(value, Fraction) else value


def lot_fields(lot: Lot | None) -> dict[str, object] | None:
    """Return a lot as JSON has it."""
    if lot is None:
        return None
    fields: dict[str, object] = {
        "purpose": lot.purpose,
        "at": lot.at,
        "among": list(lot.among),
        "take": lot.take,
    }
    return {**fields, "place": lot.place}


def print_json(document: Mapping[str, object] | Sequence[object]) -> None:
    """Print a document, indented."""
    print(json.dumps(document, ensure_ascii=False, indent=1))
