-- Duties with branches, claims, wishes and every state of their life; projections of the ledger. The earlier table is
-- made anew: opening the database fills it from the ledger.
DROP TABLE duties;
CREATE TABLE duties (
  district  TEXT NOT NULL,
  id        TEXT NOT NULL,
  organ     TEXT NOT NULL,
  document  TEXT NOT NULL,
  clause    TEXT NOT NULL,
  cause     TEXT NOT NULL,
  period    TEXT NOT NULL,
  part      TEXT NOT NULL,
  -- The lead that confirms reports in its branch; empty when the supervising office does.
  reviewer  TEXT NOT NULL,
  state     TEXT NOT NULL,
  -- 1 while the organ has to do something now.
  awaits    BIGINT NOT NULL,
  -- The last instant in force; what has none comes last, on 9999-12-31.
  due_order TEXT NOT NULL,
  reported  TEXT,
  -- Until when it has to be taken note of; null once it was, or without such a clock.
  claim_by  TEXT,
  -- 1 while something is asked for that nobody has decided.
  wished    BIGINT NOT NULL,
  -- When its last entry was recorded.
  changed   TEXT NOT NULL,
  version   BIGINT NOT NULL,
  -- How it was opened and how it stands, as JSON.
  opened    TEXT NOT NULL,
  standing  TEXT NOT NULL,
  PRIMARY KEY (district, id)
);
CREATE INDEX duties_due ON duties (district, due_order, id);
CREATE INDEX duties_worklist ON duties (district, awaits, due_order, id);
CREATE INDEX duties_state ON duties (district, state, due_order, id);
CREATE INDEX duties_organ ON duties (district, organ, due_order, id);
CREATE INDEX duties_organ_worklist ON duties (district, organ, awaits, due_order, id);
CREATE INDEX duties_organ_state ON duties (district, organ, state, due_order, id);
CREATE INDEX duties_organ_reported ON duties (district, organ, reported, id);
CREATE INDEX duties_organ_changed ON duties (district, organ, changed, id);
CREATE INDEX duties_document ON duties (district, document, due_order, id);
CREATE INDEX duties_document_worklist ON duties (district, document, awaits, due_order, id);
CREATE INDEX duties_document_state ON duties (district, document, state, due_order, id);
CREATE INDEX duties_clause ON duties (district, document, clause, due_order, id);
CREATE INDEX duties_cause ON duties (district, cause, organ, period, id);
CREATE INDEX duties_reviewer ON duties (district, reviewer, state, due_order, id);
CREATE INDEX duties_wished ON duties (district, wished, due_order, id);
CREATE INDEX duties_changed ON duties (district, changed, id);
CREATE INDEX duties_claims ON duties (district, claim_by, id);

-- How many duties there are of an organ, a document and a state: what a list counts without walking through it.
CREATE TABLE duty_counts (
  district TEXT NOT NULL,
  organ    TEXT NOT NULL,
  document TEXT NOT NULL,
  state    TEXT NOT NULL,
  count    BIGINT NOT NULL,
  PRIMARY KEY (district, organ, document, state)
);

-- How each duty stood from one entry to the next: the worklist as it was on any day. The last span of a duty has no end.
CREATE TABLE duty_spans (
  district   TEXT NOT NULL,
  id         TEXT NOT NULL,
  version    BIGINT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to   TEXT NOT NULL,
  organ      TEXT NOT NULL,
  document   TEXT NOT NULL,
  state      TEXT NOT NULL,
  awaits     BIGINT NOT NULL,
  due_order  TEXT NOT NULL,
  PRIMARY KEY (district, id, version)
);
CREATE INDEX duty_spans_worklist ON duty_spans (district, awaits, valid_to, valid_from);

-- What somebody has typed on a duty and not sent; not derived from the ledger.
CREATE TABLE duty_drafts (
  district TEXT NOT NULL,
  id       TEXT NOT NULL,
  account  TEXT NOT NULL,
  text     TEXT NOT NULL,
  progress TEXT NOT NULL,
  problems TEXT NOT NULL,
  links    TEXT NOT NULL,
  saved    TEXT NOT NULL,
  PRIMARY KEY (district, id, account)
);

-- The register of organs as the packs give it: to whom a duty can be given, and the fixed order of lists.
CREATE TABLE duty_organs (
  district TEXT NOT NULL,
  name     TEXT NOT NULL,
  pack     TEXT NOT NULL,
  position BIGINT NOT NULL,
  -- 1 for one body, 0 for an open set of bodies.
  single   BIGINT NOT NULL,
  PRIMARY KEY (district, name)
);
CREATE INDEX duty_organs_order ON duty_organs (district, position, name);

-- Who owes what a document leaves open, as the office decided.
CREATE TABLE duty_owners (
  district TEXT NOT NULL,
  about    TEXT NOT NULL,
  naming   TEXT NOT NULL,
  organ    TEXT NOT NULL,
  reason   TEXT NOT NULL,
  actor    TEXT NOT NULL,
  decided  TEXT NOT NULL,
  PRIMARY KEY (district, about, naming, organ)
);
