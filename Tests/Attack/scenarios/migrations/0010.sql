-- An entry that came with another inventory.

INSERT INTO audit (id, done_at, user, action, deployment_id, subject, changes, origin)
VALUES (2, '2021-01-07T09:00:00Z', 'anna', 'revision.stored', 1, 'vendor/cloud@1', '[]', 'north');
