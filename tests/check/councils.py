"""Small councils as dossiers: a body, a rule, who took which position; built as anybody would, by import."""

from __future__ import annotations

from collections import Counter

from tellers.check import check
from tellers.check.case import Case
from tellers.dossier import open_dossier
from tellers.dossier.assemble import assemble_dossier
from tellers.recheck.rederive import Standing, recheck_findings
from tellers.report.findings_json import write_findings

MAPPING = """
[dossier]
name = "council"
body = "body.toml"
[[table]]
file = "roll.csv"
source = "minutes"
unit = "{member}"
positions = { column = "position", values = { VALUES } }
"""
WORDS = ("for", "against", "abstain", "absent", "present", "invalid", "not-entitled")
CONTEST = """
[[contest]]
id = "motion"
title = "A motion"
date = "2031-05-18"
secret = false
unit_name = "member"
option = [
  { id = "for", name = "For" },
  { id = "against", name = "Against" },
  { id = "abstain", name = "Abstaining" },
]
figure = [
  { id = "absent", role = "position", name = "Absent" },
  { id = "present", role = "position", name = "Present" },
  { id = "invalid", role = "position", name = "Invalid" },
  { id = "not-entitled", role = "position", name = "Without a vote" },
  { id = "registered", role = "registered", name = "members" },
]
CASTING
rule = { kind = "majority", wins = "for", RULE }
statement = [
STATED
RIVALS
  { about = "units", value = UNITS, by = "the roll", applied = true },
]
[[source]]
id = "minutes"
name = "the minutes"
by = "the secretariat"
kind = "minutes"
origin = "the sitting"
"""
READINGS = """reading = [
  { id = "applied", by = "the chair", applied = true },
  { id = "press", by = "a paper" },
]"""
LEFT = '  { seat = "m2", what = "left", on = "2031-01-01", reading = "press" },'
BODY = """
id = "council"
name = "Council"
READINGS
seat = [
SEATS
]
change = [
CHANGES
]
weight = [
  { id = "people", name = "population", on = "2030-01-01", values = { VALUES } },
]
"""


def council(folder, rule, positions, **more):
    """A case of a motion under a rule, as TOML keys; `positions` by seat number, of ten members.

    `stated` is the number of members that was applied, `rivals` others that were stated; `casting` the
    casting vote; `changes` more lines of the body's file. The first two seats are the group `great`; a
    seat weighs ten, or what `weights` says.
    """
    seats = [
        f'  {{ id = "m{n}", name = "Member {n}", joined = "2030-01-01"'
        + (', groups = ["great"]' if n <= 2 else "")
        + " },"
        for n in range(1, 11)
    ]
    values = ", ".join(f"m{n} = {more.get('weights', {}).get(n, 10)}" for n in range(1, 11))
    texts = {
        "mapping.toml": MAPPING.replace(
            'body = "body.toml"', "" if more.get("bodiless") else 'body = "body.toml"'
        ).replace("VALUES", ", ".join(f'"{w}" = "{w}"' for w in WORDS)),
        "contest.toml": CONTEST.replace("RULE", rule)
        .replace('kind = "majority", wins = "for", kind', "kind")  # a rule that says its own kind
        .replace(
            "STATED",
            "\n".join(
                f'  {{ about = "{about}", value = {number}, by = "the chair", applied = true }},'
                for about, number in (
                    ("registered", more.get("stated", 10)),
                    ("attending", more.get("attending")),
                )
                if number is not None
            ),
        )
        .replace(
            "RIVALS",
            "\n".join(
                f'  {{ about = "registered", value = {n}, by = "a paper" }},' for n in more.get("rivals", ())
            ),
        )
        .replace("UNITS", str(len(positions)))
        .replace("CASTING", f'casting = "{more["casting"]}"' if "casting" in more else ""),
        "proclamations.toml": more.get("announced", ""),
        "body.toml": BODY.replace("SEATS", "\n".join(seats))
        .replace("READINGS", "" if more.get("undisputed") else READINGS)
        .replace("CHANGES", more.get("changes", "") + ("" if more.get("undisputed") else LEFT))
        .replace("VALUES", values),
        "roll.csv": "member,position\n"
        + "".join(
            f"{seat if isinstance(seat, str) else f'm{seat}'},{taken}\n" for seat, taken in positions.items()
        ),
    }
    folder.mkdir(parents=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    assemble_dossier(folder / "mapping.toml", folder / "dossier")
    dossier = open_dossier(folder / "dossier")
    return Case(dossier=dossier, contest=dossier.contest())


def taken(**counts):
    """Positions of the members in their order: so many for, against, ..."""
    words = [word.replace("_", "-") for word, members in counts.items() for _ in range(members)]
    return dict(
        enumerate(("for" if word == "yes" else "against" if word == "no" else word for word in words), 1)
    )


def announced(word, positions, required=None):
    """An announcement of an outcome with the counts of these positions, and of the votes required."""
    counts = Counter(positions.values())
    claims = [
        f'{{ figure = "{option}", votes = {counts[option]} }}' for option in ("for", "against", "abstain")
    ]
    claims += [f"{{ required = {required} }}"] if required is not None else []
    claims.append(f'{{ outcome = "{word}" }}')
    return f"""
[[proclamation]]
id = "chair"
contest = "motion"
by = "the chair"
date = "2031-05-18"
document = "the minutes"
claim = [{", ".join(claims)}]
"""


def rechecked(case):
    """The places at which `tellers recheck` gives another number than the check, or refuses."""
    file = case.dossier.folder.parent / "findings.json"
    with file.open("wb") as stream:
        write_findings(check(case.dossier), stream, language="en")
    found = recheck_findings(file, case.dossier.folder)
    return [one.place for one in found.with_standing(Standing.DIFFERS, Standing.REFUSED)]


QUORUM = 'base = "cast", unread = "its article 5", quorum = { base = "members", fraction = "1/2" }'
VETO = 'number = 6, veto = { group = "great" }'
DOUBLE = 'also = [ { weight = "people", fraction = "65/100", strictness = "at_least", waived_below = 3 } ]'
CASTING = 'base = "cast", tie = "casting", casting_by = "the chair"'
ABSOLUTE = 'kind = "absolute", base = "members", abstentions = ["abstain"]'
HEAVY = {1: 60, 2: 60}


def every_council(folder):
    """One case for each thing that can stand beside a majority, and for who votes without a vote."""
    yes = taken(yes=7, no=2, abstain=1)
    yield council(folder / "quorum", QUORUM, taken(yes=4, no=1, absent=5))
    yield council(folder / "there", QUORUM, taken(yes=4, no=1, present=1, absent=4))
    yield council(folder / "unheard", QUORUM, taken(yes=2, no=1))
    yield council(folder / "in-vain", QUORUM, taken(yes=2, absent=6))
    yield council(folder / "veto", VETO, taken(no=1, yes=9))
    yield council(folder / "no-veto", VETO, taken(abstain=2, yes=6, no=2))
    yield council(folder / "few", VETO, taken(yes=5, no=5), undisputed=True)
    yield council(folder / "people", DOUBLE, taken(no=2, abstain=1, yes=7), weights=HEAVY)
    yield council(folder / "waived", DOUBLE, taken(no=2, yes=8), weights=HEAVY)
    yield council(folder / "both", DOUBLE, taken(yes=7, no=3), weights=HEAVY)
    yield council(folder / "chair-for", CASTING, taken(yes=4, no=4, abstain=2), casting="for")
    yield council(folder / "chair-against", CASTING, taken(yes=4, no=4, abstain=2), casting="against")
    yield council(folder / "idle", CASTING, taken(yes=5, no=4, abstain=1), casting="for")
    left = """
  { seat = "m7", what = "left", on = "2031-02-01" },
  { seat = "m6", what = "suspended", on = "2031-02-01" },
"""
    yield council(folder / "left", 'base = "entitled"', yes, changes=left, stated=10)
    vacant = '  { seat = "m10", what = "vacated", on = "2031-01-01" },\n'
    party = taken(yes=4, no=4, not_entitled=1)
    yield council(folder / "party", 'base = "without-parties"', party, changes=vacant, stated=10)
    yield council(folder / "disputed", QUORUM, taken(yes=4, no=1, absent=5), rivals=(9,))
    said = announced("not adopted", taken(no=1, yes=9))
    yield council(folder / "announced", VETO, taken(no=1, yes=9), announced=said)
    yield council(
        folder / "few-entitled", 'base = "in-office"', taken(yes=5, no=4, not_entitled=1), stated=10
    )
    shares = 'weight = "people", base = "entitled"'
    yield council(folder / "shares", shares, taken(yes=2, no=8), weights=HEAVY)
