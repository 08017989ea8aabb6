-- Lists of powers: items with the days they are in force, editions, hand-overs, cases, links; projections of the
-- ledger. Days are ISO text; what has no end ends on 9999-12-31, so that one comparison finds what is in force.
CREATE TABLE power_lists (
  district TEXT NOT NULL,
  list     TEXT NOT NULL,
  pack     TEXT NOT NULL,
  document TEXT NOT NULL,
  title    TEXT NOT NULL,
  title_en TEXT NOT NULL,
  pattern  TEXT NOT NULL,
  edition  BIGINT NOT NULL,
  effective TEXT NOT NULL,
  last_seq BIGINT NOT NULL,
  PRIMARY KEY (district, list)
);
CREATE TABLE power_editions (
  district  TEXT NOT NULL,
  list      TEXT NOT NULL,
  number    BIGINT NOT NULL,
  effective TEXT NOT NULL,
  seq       BIGINT NOT NULL,
  total     BIGINT NOT NULL,
  digest    TEXT NOT NULL,
  detail    TEXT NOT NULL,
  PRIMARY KEY (district, list, number)
);
CREATE INDEX power_editions_day ON power_editions (district, list, effective, number);
-- One row for each state an item has had. A row whose two days are the same stood in an edition and on no day.
CREATE TABLE power_spans (
  district   TEXT NOT NULL,
  list       TEXT NOT NULL,
  code       TEXT NOT NULL,
  edition    BIGINT NOT NULL,
  ended      BIGINT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to   TEXT NOT NULL,
  position   BIGINT NOT NULL,
  kind       TEXT NOT NULL,
  holder     TEXT NOT NULL,
  name       TEXT NOT NULL,
  seq        BIGINT NOT NULL,
  detail     TEXT NOT NULL,
  PRIMARY KEY (district, list, code, edition)
);
CREATE INDEX power_spans_code ON power_spans (district, code, valid_from);
CREATE INDEX power_spans_holder ON power_spans (district, holder, list, position, valid_from, valid_to, kind);
CREATE INDEX power_spans_order ON power_spans (district, list, position, valid_from, valid_to, kind);
CREATE INDEX power_spans_ended ON power_spans (district, list, ended);
CREATE INDEX power_spans_edition ON power_spans (district, list, edition);
-- Names of bodies that may hold an item: the register of organs as the packs give it.
CREATE TABLE power_bodies (
  district TEXT NOT NULL,
  name     TEXT NOT NULL,
  organ    TEXT NOT NULL,
  pack     TEXT NOT NULL,
  PRIMARY KEY (district, name)
);
CREATE TABLE power_handovers (
  district TEXT NOT NULL,
  list     TEXT NOT NULL,
  code     TEXT NOT NULL,
  edition  BIGINT NOT NULL,
  giving   TEXT NOT NULL,
  taking   TEXT NOT NULL,
  effective TEXT NOT NULL,
  complete BIGINT NOT NULL,
  detail   TEXT NOT NULL,
  PRIMARY KEY (district, list, code, edition)
);
CREATE INDEX power_handovers_open ON power_handovers (district, complete, effective, list, code);
CREATE INDEX power_handovers_edition ON power_handovers (district, list, edition, code);
CREATE TABLE power_cases (
  district TEXT NOT NULL,
  id       TEXT NOT NULL,
  list     TEXT NOT NULL,
  code     TEXT NOT NULL,
  body     TEXT NOT NULL,
  opened   TEXT NOT NULL,
  act      TEXT NOT NULL,
  closed   BIGINT NOT NULL,
  seq      BIGINT NOT NULL,
  detail   TEXT NOT NULL,
  PRIMARY KEY (district, id)
);
CREATE INDEX power_cases_item ON power_cases (district, list, code, opened);
CREATE INDEX power_cases_act ON power_cases (district, list, act);
CREATE TABLE power_links (
  district TEXT NOT NULL,
  list     TEXT NOT NULL,
  general  TEXT NOT NULL,
  special  TEXT NOT NULL,
  seq      BIGINT NOT NULL,
  detail   TEXT NOT NULL,
  PRIMARY KEY (district, list, general, special)
);
CREATE INDEX power_links_special ON power_links (district, list, special);
