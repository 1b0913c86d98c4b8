"""What the runner calls a measurement, what it refuses to call one, and how it judges the bars."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.bars import BARS, Result, judge, judge_growth
from benchmarks.cases import Case
from benchmarks.commands import Command, check
from benchmarks.machine import Machine
from benchmarks.measure import Cost, NotMeasuredError, Spread, Usage, add_usages, own_peak_bytes, run
from benchmarks.results import Report, render_json, render_markdown

ROOT = Path(__file__).parents[2]
PEAKS = """
import sys
from benchmarks.commands import Command
from benchmarks.measure import run
for code in ("b'1' * 200_000_000", "pass"):
    print(run(Command(arguments=(sys.executable, "-c", code), accepted=(0,))).peak_bytes)
"""


def python(code: str, *, accepted: tuple[int, ...] = (0,), writes: tuple[Path, ...] = ()) -> Command:
    """Return a command that runs a line of Python."""
    return Command(arguments=(sys.executable, "-c", code), accepted=accepted, writes=writes)


def cost(*, cpu: float = 1.0, peak_megabytes: float = 100.0) -> Cost:
    """Return a cost of one run."""
    seconds = Spread.of((cpu,))
    return Cost(
        runs=1, cpu_seconds=seconds, wall_seconds=seconds, peak_bytes=Spread.of((peak_megabytes * 1_000_000,))
    )


def result(kind: str, *, measured: Cost | None, faulty: int = 0) -> Result:
    """Return a result of one kind at 500,000 stations."""
    case = Case(
        kind=kind, title=kind, stations=500_000, faulty_per_million=faulty, commands=(), runs=1, first=()
    )
    return Result(case=case, cost=measured, reason="" if measured else "it | broke")


def test_a_process_that_takes_memory_is_seen_to_take_it():
    """200 MB filled with ones are in the peak; a process that takes none stays far below.

    Measured from a small process of its own: a child starts with its parent's peak in its account.
    """
    peaks = subprocess.run(
        [sys.executable, "-c", PEAKS], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    large, small = (int(line) for line in peaks.stdout.split())

    assert large > 200_000_000
    assert small < 200_000_000


def test_time_of_the_processor_is_counted_and_time_asleep_is_not():
    """A process that sleeps has more wall than CPU."""
    asleep = run(python("import time; time.sleep(0.5)"))

    assert asleep.wall_seconds >= 0.5
    assert asleep.cpu_seconds < asleep.wall_seconds


def test_the_costs_of_commands_in_a_row_are_added_and_their_largest_peak_taken():
    """An import and a check: 1.5 + 0.25 s of CPU, 2 + 1 s of wall, the larger memory."""
    first = Usage(cpu_seconds=1.5, wall_seconds=2.0, peak_bytes=300)
    second = Usage(cpu_seconds=0.25, wall_seconds=1.0, peak_bytes=500)

    assert add_usages((first, second)) == Usage(cpu_seconds=1.75, wall_seconds=3.0, peak_bytes=500)


def test_a_command_that_breaks_down_is_not_measured():
    """Exit code 1 where 0 is due: no cost, the reason, and the last words kept apart from it."""
    with pytest.raises(NotMeasuredError, match="ended with 1, not 0") as caught:
        run(python("raise SystemExit('the disk is full')"))

    assert caught.value.last_words == "the disk is full"
    assert "disk" not in str(caught.value)


def test_a_breakdown_that_looks_like_findings_is_not_measured(tmp_path):
    """A crash ends with 1 just as findings do: the file that was not written tells them apart."""
    with pytest.raises(NotMeasuredError, match=r"did not write findings\.json"):
        run(python("1 / 0", accepted=(1,), writes=(tmp_path / "findings.json",)))


def test_what_an_earlier_run_wrote_does_not_count_as_written(tmp_path):
    """The old file is removed before the run, so it cannot vouch for the new one."""
    (tmp_path / "findings.json").write_text("{}")

    with pytest.raises(NotMeasuredError, match="did not write"):
        run(python("pass", writes=(tmp_path / "findings.json",)))


def test_a_command_that_is_not_there_is_not_measured():
    """A missing program is a reason, not a crash of the runner."""
    with pytest.raises(NotMeasuredError, match="nowhere does not start"):
        run(Command(arguments=("/nonexistent/nowhere",), accepted=(0,)))


def test_a_command_that_never_ends_is_ended():
    """After its limit the process is killed and the case has no cost."""
    with pytest.raises(NotMeasuredError, match="ended with -9"):
        run(python("import time; time.sleep(60)"), limit_seconds=0.3)


def test_the_runner_stays_smaller_than_anything_it_measures():
    """Importing the runner brings in no engine, whose memory would count in every child."""
    code = "import sys, benchmarks.__main__; sys.exit('duckdb' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False)

    assert ended.returncode == 0
    assert own_peak_bytes() > 0


def test_our_check_writes_its_findings_and_says_nothing():
    """The command line that is measured, word by word."""
    command = check(Path("d"), findings=Path("f.json"), accepted=(0,))

    assert command.arguments[1:] == ("check", "d", "--json", "f.json", "--quiet")
    assert command.writes == (Path("f.json"),)


def test_a_bar_is_met_missed_or_not_measured():
    """3 CPU s from raw CSV: 2.9 is under, 3.1 over, a breakdown is neither."""
    bar = BARS[0]

    assert judge(bar, (result("csv", measured=cost(cpu=2.9)),)).met is True
    assert judge(bar, (result("csv", measured=cost(cpu=3.1)),)).met is False
    assert judge(bar, (result("csv", measured=None),)).met is None


def test_memory_that_grows_with_findings_misses_its_bar():
    """From 100 MB to 105 is noise, to 180 is growth; without an honest run nothing can be said."""
    honest = result("faulty", measured=cost(peak_megabytes=100))

    def all_faulty(peak: float) -> Result:
        return result("faulty", measured=cost(peak_megabytes=peak), faulty=1_000_000)

    assert judge_growth((honest, all_faulty(105))).met is True
    assert judge_growth((honest, all_faulty(180))).measured == "1.80 times"
    assert judge_growth((honest, all_faulty(180))).met is False
    assert judge_growth((all_faulty(180),)).met is None


def test_growth_with_a_rate_unmeasured_is_not_said_to_be_met():
    """If the run with every sheet faulty broke down, the others do not speak for it."""
    honest = result("faulty", measured=cost(peak_megabytes=100))
    some = result("faulty", measured=cost(peak_megabytes=100), faulty=10_000)
    broken = result("faulty", measured=None, faulty=1_000_000)

    assert judge_growth((honest, some, broken)).met is None


def test_the_table_shows_ours_the_peer_and_the_bars():
    """One page and one JSON of the same run; what broke is in both, without what it said."""
    machine = Machine(
        cpu="Imaginary CPU",
        cores=2,
        memory_gigabytes=8.0,
        system="Linux",
        python="3.13.0",
        packages={"duckdb": "2.0.0"},
        commit="abc",
        load_average=0.1,
    )
    report = Report(
        date="2026-01-02",
        machine=machine,
        peer="actasum 0.1.0",
        runner_peak_bytes=20_000_000,
        note="other work ran",
        results=(
            result("csv", measured=cost(cpu=2.0, peak_megabytes=250)),
            result("peer", measured=cost(cpu=50.0, peak_megabytes=2_000)),
            result("dossier", measured=None),
        ),
    )
    page = render_markdown(report)
    document = json.loads(render_json(report))

    assert "| csv | 500,000 | 1 | 2.00 s | 2.00 s | 250 MB |" in page
    assert "Note: other work ran" in page.splitlines()
    assert "At 500,000 stations the peer takes 25.0 times our CPU and 8.0 times our memory." in page
    assert "Here it takes 0.92 of that CPU: a bar of 3.00 CPU s of that day is 2.75 s here" in page
    assert "| dossier | 500,000 | 0 | not measured: it / broke | | |" in page
    assert "| csv, 500,000 stations: CPU at most 3.00 s | 2.00 s | met |" in page
    assert [row["kind"] for row in document["results"]] == ["csv", "peer", "dossier"]
    assert document["results"][0]["cost"]["cpu_seconds"]["median"] == 2.0
    assert document["results"][2]["cost"] is None
