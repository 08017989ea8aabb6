-- Reviews: a text that was taken in, and what people decided about each thing found in it; projections of the ledger.
CREATE TABLE reviews (
  district   TEXT NOT NULL,
  id         TEXT NOT NULL,
  blob       TEXT NOT NULL,
  name       TEXT NOT NULL,
  characters BIGINT NOT NULL,
  opened     TEXT NOT NULL,
  opened_by  TEXT NOT NULL,
  pack       TEXT NOT NULL,
  edition    TEXT NOT NULL,
  PRIMARY KEY (district, id)
);
CREATE TABLE review_decisions (
  district   TEXT NOT NULL,
  review     TEXT NOT NULL,
  item       TEXT NOT NULL,
  act        TEXT NOT NULL,
  fields     TEXT NOT NULL,
  note       TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  decided    TEXT NOT NULL,
  PRIMARY KEY (district, review, item)
);
