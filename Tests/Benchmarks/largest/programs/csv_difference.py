"""Joins two tables in duckdb: `csv_difference.py OLD NEW` prints how many rows were added,
removed and got other ports."""

import json
import sys

import duckdb

# Most ports are the same text, which needs no comparison as sets.
QUERY = """
SELECT
  count(*) FILTER (WHERE a.service IS NULL),
  count(*) FILTER (WHERE b.service IS NULL),
  count(*) FILTER (WHERE a.service IS NOT NULL AND b.service IS NOT NULL AND CASE
    WHEN a.ports IS NOT DISTINCT FROM b.ports THEN false
    ELSE list_sort(string_split(coalesce(a.ports, ''), ','))
      <> list_sort(string_split(coalesce(b.ports, ''), ',')) END)
FROM read_csv(?, all_varchar = true, header = true) a
FULL JOIN read_csv(?, all_varchar = true, header = true) b
  ON a.service = b.service AND a.address = b.address AND a.protocol = b.protocol
"""

connection = duckdb.connect()
connection.execute("SET threads = 1")
added, removed, changed = connection.execute(QUERY, sys.argv[1:]).fetchone()
print(json.dumps({"added": added, "removed": removed, "changed": changed}))
