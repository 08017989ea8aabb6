-- 督办单, as they stand; a projection of the ledger.
CREATE TABLE duty_sheets (
  district TEXT NOT NULL,
  id       TEXT NOT NULL,
  year     BIGINT NOT NULL,
  serial   BIGINT NOT NULL,
  color    TEXT NOT NULL,
  organ    TEXT NOT NULL,
  duty     TEXT NOT NULL,
  state    TEXT NOT NULL,
  issued   TEXT NOT NULL,
  -- Who answered last; empty before.
  answerer TEXT NOT NULL,
  version  BIGINT NOT NULL,
  detail   TEXT NOT NULL,
  PRIMARY KEY (district, id)
);
CREATE INDEX duty_sheets_year ON duty_sheets (district, year, serial);
CREATE INDEX duty_sheets_duty ON duty_sheets (district, duty, issued, id);
CREATE INDEX duty_sheets_organ ON duty_sheets (district, organ, issued, id);
CREATE INDEX duty_sheets_issued ON duty_sheets (district, issued, id);
