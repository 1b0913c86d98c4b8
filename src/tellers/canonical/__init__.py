"""One true byte form of each model object, its hash, its JSON Schema, its version."""

from tellers.canonical.form import from_plain, to_plain
from tellers.canonical.json_text import decode_json, encode_json, hash_bytes
from tellers.canonical.objects import NAMES, decode_object, encode_object, hash_object, type_name
from tellers.canonical.schema import DIALECT, definitions_of, schema_of

__all__ = [
    "DIALECT",
    "NAMES",
    "decode_json",
    "decode_object",
    "definitions_of",
    "encode_json",
    "encode_object",
    "from_plain",
    "hash_bytes",
    "hash_object",
    "schema_of",
    "to_plain",
    "type_name",
]
