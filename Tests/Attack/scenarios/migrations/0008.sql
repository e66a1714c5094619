-- A customer who is written to in German, a mailing that has ended, and a mail of each week.

UPDATE customer SET language = 'de' WHERE id = 1;
INSERT INTO mailing (id, deployment_id, digest, created_at, ended_at)
VALUES (1, 1, 'week', '2021-01-06T09:00:00Z', '2021-01-07T09:00:00Z');
INSERT INTO change_report (id, who, address, every, created_at, told_until, not_before)
VALUES (1, 'anna', 'anna@example.com', 'week', '2021-01-06T09:00:00Z', '2021-01-06T09:00:00Z',
  '2021-01-06T09:00:00Z');
