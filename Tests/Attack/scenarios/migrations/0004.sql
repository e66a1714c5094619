-- A layout that was kept and removed again.

INSERT INTO layout (deployment_id, number, text, kept_at, user)
VALUES (1, 1, 'gatebook layout 1
skip "decommissioned"
', '2021-01-05T09:00:00Z', 'anna'), (1, 2, NULL, '2021-01-06T09:00:00Z', 'anna');
INSERT INTO revision_layout (deployment_id, number, layout) VALUES (1, 1, 1);
