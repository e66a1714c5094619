-- A token for a customer, and a list that somebody polled.

INSERT INTO token (id, name, role, sha256, created_at)
VALUES (1, 'reader', 'read', zeroblob(32), '2021-01-05T09:00:00Z');
INSERT INTO token_scope (token_id, position, customer_id) VALUES (1, 0, 1);
INSERT INTO public_list (deployment_id) VALUES (1);
INSERT INTO list_poll (list, who, first_at, last_at)
VALUES ('/lists/vendor/cloud.txt', 'reader', '2021-01-05T10:00:00Z', '2021-01-05T10:00:00Z');
