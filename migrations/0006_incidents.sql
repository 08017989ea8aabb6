-- Incidents and the emergency plans they run through; a projection of the ledger.
CREATE TABLE plans (
  district TEXT NOT NULL,
  id       TEXT NOT NULL,
  document TEXT NOT NULL,
  title    TEXT NOT NULL,
  title_en TEXT NOT NULL,
  detail   TEXT NOT NULL,
  PRIMARY KEY (district, id)
);
CREATE TABLE incidents (
  district TEXT NOT NULL,
  id       TEXT NOT NULL,
  plan     TEXT NOT NULL,
  title    TEXT NOT NULL,
  title_en TEXT NOT NULL,
  product  TEXT NOT NULL,
  place    TEXT NOT NULL,
  learnt   TEXT NOT NULL,
  counts   TEXT NOT NULL,
  grade    TEXT NOT NULL,
  because  TEXT NOT NULL,
  state    TEXT NOT NULL,
  made_up  BIGINT NOT NULL,
  version  BIGINT NOT NULL,
  PRIMARY KEY (district, id)
);
CREATE INDEX incidents_learnt ON incidents (district, state, learnt);
