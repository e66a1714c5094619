-- What a revision adds and removes against the accepted one before it stands together, so
-- that the difference of two revisions is read from one place; no index is needed then for
-- what was removed. Of a held, rejected or passed revision it is what it would have changed.
-- A first revision adds all that it has, and has no rows here.
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

CREATE TEMP TABLE older_change AS
SELECT deployment_id, number, is_removal, address, service_id, group_id, terms_id, line,
  note_id, as_range, quote
FROM held_change
UNION ALL
SELECT deployment_id, added_in, 0, address, service_id, group_id, terms_id, line, note_id,
  as_range, quote
FROM endpoint
WHERE added_in > (SELECT min(number) FROM revision
  WHERE revision.deployment_id = endpoint.deployment_id AND state = 'accepted')
UNION ALL
SELECT deployment_id, removed_in, 1, address, service_id, group_id, terms_id, line, note_id,
  as_range, NULL
FROM endpoint WHERE removed_in IS NOT NULL;

-- How many endpoints of an address are removed and added, and how many there were before.
CREATE TEMP TABLE older_address (
  deployment_id, number, address, removed, added, before,
  PRIMARY KEY (deployment_id, number, address)
) WITHOUT ROWID;
INSERT INTO older_address
SELECT deployment_id, number, address, sum(is_removal), sum(1 - is_removal),
  (SELECT count(*) FROM endpoint
   WHERE endpoint.address = older_change.address
     AND endpoint.deployment_id = older_change.deployment_id AND added_in < number
     AND (removed_in IS NULL OR removed_in >= number))
FROM older_change GROUP BY deployment_id, number, address;

INSERT INTO change (deployment_id, number, position, is_removal, with_address, address,
  service_id, group_id, terms_id, line, note_id, as_range, quote)
SELECT deployment_id, number,
  row_number() OVER (PARTITION BY deployment_id, number ORDER BY address, is_removal DESC),
  is_removal,
  address <> x'' AND iif(is_removal, added = 0 AND before = removed, before = 0),
  address, service_id, group_id, terms_id, line, note_id, as_range, quote
FROM older_change JOIN older_address USING (deployment_id, number, address);

DROP TABLE older_address;
DROP TABLE older_change;
DROP TABLE held_change;

-- The words that endpoints were read from stand with what a revision adds.
DROP INDEX endpoint_added;
DROP INDEX endpoint_removed;
ALTER TABLE endpoint RENAME TO old_endpoint;
CREATE TABLE endpoint (
  -- A text or a blob (`0006`): no number is as high.
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
INSERT INTO endpoint
SELECT address, deployment_id, added_in, position, removed_in, service_id, group_id, terms_id,
  line, note_id, as_range
FROM old_endpoint ORDER BY address, deployment_id, added_in, position;
CREATE INDEX endpoint_added ON endpoint (deployment_id, added_in);
DROP TABLE old_endpoint;
