-- A list of its own that was applied.

INSERT INTO firewall_application (firewall_id, position, number, applied_at, user, list)
VALUES (1, 1, 2, '2021-01-09T09:00:00Z', 'anna', 'out-tcp-443');
