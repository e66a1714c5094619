-- The inventory: deployments with their revisions and endpoints, customers with their
-- ports, sources, and the notices of changes.
--
-- Times are RFC 3339 in UTC. A period holds from its first moment up to, not including,
-- its last one; one without a last moment is still open.

PRAGMA application_id = 0x47617465; -- "Gate"

CREATE TABLE deployment (
  id           INTEGER PRIMARY KEY,
  vendor       TEXT NOT NULL CHECK (vendor <> ''),
  name         TEXT NOT NULL CHECK (name <> ''),
  -- Whether customers may have the same ports of it.
  shares_ports INTEGER NOT NULL DEFAULT 0 CHECK (shares_ports IN (0, 1)),
  -- Whether a held revision is approved by another user than the one whose sync stored it.
  approver_differs INTEGER NOT NULL DEFAULT 0 CHECK (approver_differs IN (0, 1)),
  -- Whether one that is held for a wide block needs two users.
  wide_needs_two   INTEGER NOT NULL DEFAULT 0 CHECK (wide_needs_two IN (0, 1)),
  -- Since when it is out of use: neither synced nor listed.
  archived_at  TEXT,
  -- The one that took over what hung on it.
  merged_into  INTEGER REFERENCES deployment CHECK (merged_into <> id),
  UNIQUE (vendor, name)
) STRICT;

-- Names that deployments had, so that who uses one is told the new one.
CREATE TABLE former_deployment_name (
  vendor        TEXT NOT NULL,
  name          TEXT NOT NULL,
  deployment_id INTEGER NOT NULL REFERENCES deployment,
  until         TEXT NOT NULL,
  PRIMARY KEY (vendor, name)
) STRICT, WITHOUT ROWID;

-- What is meant where a document states no ports or no protocol; the last one counts. One
-- without either withdraws the one before.
CREATE TABLE declaration (
  deployment_id INTEGER NOT NULL REFERENCES deployment,
  position      INTEGER NOT NULL,
  ports         TEXT CHECK (ports <> ''),
  protocol      TEXT CHECK (protocol <> ''),
  declared_at   TEXT NOT NULL,
  declared_by   TEXT NOT NULL CHECK (declared_by <> ''),
  note          TEXT CHECK (note <> ''),
  PRIMARY KEY (deployment_id, position)
) STRICT, WITHOUT ROWID;

-- A revision and the document that it was read from.
CREATE TABLE revision (
  deployment_id   INTEGER NOT NULL REFERENCES deployment,
  number          INTEGER NOT NULL CHECK (number >= 1),
  recorded_at     TEXT NOT NULL
                  CHECK (recorded_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'),
  -- accepted: it is current or was. held: a guard wants a person's approval. passed: the
  -- vendor showed something else before anybody settled it. void: it was recorded by
  -- mistake and counts nowhere.
  state           TEXT NOT NULL
                  CHECK (state IN ('accepted', 'held', 'rejected', 'passed', 'void')),
  -- The accepted one before it; none for a first one.
  base_number     INTEGER CHECK (base_number < number),
  -- Of a correction, the revision whose table it has again.
  copy_of         INTEGER CHECK (copy_of < number),
  -- 1 where a person decided that a document with this table does not become current.
  is_refused      INTEGER NOT NULL DEFAULT 0 CHECK (is_refused IN (0, 1)),
  -- The system's user that stored it.
  stored_by       TEXT NOT NULL CHECK (stored_by <> ''),
  endpoint_count  INTEGER NOT NULL CHECK (endpoint_count >= 0),
  added_count     INTEGER NOT NULL CHECK (added_count >= 0),
  removed_count   INTEGER NOT NULL CHECK (removed_count >= 0),
  changed_count   INTEGER NOT NULL CHECK (changed_count >= 0),
  -- Whether `access_part` tells what it opens and closes. A first one opens all it has.
  has_access      INTEGER NOT NULL DEFAULT 0 CHECK (has_access IN (0, 1)),
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
  -- Whether it looks whole.
  ending          TEXT NOT NULL CHECK (ending IN ('whole', 'without-end', 'inside-element')),
  PRIMARY KEY (deployment_id, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX revision_held ON revision (deployment_id) WHERE state = 'held';

-- What was decided about a revision, in the order in which it was.
CREATE TABLE decision (
  deployment_id INTEGER NOT NULL,
  number        INTEGER NOT NULL,
  position      INTEGER NOT NULL,
  verdict       TEXT NOT NULL CHECK (verdict IN ('approve', 'reject', 'revert', 'void', 'pass')),
  decided_at    TEXT NOT NULL,
  -- The system's user, and as whom they said they act.
  user          TEXT NOT NULL CHECK (user <> ''),
  name          TEXT CHECK (name <> ''),
  note          TEXT CHECK (note <> ''),
  PRIMARY KEY (deployment_id, number, position),
  FOREIGN KEY (deployment_id, number) REFERENCES revision (deployment_id, number)
) STRICT, WITHOUT ROWID;

-- Why a guard held a revision.
CREATE TABLE hold_reason (
  deployment_id INTEGER NOT NULL,
  number        INTEGER NOT NULL,
  position      INTEGER NOT NULL,
  code          TEXT NOT NULL CHECK (code <> ''),
  message       TEXT NOT NULL CHECK (message <> ''),
  PRIMARY KEY (deployment_id, number, position),
  FOREIGN KEY (deployment_id, number) REFERENCES revision (deployment_id, number)
) STRICT, WITHOUT ROWID;

-- What the document of a revision states in its prose: timers that it asks for, in
-- seconds, and numbers of addresses or ports that it says it holds.
CREATE TABLE stated (
  deployment_id INTEGER NOT NULL,
  number        INTEGER NOT NULL,
  position      INTEGER NOT NULL,
  subject       TEXT NOT NULL CHECK (subject IN ('timer', 'addresses', 'ports')),
  value         INTEGER NOT NULL,
  protocol      TEXT CHECK (protocol <> ''),
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

-- Ports, protocol, direction and role, as endpoints state them together. A protocol is
-- its name, or the number that IANA gives it.
CREATE TABLE terms (
  id            INTEGER PRIMARY KEY,
  ports         TEXT CHECK (ports <> ''),
  protocol      TEXT CHECK (protocol <> ''),
  direction     TEXT CHECK (direction IN ('outbound', 'inbound', 'both')),
  port_role     TEXT CHECK (port_role IN ('signaling', 'data')),
  example_ports TEXT CHECK (example_ports <> '')
) STRICT;
CREATE UNIQUE INDEX terms_value ON terms
  (ifnull(ports, ''), ifnull(protocol, ''), ifnull(direction, ''), ifnull(port_role, ''),
   ifnull(example_ports, ''));

-- An endpoint of accepted revisions. The table is in the order of the addresses: what
-- covers an address, what lies inside a block and what a deployment has in a stretch are
-- found without another table.
--
-- An address is a blob for IP: a byte 4 or 6, the first address in network order, then
-- the prefix length of a block; for a range that is no block 255 and the last address.
-- So blocks come by family, then by number, the larger one first. Anything else is its
-- text; an empty blob says that the document states none.
CREATE TABLE endpoint (
  -- A text or a blob: no number is as high.
  address       ANY NOT NULL CHECK (address >= ''),
  deployment_id INTEGER NOT NULL,
  -- It is present from revision added_in until revision removed_in.
  added_in      INTEGER NOT NULL,
  -- Tells endpoints of one address and revision apart.
  position      INTEGER NOT NULL,
  removed_in    INTEGER CHECK (removed_in > added_in),
  service_id    INTEGER REFERENCES label,
  group_id      INTEGER REFERENCES label,
  terms_id      INTEGER NOT NULL REFERENCES terms,
  -- The line of the document of revision added_in.
  line          INTEGER CHECK (line >= 1),
  note_id       INTEGER REFERENCES label,
  -- 1 where a block was written as a range.
  as_range      INTEGER NOT NULL DEFAULT 0 CHECK (as_range IN (0, 1)),
  PRIMARY KEY (address, deployment_id, added_in, position),
  FOREIGN KEY (deployment_id, added_in) REFERENCES revision (deployment_id, number),
  FOREIGN KEY (deployment_id, removed_in) REFERENCES revision (deployment_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX endpoint_added ON endpoint (deployment_id, added_in);

-- The CIDR blocks of ranges that are no single block, so that one probe per prefix length
-- finds ranges as it finds blocks.
CREATE TABLE range_part (
  part    BLOB NOT NULL CHECK (length(part) IN (6, 18)),
  address BLOB NOT NULL CHECK (length(address) IN (10, 34)),
  PRIMARY KEY (part, address)
) STRICT, WITHOUT ROWID;

-- What a revision adds and removes against the accepted one before it, in one place, so
-- that the difference of two revisions is read from what lies between them. Of one that is
-- not accepted it is what it would have changed. A first revision adds all that it has, and
-- has no rows here unless it was held.
CREATE TABLE change (
  deployment_id INTEGER NOT NULL,
  number        INTEGER NOT NULL,
  -- Rows of one address follow each other.
  position      INTEGER NOT NULL,
  is_removal    INTEGER NOT NULL CHECK (is_removal IN (0, 1)),
  -- 1 where the address is added or removed with the endpoint: none has it on the other side.
  with_address  INTEGER NOT NULL CHECK (with_address IN (0, 1)),
  -- As in `endpoint`.
  address       ANY NOT NULL CHECK (address >= ''),
  service_id    INTEGER REFERENCES label,
  group_id      INTEGER REFERENCES label,
  terms_id      INTEGER NOT NULL REFERENCES terms,
  line          INTEGER CHECK (line >= 1),
  note_id       INTEGER REFERENCES label,
  as_range      INTEGER NOT NULL DEFAULT 0 CHECK (as_range IN (0, 1)),
  -- The words that an added endpoint was read from.
  quote         TEXT CHECK (quote <> ''),
  PRIMARY KEY (deployment_id, number, position),
  FOREIGN KEY (deployment_id, number) REFERENCES revision (deployment_id, number)
) STRICT, WITHOUT ROWID;

-- What an accepted revision opens and closes against the one before it. `place` is an
-- address as in `endpoint`; 'any' stands for all names. `spans` are stretches of an axis of
-- ports and protocols with the bits of channels (`Traffic` in the program tells which).
CREATE TABLE traffic (
  id    INTEGER PRIMARY KEY,
  spans TEXT NOT NULL UNIQUE CHECK (spans <> '')
) STRICT;
CREATE TABLE access_part (
  deployment_id INTEGER NOT NULL,
  number        INTEGER NOT NULL,
  position      INTEGER NOT NULL,
  is_opening    INTEGER NOT NULL CHECK (is_opening IN (0, 1)),
  place         ANY NOT NULL CHECK (place >= ''),
  traffic_id    INTEGER NOT NULL REFERENCES traffic,
  PRIMARY KEY (deployment_id, number, position),
  FOREIGN KEY (deployment_id, number) REFERENCES revision (deployment_id, number)
) STRICT, WITHOUT ROWID;

-- Limits of the guard that differ from the program's own.
CREATE TABLE guard (
  deployment_id        INTEGER PRIMARY KEY REFERENCES deployment,
  loss_percent         INTEGER CHECK (loss_percent BETWEEN 0 AND 100),
  loss_count           INTEGER CHECK (loss_count >= 1),
  growth_factor        INTEGER CHECK (growth_factor >= 1),
  terms_percent        INTEGER CHECK (terms_percent BETWEEN 0 AND 100),
  allows_special_space INTEGER CHECK (allows_special_space IN (0, 1))
) STRICT;

CREATE TABLE customer (
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL UNIQUE CHECK (name <> ''),
  display_name TEXT NOT NULL CHECK (display_name <> ''),
  archived_at  TEXT,
  -- The one that took over what hung on it.
  merged_into  INTEGER REFERENCES customer CHECK (merged_into <> id)
) STRICT;

CREATE TABLE former_customer_name (
  name        TEXT PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer,
  until       TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE contact (
  customer_id  INTEGER NOT NULL REFERENCES customer,
  mail_address TEXT NOT NULL CHECK (mail_address LIKE '_%@_%'),
  PRIMARY KEY (customer_id, mail_address)
) STRICT, WITHOUT ROWID;

-- When customers use deployments.
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

-- Never changed but for its end, and never deleted: where it was noted wrongly, another one
-- takes its place, and it stays as corrected, which counts nowhere.
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
  corrected_at   TEXT,
  corrected_by   TEXT CHECK (corrected_by <> ''),
  corrected_note TEXT CHECK (corrected_note <> ''),
  -- The one in whose place it stands.
  corrects      INTEGER REFERENCES port_assignment,
  CHECK ((held_until IS NULL) = (ended_at IS NULL))
) STRICT;
CREATE INDEX port_assignment_customer
  ON port_assignment (customer_id, deployment_id, role, held_from);
CREATE UNIQUE INDEX port_assignment_open ON port_assignment (customer_id, deployment_id, role)
  WHERE held_until IS NULL AND corrected_at IS NULL;
-- What overlaps a range of ports begins no further below it than the widest range of the
-- deployment is wide.
CREATE INDEX port_assignment_ports ON port_assignment (deployment_id, low);
CREATE INDEX port_assignment_width ON port_assignment (deployment_id, high - low);

-- Where each deployment's document comes from, and how fetching it went.
CREATE TABLE source (
  deployment_id   INTEGER PRIMARY KEY REFERENCES deployment,
  location        TEXT NOT NULL CHECK (location <> ''),
  allows_private  INTEGER NOT NULL DEFAULT 0 CHECK (allows_private IN (0, 1)),
  accepts_partial INTEGER NOT NULL DEFAULT 0 CHECK (accepts_partial IN (0, 1)),
  -- After how many hours without success it is overdue.
  overdue_hours   INTEGER NOT NULL DEFAULT 48 CHECK (overdue_hours >= 1),
  added_at        TEXT NOT NULL,
  -- What the server said of the document that was read last.
  etag            TEXT,
  last_modified   TEXT,
  succeeded_at    TEXT,
  failed_at       TEXT,
  failure         TEXT CHECK (failure <> ''),
  -- How often it has failed since its last success.
  failure_count   INTEGER NOT NULL DEFAULT 0 CHECK (failure_count >= 0),
  -- Not to be fetched before.
  waits_until     TEXT,
  -- When an attempt began that has not come back: the program died of it, it may be.
  attempted_at    TEXT,
  -- When the document was last fetched without asking whether it had changed.
  whole_at        TEXT,
  CHECK ((failed_at IS NULL) = (failure IS NULL))
) STRICT;

-- The files of a folder, or the commits of a repository, that were taken or refused.
CREATE TABLE source_item (
  deployment_id INTEGER NOT NULL REFERENCES deployment,
  name          TEXT NOT NULL CHECK (name <> ''),
  -- Of a file, what it was when it was taken: one that changed since is taken again.
  size          INTEGER,
  modified_at   INTEGER,
  PRIMARY KEY (deployment_id, name)
) STRICT, WITHOUT ROWID;

-- Who is told of which changes.
CREATE TABLE subscription (
  id             INTEGER PRIMARY KEY,
  who            TEXT NOT NULL CHECK (who <> ''),
  deployment_id  INTEGER NOT NULL REFERENCES deployment,
  service        TEXT CHECK (service <> ''),
  customer_id    INTEGER REFERENCES customer,
  only_side      TEXT CHECK (only_side IN ('opened', 'closed')),
  tells_held     INTEGER NOT NULL CHECK (tells_held IN (0, 1)),
  target         TEXT NOT NULL CHECK (target <> ''),
  file_format    TEXT NOT NULL CHECK (file_format <> ''),
  allows_private INTEGER NOT NULL CHECK (allows_private IN (0, 1)),
  -- What a webhook's messages are signed with.
  secret         BLOB CHECK (length(secret) BETWEEN 24 AND 64),
  created_at     TEXT NOT NULL,
  ended_at       TEXT,
  ended_reason   TEXT CHECK (ended_reason <> ''),
  CHECK ((ended_at IS NULL) = (ended_reason IS NULL)),
  -- A customer is never told of what waits for a person.
  CHECK (customer_id IS NULL OR tells_held = 0)
) STRICT;
CREATE INDEX subscription_deployment ON subscription (deployment_id) WHERE ended_at IS NULL;
CREATE INDEX subscription_customer ON subscription (customer_id) WHERE ended_at IS NULL;

-- The outbox: written with the revision or change of ports that it tells, delivered later.
CREATE TABLE notice (
  id              INTEGER PRIMARY KEY,
  subscription_id INTEGER NOT NULL REFERENCES subscription,
  deployment_id   INTEGER NOT NULL,
  number          INTEGER NOT NULL,
  kind            TEXT NOT NULL CHECK (kind IN ('change', 'held', 'ports', 'void')),
  -- The revision that was current before.
  base_number     INTEGER,
  -- Of a change of the customer's own ports: what they were and become.
  ports_before    TEXT CHECK ((ports_before IS NULL) = (kind <> 'ports')),
  ports_after     TEXT CHECK ((ports_after IS NULL) = (kind <> 'ports')),
  -- Whose ports hold when counts at this time.
  as_of           TEXT NOT NULL,
  created_at      TEXT NOT NULL,
  -- When it became due, or was asked to be tried again.
  due_since       TEXT NOT NULL,
  state           TEXT NOT NULL CHECK (state IN ('due', 'delivered', 'given up', 'withdrawn')),
  attempts        INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  not_before      TEXT NOT NULL,
  -- Until when the program that is delivering it has it for itself.
  claimed_until   TEXT,
  failure         TEXT CHECK (failure <> ''),
  tried_at        TEXT,
  FOREIGN KEY (deployment_id, number) REFERENCES revision (deployment_id, number)
) STRICT;
CREATE INDEX notice_due ON notice (subscription_id, id) WHERE state = 'due';
-- Nobody is told of a revision twice; ports may change more than once while it is current.
CREATE UNIQUE INDEX notice_once ON notice (subscription_id, deployment_id, number, kind, as_of)
  WHERE kind <> 'ports';

-- Who changed what, and when: an entry with each change that people make or let a program
-- make. Never changed but for the erasing of a customer's data.
CREATE TABLE audit (
  id            INTEGER PRIMARY KEY,
  done_at       TEXT NOT NULL,
  user          TEXT NOT NULL CHECK (user <> ''),
  name          TEXT CHECK (name <> ''),
  note          TEXT CHECK (note <> ''),
  action        TEXT NOT NULL CHECK (action <> ''),
  deployment_id INTEGER REFERENCES deployment,
  customer_id   INTEGER REFERENCES customer,
  -- What was changed, as it was called then.
  subject       TEXT NOT NULL CHECK (subject <> ''),
  -- Fields with what they were and became: [["location", "a.csv", "b.csv"], …].
  changes       TEXT NOT NULL CHECK (json_valid(changes))
) STRICT;
CREATE INDEX audit_deployment ON audit (deployment_id) WHERE deployment_id IS NOT NULL;
CREATE INDEX audit_customer ON audit (customer_id) WHERE customer_id IS NOT NULL;
