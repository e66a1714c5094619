-- A firewall that was written for twice and has the first file.

INSERT INTO firewall (id, name, target, settings) VALUES (1, 'edge', 'nftables', '{}');
INSERT INTO firewall_allowance (firewall_id, position, deployment_id) VALUES (1, 0, 1);
INSERT INTO firewall_policy (firewall_id, number, written_at, form, revisions)
VALUES (1, 1, '2021-01-08T08:00:00Z', 'nftables', '["vendor/cloud@1"]'),
  (1, 2, '2021-01-09T08:00:00Z', 'nftables', '["vendor/cloud@1"]');
INSERT INTO firewall_rule (firewall_id, added_in, position, deployment_id, address, ports, protocol)
VALUES (1, 1, 0, 1, '23.9.0.1', '8001', 'tcp');
INSERT INTO firewall_application (firewall_id, position, number, applied_at, user)
VALUES (1, 0, 1, '2021-01-08T09:00:00Z', 'anna');
