-- Mails to all customers of a deployment, several notices in one mail, languages, reminders, what
-- bounced, what comes and goes, and mails of what changed since the last one.

-- The language that a customer is written to in; nothing for that of the settings.
ALTER TABLE customer ADD COLUMN language TEXT CHECK (language <> '');

-- The contacts of every customer are told: subscriptions follow the customers and their contacts.
CREATE TABLE mailing (
  id            INTEGER PRIMARY KEY,
  -- Nothing for whichever deployments the customers use.
  deployment_id INTEGER REFERENCES deployment,
  only_side     TEXT CHECK (only_side IN ('opened', 'closed')),
  digest        TEXT CHECK (digest IN ('run', 'day', 'week')),
  created_at    TEXT NOT NULL,
  ended_at      TEXT
) STRICT;

-- The mailing that made it; nothing if a person did.
ALTER TABLE subscription ADD COLUMN mailing_id INTEGER REFERENCES mailing;
-- What goes into one mail; nothing for a mail for each notice.
ALTER TABLE subscription ADD COLUMN digest TEXT CHECK (digest IN ('run', 'day', 'week'));
ALTER TABLE subscription ADD COLUMN language TEXT CHECK (language <> '');
CREATE INDEX subscription_mailing ON subscription (mailing_id, customer_id) WHERE ended_at IS NULL;

-- The outbox again, with reminders: a CHECK cannot be changed in place.
CREATE TABLE outbox (
  id              INTEGER PRIMARY KEY,
  subscription_id INTEGER NOT NULL REFERENCES subscription,
  deployment_id   INTEGER NOT NULL,
  number          INTEGER NOT NULL,
  kind            TEXT NOT NULL CHECK (kind IN ('change', 'held', 'ports', 'void', 'reminder')),
  -- The revision that was current before.
  base_number     INTEGER,
  -- Of a change of the customer's own ports, or a reminder of one: what they were and become.
  ports_before    TEXT CHECK (kind NOT IN ('change', 'held', 'void') OR ports_before IS NULL),
  ports_after     TEXT CHECK ((ports_after IS NULL) = (ports_before IS NULL)),
  -- Of a reminder: how many days before it is sent at the latest.
  days_left       INTEGER CHECK ((days_left IS NULL) = (kind <> 'reminder')),
  -- Whose ports hold when counts at this time.
  as_of           TEXT NOT NULL,
  created_at      TEXT NOT NULL,
  -- When it became due, or was asked to be tried again.
  due_since       TEXT NOT NULL,
  state           TEXT NOT NULL CHECK (state IN ('due', 'delivered', 'given up', 'withdrawn')),
  attempts        INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  not_before      TEXT NOT NULL,
  -- Whether it waits since what it tells comes and goes; later notices do not wait for it.
  put_off         INTEGER NOT NULL DEFAULT 0 CHECK (put_off IN (0, 1)),
  -- Until when the program that is delivering it has it for itself.
  claimed_until   TEXT,
  -- The first notice of the mail that it is in, from the first attempt on.
  gathered        INTEGER,
  -- The identifier of the message that told it.
  message         TEXT CHECK (message <> ''),
  failure         TEXT CHECK (failure <> ''),
  tried_at        TEXT,
  CHECK (kind <> 'ports' OR ports_before IS NOT NULL),
  FOREIGN KEY (deployment_id, number) REFERENCES revision (deployment_id, number)
) STRICT;
INSERT INTO outbox (id, subscription_id, deployment_id, number, kind, base_number, ports_before,
    ports_after, as_of, created_at, due_since, state, attempts, not_before, claimed_until, failure,
    tried_at)
  SELECT id, subscription_id, deployment_id, number, kind, base_number, ports_before, ports_after,
    as_of, created_at, due_since, state, attempts, not_before, claimed_until, failure, tried_at
  FROM notice;
DROP TABLE notice;
ALTER TABLE outbox RENAME TO notice;
CREATE INDEX notice_due ON notice (subscription_id, id) WHERE state = 'due';
CREATE INDEX notice_message ON notice (message) WHERE message IS NOT NULL;
CREATE INDEX notice_revision ON notice (deployment_id, number, subscription_id);
-- Nobody is told of a revision twice; ports may change more than once while it is current.
CREATE UNIQUE INDEX notice_once ON notice (subscription_id, deployment_id, number, kind, as_of)
  WHERE kind NOT IN ('ports', 'reminder');

-- Who gets a mail of what changed since the last one.
CREATE TABLE change_report (
  id         INTEGER PRIMARY KEY,
  who        TEXT NOT NULL CHECK (who <> ''),
  address    TEXT NOT NULL CHECK (address LIKE '_%@_%'),
  every      TEXT NOT NULL CHECK (every IN ('day', 'week')),
  created_at TEXT NOT NULL,
  -- Up to when was told.
  told_until TEXT NOT NULL,
  attempts   INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  not_before TEXT NOT NULL,
  failure    TEXT CHECK (failure <> ''),
  ended_at   TEXT
) STRICT;
