-- Who may come in. What the ledger tells (accounts, tokens) is kept apart from what it must never hold (hashes).

-- Derived from the ledger: accounts. state is invited, active or closed; a closed account's name is not given again.
CREATE TABLE people_accounts (
  district TEXT NOT NULL,
  account TEXT NOT NULL,
  name TEXT NOT NULL,
  organ TEXT NOT NULL,
  role TEXT NOT NULL,
  state TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  PRIMARY KEY (district, account)
);

-- Derived from the ledger: programs that hold a bearer token.
CREATE TABLE people_tokens (
  district TEXT NOT NULL,
  token TEXT NOT NULL,
  organ TEXT NOT NULL,
  role TEXT NOT NULL,
  issued_by TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  revoked_at TEXT,
  PRIMARY KEY (district, token)
);

-- Kept: argon2id hashes.
CREATE TABLE people_passwords (
  district TEXT NOT NULL,
  account TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (district, account)
);

-- Kept: one-time links by the digest of their token. An empty account makes the first administrator.
-- over is empty, used or replaced.
CREATE TABLE people_links (
  district TEXT NOT NULL,
  digest TEXT NOT NULL,
  account TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  over TEXT NOT NULL,
  over_at TEXT,
  PRIMARY KEY (district, digest)
);
CREATE INDEX people_links_by_account ON people_links (district, account);

-- Kept: the digest that a bearer token is found by.
CREATE TABLE people_token_digests (
  district TEXT NOT NULL,
  digest TEXT NOT NULL,
  token TEXT NOT NULL,
  PRIMARY KEY (district, digest)
);

-- Neither derived nor kept: a restored district signs in anew.
CREATE TABLE people_sessions (
  district TEXT NOT NULL,
  digest TEXT NOT NULL,
  account TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  PRIMARY KEY (district, digest)
);
CREATE INDEX people_sessions_by_account ON people_sessions (district, account);
CREATE INDEX people_sessions_by_opening ON people_sessions (district, opened_at);

-- Neither derived nor kept: one row for each failed sign-in of the last half hour. mark keeps those apart that
-- fail in the same instant.
CREATE TABLE people_failures (
  district TEXT NOT NULL,
  account TEXT NOT NULL,
  at TEXT NOT NULL,
  mark TEXT NOT NULL,
  PRIMARY KEY (district, account, at, mark)
);
CREATE INDEX people_failures_by_time ON people_failures (district, at);
