-- Endpoints stand in the order of their addresses, which they hold themselves: what
-- covers an address, what lies inside a block and what a deployment has in a stretch are
-- found without another table.
--
-- An address is a blob for IP: a byte 4 or 6, the first address in network order, then
-- the prefix length of a block; for a range that is no block 255 and the last address.
-- So blocks come by family, then by number, the larger one first. Anything else is its
-- text; an empty blob says that the document states none.
--
-- stored_address(low, high, name) is a function of the program's that makes the new form
-- of the old.

DROP INDEX endpoint_removed;
DROP INDEX endpoint_address;
ALTER TABLE endpoint RENAME TO old_endpoint;
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
  -- The words that it was read from, for revisions after the first.
  quote         TEXT CHECK (quote <> ''),
  PRIMARY KEY (address, deployment_id, added_in, position),
  FOREIGN KEY (deployment_id, added_in) REFERENCES revision (deployment_id, number),
  FOREIGN KEY (deployment_id, removed_in) REFERENCES revision (deployment_id, number)
) STRICT, WITHOUT ROWID;
INSERT INTO endpoint (address, deployment_id, added_in, position, removed_in, service_id,
  group_id, terms_id, line, note_id, as_range, quote)
SELECT stored_address(low, high, name), deployment_id, added_in, position, removed_in,
  service_id, group_id, terms_id, line, note_id, as_range, quote
FROM old_endpoint LEFT JOIN address ON address.id = address_id
ORDER BY 1, 2, 3, 4;
CREATE INDEX endpoint_added ON endpoint (deployment_id, added_in);
CREATE INDEX endpoint_removed ON endpoint (deployment_id, removed_in)
  WHERE removed_in IS NOT NULL;

ALTER TABLE held_change RENAME TO old_held_change;
CREATE TABLE held_change (
  deployment_id INTEGER NOT NULL,
  number        INTEGER NOT NULL,
  position      INTEGER NOT NULL,
  is_removal    INTEGER NOT NULL CHECK (is_removal IN (0, 1)),
  address       ANY NOT NULL CHECK (address >= ''),
  service_id    INTEGER REFERENCES label,
  group_id      INTEGER REFERENCES label,
  terms_id      INTEGER NOT NULL REFERENCES terms,
  line          INTEGER CHECK (line >= 1),
  note_id       INTEGER REFERENCES label,
  as_range      INTEGER NOT NULL DEFAULT 0 CHECK (as_range IN (0, 1)),
  quote         TEXT CHECK (quote <> ''),
  PRIMARY KEY (deployment_id, number, position),
  FOREIGN KEY (deployment_id, number) REFERENCES revision (deployment_id, number)
) STRICT, WITHOUT ROWID;
INSERT INTO held_change (deployment_id, number, position, is_removal, address, service_id,
  group_id, terms_id, line, note_id, as_range, quote)
SELECT deployment_id, number, position, is_removal, stored_address(low, high, name),
  service_id, group_id, terms_id, line, note_id, as_range, quote
FROM old_held_change LEFT JOIN address ON address.id = address_id;

-- The CIDR blocks of ranges that are no single block, so that one probe per prefix length
-- finds ranges as it finds blocks.
ALTER TABLE range_part RENAME TO old_range_part;
CREATE TABLE range_part (
  part    BLOB NOT NULL CHECK (length(part) IN (6, 18)),
  address BLOB NOT NULL CHECK (length(address) IN (10, 34)),
  PRIMARY KEY (part, address)
) STRICT, WITHOUT ROWID;
INSERT INTO range_part (part, address)
SELECT stored_address(old_range_part.low, old_range_part.high, NULL),
  stored_address(address.low, address.high, NULL)
FROM old_range_part JOIN address ON address.id = address_id;

DROP TABLE old_endpoint;
DROP TABLE old_held_change;
DROP TABLE old_range_part;
DROP TABLE address;

-- What an accepted revision opens and closes against the one before it, so that the
-- difference of any two is known from what lies between them. `place` is an address as
-- above; 'any' stands for all names. `spans` are stretches of ports (0: packets without a
-- port, 65536: a customer's own port) with the bits of protocols and directions.
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
-- 0 for revisions of before this migration, and for first ones, which open all they have.
ALTER TABLE revision ADD COLUMN has_access INTEGER NOT NULL DEFAULT 0
  CHECK (has_access IN (0, 1));
