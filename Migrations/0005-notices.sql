-- Who is told of which changes, and what is to be told to whom.

-- The words of the document that an endpoint was read from; kept for revisions after
-- the first, so that a notice can quote what changed.
ALTER TABLE endpoint ADD COLUMN quote TEXT CHECK (quote <> '');
ALTER TABLE held_change ADD COLUMN quote TEXT CHECK (quote <> '');

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

-- The outbox: written with the revision, delivered later. One notice of one revision
-- for one subscription.
CREATE TABLE notice (
  id              INTEGER PRIMARY KEY,
  subscription_id INTEGER NOT NULL REFERENCES subscription,
  deployment_id   INTEGER NOT NULL,
  number          INTEGER NOT NULL,
  kind            TEXT NOT NULL CHECK (kind IN ('change', 'held')),
  -- The revision that was current before.
  base_number     INTEGER,
  as_of           TEXT NOT NULL,
  created_at      TEXT NOT NULL,
  -- When it became due, or was asked to be tried again.
  due_since       TEXT NOT NULL,
  state           TEXT NOT NULL CHECK (state IN ('due', 'delivered', 'given up')),
  attempts        INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  not_before      TEXT NOT NULL,
  -- Until when the program that is delivering it has it for itself.
  claimed_until   TEXT,
  failure         TEXT CHECK (failure <> ''),
  tried_at        TEXT,
  UNIQUE (subscription_id, deployment_id, number, kind),
  FOREIGN KEY (deployment_id, number) REFERENCES revision (deployment_id, number)
) STRICT;
CREATE INDEX notice_due ON notice (subscription_id, id) WHERE state = 'due';
