-- The language that a mail of what changed is written in; nothing for that of the settings.
ALTER TABLE change_report ADD COLUMN language TEXT CHECK (language <> '');
