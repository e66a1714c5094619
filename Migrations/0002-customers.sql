-- Customers, the deployments they use, and the ports that are theirs. Times are
-- RFC 3339 in UTC; a period holds from its first moment up to, not including, its
-- last one, and one without last moment is still open.

-- Whether customers may have the same ports of a deployment.
ALTER TABLE deployment ADD COLUMN shares_ports INTEGER NOT NULL DEFAULT 0
  CHECK (shares_ports IN (0, 1));

CREATE TABLE customer (
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL UNIQUE CHECK (name <> ''),
  display_name TEXT NOT NULL CHECK (display_name <> '')
) STRICT;

CREATE TABLE contact (
  customer_id  INTEGER NOT NULL REFERENCES customer,
  mail_address TEXT NOT NULL CHECK (mail_address LIKE '_%@_%'),
  PRIMARY KEY (customer_id, mail_address)
) STRICT, WITHOUT ROWID;

CREATE TABLE deployment_use (
  customer_id   INTEGER NOT NULL REFERENCES customer,
  deployment_id INTEGER NOT NULL REFERENCES deployment,
  used_from     TEXT NOT NULL
                CHECK (used_from GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'),
  used_until    TEXT
                CHECK (used_until >= used_from)
                CHECK (used_until GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'),
  PRIMARY KEY (customer_id, deployment_id, used_from)
) STRICT, WITHOUT ROWID;
CREATE INDEX deployment_use_deployment ON deployment_use (deployment_id);
CREATE UNIQUE INDEX deployment_use_open ON deployment_use (customer_id, deployment_id)
  WHERE used_until IS NULL;

-- Never changed but for its end, and never deleted.
CREATE TABLE port_assignment (
  id            INTEGER PRIMARY KEY,
  customer_id   INTEGER NOT NULL REFERENCES customer,
  deployment_id INTEGER NOT NULL REFERENCES deployment,
  role          TEXT NOT NULL CHECK (role IN ('signaling', 'data')),
  low           INTEGER NOT NULL CHECK (low BETWEEN 1 AND 65535),
  high          INTEGER NOT NULL CHECK (high BETWEEN low AND 65535),
  protocol      TEXT NOT NULL CHECK (protocol IN ('tcp', 'udp', 'tcp+udp')),
  held_from     TEXT NOT NULL
                CHECK (held_from GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'),
  held_until    TEXT
                CHECK (held_until >= held_from)
                CHECK (held_until GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'),
  assigned_at   TEXT NOT NULL,
  assigned_by   TEXT CHECK (assigned_by <> ''),
  assigned_note TEXT CHECK (assigned_note <> ''),
  ended_at      TEXT,
  ended_by      TEXT CHECK (ended_by <> ''),
  ended_note    TEXT CHECK (ended_note <> ''),
  CHECK ((held_until IS NULL) = (ended_at IS NULL))
) STRICT;
CREATE INDEX port_assignment_customer
  ON port_assignment (customer_id, deployment_id, role, held_from);
CREATE UNIQUE INDEX port_assignment_open ON port_assignment (customer_id, deployment_id, role)
  WHERE held_until IS NULL;
-- What overlaps a range of ports begins no further below it than the widest range
-- of the deployment is wide.
CREATE INDEX port_assignment_ports ON port_assignment (deployment_id, low);
CREATE INDEX port_assignment_width ON port_assignment (deployment_id, high - low);
