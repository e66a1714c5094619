"""Makes the table that `probe.py` asks: `probe_table.py CSV DATABASE`."""

import csv
import sqlite3
import sys

import blocks

with open(sys.argv[1], newline="") as file:
    rows = csv.reader(file)
    next(rows)
    database = sqlite3.connect(sys.argv[2])
    database.execute("CREATE TABLE rows (low, length INTEGER, service, address, ports, protocol)")
    database.executemany(
        "INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?)",
        ((*blocks.parted(row[1]), *row) for row in rows),
    )
    database.execute("CREATE INDEX rows_by_block ON rows (low, length)")
    database.execute("CREATE TABLE lengths AS SELECT DISTINCT typeof(low) AS type, length FROM rows")
    database.commit()
