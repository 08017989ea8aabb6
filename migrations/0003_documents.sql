-- Documents in force, their clauses, and what each clause created; projections of adopted packs.
CREATE TABLE packs (
  district TEXT NOT NULL,
  id       TEXT NOT NULL,
  edition  TEXT NOT NULL,
  title    TEXT NOT NULL,
  title_en TEXT NOT NULL,
  name     TEXT NOT NULL,
  seq      BIGINT NOT NULL,
  adopted  TEXT NOT NULL,
  PRIMARY KEY (district, id)
);
CREATE TABLE documents (
  district TEXT NOT NULL,
  number   TEXT NOT NULL,
  pack     TEXT NOT NULL,
  position BIGINT NOT NULL,
  slug     TEXT NOT NULL,
  issued   TEXT NOT NULL,
  detail   TEXT NOT NULL,
  PRIMARY KEY (district, number)
);
CREATE TABLE clauses (
  district TEXT NOT NULL,
  document TEXT NOT NULL,
  path     TEXT NOT NULL,
  position BIGINT NOT NULL,
  label    TEXT NOT NULL,
  title    TEXT NOT NULL,
  digest   TEXT NOT NULL,
  PRIMARY KEY (district, document, path)
);
CREATE INDEX clauses_order ON clauses (district, document, position);
CREATE TABLE facts (
  district TEXT NOT NULL,
  id       TEXT NOT NULL,
  kind     TEXT NOT NULL,
  document TEXT NOT NULL,
  clause   TEXT NOT NULL,
  position BIGINT NOT NULL,
  title    TEXT NOT NULL,
  title_en TEXT NOT NULL,
  detail   TEXT NOT NULL,
  PRIMARY KEY (district, id)
);
CREATE INDEX facts_clause ON facts (district, document, clause, position);
CREATE TABLE fact_organs (
  district TEXT NOT NULL,
  organ    TEXT NOT NULL,
  fact     TEXT NOT NULL,
  role     TEXT NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (district, organ, fact, role, position)
);
CREATE INDEX fact_organs_fact ON fact_organs (district, fact, role, position);
CREATE TABLE organs (
  district TEXT NOT NULL,
  name     TEXT NOT NULL,
  pack     TEXT NOT NULL,
  position BIGINT NOT NULL,
  detail   TEXT NOT NULL,
  PRIMARY KEY (district, name)
);
-- Names that somebody decided are another organ's.
CREATE TABLE organ_settled (
  district TEXT NOT NULL,
  name     TEXT NOT NULL,
  same_as  TEXT NOT NULL,
  PRIMARY KEY (district, name)
);
CREATE TABLE unsettled (
  district TEXT NOT NULL,
  pack     TEXT NOT NULL,
  position BIGINT NOT NULL,
  document TEXT NOT NULL,
  clause   TEXT NOT NULL,
  detail   TEXT NOT NULL,
  PRIMARY KEY (district, pack, position)
);
CREATE TABLE gazettes (
  district   TEXT NOT NULL,
  blob       TEXT NOT NULL,
  name       TEXT NOT NULL,
  attached   TEXT NOT NULL,
  characters BIGINT NOT NULL,
  PRIMARY KEY (district, blob)
);
CREATE TABLE originals (
  district TEXT NOT NULL,
  document TEXT NOT NULL,
  path     TEXT NOT NULL,
  blob     TEXT NOT NULL,
  span_start BIGINT NOT NULL,
  span_end   BIGINT NOT NULL,
  digest   TEXT NOT NULL,
  PRIMARY KEY (district, document, path)
);
