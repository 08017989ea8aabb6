-- The ledger: entries, the log over them, attachments, and the cards that any page may show.
-- Portable: BIGINT, TEXT, BLOB. PostgreSQL reads BLOB as BYTEA, sorts TEXT by its bytes, and is not told WITHOUT ROWID.

CREATE TABLE settings (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);

-- One row for each thing that was recorded; never updated, never deleted.
CREATE TABLE entries (
  district TEXT NOT NULL,
  seq BIGINT NOT NULL,
  stream TEXT NOT NULL,
  version BIGINT NOT NULL,
  kind TEXT NOT NULL,
  actor TEXT NOT NULL,
  at TEXT NOT NULL,
  body TEXT NOT NULL,
  leaf BLOB NOT NULL,
  PRIMARY KEY (district, seq)
) WITHOUT ROWID;
CREATE UNIQUE INDEX entries_by_stream ON entries (district, stream, version);

-- The signed head and the right edge of each district's log. Locked by whoever writes in that district.
CREATE TABLE heads (
  district TEXT NOT NULL PRIMARY KEY,
  size BIGINT NOT NULL,
  root BLOB NOT NULL,
  frontier BLOB NOT NULL,
  at TEXT NOT NULL,
  algorithm TEXT NOT NULL,
  key TEXT NOT NULL,
  signature TEXT NOT NULL
);

-- Hashes of complete subtrees of 256, 65,536 and 16,777,216 leaves, so that a proof reads a few hundred rows.
CREATE TABLE tiles (
  district TEXT NOT NULL,
  level BIGINT NOT NULL,
  position BIGINT NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (district, level, position)
) WITHOUT ROWID;

-- Attachments by the digest of their content. The signature covers every column but the key;
-- the checksum of a chunk is there to name the damaged one, its content is held by the digest of the whole.
CREATE TABLE blobs (
  district TEXT NOT NULL,
  digest TEXT NOT NULL,
  media_type TEXT NOT NULL,
  name TEXT NOT NULL,
  size BIGINT NOT NULL,
  key TEXT NOT NULL,
  signature TEXT NOT NULL,
  PRIMARY KEY (district, digest)
);
CREATE TABLE blob_chunks (
  district TEXT NOT NULL,
  digest TEXT NOT NULL,
  part BIGINT NOT NULL,
  bytes BLOB NOT NULL,
  checksum TEXT NOT NULL,
  PRIMARY KEY (district, digest, part)
);

-- One card for each thing that any page may show; written by the projection of the job it belongs to.
CREATE TABLE cards (
  district TEXT NOT NULL,
  subject TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  title_en TEXT NOT NULL,
  state TEXT NOT NULL,
  url TEXT NOT NULL,
  organ TEXT NOT NULL,
  due TEXT,
  document TEXT NOT NULL,
  clause TEXT NOT NULL,
  made_up BIGINT NOT NULL,
  PRIMARY KEY (district, subject)
);
CREATE INDEX cards_by_organ ON cards (district, organ, due);
CREATE INDEX cards_by_clause ON cards (district, document, clause);
CREATE INDEX cards_by_kind ON cards (district, kind, due);
CREATE INDEX cards_by_due ON cards (district, due);
