-- Deployments, their revisions, and the endpoints that each revision added and
-- removed. A snapshot is a query: what was added up to a revision and not yet
-- removed.

PRAGMA application_id = 0x47617465; -- "Gate"

CREATE TABLE deployment (
  id     INTEGER PRIMARY KEY,
  vendor TEXT NOT NULL CHECK (vendor <> ''),
  name   TEXT NOT NULL CHECK (name <> ''),
  UNIQUE (vendor, name)
) STRICT;

-- A revision and the document it was read from. Times are RFC 3339 in UTC.
CREATE TABLE revision (
  deployment_id   INTEGER NOT NULL REFERENCES deployment,
  number          INTEGER NOT NULL CHECK (number >= 1),
  recorded_at     TEXT NOT NULL
                  CHECK (recorded_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'),
  endpoint_count  INTEGER NOT NULL CHECK (endpoint_count >= 0),
  added_count     INTEGER NOT NULL CHECK (added_count >= 0),
  removed_count   INTEGER NOT NULL CHECK (removed_count >= 0),
  changed_count   INTEGER NOT NULL CHECK (changed_count >= 0),
  source          TEXT NOT NULL,
  fetched_at      TEXT NOT NULL
                  CHECK (fetched_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'),
  format          TEXT NOT NULL,
  encoding        TEXT NOT NULL,
  byte_count      INTEGER NOT NULL CHECK (byte_count >= 0),
  sha256          BLOB NOT NULL CHECK (length(sha256) = 32),
  title           TEXT,
  deployment_name TEXT,
  feed_version    TEXT,
  -- As precise as the document is: 2023, 2023-01 or 2023-02-13.
  revised_on      TEXT,
  act_by          TEXT,
  PRIMARY KEY (deployment_id, number)
) STRICT, WITHOUT ROWID;

-- What the document of a revision states in its prose: timers that it asks for, in
-- seconds, and numbers of addresses or ports that it says it holds.
CREATE TABLE stated (
  deployment_id INTEGER NOT NULL,
  number        INTEGER NOT NULL,
  position      INTEGER NOT NULL,
  subject       TEXT NOT NULL CHECK (subject IN ('timer', 'addresses', 'ports')),
  value         INTEGER NOT NULL,
  protocol      TEXT CHECK (protocol IN ('tcp', 'udp', 'tcp+udp', 'icmp', 'any')),
  line          INTEGER NOT NULL CHECK (line >= 1),
  quote         TEXT NOT NULL,
  PRIMARY KEY (deployment_id, number, position),
  FOREIGN KEY (deployment_id, number) REFERENCES revision (deployment_id, number)
) STRICT, WITHOUT ROWID;

-- Names of services and groups, and notes: each text once.
CREATE TABLE label (
  id   INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE CHECK (text <> '')
) STRICT;

-- An IP block or range by its bounds (a byte 4 or 6 for the family, then the
-- address in network order), or anything else by its text.
CREATE TABLE address (
  id   INTEGER PRIMARY KEY,
  low  BLOB CHECK (length(low) IN (5, 17)),
  high BLOB CHECK (length(high) = length(low) AND high >= low),
  name TEXT CHECK (name <> ''),
  CHECK ((low IS NULL) = (high IS NULL)),
  CHECK ((low IS NULL) <> (name IS NULL))
) STRICT;
CREATE UNIQUE INDEX address_bounds ON address (low, high) WHERE low IS NOT NULL;
CREATE UNIQUE INDEX address_name ON address (name) WHERE name IS NOT NULL;

-- The CIDR blocks of ranges that are no single block, so that one probe per
-- prefix length finds ranges as it finds blocks.
CREATE TABLE range_part (
  low        BLOB NOT NULL CHECK (length(low) IN (5, 17)),
  high       BLOB NOT NULL CHECK (length(high) = length(low) AND high >= low),
  address_id INTEGER NOT NULL REFERENCES address,
  PRIMARY KEY (low, high, address_id)
) STRICT, WITHOUT ROWID;

-- Ports, protocol, direction and role, as endpoints state them together.
CREATE TABLE terms (
  id            INTEGER PRIMARY KEY,
  ports         TEXT,
  protocol      TEXT CHECK (protocol IN ('tcp', 'udp', 'tcp+udp', 'icmp', 'any')),
  direction     TEXT CHECK (direction IN ('outbound', 'inbound', 'both')),
  port_role     TEXT CHECK (port_role IN ('signaling', 'data')),
  example_ports TEXT
) STRICT;
CREATE UNIQUE INDEX terms_value ON terms
  (ifnull(ports, ''), ifnull(protocol, ''), ifnull(direction, ''), ifnull(port_role, ''),
   ifnull(example_ports, ''));

-- An endpoint, present from revision added_in until revision removed_in.
CREATE TABLE endpoint (
  deployment_id INTEGER NOT NULL,
  added_in      INTEGER NOT NULL,
  position      INTEGER NOT NULL,
  removed_in    INTEGER CHECK (removed_in > added_in),
  service_id    INTEGER REFERENCES label,
  group_id      INTEGER REFERENCES label,
  address_id    INTEGER REFERENCES address,
  terms_id      INTEGER NOT NULL REFERENCES terms,
  note_id       INTEGER REFERENCES label,
  -- The line of the document of revision added_in.
  line          INTEGER CHECK (line >= 1),
  -- Whether a block was written as a range.
  as_range      INTEGER NOT NULL DEFAULT 0 CHECK (as_range IN (0, 1)),
  PRIMARY KEY (deployment_id, added_in, position),
  FOREIGN KEY (deployment_id, added_in) REFERENCES revision (deployment_id, number),
  FOREIGN KEY (deployment_id, removed_in) REFERENCES revision (deployment_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX endpoint_removed ON endpoint (deployment_id, removed_in)
  WHERE removed_in IS NOT NULL;
CREATE INDEX endpoint_address ON endpoint (address_id);
