-- A document whose bytes are kept.

INSERT INTO keeps_documents (deployment_id) VALUES (1);
INSERT INTO kept_document (id, sha256, byte_count, packed)
VALUES (1, X'abababababababababababababababababababababababababababababababab', 1, X'789C4B040000620062');
