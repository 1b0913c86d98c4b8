"""Bolivia, 18 and 19 October 2020: 56 downloads of an official count, replayed into a log.

Each download is published as it was, signed, and the log then says by itself what was withdrawn, what came
back and what was changed. The figures are those of the data's README, and none of them is in the code.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import duckdb
import pytest
from tests.acceptance.conftest import DATA
from tests.log.logs import KEYS, SIGNERS, faults, new_log

from tellers.log.files import FolderFiles
from tellers.log.policy import read_signed
from tellers.log.tile_tree import TileTree
from tellers.model import ContestId, FigureId, Record, RecordId, SourceId, UnitId
from tellers.publish import (
    Act,
    decode_entry,
    encode_entry,
    history_of,
    list_entries,
    plan_entries,
    read_published,
    record_statements,
)

pytestmark = pytest.mark.xdist_group("bolivia-2020")

EVENTS = DATA / "bolivia-2020-publication-history" / "events.csv.zst"
CAME_BACK = {"1219", "1050", "1237", "1662", "2368", "60233"}


def snapshots():
    """Every download: its time, and what happened to which table since the one before."""
    relation = duckdb.execute(
        "select * from read_csv(?, all_varchar = true) order by snapshot", [str(EVENTS)]
    )
    columns = [one[0] for one in relation.description][3:]
    days: dict[str, list[tuple[str, str, dict[str, int]]]] = {}
    for snapshot, event, unit, *figures in relation.fetchall():
        told = {name: int(value) for name, value in zip(columns, figures, strict=True)}
        days.setdefault(snapshot, []).append((event, unit, told))
    return days


def statement(unit, figures):
    """What a download states of one table."""
    (one,) = record_statements(
        [
            Record(
                id=RecordId(f"trep/{unit}"),
                contest=ContestId("president"),
                source=SourceId("trep"),
                unit=UnitId(unit),
                figures=tuple((FigureId(name), votes) for name, votes in figures.items()),
            )
        ]
    )
    return one


@pytest.fixture(scope="module")
def replayed(tmp_path_factory):
    """The log after the last download, and the checkpoints on the way."""
    if not EVENTS.is_file():
        pytest.skip("no ../shared/data here: the history of Bolivia 2020 is not replayed")
    folder = tmp_path_factory.mktemp("bolivia") / "log"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TELLERS_STATE", str(folder.parent / "state"))
        log = new_log(folder)
        published, standing, signed = read_published([], "bolivia-2020"), {}, []
        for snapshot, events in snapshots().items():
            moment = datetime.strptime(snapshot, "%Y%m%d_%H%M%S").replace(tzinfo=UTC)
            for event, unit, figures in events:
                if event == "withdraw":
                    del standing[unit]
                else:
                    standing[unit] = statement(unit, figures)
            planned = plan_entries(published, standing.values(), at=moment.strftime("%Y-%m-%dT%H:%M:%SZ"))
            log.append([encode_entry(entry) for entry in planned])
            signed.append(log.sign(SIGNERS, time=int(moment.timestamp())))
        log.publish()
        log.close()
        yield folder, signed


@pytest.fixture(scope="module")
def told(replayed):
    """Every entry of the log, read from its public files and checked under the root."""
    folder, _ = replayed
    files = FolderFiles(folder / "public")
    signed = read_signed(files.read("checkpoint"), KEYS)
    return list(list_entries(TileTree(files, signed.checkpoint.head)))


def acts(told):
    """What every entry did, and to which table."""
    entries = [decode_entry(data, where=str(at)) for at, data in enumerate(told)]
    return [(entry.act, entry.subject.split("/")[3]) for entry in entries]


def test_the_log_shows_the_thirteen_withdrawals_and_the_one_change(told):
    """10,585 tables appeared, one of them changed, 13 were withdrawn."""
    counted = Counter(act for act, _ in acts(told))

    assert counted == {Act.PUBLISHED: 10_585, Act.CORRECTED: 1, Act.WITHDRAWN: 13}
    assert [unit for act, unit in acts(told) if act is Act.CORRECTED] == ["1616"]


def test_six_came_back_five_of_them_changed(told):
    """The history of a table says it: withdrawn, published again, and which figures moved."""
    withdrawn = {unit for act, unit in acts(told) if act is Act.WITHDRAWN}
    again = {}
    for unit in withdrawn:
        last = list(history_of(told, unit))[-1]
        if last.entry.act is Act.PUBLISHED:
            again[unit] = last.changed

    assert len(withdrawn) == 13
    assert again.keys() == CAME_BACK
    assert {unit for unit, changed in again.items() if not changed} == {"1219"}
    assert again["2368"] == (("adn", 1, 0), ("voto_nulo", 3, 4))


def test_the_public_files_hold_and_every_checkpoint_begins_the_next(replayed):
    """53 of 56 downloads brought something: as many checkpoints, none shorter than the one before."""
    folder, signed = replayed
    sizes = [int(note.text.split(b"\n")[1]) for note in signed]

    assert len(sizes) == 53
    assert sizes == sorted(sizes)
    assert sizes[-1] == 10_599
    assert faults(folder) == []
