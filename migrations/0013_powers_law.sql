-- Watching the law: the laws that items cite, the register of laws and their changes, and the review of every item that a
-- change touches; projections of the ledger. A cite meets a law by name, so that either may come first.
CREATE TABLE power_laws (
  district TEXT NOT NULL,
  law      TEXT NOT NULL,
  seq      BIGINT NOT NULL,
  detail   TEXT NOT NULL,
  PRIMARY KEY (district, law)
);
CREATE TABLE power_law_names (
  district TEXT NOT NULL,
  name     TEXT NOT NULL,
  law      TEXT NOT NULL,
  PRIMARY KEY (district, name)
);
CREATE INDEX power_law_names_law ON power_law_names (district, law);
CREATE TABLE power_law_changes (
  district  TEXT NOT NULL,
  seq       BIGINT NOT NULL,
  law       TEXT NOT NULL,
  what      TEXT NOT NULL,
  effective TEXT NOT NULL,
  detail    TEXT NOT NULL,
  PRIMARY KEY (district, seq)
);
CREATE INDEX power_law_changes_law ON power_law_changes (district, law, effective, seq);
CREATE INDEX power_law_changes_what ON power_law_changes (district, what, effective);
-- One row for each law an item cites, as long as its words stay the same. What no law was recognised in has an empty name;
-- 本规定 that names no rule stands under that word.
CREATE TABLE power_cites (
  district   TEXT NOT NULL,
  list       TEXT NOT NULL,
  code       TEXT NOT NULL,
  law        TEXT NOT NULL,
  edition    BIGINT NOT NULL,
  ended      BIGINT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to   TEXT NOT NULL,
  way        TEXT NOT NULL,
  detail     TEXT NOT NULL,
  PRIMARY KEY (district, list, code, law, edition)
);
CREATE INDEX power_cites_law ON power_cites (district, law, valid_to, list, code);
CREATE INDEX power_cites_way ON power_cites (district, way, valid_to, law);
CREATE TABLE power_reviews (
  district  TEXT NOT NULL,
  change    BIGINT NOT NULL,
  list      TEXT NOT NULL,
  code      TEXT NOT NULL,
  organ     TEXT NOT NULL,
  state     TEXT NOT NULL,
  effective TEXT NOT NULL,
  decide_by TEXT NOT NULL,
  detail    TEXT NOT NULL,
  PRIMARY KEY (district, change, list, code)
);
CREATE INDEX power_reviews_item ON power_reviews (district, list, code);
CREATE INDEX power_reviews_state ON power_reviews (district, state, decide_by, change, list, code);
