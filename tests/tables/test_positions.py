"""The positions of a roll call: the query says what a reading of every record says."""

from __future__ import annotations

from pathlib import Path

from tellers.dossier import open_dossier
from tellers.model import Position, SourceId
from tellers.tables import UnitPosition, list_accounts, list_positions

OAS = Path(__file__).parents[2] / "examples" / "oas-2024-07-31"


def test_each_standing_record_is_listed_with_the_figure_it_holds():
    """Recomputed record by record: the figure with a 1, of the records that were counted."""
    dossier = open_dossier(OAS)
    contest, source = dossier.contest(), SourceId("roll-call")
    among = {position.value for position in Position}

    listed = list_positions(dossier.tables, contest, source, among)

    assert listed == [
        UnitPosition(unit=account.unit, figure=str(figure))
        for account in list_accounts(dossier.tables, contest)
        if account.source == source and account.status == "counted"
        for figure, number in account.figures.items()
        if number
    ]
    assert len(listed) == 33


def test_a_record_without_any_of_the_figures_has_none():
    """It is listed, with nothing: a name with a position that nobody asked for."""
    dossier = open_dossier(OAS)

    listed = list_positions(dossier.tables, dossier.contest(), SourceId("roll-call"), {"absent"})

    assert sum(one.figure == "absent" for one in listed) == 5
    assert sum(one.figure == "" for one in listed) == 28
