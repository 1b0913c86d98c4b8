"""Argentina, 27 October 2019: a provisional total exact, a definitive one higher, parts that fall short."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.xdist_group("argentina-2019")


def test_the_provisional_total_is_exact(election):
    """The sheets give for two lists what was announced with the provisional count."""
    argentina = election("argentina-2019")

    votes = argentina.votes("provisional")

    assert (votes["frente_de_todos"], votes["juntos_por_el_cambio"]) == (12_473_709, 10_470_607)
    assert argentina.claimed("provisional") == {
        "frente_de_todos": 12_473_709,
        "juntos_por_el_cambio": 10_470_607,
    }


def test_the_definitive_total_is_higher_by_what_was_counted_later(election):
    """The second publication adds 468,474 and 335,027 votes."""
    argentina = election("argentina-2019")
    votes, claimed = argentina.votes("provisional"), argentina.claimed("definitive")

    later = {option: claimed[option] - votes[option] for option in claimed}

    assert later == {"frente_de_todos": 468_474, "juntos_por_el_cambio": 335_027}


def test_tables_with_figures_are_fewer_than_tables(election):
    """97,282 of 101,409 tables have figures; 13 with a single ballot are pooled and still count."""
    argentina = election("argentina-2019")
    coverage = argentina.tally("provisional").coverage

    assert (coverage.units, coverage.of_units) == (97_282, 101_409)
    assert "president/provisional: 97,282 rows" in argentina.printed
    assert "13 sheets are pooled into one record" in argentina.printed


def test_every_figure_adds_up_to_what_the_table_holds(election):
    """Pooling tables with a single ballot keeps every total."""
    assert election("argentina-2019").figures("provisional") == {
        "frente_de_todos": 12_473_709,
        "juntos_por_el_cambio": 10_470_607,
        "consenso_federal": 1_599_707,
        "fit_unidad": 561_214,
        "frente_nos": 443_507,
        "unite": 382_820,
        "valid": 25_931_564,
        "blank": 399_751,
        "null": 232_208,
        "disputed": 11_788,
        "challenged": 6_855,
        "command": 13_294,
        "voters": 26_595_460,
    }


def test_in_some_tables_the_parts_do_not_add_up(election):
    """In 6,110 tables the parts fall short of the reported voters, by the envelopes in every one."""
    argentina = election("argentina-2019")
    records = argentina.dossier.tables.records(argentina.contest().id, "provisional")
    parts = "valid + blank + null_ + disputed + coalesce(challenged, 0)".replace("null_", '"null"')

    counts = argentina.dossier.tables.row(
        f"select count(*) filter ({parts} <> voters), sum(voters) - sum({parts}), "
        f"count(*) filter ({parts} + coalesce(command, 0) <> voters) from {records}"
    )

    assert counts == (6_110, 13_294, 0)


def test_the_check_finds_the_tables_that_do_not_add_up(election):
    """6,110 tables, 13,294 votes in all, and no list's own figures touched by it."""
    numbers = election("argentina-2019").sole("sum-broken", "provisional/voters")

    assert {name: numbers[name] for name in ("broken", "net", "size", "touched")} == {
        "broken": 6_110,
        "net": 13_294,
        "size": 13_294,
        "touched": 0,
    }


def test_provisional_counts_come_out_exactly_and_definitive_ones_may_yet(election):
    """Consistent, not confirmed: the records give exactly what was announced, and are not all."""
    verdicts = election("argentina-2019").verdicts()

    assert {claim: verdicts[claim] for claim in verdicts if claim.endswith(".count")} == {
        "provisional/frente_de_todos.count": "consistent",
        "provisional/juntos_por_el_cambio.count": "consistent",
        "definitive/frente_de_todos.count": "consistent",
        "definitive/juntos_por_el_cambio.count": "consistent",
    }
