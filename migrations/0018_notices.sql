-- Derived from the ledger: what somebody was told. version is that of the stream notice/<id>.
CREATE TABLE notices (
  district     TEXT NOT NULL,
  id           TEXT NOT NULL,
  account      TEXT NOT NULL,
  kind         TEXT NOT NULL,
  urgent       BIGINT NOT NULL,
  confirm      BIGINT NOT NULL,
  title        TEXT NOT NULL,
  title_en     TEXT NOT NULL,
  issued       TEXT NOT NULL,
  read_at      TEXT,
  confirmed_at TEXT,
  made_up      BIGINT NOT NULL,
  version      BIGINT NOT NULL,
  PRIMARY KEY (district, id)
);
CREATE INDEX notices_inbox ON notices (district, account, issued, id);
CREATE INDEX notices_unread ON notices (district, account, read_at, issued, id);
CREATE INDEX notices_issued ON notices (district, issued, id);

-- Derived: one line for each thing a notice tells of. The ladder asks it who was told of what, and when.
CREATE TABLE notices_lines (
  district TEXT NOT NULL,
  notice   TEXT NOT NULL,
  number   BIGINT NOT NULL,
  subject  TEXT NOT NULL,
  account  TEXT NOT NULL,
  due      TEXT,
  told     TEXT NOT NULL,
  rung     TEXT NOT NULL,
  title    TEXT NOT NULL,
  title_en TEXT NOT NULL,
  words    TEXT NOT NULL,
  words_en TEXT NOT NULL,
  url      TEXT NOT NULL,
  PRIMARY KEY (district, notice, number)
);
CREATE INDEX notices_lines_subject ON notices_lines (district, subject, told);
CREATE INDEX notices_lines_due ON notices_lines (district, due);
CREATE INDEX notices_lines_told ON notices_lines (district, told);

-- Derived: one row for each channel a notice goes out over. state is queued, sent, delivered or undeliverable.
CREATE TABLE notices_deliveries (
  district TEXT NOT NULL,
  notice   TEXT NOT NULL,
  channel  TEXT NOT NULL,
  urgent   BIGINT NOT NULL,
  state    TEXT NOT NULL,
  at       TEXT NOT NULL,
  message  TEXT NOT NULL,
  why      TEXT NOT NULL,
  PRIMARY KEY (district, notice, channel)
);
CREATE INDEX notices_deliveries_state ON notices_deliveries (district, state, urgent, at, notice);

-- Derived: ladders that somebody set; an empty cause is the usual one, `urgent` that of incidents.
CREATE TABLE notices_ladders (
  district TEXT NOT NULL,
  cause    TEXT NOT NULL,
  ladder   TEXT NOT NULL,
  PRIMARY KEY (district, cause)
);

-- Derived: who is leader in charge or head of their organ.
CREATE TABLE notices_posts (
  district TEXT NOT NULL,
  account  TEXT NOT NULL,
  post     TEXT NOT NULL,
  PRIMARY KEY (district, account)
);

-- Derived: the hour of the morning and the quiet hours; at most one row.
CREATE TABLE notices_hours (
  district TEXT NOT NULL,
  id       TEXT NOT NULL,
  hours    TEXT NOT NULL,
  PRIMARY KEY (district, id)
);

-- Derived: private links to feeds. An empty organ means everything the account may read of its own organ.
CREATE TABLE notices_feeds (
  district TEXT NOT NULL,
  feed     TEXT NOT NULL,
  account  TEXT NOT NULL,
  organ    TEXT NOT NULL,
  opened   TEXT NOT NULL,
  revoked  TEXT,
  PRIMARY KEY (district, feed)
);
CREATE INDEX notices_feeds_account ON notices_feeds (district, account, opened);

-- Kept: the digest that a feed's link is found by.
CREATE TABLE notices_feed_digests (
  district TEXT NOT NULL,
  digest   TEXT NOT NULL,
  feed     TEXT NOT NULL,
  PRIMARY KEY (district, digest)
);

-- Kept: where somebody is reached. Addresses are personal and so never in the ledger.
CREATE TABLE notices_addresses (
  district TEXT NOT NULL,
  account  TEXT NOT NULL,
  channel  TEXT NOT NULL,
  address  TEXT NOT NULL,
  secret   TEXT NOT NULL,
  language TEXT NOT NULL,
  PRIMARY KEY (district, account, channel)
);

-- Neither derived nor kept: how this server sends. A restored district sends nothing until it is told how.
CREATE TABLE notices_senders (
  district TEXT NOT NULL,
  channel  TEXT NOT NULL,
  settings TEXT NOT NULL,
  PRIMARY KEY (district, channel)
);

-- Neither derived nor kept: attempts at a delivery that is still queued.
CREATE TABLE notices_attempts (
  district TEXT NOT NULL,
  notice   TEXT NOT NULL,
  channel  TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  next_at  TEXT NOT NULL,
  why      TEXT NOT NULL,
  PRIMARY KEY (district, notice, channel)
);

-- Neither derived nor kept: up to when the ladder has looked at everything.
CREATE TABLE notices_watch (
  district TEXT NOT NULL,
  what     TEXT NOT NULL,
  upto     TEXT NOT NULL,
  PRIMARY KEY (district, what)
);

-- Neither derived nor kept: up to which entry the ledger was gone through for what people did.
CREATE TABLE notices_read_ledger (
  district TEXT NOT NULL,
  what     TEXT NOT NULL,
  seq      BIGINT NOT NULL,
  PRIMARY KEY (district, what)
);
