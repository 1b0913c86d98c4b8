"""The files of `download/`: records as CSV, findings as JSON, and the Data Package that describes them.

The dossier itself is not copied a second time: the page links to its files, which are beside.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from tellers.canonical import hash_bytes
from tellers.dossier.inside import read_own
from tellers.dossier.layout import PACKAGE
from tellers.dossier.package import Field, Origin, Package, Resource, Schema
from tellers.model import Text
from tellers.release import VERSION
from tellers.report.findings_json import write_findings
from tellers.web.words import LANGUAGES, site_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tellers.web.site.site import Site
    from tellers.web.site.tables_csv import CsvTable

__all__ = ["FOLDER", "Downloads", "told"]

FOLDER = "download/"
FINDINGS = "findings.json"


@dataclass(frozen=True)
class Downloads:
    """What a site offers besides the dossier."""

    site: Site

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield every file below `download/`, the description last."""
        for table in self._tables:
            yield FOLDER + table.name, table.content
        yield FOLDER + FINDINGS, self._findings
        content = msgspec.json.format(msgspec.json.encode(self.package), indent=1) + b"\n"
        yield f"{FOLDER}datapackage.json", content

    @cached_property
    def package(self) -> Package:
        """Return the description: each file with size, hash, columns, licence, and what it was made of."""
        held = self.site.dossier.package
        findings = self._resource(
            FINDINGS,
            self._findings,
            names={code: site_words(code)["download-findings"] for code in LANGUAGES},
            files=[resource.path for resource in held.resources],
        )
        return Package(
            name=f"{held.name}-download"[:100],
            title=held.title,
            titles=held.titles,
            description=held.description,
            descriptions=held.descriptions,
            created_with=f"tellers {VERSION}",
            resources=[
                *map(self._csv, self._tables),
                replace(findings, format="json", sources=[self._whole_dossier()]),
            ],
        )

    def _whole_dossier(self) -> Origin:
        path = f"dossier/{PACKAGE}"
        content = read_own(self.site.dossier.folder, PACKAGE)
        return Origin(title=path, path=f"../{path}", hash=hash_bytes(content))

    def _csv(self, table: CsvTable) -> Resource:
        resource = self._resource(
            table.name,
            table.content,
            names={code: self._told(table, code) for code in LANGUAGES},
            files=table.files,
        )
        fields = [Field(name=name, type=kind) for name, kind in table.fields]
        return replace(
            resource, type="table", format="csv", mediatype="text/csv", schema=Schema(fields=fields)
        )

    def _told(self, table: CsvTable, code: str) -> str:
        """Return what a file holds, in a language."""
        words = site_words(code)
        if table.between:
            first, second = (self.site.dossier.source(one).name.in_language(code) for one in table.between)
            return words["download-differences"].format(first=first, second=second)
        return words[f"download-{table.name.removesuffix('.csv.gz')}"]

    def _resource(
        self, path: str, content: bytes, *, names: dict[str, str], files: Sequence[str]
    ) -> Resource:
        """Return a file's size and hash, and of the dossier's files it was made of the names and licences."""
        made_of = [one for one in self.site.dossier.package.resources if one.path in files]
        licences = {licence.name: licence for one in made_of for licence in one.licenses}
        return Resource(
            name=path.lower().replace("/", "-").replace(".", "-"),
            path=path,
            bytes=len(content),
            hash=hash_bytes(content),
            description=names["en"],
            descriptions=names,
            sources=[Origin(title=one.path, path=f"../dossier/{one.path}", hash=one.hash) for one in made_of],
            licenses=list(licences.values()),
        )

    @cached_property
    def _tables(self) -> tuple[CsvTable, ...]:
        return (*self.site.checked.tables, *(pair.table for pair in self.site.checked.pairs))

    @cached_property
    def _findings(self) -> bytes:
        stream = io.BytesIO()
        write_findings(self.site.result, stream, language=self.site.language)
        return stream.getvalue()


def told(plain: str, by_language: Mapping[str, str], language: str) -> str:
    """Return words of a package in a language, or as near to it as the dossier has them.

    >>> told("a table", {"en": "a table", "es": "una tabla"}, "pt")
    'una tabla'
    """
    return Text(tuple(by_language.items())).in_language(language) or plain
