"""Writes what is published and made from code: the schema of the findings file, the formula words.

    src/tellers/report/schemas/findings-1.schema.json   inside the package
    docs/reference/schemas/findings-1.schema.json       the same, for the web
    docs/reference/formulas.md                          the vocabulary, between its two marks

Without arguments the files are written again; with `--check` nothing is written and the exit code
is 1 when one of them is stale (STYLE.md rule 38).

>>> word_heading("total", GROUNDED["total"], grounded=True)
'total(source, figures, [level, [area]])'
"""

from __future__ import annotations

import inspect
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tellers.recheck.vocabulary import GROUNDED, PURE
from tellers.report.findings_json import findings_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).parents[1]
SCHEMAS = (
    ROOT / "src" / "tellers" / "report" / "schemas" / "findings-1.schema.json",
    ROOT / "docs" / "reference" / "schemas" / "findings-1.schema.json",
)
FORMULAS = ROOT / "docs" / "reference" / "formulas.md"
PLACE = re.compile(r"(?<=<!-- words -->\n).*?(?=<!-- end words -->)", re.DOTALL)


def word_heading(name: str, word: Callable[..., object], *, grounded: bool) -> str:
    """Return a word with its arguments, those that may be left out in brackets."""
    parameters = list(inspect.signature(word).parameters.values())[1 if grounded else 0 :]
    text, closing = "", ""
    for parameter in parameters:
        many = parameter.kind is inspect.Parameter.VAR_POSITIONAL
        optional = many or parameter.default is not inspect.Parameter.empty
        text += (", " if text else "") + ("[" if optional else "") + parameter.name + (" ..." if many else "")
        closing += "]" if optional else ""
    return f"{name}({text}{closing})"


def sentences(text: str) -> str:
    r"""Return paragraphs with one sentence a line.

    >>> sentences("One. It goes\non.\n\nTwo.")
    'One.\nIt goes on.\n\nTwo.'
    """
    paragraphs = [" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n")]
    return "\n\n".join(re.sub(r"(?<=\.) (?=[A-Z`])", "\n", paragraph) for paragraph in paragraphs)


def words_page() -> str:
    """Return the vocabulary as Markdown: a table a group, in the order of the modules."""
    groups: dict[str, list[str]] = {}
    for grounded, words in ((True, GROUNDED), (False, PURE)):
        for name, word in words.items():
            meaning = " ".join((inspect.getdoc(word) or "").split())
            row = f"| `{word_heading(name, word, grounded=grounded)}` | {meaning} |"
            groups.setdefault(word.__module__, []).append(row)
    parts = []
    for module, rows in groups.items():
        told = sentences((inspect.getdoc(sys.modules[module]) or "").partition("\n>>>")[0])
        title = module.rpartition(".")[2].capitalize()
        head = [f"### {title}", "", told, "", "| word | meaning |", "| --- | --- |"]
        parts.append("\n".join([*head, *rows, ""]))
    return "\n" + "\n".join(parts) + "\n"


def forms() -> dict[Path, str]:
    """Return what each published file should hold."""
    schema = json.dumps(findings_schema(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    page = FORMULAS.read_text(encoding="utf-8")
    return {**dict.fromkeys(SCHEMAS, schema), FORMULAS: PLACE.sub(lambda _: words_page(), page)}


def main(arguments: Sequence[str]) -> int:
    """Write the files, or with `--check` say which are stale."""
    if list(arguments) not in ([], ["--check"]):
        print("usage: published_forms.py [--check]", file=sys.stderr)
        return 2
    wanted = forms()
    stale = [p for p, text in wanted.items() if not p.exists() or p.read_text(encoding="utf-8") != text]
    for path in stale:
        name = path.relative_to(ROOT)
        if arguments:
            print(f"{name} is stale: run .venv/bin/python scripts/published_forms.py", file=sys.stderr)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[path], encoding="utf-8")
            print(f"wrote {name}")
    return 1 if arguments and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
