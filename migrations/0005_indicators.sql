-- Indicators and quantified commitments, their values and the last verdict on each; a projection of the ledger.
CREATE TABLE measures (
  district TEXT NOT NULL,
  id       TEXT NOT NULL,
  kind     TEXT NOT NULL,
  document TEXT NOT NULL,
  clause   TEXT NOT NULL,
  position BIGINT NOT NULL,
  state    TEXT NOT NULL,
  verdict  TEXT NOT NULL,
  judged   TEXT,
  detail   TEXT NOT NULL,
  PRIMARY KEY (district, id)
);
CREATE INDEX measures_document ON measures (district, document, position);
CREATE INDEX measures_state ON measures (district, state, document, position);

-- One figure per series and period; a correction replaces it here and stays in the ledger.
CREATE TABLE measure_values (
  district  TEXT NOT NULL,
  measure   TEXT NOT NULL,
  series    TEXT NOT NULL,
  period    TEXT NOT NULL,
  value     TEXT NOT NULL,
  reporter  TEXT NOT NULL,
  confirmer TEXT NOT NULL,
  source    TEXT NOT NULL,
  made_up   BIGINT NOT NULL,
  PRIMARY KEY (district, measure, series, period)
);
