-- At one time, a customer may have several ranges of ports of a role on a deployment: what is open
-- once is a range, no longer the role.
DROP INDEX port_assignment_open;
CREATE UNIQUE INDEX port_assignment_open
  ON port_assignment (customer_id, deployment_id, role, low, high, protocol)
  WHERE held_until IS NULL AND corrected_at IS NULL;
