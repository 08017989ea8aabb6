-- Work on many duties at once, for the list of what can be taken back; a projection of the ledger.
CREATE TABLE duty_batches (
  district TEXT NOT NULL,
  id       TEXT NOT NULL,
  seq      BIGINT NOT NULL,
  act      TEXT NOT NULL,
  reason   TEXT NOT NULL,
  actor    TEXT NOT NULL,
  at       TEXT NOT NULL,
  done     BIGINT NOT NULL,
  refused  BIGINT NOT NULL,
  -- 1 once it was taken back.
  undone   BIGINT NOT NULL,
  PRIMARY KEY (district, id)
);
CREATE INDEX duty_batches_seq ON duty_batches (district, seq);
