-- What documents leave open about their tasks, as the packs in force have it; a projection of the ledger.
CREATE TABLE duty_questions (
  district TEXT NOT NULL,
  kind     TEXT NOT NULL,
  about    TEXT NOT NULL,
  -- Whose plan is missing; empty for the other kinds.
  organ    TEXT NOT NULL,
  pack     TEXT NOT NULL,
  document TEXT NOT NULL,
  position BIGINT NOT NULL,
  -- The decision that settles it; empty where a plan does.
  settles  TEXT NOT NULL,
  -- 1 once it was settled.
  settled  BIGINT NOT NULL,
  detail   TEXT NOT NULL,
  PRIMARY KEY (district, kind, about, organ)
);
CREATE INDEX duty_questions_open ON duty_questions (district, settled, kind, pack, position, organ);
CREATE INDEX duty_questions_about ON duty_questions (district, about);

-- The action plans that organs have recorded, the last of each; a projection of the ledger.
CREATE TABLE duty_plans (
  district  TEXT NOT NULL,
  about     TEXT NOT NULL,
  organ     TEXT NOT NULL,
  detail    TEXT NOT NULL,
  actor     TEXT NOT NULL,
  recorded  TEXT NOT NULL,
  PRIMARY KEY (district, about, organ)
);
