"""The tables of a witness's database, and the triggers that hold it to what it signed.

The database itself refuses a size that goes down, a second root at a size, a time that goes back, and any
change or removal of what was kept: a mistake in the program above it cannot make the witness sign two
histories. An insertion that would replace a row is refused before it does.
"""

from __future__ import annotations

__all__ = ["FORMAT", "SCHEMA"]

FORMAT = 1

_TABLES = """
CREATE TABLE witness (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  format INTEGER NOT NULL,
  session TEXT NOT NULL, -- drawn anew at each start; the mark beside the database says the same
  inode TEXT NOT NULL,
  device TEXT NOT NULL,
  path TEXT NOT NULL
) STRICT;

CREATE TABLE own_keys (vkey TEXT PRIMARY KEY) STRICT;

CREATE TABLE log_keys (vkey TEXT PRIMARY KEY, origin TEXT NOT NULL) STRICT;

CREATE TABLE heads ( -- the latest checkpoint cosigned of each log
  origin TEXT PRIMARY KEY,
  size INTEGER NOT NULL CHECK (size >= 0),
  root BLOB NOT NULL CHECK (length(root) = 32),
  time INTEGER NOT NULL CHECK (time > 0),
  note BLOB NOT NULL
) STRICT;

CREATE TABLE statements ( -- every checkpoint that a log has signed and this witness has judged
  number INTEGER PRIMARY KEY,
  origin TEXT NOT NULL,
  size INTEGER NOT NULL,
  root BLOB NOT NULL,
  text_hash BLOB NOT NULL, -- SHA-256 of the signed text
  status INTEGER NOT NULL,
  time INTEGER NOT NULL,
  request BLOB NOT NULL, -- with the signatures that were verified
  answer BLOB NOT NULL,
  UNIQUE (origin, text_hash, status) -- so that a stranger who repeats a request cannot fill the disk
) STRICT;

CREATE INDEX statements_by_size ON statements (origin, size);

CREATE INDEX statements_that_halt ON statements (origin) WHERE status = 500;

CREATE TRIGGER heads_never_go_back BEFORE UPDATE ON heads
WHEN NEW.origin <> OLD.origin OR NEW.size < OLD.size OR NEW.time < OLD.time
  OR (NEW.size = OLD.size AND NEW.root <> OLD.root)
BEGIN SELECT RAISE(ABORT, 'a size, a root or a time would go back'); END;

CREATE TRIGGER heads_are_not_replaced BEFORE INSERT ON heads
WHEN EXISTS (SELECT 1 FROM heads WHERE origin = NEW.origin)
BEGIN SELECT RAISE(ABORT, 'a head would be replaced'); END;

CREATE TRIGGER statements_have_one_root BEFORE INSERT ON statements
WHEN NEW.status = 200 AND EXISTS (
  SELECT 1 FROM statements
  WHERE origin = NEW.origin AND status = 200 AND size = NEW.size AND root <> NEW.root)
BEGIN SELECT RAISE(ABORT, 'a second root would be cosigned at one size'); END;

CREATE TRIGGER statements_are_not_replaced BEFORE INSERT ON statements
WHEN EXISTS (SELECT 1 FROM statements WHERE number = NEW.number)
  OR EXISTS (SELECT 1 FROM statements
    WHERE origin = NEW.origin AND text_hash = NEW.text_hash AND status = NEW.status)
BEGIN SELECT RAISE(ABORT, 'a statement would be replaced'); END;

CREATE TRIGGER statements_are_not_changed BEFORE UPDATE ON statements
BEGIN SELECT RAISE(ABORT, 'a statement would be changed'); END;
"""

_KEPT = ("witness", "own_keys", "log_keys", "heads", "statements")
_NO_DELETES = "".join(
    f"CREATE TRIGGER {table}_stay BEFORE DELETE ON {table}\n"
    f"BEGIN SELECT RAISE(ABORT, 'a row of {table} would be deleted'); END;\n"
    for table in _KEPT
)
SCHEMA = _TABLES + _NO_DELETES
