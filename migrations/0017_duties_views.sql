-- The worklist as it was on any day, in its order, without walking through every span.
DROP INDEX duty_spans_worklist;
CREATE INDEX duty_spans_worklist ON duty_spans (district, awaits, due_order, id, valid_from, valid_to, organ, document);
-- What falls due on which days of a month, from which clocks.
CREATE INDEX duties_calendar ON duties (district, due_order, cause, organ, id);

-- The calendar rules of documents in force, as the packs have them; a projection of the ledger.
CREATE TABLE duty_clocks (
  district TEXT NOT NULL,
  id       TEXT NOT NULL,
  pack     TEXT NOT NULL,
  position BIGINT NOT NULL,
  issued   TEXT NOT NULL,
  detail   TEXT NOT NULL,
  PRIMARY KEY (district, id)
);

-- When somebody last said that they had seen what changed; not derived from the ledger.
CREATE TABLE duty_looks (
  district TEXT NOT NULL,
  account  TEXT NOT NULL,
  looked   TEXT NOT NULL,
  PRIMARY KEY (district, account)
);
