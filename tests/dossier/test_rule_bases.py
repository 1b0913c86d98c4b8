"""What a rule counts on where contest.toml names no base."""

from __future__ import annotations

from tests.formats.conftest import CONTEST

from tellers import check
from tellers.report.compose import compose

SHEETS = b"u,a,b\n1,60,40\n2,30,70\n"


def runoff(base: str = "") -> str:
    """The words of the vote, with a runoff as its rule."""
    return CONTEST.replace('kind = "plurality"', f'kind = "runoff"{base}')


def test_a_runoff_that_names_no_base_counts_on_the_votes_cast(desk):
    """110 of 200 votes are a majority of those cast, and nothing needs to say who is registered."""
    (desk.folder / "contest.toml").write_text(runoff())
    desk.lay(SHEETS)

    rule = desk.dossier().contest().rule

    assert rule.base == "cast"


def test_records_without_a_base_are_not_called_missing(desk):
    """The dossier holds records; what it does not hold is the number that the rule counts on."""
    (desk.folder / "contest.toml").write_text(runoff(', base = "members"'))
    desk.lay(SHEETS)

    missing = compose(check(desk.dossier()), "en").contests[0].headline.missing

    (said,) = missing

    assert said == (
        "The dossier holds records of this contest. Its rule cannot be applied to them: "
        "nothing says how many members or registered voters there are."
    )
