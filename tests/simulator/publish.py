"""From a made election to a real dossier on disk, opened as any reader would open it."""

from __future__ import annotations

from pathlib import Path

from tests.simulator.election import Election

from tellers.check.case import Case
from tellers.dossier import Dossier, FileOrigin, new_dossier, open_dossier
from tellers.dossier.contest_file import read_contests
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
    tables = Tables.open(threads=1)
    with new_dossier(final, name="made", replace=True) as writer:
        writer.write_text("contest.toml", _contest(election).encode(), MADE)
        writer.write_text("proclamations.toml", _proclamation(election).encode(), MADE)
        _write_units(writer, tables, election)
        for name, voters in election.registers.items():
            _write_register(writer, tables, name, _register(election, voters))
        for name, layer in election.layers.items():
            writer.write_text(f"geo/{name}.geojson", layer, MADE)
        for source in election.sources:
            _write_records(writer, tables, election, source)
        writer.write_package("the simulator")
    return open_dossier(final, threads=1)


def contest_of(election: Election) -> Contest:
    """Return the contest alone, as a dossier would declare it."""
    contests, _ = read_contests(_contest(election).encode(), where="contest.toml")
    return contests[0]


def _write_units(writer, tables: Tables, election: Election) -> None:
    areas = [f"{level} varchar, {level}_name varchar" for level in election.levels]
    columns = ", ".join(["unit varchar", *areas, "unit_name varchar", "registered bigint"])
    tables.connection.execute(f"create table units ({columns})")
    rows = [
        [
            p.unit,
            *(name for area in p.areas for name in (area, election.names.get(area, f"Area {area}"))),
            None,
            p.registered,
        ]
        for p in election.places
    ]
    _insert(tables, "units", rows)
    writer.write_table("units.parquet", tables, "from units order by unit", MADE)


def _insert(tables: Tables, table: str, rows: list[list[object]]) -> None:
    """Add rows, a list a column: one statement, where one a row takes seconds a thousand."""
    kinds = [kind for _, kind, *_ in tables.connection.execute(f"describe {table}").fetchall()]
    columns = ", ".join(f"unnest(?::{kind}[])" for kind in kinds)
    values = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in kinds]
    tables.connection.execute(f"insert into {table} select {columns}", values)


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
    columns = ", ".join(f'"{figure}" bigint' for figure in figures)
    tables.connection.execute(
        f"create or replace table sheets (record bigint, unit varchar, status varchar, replaces bigint, "
        f"reason varchar, row bigint, image varchar, image_sha256 varchar, unread varchar[], {columns})"
    )
    rows = [
        [
            *(s.record, s.unit, s.status, s.replaces, s.reason, s.record + 1),
            *(s.image, s.image_sha256, list(s.unread), *(s.figures.get(figure) for figure in figures)),
        ]
        for s in election.sheets(source)
    ]
    _insert(tables, "sheets", rows)
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
