"""What is measured: which commands, on which election, how often.

======== ===========================================================================================
csv      ours, from raw CSV: import to a dossier, then the verdict and the written findings
dossier  ours, from a dossier
peer     the peer, from its own format
faulty   as csv, with a share of the sheets not adding up: peak memory must not grow with findings
example  ours, on the Venezuelan dossier that ships with the project, from process start
======== ===========================================================================================

>>> [rate * 100 // MILLION for rate in FAULTY_PER_MILLION]
[0, 1, 20, 100]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.commands import FINDINGS, Command, check, ours_from_csv, ours_from_dossier, peer_verify
from benchmarks.files import ElectionFiles, prepare_election
from benchmarks.plan import MILLION, ElectionPlan, Lie

KINDS = ("csv", "dossier", "peer", "faulty", "example")
OPTIONS = 13
FAULTY_STATIONS = 500_000
FAULTY_PER_MILLION = (0, 10_000, 200_000, 1_000_000)
PEER_MOST_STATIONS = 500_000  # at 2,000,000 its memory, 4 kB a sheet, would not fit beside anything else
EXAMPLE = Path("examples") / "venezuela-2024"
EXAMPLE_STATIONS = 25_073


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One line of the table."""

    kind: str
    title: str
    stations: int
    faulty_per_million: int
    commands: tuple[Command, ...]
    runs: int
    first: tuple[Command, ...] = ()
    """Commands that must have run once before, and are not counted."""
    election: ElectionFiles | None = None
    """Where the truth and our findings are, to be compared; None where ours is not what is run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """How much to measure."""

    sizes: tuple[int, ...]
    kinds: tuple[str, ...]
    runs: int
    peer_runs: int
    cache: Path
    peer: Path | None
    """The peer's command; None when it could not be installed."""


def cases_of(scope: Scope) -> Iterator[Case]:
    """Yield the cases in the order of the table; an election is generated when its first case comes."""
    for stations in scope.sizes:
        yield from _size_cases(scope, stations=stations)
    if "faulty" in scope.kinds:
        for rate in FAULTY_PER_MILLION:
            yield _faulty_case(scope, per_million=rate)
    if "example" in scope.kinds:
        yield Case(
            kind="example",
            title="ours, shipped Venezuelan dossier",
            stations=EXAMPLE_STATIONS,
            faulty_per_million=0,
            commands=(check(EXAMPLE, findings=scope.cache / "example.json", accepted=(FINDINGS,)),),
            runs=max(scope.runs, 5),
        )


def _size_cases(scope: Scope, *, stations: int) -> Iterator[Case]:
    """Ours from CSV, ours from a dossier, and the peer, on one honest election."""
    peer = scope.peer if "peer" in scope.kinds and stations <= PEER_MOST_STATIONS else None
    if not {"csv", "dossier"} & set(scope.kinds) and peer is None:
        return
    plan = ElectionPlan(stations=stations, options=OPTIONS)
    files = prepare_election(plan, cache=scope.cache, for_peer=peer is not None)
    from_csv = ours_from_csv(files, honest=True)
    lines = {
        "csv": ("ours, raw CSV to written findings", from_csv, scope.runs),
        "dossier": ("ours, dossier to written findings", ours_from_dossier(files, honest=True), scope.runs),
    }
    if peer is not None:
        verify = peer_verify(files, peer=peer, honest=True)
        lines["peer"] = ("peer, its own format", (verify,), scope.peer_runs)
    for kind in (kind for kind in lines if kind in scope.kinds):
        title, commands, runs = lines[kind]
        yield Case(
            kind=kind,
            title=title,
            stations=stations,
            faulty_per_million=0,
            commands=commands,
            runs=runs,
            first=from_csv[:1] if kind == "dossier" and not files.dossier.exists() else (),
            election=None if kind == "peer" else files,
        )


def _faulty_case(scope: Scope, *, per_million: int) -> Case:
    """Ours from CSV on an election where this many of a million sheets do not add up."""
    lies = (Lie(name="arithmetic_error", per_million=per_million),) if per_million else ()
    plan = ElectionPlan(stations=FAULTY_STATIONS, options=OPTIONS, lies=lies)
    files = prepare_election(plan, cache=scope.cache, for_peer=False)
    return Case(
        kind="faulty",
        title=f"ours, raw CSV, {per_million * 100 // MILLION} % of sheets do not add up",
        stations=FAULTY_STATIONS,
        faulty_per_million=per_million,
        commands=ours_from_csv(files, honest=per_million == 0),
        runs=scope.runs,
        election=files,
    )
