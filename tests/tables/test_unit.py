"""Two figures on several units, against a walk over the sheets in plain Python."""

from __future__ import annotations

from tests.simulator import case_of, honest_election, late_correction, unread_figure, with_status

from tellers.model import OptionId, SourceId
from tellers.tables import near_units, reasons_noted, two_figures


def test_two_figures_are_those_of_the_standing_record_that_gives_both(tmp_path):
    """A corrected sheet, one annulled, one with a figure unread, one that nobody asks for, one unknown."""
    made = late_correction(honest_election(seed=5, regions=1), unit="01.01.01", option="B", votes=9)
    made = with_status(made, unit="01.02.01", status="annulled")
    made = unread_figure(made, unit="01.03.01", figure="A")
    case = case_of(made, tmp_path)
    asked = ["01.01.01", "01.02.01", "01.03.01", "01.04.01", "no such unit"]

    found = two_figures(
        case.tables, case.contest, SourceId("official"), (OptionId("A"), OptionId("B")), asked
    )

    replaced = {sheet.replaces for sheet in made.sheets()}
    standing = [s for s in made.sheets() if s.status == "counted" and s.record not in replaced]
    both = {s.unit: (s.figures["A"], s.figures["B"]) for s in standing if s.unit in asked}
    assert found == {unit: pair for unit, pair in both.items() if None not in pair}
    assert set(found) == {"01.01.01", "01.04.01"}


def test_a_source_without_a_column_gives_nothing(tmp_path):
    """No option Z in this source."""
    case = case_of(honest_election(seed=5, regions=1), tmp_path)

    assert two_figures(case.tables, case.contest, SourceId("official"), ("A", "Z"), ["01.01.01"]) == {}


def test_the_reasons_of_records_are_those_that_replace_nothing(tmp_path):
    """In the order of the rows; a correction has its own list."""
    made = late_correction(honest_election(seed=5, regions=1), unit="01.01.01", option="B", votes=9)
    case = case_of(made, tmp_path)

    expected: dict[str, list[str]] = {}
    for sheet in made.sheets():
        if sheet.reason and sheet.replaces is None:
            expected.setdefault(sheet.reason, []).append(sheet.unit)
    assert reasons_noted(case.tables, case.contest, SourceId("official")) == expected


def test_units_that_a_person_may_have_meant_are_found(tmp_path):
    """Without its zeros, in other capitals, by its end; at most as many as asked for, and none of nothing."""
    case = case_of(honest_election(seed=5, regions=2), tmp_path)
    every = [place.unit for place in honest_election(seed=5, regions=2).places]

    def by_hand(said: str) -> list[str]:
        return [u for u in sorted(every) if u.lstrip("0") == said.lstrip("0") or u.endswith(said)]

    for said in ("1.01.01", "02.01", "9999"):
        assert near_units(case.tables, said, most=99) == by_hand(said)
    assert near_units(case.tables, "1.01.01", most=5)[0] == "01.01.01"
    assert len(near_units(case.tables, ".01", most=5)) == 5
    assert near_units(case.tables, "0", most=5) == []
