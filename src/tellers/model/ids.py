"""Identifiers: small types with a checked form, so that two kinds cannot be swapped.

Each is a `str` that is never empty, never longer than 200 characters, holds no control
character and no outer blank: it can stand in a file name table, a query and a sentence.

>>> UnitId("010101001.01")
'010101001.01'
>>> OptionId(" EG")
Traceback (most recent call last):
    ...
ValueError: not a OptionId: ' EG' (1 to 200 characters, no control character, no blank at either end)
"""

from __future__ import annotations

import re
from typing import Self

LONGEST = 200
_FORM = re.compile(r"[^\s\x00-\x1f\x7f](?:[^\x00-\x1f\x7f]{0,198}[^\s\x00-\x1f\x7f])?")
_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


class _Identifier(str):
    """A string in a checked form; subclasses are told apart by the type checker."""

    __slots__ = ()
    _form = _FORM
    _rule = "1 to 200 characters, no control character, no blank at either end"

    def __new__(cls, text: str) -> Self:
        """Return the identifier, or raise `ValueError` with the form that was expected."""
        if not cls._form.fullmatch(text):
            message = f"not a {cls.__name__}: {text!r} ({cls._rule})"
            raise ValueError(message)
        return super().__new__(cls, text)

    @classmethod
    def names(cls, text: str) -> bool:
        """Return whether a text has the form of this identifier."""
        return cls._form.fullmatch(text) is not None


class _Slug(_Identifier):
    """An identifier that may also be a file name on any system."""

    __slots__ = ()
    _form = _SLUG
    _rule = "1 to 64 letters, digits, dots, dashes or underscores, beginning with a letter or digit"


class ContestId(_Slug):
    """Names a contest within a dossier; also a folder name."""

    __slots__ = ()


class SourceId(_Slug):
    """Names a source within a dossier; also a file name."""

    __slots__ = ()


class ProclamationId(_Slug):
    """Names a proclamation within a dossier."""

    __slots__ = ()


class FigureId(_Identifier):
    """Names a figure that a record may hold: an option's votes, or valid, null, registered ..."""

    __slots__ = ()


class OptionId(FigureId):
    """Names an option; the votes of an option are a figure, so an option's id is a figure's id."""

    __slots__ = ()


class UnitId(_Identifier):
    """Names a unit: a polling table, a member's seat."""

    __slots__ = ()


class RecordId(_Identifier):
    """Names a record: `<source>/<row>` of the table it was read from."""

    __slots__ = ()


class DraftId(_Slug):
    """Names a draft; also a folder name."""

    __slots__ = ()


class VersionId(_Slug):
    """Names a version of a draft; also a file name."""

    __slots__ = ()


class ParagraphId(_Slug):
    """Names a paragraph through all versions of a draft."""

    __slots__ = ()


class QuestionId(_Slug):
    """Names a question put to the vote in the life of a draft: a motion, a part, the whole."""

    __slots__ = ()


class AmendmentId(QuestionId):
    """Names an amendment; put to the vote it is a question, so its id is a question's id."""

    __slots__ = ()
