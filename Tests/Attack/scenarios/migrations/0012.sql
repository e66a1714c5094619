-- Several ranges of ports of a role at a time.

INSERT INTO port_assignment (id, customer_id, deployment_id, role, low, high, protocol, held_from,
  assigned_at, assigned_by)
VALUES (12, 1, 1, 'data', 4301, 4364, 'udp', '2021-01-07T00:00:00Z', '2021-01-07T08:00:00Z', 'anna');
