-- Rows of an inventory of the first schema: a deployment with a revision, a customer with ports, a
-- source, a subscription with a notice that was delivered.

INSERT INTO deployment (id, vendor, name) VALUES (1, 'vendor', 'cloud');
INSERT INTO revision (deployment_id, number, recorded_at, state, stored_by, endpoint_count,
  added_count, removed_count, changed_count, source, fetched_at, format, encoding, byte_count,
  sha256, ending)
VALUES (1, 1, '2021-01-05T09:00:00Z', 'accepted', 'anna', 2, 2, 0, 0, 'first.csv',
  '2021-01-05T09:00:00Z', 'csv', 'utf-8', 90, zeroblob(32), 'whole');
INSERT INTO label (id, text) VALUES (1, 'Service 0'), (2, 'Service 1');
INSERT INTO terms (id, ports, protocol) VALUES (1, '8001', 'tcp'), (2, '443', 'tcp');
INSERT INTO endpoint (address, deployment_id, added_in, position, service_id, terms_id, line)
VALUES (x'041709000120', 1, 1, 0, 1, 1, 2), (x'041709010220', 1, 1, 1, 2, 2, 3);
INSERT INTO customer (id, name, display_name) VALUES (1, 'northwood', 'Northwood EMS');
INSERT INTO contact (customer_id, mail_address) VALUES (1, 'it@northwood.example');
INSERT INTO deployment_use (customer_id, deployment_id, used_from)
VALUES (1, 1, '2021-01-06T00:00:00Z');
INSERT INTO port_assignment (id, customer_id, deployment_id, role, low, high, protocol, held_from,
  assigned_at, assigned_by)
VALUES (1, 1, 1, 'data', 4201, 4264, 'udp', '2021-01-07T00:00:00Z', '2021-01-07T08:00:00Z', 'anna');
INSERT INTO source (deployment_id, location, added_at)
VALUES (1, 'next.csv', '2021-01-05T09:00:00Z');
INSERT INTO audit (id, done_at, user, action, deployment_id, customer_id, subject, changes)
VALUES (1, '2021-01-07T08:00:00Z', 'anna', 'ports.assigned', 1, 1, 'northwood on vendor/cloud',
  '[]');
INSERT INTO subscription (id, who, deployment_id, tells_held, target, file_format, allows_private,
  created_at)
VALUES (1, 'NOC', 1, 1, 'file:notices', 'text', 0, '2021-01-04T09:00:00Z');
INSERT INTO notice (id, subscription_id, deployment_id, number, kind, as_of, created_at, due_since,
  state, attempts, not_before, tried_at)
VALUES (1, 1, 1, 1, 'change', '2021-01-05T09:00:00Z', '2021-01-05T09:00:00Z',
  '2021-01-05T09:00:00Z', 'delivered', 1, '2021-01-05T09:00:00Z', '2021-01-05T09:01:00Z');
