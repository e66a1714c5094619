-- A machine that was at work, in the first generation.

INSERT INTO replication (id, beat_at, generation) VALUES (1, '2021-01-06T09:00:00Z', 1);
