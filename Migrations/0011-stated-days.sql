-- The days that a document states besides `act_by`: from when what it lists is in force, and when
-- something that it no longer lists is switched off. As precise as the document is.
ALTER TABLE revision ADD COLUMN effective_on TEXT;
ALTER TABLE revision ADD COLUMN switch_off_on TEXT;
