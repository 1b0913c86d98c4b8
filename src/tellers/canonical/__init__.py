"""One true byte form of each model object, its hash, its JSON Schema, its version."""

from tellers.canonical.draft_text import (
    canonical_line,
    canonical_number,
    canonical_text,
    canonical_words,
    hash_paragraph,
    hash_version,
)
from tellers.canonical.form import from_plain, to_plain
from tellers.canonical.json_text import decode_json, encode_json, hash_bytes
from tellers.canonical.objects import NAMES, decode_object, encode_object, hash_object, type_name
from tellers.canonical.schema import DIALECT, definitions_of, schema_of

__all__ = [
    "DIALECT",
    "NAMES",
    "canonical_line",
    "canonical_number",
    "canonical_text",
    "canonical_words",
    "decode_json",
    "decode_object",
    "definitions_of",
    "encode_json",
    "encode_object",
    "from_plain",
    "hash_bytes",
    "hash_object",
    "hash_paragraph",
    "hash_version",
    "schema_of",
    "to_plain",
    "type_name",
]
