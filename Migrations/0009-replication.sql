-- What copies of the inventory elsewhere have to know of the machine that writes it.
CREATE TABLE replication (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  -- When that machine was last known to be at work: so old is a copy.
  beat_at    TEXT,
  -- The time of one machine that writes it, numbered from 1; NULL where machines do not take turns.
  generation INTEGER CHECK (generation > 0)
) STRICT;
