"""The draw can be done again by hand, and favours no seat."""

from __future__ import annotations

import hashlib
import subprocess
from collections import Counter

import pytest
from tests.council.held import held, hold, small

from tellers.council.lot import calling_order, draw, draws_of
from tellers.council.sitting_dossier import write_sitting_dossier
from tellers.dossier import open_dossier
from tellers.dossier.body_file import read_body
from tellers.model import UnitId
from tellers.report.sitting_words import lot_lines, sitting_lines

SEATS = tuple(map(UnitId, ("chile", "peru", "cuba", "méxico")))


def test_the_draw_is_what_sha256sum_gives():
    """The bytes are the seed, the seats and the try, each with its line end."""
    text = "closing figures\nchile\nperu\ncuba\nméxico\n0\n"
    told = subprocess.run(["sha256sum"], input=text.encode(), capture_output=True, check=True)
    lot = draw("closing figures", SEATS)

    assert lot.digest == told.stdout.split()[0].decode()
    assert lot.place == int(lot.digest, 16) % 4
    assert lot.drawn == SEATS[lot.place]


def test_a_number_that_would_favour_a_seat_is_tried_again(monkeypatch):
    """The first digest is above the largest multiple of three, so the second is used."""
    digests = iter(["f" * 64, "0" * 63 + "2"])

    class Fixed:
        """A digest that is known beforehand."""

        def __init__(self, content: bytes) -> None:
            self.content = content

        def hexdigest(self) -> str:
            """Give the next."""
            return next(digests)

    monkeypatch.setattr(hashlib, "sha256", Fixed)
    lot = draw("x", SEATS[:3] + SEATS[:2])

    assert (lot.tries, lot.place) == (2, 2)


def test_every_seat_is_drawn_about_as_often():
    """Of 4,000 seeds each of four seats has 1,000, give or take 4 standard deviations (110)."""
    counted = Counter(draw(str(seed), SEATS).drawn for seed in range(4_000))

    assert set(counted) == set(SEATS)
    assert all(abs(times - 1_000) < 110 for times in counted.values())


def test_nobody_cannot_be_drawn():
    """An empty list has no first name."""
    with pytest.raises(ValueError, match="nobody is called"):
        draw("x", ())


def test_accents_and_case_do_not_change_the_order():
    """Á stands among the A; without a draw the list begins at its beginning."""
    body = read_body(
        'id = "x"\nname = "X"\nseat = [{ id = "3", name = "Ecuador" }, { id = "1", name = "África" }, '
        '{ id = "2", name = "argentina" }]'.encode(),
        where="body.toml",
    )
    seats = tuple(seat.id for seat in body.seats)

    assert calling_order(body, seats, "en") == ("1", "2", "3")
    assert calling_order(body, seats, "en", UnitId("2")) == ("2", "3", "1")


DRAWS = ("seed a gauge", "lot 1", "lot 2", "item 1 ordinary T", "lot 3", "for a", "close")


def test_every_draw_before_the_first_vote_is_told():
    """Three draws, the seed of the first announced; whoever reads is not left with the last alone."""
    sitting = hold(*DRAWS, body=small("un-general-assembly"))
    item = sitting.find("1")
    told = lot_lines(sitting, item.lot, "en")

    assert [(lot.seed, lot.drawn, lot.record, lot.announced) for lot in draws_of(item.lot)] == [
        ("1", "e", 3, "a gauge"),
        ("2", "e", 4, ""),
        ("3", "c", 6, ""),
    ]
    assert told[2] == (
        "Drawn 3 times before the first vote by name; the draws were: E (#3, seed “1”); E (#4, seed “2”); "
        "C (#6, seed “3”). The last is in force."
    )
    assert lot_lines(sitting, item.lot, "es")[2] == (
        "Se sorteó 3 veces antes del primer voto por nombre; los sorteos fueron: E (#3, semilla «1»); "
        "E (#4, semilla «2»); C (#6, semilla «3»). Vale el último."
    )
    assert told[2] in sitting_lines(sitting, "en")


def test_a_lot_that_somebody_was_called_by_is_no_draw_of_the_next():
    """A second question has its own lot, even of the same seed."""
    lines = ("lot 1", "item 1 ordinary T", "for a", "close", "lot 1", "item 2 ordinary U")
    sitting = hold(*lines, body=small("un-general-assembly"))

    assert [item.lot.earlier for item in sitting.items] == [(), ()]
    assert [item.lot.record for item in sitting.items] == [2, 6]


@pytest.mark.parametrize(
    "announced", [("announce for 1 not adopted",), ()], ids=["announced", "not announced"]
)
def test_the_dossier_and_its_minutes_tell_every_draw(run, tmp_path, announced):
    """Beside the announcement; beside the roll call itself where nothing was announced."""
    live = held(*DRAWS, *announced, body=small("un-general-assembly"))
    write_sitting_dossier(live.state, tmp_path / "dossier", last=live.journal.last)
    opened = open_dossier(tmp_path / "dossier")
    told = (
        "The lot for the order of the roll call was drawn 3 times before the first vote by name; the draws "
        "were: E (entry 3, seed “1”); E (entry 4, seed “2”); C (entry 6, seed “3”)."
    )

    if announced:
        assert opened.proclamations[0].note.in_language("en") == told
    else:
        assert opened.source("roll-call").note.in_language("en") == f"Item 1: {told}"
    assert told in " ".join(run("council", "minutes", tmp_path / "dossier").out.split())
