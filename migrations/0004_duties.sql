-- Duties as they stand; a projection of the ledger.
CREATE TABLE duties (
  district TEXT NOT NULL,
  id       TEXT NOT NULL,
  title    TEXT NOT NULL,
  title_en TEXT NOT NULL,
  organ    TEXT NOT NULL,
  receiver TEXT NOT NULL,
  document TEXT NOT NULL,
  clause   TEXT NOT NULL,
  digest   TEXT NOT NULL,
  cause    TEXT NOT NULL,
  period   TEXT NOT NULL,
  due      TEXT,
  rest_day BIGINT NOT NULL,
  -- 1 when the document says at once: `due` is then the event's instant and no report is late.
  at_once  BIGINT NOT NULL,
  made_up  BIGINT NOT NULL,
  state    TEXT NOT NULL,
  reported TEXT,
  reporter TEXT NOT NULL,
  version  BIGINT NOT NULL,
  -- 1 while the organ still has to do something: the worklist reads only these.
  awaits   BIGINT NOT NULL,
  PRIMARY KEY (district, id)
);
CREATE INDEX duties_worklist ON duties (district, awaits, due, id);
CREATE INDEX duties_organ ON duties (district, organ, awaits, due, id);
CREATE INDEX duties_clause ON duties (district, document, clause, due, id);
