"""The draw can be done again by hand, and favours no seat."""

from __future__ import annotations

import hashlib
import subprocess
from collections import Counter

import pytest

from tellers.council.lot import calling_order, draw
from tellers.dossier.body_file import read_body
from tellers.model import UnitId

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
