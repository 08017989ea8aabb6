-- Who keeps a list, as a JSON list of bodies; empty when its pack does not say.
ALTER TABLE power_lists ADD COLUMN keepers TEXT NOT NULL DEFAULT '[]';
-- What is recorded of a list beside its editions: days of hand-overs, proposals and their steps, contacts and
-- guidance, simpler procedures, authorities, delegations. The detail is the whole record as JSON.
CREATE TABLE power_records (
  district TEXT NOT NULL,
  list     TEXT NOT NULL,
  id       BIGINT NOT NULL,
  matter   TEXT NOT NULL,
  seq      BIGINT NOT NULL,
  detail   TEXT NOT NULL,
  PRIMARY KEY (district, list, id)
);
CREATE INDEX power_records_matter ON power_records (district, list, matter, id);
