"""What each lie does to a sheet, by name; one lie is one query over the sheets before it.

A lie is told about the stations whose draw falls below its rate, so a higher rate lies about the
same stations and more. `copied_sheet` changes the key from which counts are drawn; the others
change sheets already drawn. None of them touches the truth, which `benchmarks.truth` counts from
the same plan without its lies.

========================  =================================================================================
copied_sheet              the station publishes the counts of the first station of its district
padded_sheet              a fifth of the voters who stayed away become votes for the first option; all adds up
overfull_sheet            the first option gets as many more votes as there are registered voters
swapped_lists             the first two options stand in each other's row
arithmetic_error          the total of valid votes is written 1 to 9 higher than its parts
unread_figure             the second option's cell is empty
missing_station           no sheet is published
duplicated_sheet          the sheet is published twice
========================  =================================================================================

>>> changed_figures("o01", "o02")["swapped_lists"]
{'o01': 'o02', 'o02': 'o01'}
"""

from __future__ import annotations

from benchmarks.draws import sql_draw
from benchmarks.plan import LIE_NAMES, MILLION, ElectionPlan, Lie

STREAM_LIE = 1000
STREAM_WRONG_BY = 1999


def condition(lie: Lie) -> str:
    """An expression: true for the stations this lie is told about."""
    stream = STREAM_LIE + LIE_NAMES.index(lie.name)
    return f"{sql_draw('key', stream=stream, below=MILLION)} < {lie.per_million}"


def counted_number(plan: ElectionPlan) -> str:
    """An expression: the number of the station whose counts this one publishes, its own unless it copies."""
    for lie in plan.lies:
        if lie.name == "copied_sheet":
            # The district's first station: least n with n * districts // stations = district_number.
            first = f"((district_number * {plan.stations} + {plan.districts - 1}) // {plan.districts})"
            return f"CASE WHEN {condition(lie)} THEN {first} ELSE number END"
    return "number"


def tell(lie: Lie, *, sheets: str, plan: ElectionPlan) -> str:
    """Return the query of the sheets after this lie, from the query of those before it."""
    told = condition(lie)
    if lie.name == "copied_sheet":
        return sheets  # told already, by `counted_number`
    if lie.name == "missing_station":
        return f"SELECT * FROM ({sheets}) WHERE NOT ({told})"
    if lie.name == "duplicated_sheet":
        return f"SELECT * FROM ({sheets}) UNION ALL SELECT * FROM ({sheets}) WHERE {told}"
    first, second = plan.option_codes[:2]
    changed = changed_figures(first, second)[lie.name]
    cases = [f"CASE WHEN {told} THEN {new} ELSE {name} END AS {name}" for name, new in changed.items()]
    return f"SELECT * REPLACE ({', '.join(cases)}) FROM ({sheets})"


def changed_figures(first: str, second: str) -> dict[str, dict[str, str]]:
    """Return, for each lie that changes figures, what stands in their place; of the first two options."""
    stayed_away = "(registered - ballots)"
    wrong_by = f"1 + {sql_draw('key', stream=STREAM_WRONG_BY, below=9)}::INTEGER"
    return {
        "padded_sheet": {name: f"{name} + {stayed_away} // 5" for name in ("ballots", "valid", first)},
        "overfull_sheet": {name: f"{name} + registered" for name in ("ballots", "valid", first)},
        "swapped_lists": {first: second, second: first},
        "arithmetic_error": {"valid": f"valid + {wrong_by}"},
        "unread_figure": {second: "NULL"},
    }
