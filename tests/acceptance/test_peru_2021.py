"""Peru, 11 April 2021, first round: a count in progress, and what its pending sheets could change."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.xdist_group("peru-2021")


def test_four_states_of_a_sheet_are_told_apart(election):
    """76,211 counted, 753 annulled, 189 not installed, 9,335 pending."""
    assert election("peru-2021").tally("onpe").statuses == {
        "counted": 76_211,
        "annulled": 753,
        "not-installed": 189,
        "pending": 9_335,
    }


def test_only_counted_sheets_add_to_a_total(election):
    """The votes of annulled sheets, which the table shows as null, are in no total."""
    peru = election("peru-2021")
    figures = peru.figures("onpe")

    assert {
        f: figures[f] for f in ("perulibre", "fp", "rp", "avpais", "valid", "blank", "null", "voters")
    } == {
        "perulibre": 2_618_100,
        "fp": 1_731_932,
        "rp": 1_459_006,
        "avpais": 1_459_547,
        "valid": 12_997_239,
        "blank": 2_031_337,
        "null": 842_140,
        "voters": 15_870_716,
    }


def test_the_count_is_partial(election):
    """Of 86,488 tables 9,335 may still add votes; the annulled and the closed will not."""
    tally = election("peru-2021").tally("onpe")

    assert (tally.units, tally.closed_units, tally.missing_units) == (76_211, 942, 9_335)


def test_pending_sheets_could_change_who_goes_on(election):
    """2,787,348 voters of pending tables are more than the 272,385 votes between second and third."""
    peru = election("peru-2021")
    (outcome,) = [f for f in peru.checked.contests[0].findings if f.code == "outcome-open"]

    assert outcome.number("capacity") == 25_287_954 - 22_500_606 == 2_787_348
    assert sorted(peru.votes("onpe").values())[-2] - sorted(peru.votes("onpe").values())[-3] == 272_385


def test_final_figures_are_consistent_with_the_partial_ones(election):
    """Nothing published here contradicts the final figures, and the outcome is open."""
    verdicts = election("peru-2021").verdicts()

    assert {claim: word for claim, word in verdicts.items() if not claim.startswith("jne")} == {
        "outcome": "open"
    }
    assert {word for claim, word in verdicts.items() if claim.startswith("jne")} == {"consistent"}
