"""Dossiers that hold announcements and no records, for the checks that look at nothing else."""

from __future__ import annotations

from pathlib import Path

from tellers.check.case import Case
from tellers.dossier import FileOrigin, new_dossier, open_dossier
from tellers.tables import Tables

MADE = FileOrigin(licence="CC0-1.0", description="made for a test")

CONTEST = """
[[contest]]
id = "vote"
title = "A made vote"
date = "2031-05-18"
secret = true
rule = {{ kind = "plurality" }}
option = [{options}]
figure = [
  {{ id = "valid", role = "valid", sum_of = [{quoted}] }},
  {{ id = "null", role = "null" }},
  {{ id = "voters", role = "voters", sum_of = ["valid", "null"], at_most = "registered" }},
  {{ id = "registered", role = "registered" }},
]
"""

SOURCE = """
[[source]]
id = "silent"
name = "A source without records"
by = "nobody"
kind = "authority"
origin = "made"
"""

STATED = """
[[contest.statement]]
about = "{about}"
value = {value}
by = "the register"
applied = {applied}
"""

PROCLAMATION = """
[[proclamation]]
id = "{name}"
contest = "vote"
by = "{by}"
date = "2031-05-19"
document = "made"
claim = [
{claims}
]
"""


def announced_case(
    folder: Path, *bulletins: str, stated: dict[str, int] | None = None, options: str = "ABC"
) -> Case:
    """Return the case of a dossier with these bulletins; each is the claims of one, in TOML, a line a claim.

    A bulletin that begins with a name and a colon is by another authority of that name.
    """
    words = CONTEST.format(
        options=", ".join(f'{{ id = "{option}", name = "List {option}" }}' for option in options),
        quoted=", ".join(f'"{option}"' for option in options),
    )
    for about, value in (stated or {}).items():
        words += STATED.format(
            about=about.rstrip("*"), value=value, applied=str(not about.endswith("*")).lower()
        )
    words += SOURCE
    said = "".join(_proclamation(number, claims) for number, claims in enumerate(bulletins, start=1))
    tables = Tables.open(threads=1)
    tables.connection.execute("create table units (unit varchar, unit_name varchar, registered bigint)")
    with new_dossier(folder / "dossier", name="made", replace=True) as writer:
        writer.write_text("contest.toml", words.encode(), MADE)
        writer.write_text("proclamations.toml", said.encode(), MADE)
        writer.write_table("units.parquet", tables, "from units", MADE)
        writer.write_package("a test")
    dossier = open_dossier(folder / "dossier", threads=1)
    return Case(dossier=dossier, contest=dossier.contest())


def _proclamation(number: int, claims: str) -> str:
    by, colon, rest = claims.partition(":\n")
    lines = (rest if colon else claims).strip().splitlines()
    listed = "\n".join(f"  {{ {line.strip()} }}," for line in lines)
    return PROCLAMATION.format(name=f"b{number}", by=by if colon else "the authority", claims=listed)
