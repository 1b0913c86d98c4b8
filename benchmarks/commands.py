"""The command lines that are measured: ours and the peer's, in one place.

Exit codes are part of the measurement: an honest election must agree (0) and a lied one must give
findings (1). A command that ends otherwise has not done the work, and its time is not shown; nor
has one that did not write what it must, since a Python program that breaks down also ends with 1.

>>> peer_verify(ElectionFiles(folder=Path("small")), peer=Path("actasum"), honest=True).arguments[1:3]
('verify', '--statements')
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.files import ElectionFiles

AGREES, FINDINGS = 0, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One process: its arguments, the exit codes that mean it did its work, and what it must write."""

    arguments: tuple[str, ...]
    accepted: tuple[int, ...]
    writes: tuple[Path, ...] = ()
    """Removed before each run, so that what is there afterwards is new."""


def tellers() -> str:
    """Return our command as installed beside the Python that runs the benchmarks."""
    return str(Path(sys.executable).parent / "tellers")


def ours_from_csv(files: ElectionFiles, *, honest: bool) -> tuple[Command, ...]:
    """Raw CSV to a dossier, and from it to the verdict and the written findings."""
    imported = Command(
        arguments=(
            tellers(),
            "import",
            str(files.sheets),
            "--mapping",
            str(files.mapping),
            "--to",
            str(files.dossier),
        ),
        accepted=(AGREES,),
        writes=(files.dossier,),
    )
    return (imported, *ours_from_dossier(files, honest=honest))


def ours_from_dossier(files: ElectionFiles, *, honest: bool) -> tuple[Command, ...]:
    """A dossier to the verdict and the written findings."""
    return (check(files.dossier, findings=files.findings, accepted=(AGREES if honest else FINDINGS,)),)


def check(dossier: Path, *, findings: Path, accepted: tuple[int, ...]) -> Command:
    """Check one dossier, with nothing on the screen and the findings as JSON."""
    return Command(
        arguments=(tellers(), "check", str(dossier), "--json", str(findings), "--quiet"),
        accepted=accepted,
        writes=(findings,),
    )


def peer_verify(files: ElectionFiles, *, peer: Path, honest: bool) -> Command:
    """The peer's verification of the same election in its own format."""
    return Command(
        arguments=(
            str(peer),
            "verify",
            "--statements",
            str(files.statements),
            "--official",
            str(files.official),
        ),
        accepted=(AGREES if honest else FINDINGS,),
    )
