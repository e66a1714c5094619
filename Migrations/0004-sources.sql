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
  CHECK ((failed_at IS NULL) = (failure IS NULL))
) STRICT;

-- The files of a folder, or the commits of a repository, that were taken or refused.
CREATE TABLE source_item (
  deployment_id INTEGER NOT NULL REFERENCES deployment,
  name          TEXT NOT NULL CHECK (name <> ''),
  PRIMARY KEY (deployment_id, name)
) STRICT, WITHOUT ROWID;
