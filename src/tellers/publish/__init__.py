"""What a publisher puts into a log: records and proclamations, each a statement with a time of its own.

`subjects` says what a dossier states, `entry` how one statement is written, `plan` which entries lead from
what the log says to what the dossier states, `publisher` adds them, and `history` reads them back. The log
itself (`tellers.log`) knows nothing of them: to it an entry is bytes.
"""

from tellers.publish.entry import Act, Entry, decode_entry, encode_entry
from tellers.publish.history import Told, history_of, list_entries
from tellers.publish.plan import Published, plan_entries, read_published
from tellers.publish.publisher import entries_of, publish_dossier
from tellers.publish.subjects import Statement, record_statements, statements_of

__all__ = [
    "Act",
    "Entry",
    "Published",
    "Statement",
    "Told",
    "decode_entry",
    "encode_entry",
    "entries_of",
    "history_of",
    "list_entries",
    "plan_entries",
    "publish_dossier",
    "read_published",
    "record_statements",
    "statements_of",
]
