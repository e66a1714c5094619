-- Revisions that a guard kept from becoming current until a person settles them.

ALTER TABLE revision ADD COLUMN state TEXT NOT NULL DEFAULT 'accepted'
  CHECK (state IN ('accepted', 'held', 'rejected', 'passed'));
ALTER TABLE revision ADD COLUMN settled_at TEXT;
ALTER TABLE revision ADD COLUMN settled_by TEXT CHECK (settled_by <> '');
ALTER TABLE revision ADD COLUMN settled_note TEXT CHECK (settled_note <> '');

CREATE UNIQUE INDEX revision_held ON revision (deployment_id) WHERE state = 'held';

CREATE TABLE hold_reason (
  deployment_id INTEGER NOT NULL,
  number        INTEGER NOT NULL,
  position      INTEGER NOT NULL,
  code          TEXT NOT NULL CHECK (code <> ''),
  message       TEXT NOT NULL CHECK (message <> ''),
  PRIMARY KEY (deployment_id, number, position),
  FOREIGN KEY (deployment_id, number) REFERENCES revision (deployment_id, number)
) STRICT, WITHOUT ROWID;

-- What a revision that was held adds to the accepted one before it, or removes.
CREATE TABLE held_change (
  deployment_id INTEGER NOT NULL,
  number        INTEGER NOT NULL,
  position      INTEGER NOT NULL,
  is_removal    INTEGER NOT NULL CHECK (is_removal IN (0, 1)),
  service_id    INTEGER REFERENCES label,
  group_id      INTEGER REFERENCES label,
  address_id    INTEGER REFERENCES address,
  terms_id      INTEGER NOT NULL REFERENCES terms,
  note_id       INTEGER REFERENCES label,
  line          INTEGER CHECK (line >= 1),
  as_range      INTEGER NOT NULL DEFAULT 0 CHECK (as_range IN (0, 1)),
  PRIMARY KEY (deployment_id, number, position),
  FOREIGN KEY (deployment_id, number) REFERENCES revision (deployment_id, number)
) STRICT, WITHOUT ROWID;

-- Limits of the guard that differ from the program's own.
CREATE TABLE guard (
  deployment_id        INTEGER PRIMARY KEY REFERENCES deployment,
  loss_percent         INTEGER CHECK (loss_percent BETWEEN 0 AND 100),
  loss_count           INTEGER CHECK (loss_count >= 1),
  growth_factor        INTEGER CHECK (growth_factor >= 1),
  allows_special_space INTEGER CHECK (allows_special_space IN (0, 1))
) STRICT;
