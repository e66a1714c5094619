"""What an inventory holds, and whether it holds together."""

import fnmatch
import functools
import re
import shutil
import sqlite3
import time
from pathlib import Path

# As rows, reports and names of files have it.
_TIME = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z| UTC)|\d{8}T\d{6}Z")

# What stands beside the inventory's file and belongs to it.
PARTS = ("", "-journal", "-wal", "-shm")


class Clock:
    """Tells what a command noted as now from times that were given."""

    def __init__(self):
        self.begin = time.strftime("%Y%m%d%H%M", time.gmtime(time.time() - 86_400))

    def without_now(self, text):
        return _TIME.sub(
            lambda m: "now" if re.sub(r"\D", "", m[0]) >= self.begin else m[0], text)

    def plain(self, value):
        """A value of a column that is the same whenever the command ran."""
        return self.without_now(value) if isinstance(value, str) else value


class State:
    """The rows of an inventory and the files around it, without clock times. An inventory without
    any row is none."""

    def __init__(self, columns, rows, files):
        """`columns` has the names of each table's columns; `rows` its rows, sorted."""
        self.columns, self.rows, self.files = columns, rows, files

    def masked(self, patterns):
        """Without the columns and files that some patterns name: `source.*`, `file:out/*`."""
        if not patterns:
            return self
        patterns = tuple(patterns)
        columns, tables = {}, {}
        for table, rows in self.rows.items():
            keep = [i for i, name in enumerate(self.columns[table])
                    if not _matches(f"{table}.{name}", patterns)]
            if keep:
                columns[table] = [self.columns[table][i] for i in keep]
                tables[table] = sorted((tuple(row[i] for i in keep) for row in rows), key=repr)
        files = {path: text for path, text in self.files.items()
                 if not _matches(f"file:{path}", patterns)}
        return State(columns, tables, files)

    def __eq__(self, other):
        return self.rows == other.rows and self.files == other.files

    def difference(self, other):
        """The first rows and files that only one of them has."""
        found = []
        for table in sorted(self.rows.keys() | other.rows.keys()):
            own, others = self.rows.get(table, []), other.rows.get(table, [])
            found += [f"+ {table} {row}" for row in own if row not in others][:2]
            found += [f"- {table} {row}" for row in others if row not in own][:2]
        for path in sorted(self.files.keys() | other.files.keys()):
            if self.files.get(path) != other.files.get(path):
                found.append(f"file {path}")
        return "; ".join(found)[:600]


@functools.lru_cache(maxsize=None)
def _matches(name, patterns):
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)


def look(folder, inventory, clock, scratch):
    """The state of a folder, and what is wrong with its inventory. It is a copy that is opened:
    what SQLite repairs is left for the program to repair."""
    files = {}
    parts = {inventory + part for part in PARTS}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_file() and name not in parts:
            text = path.read_bytes().decode(errors="surrogateescape")
            files[clock.without_now(name)] = clock.without_now(text)
    copy = scratch / "looked-at.sqlite"
    for part in PARTS:
        Path(f"{copy}{part}").unlink(missing_ok=True)
        # The index of the log is made anew: a disk need not have it.
        if part != "-shm" and (folder / (inventory + part)).exists():
            shutil.copyfile(folder / (inventory + part), f"{copy}{part}")
    if not copy.exists():
        return State({}, {}, files), []
    database = sqlite3.connect(copy)
    try:
        columns, rows = _rows(database, clock)
        return State(columns, rows, files), problems(database) if rows else []
    except sqlite3.DatabaseError as error:
        return State({}, {}, files), [f"SQLite: {error}"]
    finally:
        database.close()


def _rows(database, clock):
    columns, rows = {}, {}
    for (table,) in database.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall():
        cursor = database.execute(f'SELECT * FROM "{table}"')
        columns[table] = [column[0] for column in cursor.description]
        found = sorted((tuple(map(clock.plain, row)) for row in cursor), key=repr)
        if found:
            rows[table] = found
    if rows:
        columns["pragma"] = ["user_version"]
        rows["pragma"] = database.execute("PRAGMA user_version").fetchall()
    return columns, rows


# What holds of every inventory, each as a question that has no answer.
_RULES = {
    "revisions are numbered from 1 without a gap": """
        SELECT deployment_id, count(*), max(number) FROM revision GROUP BY deployment_id
        HAVING count(*) <> max(number) OR min(number) <> 1""",
    "an accepted revision has as many endpoints as it counts": """
        SELECT deployment_id, number, endpoint_count FROM revision WHERE state = 'accepted'
        AND endpoint_count <> (
          SELECT count(*) FROM endpoint WHERE endpoint.deployment_id = revision.deployment_id
          AND added_in <= number AND ifnull(removed_in, number + 1) > number)""",
    "entries of the audit are numbered from 1 without a gap": """
        SELECT count(*), max(id) FROM audit HAVING count(*) <> ifnull(max(id), 0)""",
    "notices tell of revisions, and of none twice": """
        SELECT notice.id FROM notice LEFT JOIN revision USING (deployment_id, number)
        WHERE revision.number IS NULL""",
    # A revert to an equal table, which another writer made current first, changes nothing. People
    # are not told again of what comes and goes. Who subscribes while another writer stores a revision
    # may have an earlier time and come later: the audit tells the order.
    "each accepted change is in the outbox of who is told of all": """
        SELECT subscription.id, number FROM subscription JOIN revision USING (deployment_id)
        WHERE ended_at IS NULL AND customer_id IS NULL AND service IS NULL AND only_side IS NULL
        AND target NOT LIKE 'mail:%' AND target NOT LIKE 'slack:%'
        AND state = 'accepted' AND recorded_at > created_at AND has_access
        AND added_count + removed_count + changed_count > 0
        AND ifnull(
          (SELECT min(id) FROM audit WHERE audit.deployment_id = revision.deployment_id
           AND subject LIKE '%@' || revision.number)
          > (SELECT min(id) FROM audit WHERE subject = 'subscription ' || subscription.id), 1)
        AND NOT EXISTS (
          SELECT * FROM notice WHERE subscription_id = subscription.id
          AND notice.deployment_id = revision.deployment_id AND notice.number = revision.number)""",
    "every decision is in the audit": """
        SELECT deployment_id, number FROM decision WHERE verdict IN ('approve', 'reject', 'void')
        AND NOT EXISTS (
          SELECT * FROM audit WHERE audit.deployment_id = decision.deployment_id
          AND action LIKE 'revision.%')""",
    "every port assignment is in the audit": """
        SELECT id FROM port_assignment WHERE NOT EXISTS (
          SELECT * FROM audit WHERE audit.customer_id = port_assignment.customer_id)
        AND EXISTS (SELECT * FROM audit)""",
}


def problems(database):
    """What is wrong with an inventory, in words."""
    found = [f"integrity: {text}" for (text,) in database.execute("PRAGMA integrity_check")
             if text != "ok"]
    found += [f"foreign key: {row}" for row in database.execute("PRAGMA foreign_key_check")]
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_schema")}
    if "audit" in tables:
        for rule, question in _RULES.items():
            found += [f"not so: {rule}: {row}" for row in database.execute(question)]
    return found[:5]
