-- Firewalls whose rules are brought from the inventory: what each has to allow, what was
-- written for it, and what it was noted to have.

CREATE TABLE firewall (
  id                   INTEGER PRIMARY KEY,
  name                 TEXT NOT NULL UNIQUE CHECK (name <> ''),
  -- The name of its language.
  target               TEXT NOT NULL CHECK (target <> ''),
  -- Names and limits of its target, as a JSON object of strings.
  settings             TEXT NOT NULL CHECK (json_type(settings) = 'object'),
  -- Whether what a document removes stays allowed until the day that the document gives.
  keeps_until_deadline INTEGER NOT NULL DEFAULT 0 CHECK (keeps_until_deadline IN (0, 1)),
  -- A change of more than this share of the rules is refused.
  most_change_percent  INTEGER CHECK (most_change_percent BETWEEN 1 AND 100),
  -- Whether neighbouring addresses are joined.
  aggregates           INTEGER NOT NULL DEFAULT 0 CHECK (aggregates IN (0, 1)),
  -- Names are resolved, and an address counts for so many hours after a name last gave it.
  resolves_hours       INTEGER CHECK (resolves_hours >= 1)
) STRICT;

-- What a firewall has to allow: the union of these.
CREATE TABLE firewall_allowance (
  firewall_id   INTEGER NOT NULL REFERENCES firewall,
  position      INTEGER NOT NULL,
  deployment_id INTEGER NOT NULL REFERENCES deployment,
  -- One service of it; all without one.
  service       TEXT CHECK (service <> ''),
  -- Whose own ports are meant.
  customer_id   INTEGER REFERENCES customer,
  PRIMARY KEY (firewall_id, position)
) STRICT, WITHOUT ROWID;

-- What was written for a firewall, or read from it, counted from 1.
CREATE TABLE firewall_policy (
  firewall_id INTEGER NOT NULL REFERENCES firewall,
  number      INTEGER NOT NULL CHECK (number >= 1),
  written_at  TEXT NOT NULL,
  -- Whether it was read from the device.
  is_adopted  INTEGER NOT NULL DEFAULT 0 CHECK (is_adopted IN (0, 1)),
  -- The language, names and limits that it was written with: a delta fits no other.
  form        TEXT NOT NULL CHECK (form <> ''),
  -- The revisions that it was made from: ["eschat/canada-aws-02@3", …].
  revisions   TEXT NOT NULL CHECK (json_type(revisions) = 'array'),
  PRIMARY KEY (firewall_id, number)
) STRICT, WITHOUT ROWID;

-- An endpoint that policies of a firewall allow: those from added_in until removed_in.
CREATE TABLE firewall_rule (
  firewall_id     INTEGER NOT NULL,
  added_in        INTEGER NOT NULL,
  position        INTEGER NOT NULL,
  removed_in      INTEGER CHECK (removed_in > added_in),
  -- The allowance that asked for it; none for what was read from the device.
  deployment_id   INTEGER REFERENCES deployment,
  allowed_service TEXT CHECK (allowed_service <> ''),
  customer_id     INTEGER REFERENCES customer,
  service         TEXT CHECK (service <> ''),
  "group"         TEXT CHECK ("group" <> ''),
  address         TEXT CHECK (address <> ''),
  ports           TEXT CHECK (ports <> ''),
  protocol        TEXT CHECK (protocol <> ''),
  direction       TEXT CHECK (direction IN ('outbound', 'inbound', 'both')),
  -- The name that gave the address, if the document has only that.
  resolved_from   TEXT CHECK (resolved_from <> ''),
  PRIMARY KEY (firewall_id, added_in, position),
  FOREIGN KEY (firewall_id, added_in) REFERENCES firewall_policy (firewall_id, number),
  FOREIGN KEY (firewall_id, removed_in) REFERENCES firewall_policy (firewall_id, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX firewall_rule_present ON firewall_rule (firewall_id, address)
  WHERE removed_in IS NULL;

-- When a firewall was given which policy, and by whom; the last one is what it has.
CREATE TABLE firewall_application (
  firewall_id INTEGER NOT NULL,
  position    INTEGER NOT NULL,
  number      INTEGER NOT NULL,
  applied_at  TEXT NOT NULL,
  user        TEXT NOT NULL CHECK (user <> ''),
  name        TEXT CHECK (name <> ''),
  note        TEXT CHECK (note <> ''),
  PRIMARY KEY (firewall_id, position),
  FOREIGN KEY (firewall_id, number) REFERENCES firewall_policy (firewall_id, number)
) STRICT, WITHOUT ROWID;

-- What host names gave, for firewalls whose rules take no names.
CREATE TABLE resolution (
  name         TEXT PRIMARY KEY CHECK (name <> ''),
  tried_at     TEXT NOT NULL,
  succeeded_at TEXT,
  -- Why the last attempt gave no address.
  failure      TEXT CHECK (failure <> '')
) STRICT, WITHOUT ROWID;
CREATE TABLE resolved_address (
  name       TEXT NOT NULL REFERENCES resolution,
  address    TEXT NOT NULL CHECK (address <> ''),
  first_seen TEXT NOT NULL,
  last_seen  TEXT NOT NULL CHECK (last_seen >= first_seen),
  -- In seconds, at the last time.
  ttl        INTEGER NOT NULL CHECK (ttl >= 0),
  PRIMARY KEY (name, address)
) STRICT, WITHOUT ROWID;
