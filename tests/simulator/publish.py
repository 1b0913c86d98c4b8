"""From a made election to a real dossier on disk, opened as any reader would open it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from tests.simulator.election import Election

from tellers.check.case import Case
from tellers.dossier import Dossier, FileOrigin, new_dossier, open_dossier
from tellers.dossier.contest_file import read_contests
from tellers.dossier.layout import RECORD_COLUMNS
from tellers.model import Contest
from tellers.tables import Tables

__all__ = ["case_of", "contest_of", "dossier_of"]

CONTEST = "vote"
MADE = FileOrigin(licence="CC0-1.0", description="made by the simulator")


def case_of(election: Election, folder: Path) -> Case:
    """Write the election as a dossier below this folder, and return its only contest as a case."""
    dossier = dossier_of(election, folder)
    return Case(dossier=dossier, contest=dossier.contest())


def dossier_of(election: Election, folder: Path) -> Dossier:
    """Write the election as a dossier below this folder, and open it."""
    final = folder / "dossier"
    tables = _bench()
    with new_dossier(final, name="made", replace=True) as writer:
        writer.write_text("contest.toml", _contest(election).encode(), MADE)
        writer.write_text("proclamations.toml", _proclamation(election).encode(), MADE)
        _write_units(writer, tables, election)
        for name, voters in election.registers.items():
            _write_register(writer, tables, name, _register(election, voters))
        for source in election.sources:
            _write_records(writer, tables, election, source)
        writer.write_package("the simulator")
    return open_dossier(final, threads=1)


def contest_of(election: Election) -> Contest:
    """Return the contest alone, as a dossier would declare it."""
    contests, _ = read_contests(_contest(election).encode(), where="contest.toml")
    return contests[0]


@cache
def _bench() -> Tables:
    """The engine that dossiers are made with: one a process, for to start one takes longer than to write."""
    return Tables.open(threads=1)


def _fill(tables: Tables, name: str, columns: dict[str, str], rows: Sequence[Sequence[object]]) -> None:
    """Make a table of these columns and rows, in one statement: a hundred take 7 ms, one by one 135."""
    tables.run(f"create or replace table {name} ({', '.join(f'{c} {kind}' for c, kind in columns.items())})")
    if rows:
        lists = ", ".join(f"unnest(?::{kind}[])" for kind in columns.values())
        tables.query(f"insert into {name} select {lists}", [list(cells) for cells in zip(*rows, strict=True)])


def _write_units(writer, tables: Tables, election: Election) -> None:
    areas = [name for level in election.levels for name in (level, f"{level}_name")]
    kinds = dict.fromkeys(("unit", *areas, "unit_name"), "varchar") | {"registered": "bigint"}
    rows = [
        [p.unit, *(name for area in p.areas for name in (area, f"Area {area}")), None, p.registered]
        for p in election.places
    ]
    _fill(tables, "units", kinds, rows)
    writer.write_table("units.parquet", tables, "from units order by unit", MADE)


def _register(election: Election, voters: dict[str, int]) -> str:
    """Return the query of a register by area."""
    wide, narrow = election.levels[0], election.levels[-1]
    listed = ", ".join(
        f"('{narrow}', '{area}', 'Area {area}', {n}::bigint, '{area[:2]}')" for area, n in voters.items()
    )
    return f"from (values {listed}) as t (level, area, name, registered, within_{wide}) order by area"


def _write_register(writer, tables: Tables, name: str, query: str) -> None:
    writer.write_table(f"registers/{name}.parquet", tables, query, MADE)


def _write_records(writer, tables: Tables, election: Election, source: str) -> None:
    figures = (*election.options, *election.others)
    rows = [
        [
            *(s.record, s.unit, s.status, s.replaces, s.reason, s.record + 1),
            *(s.image, s.image_sha256, list(s.unread), *(s.figures.get(figure) for figure in figures)),
        ]
        for s in election.sheets(source)
    ]
    _fill(tables, "sheets", RECORD_COLUMNS | {f'"{figure}"': "bigint" for figure in figures}, rows)
    writer.write_table(f"records/{CONTEST}/{source}.parquet", tables, "from sheets", MADE)


def _contest(election: Election) -> str:
    """Return `contest.toml`: a plurality where the vote is secret, else a majority of the members."""
    rule = 'kind = "plurality"' if election.secret else 'kind = "majority", wins = "for", base = "members"'
    levels = ", ".join(f'{{ id = "{level}", name = "{level}" }}' for level in election.levels)
    options = ", ".join(f'{{ id = "{option}", name = "List {option}" }}' for option in election.options)
    figures = ", ".join(_figure(election, name) for name in (*election.others, "registered"))
    lines = [
        f'[[contest]]\nid = "{CONTEST}"\ntitle = "A made vote"\ndate = "2031-05-18"',
        f"secret = {str(election.secret).lower()}\nrule = {{ {rule} }}",
        f"level = [{levels}]\noption = [{options}]\nfigure = [{figures}]",
    ]
    for about, value in election.statements.items():
        lines.append(f'[[contest.statement]]\nabout = "{about}"\nvalue = {value}\nby = "the register"')
        lines.append("applied = true")
    for source in election.sources:
        lines.append(f'[[source]]\nid = "{source}"\nname = "{source}"\nby = "the simulator"')
        lines.append('kind = "authority"\norigin = "drawn from a seed"')
    return "\n".join(lines) + "\n"


def _figure(election: Election, name: str) -> str:
    """Return a declaration: valid is the sum of the options, voters of valid and null."""
    quoted = ", ".join(f'"{option}"' for option in election.options)
    more = {
        "valid": f", sum_of = [{quoted}]",
        "voters": ', sum_of = ["valid", "null"], at_most = "registered"',
    }
    role = {"absent": "position"}.get(name, name)
    return f'{{ id = "{name}", role = "{role}"{more.get(name, "")} }}'


def _proclamation(election: Election) -> str:
    claims = [f'  {{ figure = "{f}", votes = {votes} }},' for f, votes in election.proclaimed.items()]
    head = f'[[proclamation]]\nid = "final"\ncontest = "{CONTEST}"\nby = "the authority"\ndate = "2031-05-19"'
    return "\n".join([head, 'document = "made"', "claim = [", *claims, "]"]) + "\n"
