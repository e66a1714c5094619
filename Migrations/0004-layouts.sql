-- How a person told that a deployment's document is read.

-- Each version of a deployment's layout, from 1; the last one counts.
CREATE TABLE layout (
  deployment_id INTEGER NOT NULL REFERENCES deployment,
  number        INTEGER NOT NULL CHECK (number >= 1),
  -- Its text form; null where the layout was removed.
  text          TEXT CHECK (text <> ''),
  kept_at       TEXT NOT NULL
                CHECK (kept_at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'),
  -- The system's user, and as whom they said they act.
  user          TEXT NOT NULL CHECK (user <> ''),
  name          TEXT CHECK (name <> ''),
  note          TEXT CHECK (note <> ''),
  PRIMARY KEY (deployment_id, number)
) STRICT, WITHOUT ROWID;

-- The layout by which the document of a revision was read; none for one read without.
CREATE TABLE revision_layout (
  deployment_id INTEGER NOT NULL,
  number        INTEGER NOT NULL,
  layout        INTEGER NOT NULL,
  PRIMARY KEY (deployment_id, number),
  FOREIGN KEY (deployment_id, number) REFERENCES revision (deployment_id, number),
  FOREIGN KEY (deployment_id, layout) REFERENCES layout (deployment_id, number)
) STRICT, WITHOUT ROWID;
