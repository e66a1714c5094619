-- Since when a source is not read, as somebody wanted, who that was and why.
ALTER TABLE source ADD COLUMN paused_at TEXT;
ALTER TABLE source ADD COLUMN paused_by TEXT CHECK (paused_by <> '');
ALTER TABLE source ADD COLUMN paused_note TEXT CHECK (paused_note <> '');
