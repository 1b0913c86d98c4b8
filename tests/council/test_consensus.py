"""Which paragraph stands between a text and consensus, and who said so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.council.drafting import draft, request, said, version

from tellers.council import stands_in_the_way
from tellers.model import Stance, UnitId, VersionId

OBJECTS, RESERVES, LIVES, SUPPORTS = (
    Stance.OBJECTS,
    Stance.RESERVES,
    Stance.CAN_LIVE_WITH,
    Stance.SUPPORTS,
)


def test_one_paragraph_stands_in_the_way_and_it_is_said_for_whom():
    """A and B object to the first request only, C to two; D would join with a footnote."""
    found = stands_in_the_way(
        draft(
            members=tuple(map(UnitId, "ABCDEF")),
            consultations=(
                said("A", "op1", OBJECTS), said("B", "op1", OBJECTS), said("B", "op2", RESERVES),
                said("C", "op1", OBJECTS), said("C", "op3", OBJECTS), said("D", "op1", RESERVES),
                said("E", "op1", SUPPORTS),
            ),
        )
    )  # fmt: skip
    first, third = found.in_the_way

    assert (first.paragraph.id, first.objecting, first.reserving) == ("op1", ("A", "B", "C"), ("D",))
    assert (first.could_join, first.without_reservation) == (("A", "B"), ("A", "D"))
    assert (third.paragraph.id, third.objecting, third.could_join) == ("op3", ("C",), ())
    assert [one.paragraph.id for one in found.obstacles] == ["op1", "op3", "op2"]
    assert (found.objecting, found.reserving, found.not_heard) == (("A", "B", "C"), ("D",), ("F",))


def test_a_reservation_does_not_stand_in_the_way():
    """It goes into a footnote; nobody objects, so nothing is in the way."""
    found = stands_in_the_way(draft(consultations=(said("A", "op1", RESERVES),)))

    assert (found.in_the_way, [one.paragraph.id for one in found.obstacles]) == ((), ["op1"])


@pytest.mark.parametrize(
    ("first", "second", "objecting"),
    [
        ("2024-07-28", "2024-07-29", ()),
        ("2024-07-29", "2024-07-28", ("A",)),
        ("2024-07-29", "2024-07-29", ()),
    ],
)
def test_the_latest_position_of_a_member_counts(first, second, objecting):
    """By its day and not by its place in the list; of one day the later in the list."""
    found = stands_in_the_way(
        draft(consultations=(said("A", "op1", OBJECTS, first), said("A", "op1", LIVES, second)))
    )

    assert found.objecting == objecting


def test_a_position_on_other_words_is_told_apart():
    """The paragraph was reworded after A and before B spoke."""
    later = version(request(1, "Asks for the records."), name="v2")
    found = stands_in_the_way(
        draft(
            versions=(version(), later),
            consultations=(
                said("A", "op1", OBJECTS, version=VersionId("v1")),
                said("B", "op1", OBJECTS, version=VersionId("v2")),
                said("C", "op4", OBJECTS, version=VersionId("v1")),
            ),
        )
    )

    assert found.in_the_way[0].on_earlier_text == ("A",)
    assert [consultation.member for consultation in found.gone] == ["C"]


def test_silence_is_not_agreement():
    """With members stated and nothing recorded, all of them are unheard and nothing is in the way."""
    found = stands_in_the_way(draft(members=(UnitId("A"), UnitId("B"))))

    assert (found.not_heard, found.in_the_way) == (("A", "B"), ())


def test_a_version_that_is_not_there_is_a_fault_of_the_caller():
    """The command checks it before."""
    with pytest.raises(KeyError):
        stands_in_the_way(replace(draft(), consultations=()), VersionId("v9"))
