-- Who may ask a server what, and who asked for which list.

-- A token by which a program is known. Only its SHA-256 is kept: the token itself is 256 random
-- bits, which nobody finds from it.
CREATE TABLE token (
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL UNIQUE CHECK (name <> ''),
  role       TEXT NOT NULL CHECK (role IN ('read', 'desk', 'approve', 'administer')),
  sha256     BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
  created_at TEXT NOT NULL,
  -- From then on it is none; null for never.
  expires_at TEXT
) STRICT;

-- What a token is for: a deployment or a customer each. One without any is for everything.
CREATE TABLE token_scope (
  token_id      INTEGER NOT NULL REFERENCES token,
  position      INTEGER NOT NULL,
  deployment_id INTEGER REFERENCES deployment,
  customer_id   INTEGER REFERENCES customer,
  PRIMARY KEY (token_id, position),
  CHECK ((deployment_id IS NULL) <> (customer_id IS NULL))
) STRICT, WITHOUT ROWID;

-- Deployments whose lists anybody may have, without a token.
CREATE TABLE public_list (
  deployment_id INTEGER PRIMARY KEY REFERENCES deployment
) STRICT;

-- Who got which list when: a firewall that asks no more keeps an old one.
CREATE TABLE list_poll (
  -- Path and query.
  list       TEXT NOT NULL CHECK (list <> ''),
  -- The token's name; where there was none, the address that it came from.
  who        TEXT NOT NULL CHECK (who <> ''),
  first_at   TEXT NOT NULL,
  last_at    TEXT NOT NULL CHECK (last_at >= first_at),
  PRIMARY KEY (list, who)
) STRICT, WITHOUT ROWID;
