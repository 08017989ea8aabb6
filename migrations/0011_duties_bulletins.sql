-- Bulletins that were issued, whole; a projection of the ledger.
CREATE TABLE duty_bulletins (
  district TEXT NOT NULL,
  document TEXT NOT NULL,
  period   TEXT NOT NULL,
  edition  BIGINT NOT NULL,
  seq      BIGINT NOT NULL,
  issued   TEXT NOT NULL,
  actor    TEXT NOT NULL,
  detail   TEXT NOT NULL,
  PRIMARY KEY (district, document, period, edition)
);
CREATE INDEX duty_bulletins_issued ON duty_bulletins (district, issued, document, period, edition);

-- The documents that duties were opened from, as the packs name them; a projection of the ledger.
CREATE TABLE duty_documents (
  district TEXT NOT NULL,
  number   TEXT NOT NULL,
  title    TEXT NOT NULL,
  subject  TEXT NOT NULL,
  subject_en TEXT NOT NULL,
  PRIMARY KEY (district, number)
);

CREATE INDEX duties_period ON duties (district, document, period, due_order, id);
