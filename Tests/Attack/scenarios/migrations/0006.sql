-- Somebody who signs in and sees one customer.

INSERT INTO user (id, name, role, password, created_at)
VALUES (1, 'anna', 'read', '$y$j9T$none$none', '2021-01-05T09:00:00Z');
INSERT INTO user_scope (user_id, position, customer_id) VALUES (1, 0, 1);
