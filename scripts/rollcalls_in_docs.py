r"""Checks the published series of roll calls in ../shared and writes what came out into the docs.

    <!-- rollcalls -->
    <!-- end rollcalls -->

in docs/reference/series.md holds a table: of each series the votes, how many published results are what
their counts give, how many are not, how many records deny themselves, and every such record. Without
arguments the page is written again; with `--check` the exit code is 1 when it is stale.

>>> row(("OAS", 20, 20, 0, 0, 0, 4))
'| OAS | 20 | 20 | 0 | 0 | 0 | 4 |'
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from tellers.council.series import Word, open_series
from tellers.report.series import tell_series

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reference" / "series.md"
FORMS = ROOT / "tests" / "acceptance" / "rollcalls"
TABLES = ROOT.parent / "shared" / "data" / "rollcalls"
PLACE = re.compile(r"<!-- rollcalls -->\n.*?<!-- end rollcalls -->", re.DOTALL)
HEAD = ("series", "votes", "right", "wrong", "contradictory", "no count", "votes with a step that differs")


def row(cells: Sequence[object]) -> str:
    """Return a row of a Markdown table."""
    return f"| {' | '.join(str(cell).replace('|', '/') for cell in cells)} |"


def lines() -> Iterator[str]:
    """Yield the table of all series, then a line for every step that differs."""
    differing: list[str] = []
    yield row(HEAD)
    yield row(["---", *(["---:"] * (len(HEAD) - 1))])
    for path in sorted(FORMS.glob("*.toml")):
        if path.name == "oas_body.toml":
            continue
        series = open_series(path, files=TABLES)
        votes = tuple(series.checked())
        told = tell_series(series, votes, "en")
        words = Counter(vote.word for vote in votes)
        denied = sum(bool(vote.denied) for vote in votes)
        yield row([told.title, f"{len(votes):,}", *(f"{words[word]:,}" for word in Word), denied])
        differing += [
            f"- {told.title}, {vote}, {day}: {finding}" for vote, day, _, _, finding in told.differing
        ]
    yield ""
    yield from differing


def main(arguments: Sequence[str]) -> int:
    """Write the page, or with `--check` say whether it is stale."""
    if list(arguments) not in ([], ["--check"]):
        print("usage: rollcalls_in_docs.py [--check]", file=sys.stderr)
        return 2
    if not TABLES.is_dir():
        print("the roll calls of ../shared are not there: the page stays as it is")
        return 0
    written = PAGE.read_text(encoding="utf-8")
    filled = "<!-- rollcalls -->\n" + "\n".join(lines()) + "\n<!-- end rollcalls -->"
    wanted = PLACE.sub(lambda _: filled, written)
    print(filled)
    if written == wanted:
        return 0
    if arguments:
        print(f"{PAGE.name} is stale: run `make rollcalls`", file=sys.stderr)
        return 1
    PAGE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
