-- Of languages whose files are one list each, what is written and applied counts for each list;
-- and what was noted as applied is what the last file leads to, which may be a way back.

-- The list that was given; null for all that the firewall has.
ALTER TABLE firewall_application ADD COLUMN list TEXT CHECK (list <> '');

-- The last file that was written for a firewall, or for each of its lists.
CREATE TABLE firewall_file (
  firewall_id INTEGER NOT NULL,
  -- '' for all that the firewall has.
  list        TEXT NOT NULL,
  -- The policy that the file leads to.
  number      INTEGER NOT NULL,
  -- Of a way back that was not noted as applied yet, the policy that it leads from.
  back_from   INTEGER,
  PRIMARY KEY (firewall_id, list),
  FOREIGN KEY (firewall_id, number) REFERENCES firewall_policy (firewall_id, number),
  FOREIGN KEY (firewall_id, back_from) REFERENCES firewall_policy (firewall_id, number)
) STRICT, WITHOUT ROWID;

INSERT INTO firewall_file (firewall_id, list, number)
SELECT firewall_id, '', max(number) FROM firewall_policy WHERE NOT is_adopted GROUP BY firewall_id;
