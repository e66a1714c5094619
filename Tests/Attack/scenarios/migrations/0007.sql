-- A deployment whose documents are kept, and one of them.

INSERT INTO keeps_documents (deployment_id) VALUES (1);
INSERT INTO kept_document (id, sha256, byte_count, packed)
VALUES (1, zeroblob(32), 3, x'789c4b4c4a0600024d0127');
