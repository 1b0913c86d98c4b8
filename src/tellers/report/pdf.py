"""The report on A4, written by Typst: tagged, with outline, title and language.

Typst is an extra (`pip install tellers[pdf]`) and loaded only here. The words go to the
template as data, never as markup; the drawings are the page's own, in the colours of day. The
same result gives the same bytes: no date is written, and the letters are those that come with
Typst, the machine's only where those have no sign for one.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

import msgspec

from tellers.errors import UsageError
from tellers.report.compose import compose
from tellers.report.palette import LIGHT, drawing_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tellers.check import Result
    from tellers.report.contents import Report
    from tellers.report.minutes.document import Minutes, SittingMinutes

__all__ = ["render_pdf", "write_pdf"]

TONES = {
    "against": ("contradicted", "serious", "differs"),
    "for": ("confirmed", "settled", "holds"),
    "unsure": ("contradicted-attention", "cannot-tell", "open", "attention"),
    "plain": (
        "contradicted-notice",
        "consistent",
        "unsupported",
        "notice",
        "information",
        "not-asked",
    ),
}
"""Which labels are told in which pair of colours."""


def render_pdf(result: Result, language: str) -> bytes:
    """Return the report as a PDF/UA-1 file; `UsageError` when the extra `pdf` is not installed."""
    return write_pdf(compose(result, language), template="report.typ")


def write_pdf(document: Report | Minutes | SittingMinutes, *, template: str) -> bytes:
    """Return a document as a PDF/UA-1 file, by a template of ours; `UsageError` as `render_pdf`."""
    try:
        import typst  # noqa: PLC0415 (an extra, loaded only when asked for)
    except ImportError as error:
        raise UsageError(
            "the PDF needs the package typst, which is not installed", remedy="pip install tellers[pdf]"
        ) from error
    report = msgspec.to_builtins(document)
    report |= {
        "words": dict(report["words"]),
        "palette": LIGHT,
        "tones": {
            label: (LIGHT[tone], LIGHT[f"{tone}-ground"])
            for tone, labels in TONES.items()
            for label in labels
        },
    }
    style = drawing_rules(LIGHT.__getitem__) + 'text{font-family:"Libertinus Serif"}.area{font-size:20px}'
    for picture in _pictures(report):
        picture["svgs"] = [svg.replace(">", f"><style>{style}</style>", 1) for svg in picture["svgs"]]
    templates = files("tellers.report").joinpath("templates")
    source = b"".join(templates.joinpath(name).read_bytes() for name in ("blocks.typ", template))
    try:
        written = typst.compile(
            source,
            format="pdf",
            pdf_standards="ua-1",
            sys_inputs={"report": msgspec.json.encode(report).decode()},
        )
    except typst.TypstError as error:  # a letter that no font of this machine has
        raise UsageError(
            "the PDF cannot be written", got=str(error), remedy="Ask for the page: --html FILE."
        ) from error
    return bytes(written)


def _pictures(part: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 (plain data of any depth)
    """Yield every picture within a report that is plain data."""
    if isinstance(part, dict):
        if part.get("kind") == "picture":
            yield part
        part = list(part.values())
    if isinstance(part, list | tuple):
        for inner in part:
            yield from _pictures(inner)
