"""Bolivia, 20 October 2019: a final count that is exact, and two preliminary ones that differ from it."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.xdist_group("bolivia-2019")

FINAL = {
    "cc": 2_240_920,
    "fpv": 23_725,
    "mts": 76_827,
    "ucs": 25_283,
    "mas_ipsp": 2_889_359,
    "21f": 260_316,
    "pdc": 539_081,
    "mnr": 42_334,
    "pan_bol": 39_826,
}


def test_the_final_count_is_exact_for_nine_parties(election):
    """34,555 sheets give what was proclaimed for every party and figure."""
    bolivia = election("bolivia-2019")

    assert bolivia.votes("final") == FINAL
    assert bolivia.claimed("tse-final") == {
        **FINAL,
        "valid": 6_137_671,
        "blank": 93_507,
        "null": 229_337,
        "registered": 7_315_364,
    }
    assert {f: bolivia.figures("final")[f] for f in ("valid", "blank", "null", "registered")} == {
        "valid": 6_137_671,
        "blank": 93_507,
        "null": 229_337,
        "registered": 7_315_364,
    }
    assert bolivia.tally("final").units == 34_555


@pytest.mark.parametrize(
    ("preliminary", "sheets", "differ"), [("trep-1", 28_975, 549), ("trep-2", 32_806, 706)]
)
def test_preliminary_sheets_differ_from_final_ones(election, preliminary, sheets, differ):
    """Every preliminary sheet is in the final count; 549 and 706 of them have other figures there."""
    found = election("bolivia-2019").compare(preliminary, "final")

    assert (found.shared, found.differ, found.only_first) == (sheets, differ, 0)


def test_the_lead_crosses_ten_points_between_publications(election):
    """7.87 points at the first, 10.15 at the second, 10.56 in the end, of the valid votes.

    10.57, as often printed, is the difference of two rounded percentages: 47.08 and 36.51.
    """
    bolivia = election("bolivia-2019")
    leads = {}
    for source in ("trep-1", "trep-2", "final"):
        votes = bolivia.votes(source)
        leads[source] = round(10_000 * (votes["mas_ipsp"] - votes["cc"]) / sum(votes.values()))

    assert leads == {"trep-1": 787, "trep-2": 1_015, "final": 1_056}


def test_every_claim_of_the_final_count_is_confirmed(election):
    """Counts and outcome come out of the complete records, and nothing further could change them."""
    verdicts = election("bolivia-2019").verdicts()

    assert set(verdicts) == {
        "outcome",
        "tse-final/outcome",
        *(f"tse-final/{figure}.count" for figure in (*FINAL, "valid", "blank", "null", "registered")),
    }
    assert {word for claim, word in verdicts.items() if claim != "outcome"} == {"confirmed"}
    assert verdicts["outcome"] == "settled"
