-- Use of the list: how a case ended, who finishes it, whether it was reviewed; random draws.
ALTER TABLE power_cases ADD COLUMN subject TEXT NOT NULL DEFAULT '';
ALTER TABLE power_cases ADD COLUMN draw TEXT NOT NULL DEFAULT '';
ALTER TABLE power_cases ADD COLUMN finisher TEXT NOT NULL DEFAULT '';
ALTER TABLE power_cases ADD COLUMN outcome TEXT NOT NULL DEFAULT '';
ALTER TABLE power_cases ADD COLUMN reviewed TEXT NOT NULL DEFAULT '';
CREATE INDEX power_cases_open ON power_cases (district, closed, opened);
CREATE TABLE power_draws (
  district TEXT NOT NULL,
  id       TEXT NOT NULL,
  list     TEXT NOT NULL,
  body     TEXT NOT NULL,
  year     BIGINT NOT NULL,
  number   BIGINT NOT NULL,
  drawn    BIGINT NOT NULL,
  seq      BIGINT NOT NULL,
  detail   TEXT NOT NULL,
  PRIMARY KEY (district, id)
);
CREATE INDEX power_draws_year ON power_draws (district, year, number);
