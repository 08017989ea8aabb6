-- Reports of single cases, and the marks by which one person is found again; a projection of the ledger.
CREATE TABLE cases (
  district    TEXT NOT NULL,
  id          TEXT NOT NULL,
  number      BIGINT NOT NULL,
  plan        TEXT NOT NULL,
  gathers     TEXT NOT NULL,
  incident    TEXT NOT NULL,
  person      TEXT NOT NULL,
  state       TEXT NOT NULL,
  received    TEXT NOT NULL,
  answers     TEXT NOT NULL,
  sealed      TEXT NOT NULL,
  sent_number TEXT NOT NULL,
  made_up     BIGINT NOT NULL,
  version     BIGINT NOT NULL,
  PRIMARY KEY (district, id)
);
CREATE UNIQUE INDEX cases_number ON cases (district, number);
CREATE INDEX cases_alike ON cases (district, plan, gathers, received);
CREATE INDEX cases_incident ON cases (district, incident, number);
CREATE INDEX cases_person ON cases (district, person);
CREATE INDEX cases_sent ON cases (district, plan, sent_number);
CREATE TABLE case_marks (
  district TEXT NOT NULL,
  mark     TEXT NOT NULL,
  id       TEXT NOT NULL,
  PRIMARY KEY (district, mark, id)
);
