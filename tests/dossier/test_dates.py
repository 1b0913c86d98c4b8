"""Days: how they are written, what an import says of others, and which announcement was the last."""

from __future__ import annotations

import pytest
from tests.simulator import dossier_of, honest_election

from tellers.cli import main
from tellers.dossier import open_dossier

TABLE = b"mesa,Ana,Bea\n001,10,20\n002,12,8\n"
TWO = """
[[proclamation]]
id = "{}"
contest = "vote"
by = "the authority"
date = "{}"
document = "x"
[[proclamation]]
id = "{}"
contest = "vote"
by = "the authority"
date = "{}"
document = "x"
"""


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (("2031-05-20", "2031-05-19"), ["second", "first"]),
        (("2031-05-19", "2031-05-19"), ["first", "second"]),
        (("2031-05-20", "2031"), ["first", "second"]),
        (("20.05.2031", "2031-05-19"), ["first", "second"]),
    ],
)
def test_announcements_follow_each_other_by_their_days(tmp_path, dates, expected):
    """Of one day, and where one has no whole day, in the order of the file."""
    folder = dossier_of(honest_election(seed=1), tmp_path).folder
    (folder / "proclamations.toml").write_text(TWO.format("first", dates[0], "second", dates[1]))
    dossier = open_dossier(folder, verify=False)

    assert [one.id for one in dossier.proclamations_of(dossier.contest())] == expected


def test_an_import_says_of_every_other_date_what_it_costs(tmp_path, capsys):
    """It is imported all the same: between init and import nothing has to be written."""
    (tmp_path / "t.csv").write_bytes(TABLE)
    words = tmp_path / "words"
    assert main(["init", str(tmp_path / "t.csv"), "--to", str(words)]) == 0
    said = TWO.format("first", "28.10.2024", "second", "2024-10").replace('"vote"', '"contest"')
    (words / "proclamations.toml").write_text(said)
    contest = words / "contest.toml"
    contest.write_text(contest.read_text().replace('date = "CHECK"', 'date = "2024-02-30"'))
    capsys.readouterr()

    to = ["--mapping", str(words / "mapping.toml"), "--to", str(words / "d")]
    made = main(["import", str(tmp_path / "t.csv"), *to])
    _, contest_said, first_said = capsys.readouterr().err.splitlines()

    assert made == 0
    assert contest_said == (
        "note: contest.toml, contest: the date '2024-02-30' is not written year-month-day, as 2024-10-28 is; "
        "reports tell it as it is written"
    )
    assert first_said == (
        "note: proclamations.toml, first: the date '28.10.2024' is not written year-month-day, as 2024-10-28 "
        "is; reports tell it as it is written, and which announcement was the last follows the order of the "
        "file"
    )
