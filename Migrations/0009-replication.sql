-- What copies of the inventory elsewhere have to know of the machine that writes it.
CREATE TABLE replication (
  id      INTEGER PRIMARY KEY CHECK (id = 1),
  -- When that machine was last known to be at work: so old is a copy.
  beat_at TEXT
) STRICT;
