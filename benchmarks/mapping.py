"""How our import reads the generated sheets: `mapping.toml` and `contest.toml`, beside the CSV.

>>> plan = ElectionPlan(stations=10, options=2)
>>> [line for line in contest_toml(plan).splitlines() if line.startswith("option")]
['option = [{ id = "o01", name = "o01" }, { id = "o02", name = "o02" }]']
"""

from __future__ import annotations

from benchmarks.plan import ElectionPlan
from benchmarks.proclamation import CONTEST, DATE

FIGURES = ("registered", "ballots", "valid", "null")


def option_ids(plan: ElectionPlan) -> list[str]:
    """Return the options' ids, which are the CSV's columns."""
    return [f"o{number:02}" for number in range(1, plan.options + 1)]


def mapping_toml() -> str:
    """Return the mapping without the figures of the options, which `figures_toml` adds."""
    return """[dossier]
name = "generated"
title = "A generated election"

[[table]]
file = "sheets.csv"
source = "sheets"
unit = "{station}"
registered = "registered"
one_ballot = "pool"

[table.levels]
region = { id = "{region}" }
district = { id = "{district}" }

[table.figures]
"""


def figures_toml(plan: ElectionPlan) -> str:
    """Return the figures' columns, one a line."""
    return "".join(f'{name} = "{name}"\n' for name in (*FIGURES, *option_ids(plan)))


def contest_toml(plan: ElectionPlan) -> str:
    """Return the contest: options, sums, the limit of the register, the universe, one source."""
    options = ", ".join(f'{{ id = "{name}", name = "{name}" }}' for name in option_ids(plan))
    parts = ", ".join(f'"{name}"' for name in option_ids(plan))
    return f"""[[contest]]
id = "{CONTEST}"
title = "A generated election"
date = "{DATE}"
secret = true
rule = {{ kind = "plurality" }}
level = [{{ id = "region", name = "region" }}, {{ id = "district", name = "district" }}]
option = [{options}]
figure = [
  {{ id = "valid", role = "valid", sum_of = [{parts}] }},
  {{ id = "null", role = "null" }},
  {{ id = "ballots", role = "voters", sum_of = ["valid", "null"], at_most = "registered" }},
  {{ id = "registered", role = "registered" }},
]
[[contest.statement]]
about = "units"
value = {plan.stations}
by = "The authority"
applied = true

[[source]]
id = "sheets"
name = "Published sheets"
by = "The authority"
kind = "authority"
origin = "generated from seed {plan.seed}"
"""
