"""A gallery of made votes that brings out every sentence the checks can say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from tests.check.judged import announcing, plain
from tests.check.test_rule import MEMBERS, members, roll
from tests.simulator import (
    Election,
    copied_sheet,
    corrected_position,
    dossier_of,
    duplicated_sheet,
    ghost_unit,
    honest_council,
    honest_election,
    inflated_proclamation,
    invented_vector,
    late_correction,
    miscopied_figure,
    missing_station,
    padded_sheet,
    second_source,
    swapped_lists,
    unread_figure,
    with_status,
    withheld_area,
)

from tellers.check import Case
from tellers.dossier import open_dossier
from tellers.model import (
    Addition,
    Figure,
    FigureId,
    Option,
    OptionId,
    RivalRule,
    Role,
    Rule,
    SourceId,
    Statement,
    Text,
)

__all__ = ["ROOT", "every_lie", "every_vote", "shipped"]

ROOT = Path(__file__).parents[2]
Make = Callable[..., Case]
A, B = OptionId("A"), OptionId("B")
ABROAD = Addition(name=Text.of("abroad"), figures=((FigureId("A"), 10),), by=Text.of("A"))
PART = ', { coverage = "80.0", of = "units" }'
THREE = '{{ figure = "A", votes = {} }}, {{ figure = "B", votes = {} }}, {{ figure = "C", votes = {} }}'
WIN_A, WIN_B = ('{ outcome = "elected", winners = ["' + o + '"] }' for o in "AB")
MAJORITY_45 = Rule(kind="majority", wins=A, base="cast", fraction="45/100")
MAJORITY = Rule(kind="majority", wins=A, base="members")
TWO = Rule(kind="block", seats=2)
BOTH = '{ outcome = "elected", winners = ["A", "B"] }'


def every_lie(folder: Path) -> Iterator[Case]:
    """Every lie of the simulator, told of an honest election."""
    made, unit = honest_election(seed=11), "01.01.01"
    for number, election in enumerate(
        (
            made,
            honest_council(seed=11),
            padded_sheet(made, unit=unit, option="B", votes=300),
            miscopied_figure(made, unit=unit, figure="B", votes=7),
            swapped_lists(made, unit=unit, first="A", second="C"),
            missing_station(made, unit=unit),
            duplicated_sheet(made, unit=unit, votes=3),
            late_correction(made, unit=unit, option="B", votes=5),
            ghost_unit(made, unit="09.01.01", like=unit),
            copied_sheet(made, unit=unit, onto="01.02.01"),
            invented_vector(made, units=[p.unit for p in made.places[:20]], figures=made.sheets()[0].figures),
            unread_figure(made, unit=unit, figure="B"),
            *(
                with_status(made, unit=unit, status=s)
                for s in ("pending", "annulled", "not-installed", "unread")
            ),
            withheld_area(made, area="02", keep=1),
            second_source(padded_sheet(made, unit=unit, option="B", votes=2), name="witnesses", every=2),
            inflated_proclamation(made, figure="B", votes=10_000),
        )
    ):
        dossier = dossier_of(election, folder / f"lie-{number}")
        yield Case(dossier=dossier, contest=dossier.contest())


def every_vote(folder: Path) -> Iterator[Case]:
    """Votes that bring out what is said of missing units, proofs, counts, shares, rules and sources."""
    numbers = count()

    def make(election: Election | None = None, claims: str = "", **contest: object) -> Case:
        return announcing(election or plain(), folder / f"vote-{next(numbers)}", claims, **contest)

    for vote in (
        _missing,
        _proofs,
        _figures,
        _counts,
        _shares,
        _outcomes,
        _additions,
        _bases,
        _no_base,
        _sources,
        _corrected,
    ):
        yield from vote(make)


def _missing(make: Make) -> Iterator[Case]:
    made = plain()
    no_register = replace(made, places=tuple(replace(place, registered=None) for place in made.places))
    yield from (make(plain(9)), make(plain(8)), make(with_status(made, unit="01.01.10", status="annulled")))
    yield from (make(plain(9), rule=MAJORITY), make(plain(6), rule=MAJORITY))
    yield make(replace(no_register, sources={"official": made.sheets()[:8]}), "", statements=())
    first_unknown = (replace(made.places[0], registered=None), *made.places[1:])
    for election in (plain(8), unread_figure(plain(8), unit="01.01.02", figure="A")):
        yield make(election)
        yield make(election, "", statements=(*units_of(10), *register_of(1200)))
        yield make(replace(election, places=first_unknown), "", statements=())
    yield make(plain(8), "", statements=(*units_of(10), *register_of(700)))


def _proofs(make: Make) -> Iterator[Case]:
    twelve = (Statement(about="units", value=12, by=Text.of("x"), applied=True),)
    no_number = (Statement(about="registered", value=1000, by=Text.of("x"), applied=True),)
    for coverage in ("", PART):
        yield make(plain(8), THREE.format(50, 200, 100) + coverage)
        yield make(plain(8), THREE.format(150, 400, 70) + coverage)
        yield make(plain(8), THREE.format(400, 500, 100) + coverage)
        yield make(plain(8), THREE.format(330, 190, 100) + coverage)
    yield make(plain(8), THREE.format(320, 300, 30), statements=(*twelve, *no_number))
    yield make(plain(8), THREE.format(165, 300, 80) + PART)
    yield make(uneven(), THREE.format(100, 250, 22) + PART)
    yield make(uneven(), THREE.format(40, 190, 10) + ', { coverage = "20.0", of = "units" }')


def _figures(make: Make) -> Iterator[Case]:
    """Counts of other kinds, and counts that do not fit together."""
    several = ", ".join(f'{{{{ figure = "{name}", votes = {{}} }}}}' for name in ("A", "null", "voters"))
    parts = ', { figure = "B", votes = 160 }, { figure = "C", votes = 80 }, { figure = "valid", votes = 560 }'
    for coverage in ("", PART):
        yield make(plain(8), several.format(330, 20, 700) + coverage)
        yield make(plain(8), several.format(320, 230, 610) + coverage)
        yield make(plain(8), several.format(320, 40, 605) + parts + coverage)
    yield make(plain(8), several.format(470, 100, 800))


def _counts(make: Make) -> Iterator[Case]:
    made = plain()
    twelve = (Statement(about="units", value=12, by=Text.of("x"), applied=True),)
    blank = Figure(id=FigureId("blank"), role=Role.BLANK)
    yield make(made, '{ figure = "A", votes = 410 }', additions=(ABROAD,))
    yield from (
        make(made, f'{{ figure = "A", votes = {v} }}', additions=(ABROAD,)) for v in (411, 409, 425, 900)
    )
    yield make(
        made, THREE.format(401, 199, 100) + ', { figure = "registered", votes = 3 }', statements=twelve
    )
    yield make(plain(8), THREE.format(320, 160, 80) + PART)
    yield make(plain(8), '{ figure = "valid", votes = 1 }' + PART)
    yield make(unread_figure(plain(8), unit="01.01.01", figure="null"), '{ figure = "null", votes = 9 }')
    yield make(unread_figure(plain(8), unit="01.01.01", figure="null"), '{ figure = "null", votes = 1 }')
    yield make(made, '{ figure = "blank", votes = 3 }', figures=(*make().contest.figures, blank))


def _shares(make: Make) -> Iterator[Case]:
    made = plain()
    blank = Figure(id=FigureId("blank"), role=Role.BLANK)
    share = '{{ figure = "A", percent = "{}", of = "{}" }}'
    yield from (make(made, share.format(p, "valid")) for p in ("57.14", "40.00"))
    yield from (make(plain(8), share.format(p, "valid")) for p in ("57.14", "10.00"))
    yield make(plain(8), share.format("60.0", "registered"))
    yield make(made, share.format("60.0", "blank"), figures=(*make().contest.figures, blank))
    yield from (make(plain(8), f'{{ coverage = "{c}", of = "units" }}') for c in ("80", "96.87"))


def _outcomes(make: Make) -> Iterator[Case]:
    made = plain()
    for sheets in (10, 9, 8):
        yield from (make(plain(sheets), claim) for claim in (WIN_A, WIN_B, '{ outcome = "elected" }'))
        yield make(plain(sheets), '{ outcome = "tie", winners = ["A", "B"] }')
        yield make(plain(sheets), '{ outcome = "not decided" }')
    yield make(plain(votes={"A": 30, "B": 30}))
    yield make(plain(votes={"A": 30}))
    yield make(plain(votes={"A": 40, "B": 30, "C": 29}), "", rule=Rule(kind="runoff", base="cast"))
    yield make(plain(), "{ required = 18 }")
    yield from (make(plain(sheets), BOTH, rule=TWO) for sheets in (10, 9))
    yield make(made.with_sheets(()), WIN_A)


def _additions(make: Make) -> Iterator[Case]:
    """Outcomes that follow from the records and from votes counted outside them."""
    runoff = Rule(kind="runoff", base="cast")

    def outside(election: Election, votes: int = 10, claims: str = "", **changes: object) -> Case:
        addition = replace(ABROAD, figures=((FigureId("A"), votes),))
        return make(election, claims, additions=(addition,), **changes)

    yield from (outside(plain(sheets)) for sheets in (10, 9, 8))
    yield from (outside(plain(sheets), rule=MAJORITY) for sheets in (10, 9, 6))
    yield outside(plain(), 200, rule=MAJORITY)
    yield outside(plain(), rule=TWO)
    yield outside(plain(votes={"A": 29, "B": 30}))
    yield outside(plain(votes={"A": 30}))
    yield outside(plain(votes={"A": 40, "B": 30, "C": 29}), rule=runoff)
    yield outside(plain(), 100, rule=runoff)
    yield make(plain(votes={"A": 40, "B": 20}), "", rule=runoff)
    yield outside(plain(8), 10, '{ figure = "A", votes = 330 }' + PART)
    absolute, split = Rule(kind="absolute", base="cast"), {"A": 40, "B": 30, "C": 29}
    for election in (plain(), plain(votes=split)):
        yield outside(election, rule=absolute)
        yield make(election, "", rule=absolute)


def _no_base(make: Make) -> Iterator[Case]:
    """A majority of members, and nobody says how many there are."""
    few = roll(10, 2, 16, 6)
    unknown = tuple(replace(place, registered=None) for place in few.places)
    nobody = replace(few, places=unknown, statements={})
    yield make(nobody, '{ required = 18 }, { outcome = "not adopted" }', rule=MEMBERS, statements=())


def _bases(make: Make) -> Iterator[Case]:
    rivals = tuple(RivalRule(rule=replace(MEMBERS, base=b), by=Text.of("x")) for b in ("present", "cast"))
    for required in (18, 17):
        changes = {"rule": MEMBERS, "rival_rules": rivals, "statements": members(34, 33)}
        yield make(roll(17, 0, 11, 6), f"{{ required = {required} }}", **changes)
    yield make(roll(30, 0, 1, 3), "", rule=MEMBERS, rival_rules=rivals, statements=members(34))
    tens = roll(17, 0, 11, 6)
    for kept in (33, 20):
        partly = tens.with_sheets(tens.sheets("minutes")[:kept], "minutes")
        yield make(partly, "", rule=MEMBERS, rival_rules=rivals, statements=(*members(34, 33), *units_of(34)))
    few = roll(10, 2, 16, 6)
    partly = few.with_sheets(few.sheets("minutes")[:33], "minutes")
    yield make(partly, "", rule=MEMBERS, rival_rules=rivals, statements=(*members(34), *units_of(34)))
    unknown = tuple(replace(place, registered=None) for place in few.places)
    nobody = replace(few, places=unknown, statements={}).with_sheets(few.sheets("minutes")[:28], "minutes")
    yield make(nobody, "", rule=replace(MEMBERS, base="cast"), rival_rules=rivals[:1], statements=())
    unlisted = make(plain(8), "", statements=())
    unlisted.tables.connection.execute("create or replace table no_units as from units limit 0")
    unlisted.tables.connection.execute("create or replace view units as from no_units")
    yield unlisted
    more = (*make().contest.options, Option(id=OptionId("D"), name=Text.of("List D")))
    yield make(plain(), WIN_A, options=more)


def _sources(make: Make) -> Iterator[Case]:
    made = plain()
    reading = with_status(
        padded_sheet(made, unit="01.01.01", option="B", votes=2), unit="01.01.03", status="unread"
    )
    yield make(second_source(made, name="copy"))
    yield make(made.with_sheets(reading.sheets(), "readings"))
    yield make(made.with_sheets(with_status(made, unit="01.01.03", status="unread").sheets(), "readings"))
    for stated in (None, "witnesses"):
        for claims in (
            '{ figure = "A", votes = 400 }',
            '{ figure = "A", percent = "57.14", of = "valid" }',
            WIN_A,
        ):
            yield counting(make(two_counts(), claims), stated)
        tied = made.with_sheets(plain(votes={"A": 40, "B": 20, "C": 10}).sheets(), "witnesses")
        never = plain(votes={"A": 20, "B": 40, "C": 10})
        yield counting(
            make(tied.with_sheets(never.sheets()), '{ figure = "A", votes = 400 }', rule=MAJORITY_45), stated
        )


def _corrected(make: Make) -> Iterator[Case]:
    """A roll call corrected once and twice, on a base that the votes give and on one they do not."""
    once = corrected_position(roll(17, 5, 6, 6), unit="m01", position="against")
    twice = corrected_position(once, unit="m20", position="for")
    for election in (once, twice):
        for base in ("cast", "members", "present"):
            yield make(election, "", rule=replace(MEMBERS, base=base), statements=members(34))


def two_counts() -> Election:
    """Two complete sources: A has 400 and B 200 in the one, the reverse in the other."""
    return plain().with_sheets(plain(votes={"A": 20, "B": 40, "C": 10}).sheets(), "witnesses")


def counting(case: Case, source: str | None) -> Case:
    """The case with its proclamations held against one source."""
    records = SourceId(source) if source else None
    said = tuple(replace(p, records=records) for p in case.dossier.proclamations)
    return Case(dossier=replace(case.dossier, proclamations=said), contest=case.contest)


def uneven():
    """Eight tables, all votes of A on two of them: leaving those out changes everything."""
    made = plain(8)
    sheets = [
        replace(
            s,
            figures={"A": 100 if s.record < 3 else 0, "B": 20, "C": 2, "valid": 22, "null": 0, "voters": 22},
        )
        for s in made.sheets()
    ]
    return made.with_sheets(tuple(sheets))


def units_of(number: int) -> tuple[Statement, ...]:
    """So many units stated."""
    return (Statement(about="units", value=number, by=Text.of("x"), applied=True),)


def register_of(*numbers: int) -> tuple[Statement, ...]:
    """Registers stated, the first of them applied."""
    return tuple(
        Statement(about="registered", value=number, by=Text.of("x"), applied=not place)
        for place, number in enumerate(numbers)
    )


def shipped() -> Iterator[Case]:
    """The dossiers that ship."""
    for folder in sorted((ROOT / "examples").glob("*/datapackage.json")):
        dossier = open_dossier(folder.parent, threads=1)
        yield from (Case(dossier=dossier, contest=contest) for contest in dossier.contests)
