-- Where an entry of the audit came from, if another inventory had it first; nothing for what was
-- done in this one.
ALTER TABLE audit ADD COLUMN origin TEXT CHECK (origin <> '');
