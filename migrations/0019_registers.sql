-- Registers: the books that packs declare, their rows as they stand, every version of a row, and what is due.
CREATE TABLE register_books (
  district TEXT NOT NULL,
  register TEXT NOT NULL,
  pack     TEXT NOT NULL,
  document TEXT NOT NULL,
  keeper   TEXT NOT NULL,
  declared BIGINT NOT NULL,
  held     BIGINT NOT NULL,
  numbered BIGINT NOT NULL,
  written  TEXT NOT NULL,
  seq      BIGINT NOT NULL,
  detail   TEXT NOT NULL,
  PRIMARY KEY (district, register)
);
CREATE TABLE register_organs (
  district TEXT NOT NULL,
  name     TEXT NOT NULL,
  organ    TEXT NOT NULL,
  pack     TEXT NOT NULL,
  PRIMARY KEY (district, name)
);
-- s1 to s12 hold the first fields as texts that sort like their values, n1 to n4 the first figures, to be summed.
CREATE TABLE register_rows (
  district   TEXT NOT NULL,
  register   TEXT NOT NULL,
  number     BIGINT NOT NULL,
  key_text   TEXT NOT NULL,
  state      TEXT NOT NULL,
  owner      TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  ended      TEXT NOT NULL,
  version    BIGINT NOT NULL,
  seq        BIGINT NOT NULL,
  at         TEXT NOT NULL,
  actor      TEXT NOT NULL,
  made_up    BIGINT NOT NULL,
  words      TEXT NOT NULL,
  detail     TEXT NOT NULL,
  s1 TEXT NOT NULL, s2 TEXT NOT NULL, s3 TEXT NOT NULL, s4 TEXT NOT NULL,
  s5 TEXT NOT NULL, s6 TEXT NOT NULL, s7 TEXT NOT NULL, s8 TEXT NOT NULL,
  s9 TEXT NOT NULL, s10 TEXT NOT NULL, s11 TEXT NOT NULL, s12 TEXT NOT NULL,
  n1 BIGINT NOT NULL, n2 BIGINT NOT NULL, n3 BIGINT NOT NULL, n4 BIGINT NOT NULL,
  PRIMARY KEY (district, register, number)
);
CREATE INDEX register_rows_key ON register_rows (district, register, key_text);
-- Counting and summing a whole register reads this index alone.
CREATE INDEX register_rows_state ON register_rows (district, register, state, ended, n1, n2, n3, n4);
CREATE INDEX register_rows_s1 ON register_rows (district, register, s1, number);
CREATE INDEX register_rows_s2 ON register_rows (district, register, s2, number);
CREATE INDEX register_rows_s3 ON register_rows (district, register, s3, number);
CREATE INDEX register_rows_s4 ON register_rows (district, register, s4, number);
CREATE TABLE register_versions (
  district   TEXT NOT NULL,
  register   TEXT NOT NULL,
  number     BIGINT NOT NULL,
  version    BIGINT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to   TEXT NOT NULL,
  state      TEXT NOT NULL,
  seq        BIGINT NOT NULL,
  at         TEXT NOT NULL,
  actor      TEXT NOT NULL,
  kind       TEXT NOT NULL,
  reason     TEXT NOT NULL,
  detail     TEXT NOT NULL,
  PRIMARY KEY (district, register, number, version)
);
CREATE INDEX register_versions_days ON register_versions (district, register, valid_from, valid_to);
CREATE TABLE register_dues (
  district TEXT NOT NULL,
  register TEXT NOT NULL,
  number   BIGINT NOT NULL,
  rule     TEXT NOT NULL,
  due      TEXT NOT NULL,
  organ    TEXT NOT NULL,
  name     TEXT NOT NULL,
  made_up  BIGINT NOT NULL,
  PRIMARY KEY (district, register, number, rule)
);
CREATE INDEX register_dues_due ON register_dues (district, due);
