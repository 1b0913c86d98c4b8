"""The machine and the versions a figure was measured on; without them a figure says nothing.

No name or address of the machine is taken, only what its speed depends on.

>>> slug("Imaginary CPU (R) 5 @ 3.0 GHz")
'imaginary-cpu-r-5-3-0-ghz'
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

PACKAGES = ("tellers", "duckdb", "msgspec", "cyclopts", "rich", "babel")


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What a benchmark ran on, and how busy it already was."""

    cpu: str
    cores: int
    memory_gigabytes: float
    system: str
    python: str
    packages: dict[str, str]
    commit: str
    load_average: float

    def lines(self, *, peer: str = "") -> list[str]:
        """Return what a page of figures says of it, a line each; `peer` is what ran beside ours."""
        packages = ", ".join(f"{name} {version}" for name, version in self.packages.items())
        beside = f"peer: {peer}; " if peer else ""
        return [
            f"{self.cpu}, {self.cores} cores, {self.memory_gigabytes} GB; {self.system}.",
            f"Python {self.python}; {packages}; {beside}commit {self.commit}.",
            f"Load average before the first run {self.load_average}.",
        ]


def read_machine() -> Machine:
    """Return this machine as it is now."""
    return Machine(
        cpu=_field(Path("/proc/cpuinfo"), "model name") or platform.processor() or "unknown",
        cores=len(os.sched_getaffinity(0)),
        memory_gigabytes=round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1),
        system=f"{_system_name()}, {platform.system()} {_kernel_series()}",
        python=".".join(str(part) for part in sys.version_info[:3]),
        packages=installed_versions(PACKAGES),
        commit=_commit(),
        load_average=round(os.getloadavg()[0], 2),
    )


def installed_versions(names: tuple[str, ...]) -> dict[str, str]:
    """Return the version of each package that is installed here; the others are left out."""
    installed = {}
    for name in names:
        try:
            installed[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return installed


def slug(words: str) -> str:
    """Return a name as part of a file's name: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def _system_name() -> str:
    name = _field(Path("/etc/os-release"), "PRETTY_NAME", separator="=")
    return name.strip('"') or platform.system()


def _kernel_series() -> str:
    """Return the first two numbers of the kernel's release: the rest names a build, not a speed."""
    return ".".join(platform.release().split(".")[:2])


def _field(path: Path, name: str, *, separator: str = ":") -> str:
    """Return the first value of a name in lines of name, separator, value; empty if there is none."""
    if not path.exists():
        return ""
    for line in path.read_text(encoding="utf-8").splitlines():
        found, _, value = line.partition(separator)
        if found.strip() == name:
            return value.strip()
    return ""


def _commit() -> str:
    """Return the commit the code stands at, with a plus sign when files of the product differ from it."""
    here = Path(__file__).parent.parent
    head = subprocess.run(
        ("git", "rev-parse", "--short", "HEAD"), cwd=here, capture_output=True, text=True, check=False
    ).stdout.strip()
    changed = subprocess.run(
        ("git", "status", "--porcelain", "--", "src", "benchmarks"),
        cwd=here,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    return f"{head or 'none'}{'+' if changed else ''}"
