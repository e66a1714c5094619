"""An inventory with many sources, synced at once; and what each source's deployment became."""

import os
import sqlite3
import subprocess

import support

OLD, NEW, HELD = "old", "new", "held"

_TABLE = """
    SELECT address, service.text, ports, protocol FROM endpoint
    JOIN terms ON terms.id = terms_id LEFT JOIN label AS service ON service.id = service_id
    WHERE deployment_id = ? AND removed_in IS NULL ORDER BY 1, 2, 3, 4"""


class Inventory:
    """Sources by the names of their deployments.

        inventory = Inventory(gatebook, folder, {"control": "http://127.0.0.1:1234/control"})
        inventory.sync(); …; inventory.sync()
        inventory.became("control", like="control")  # NEW
    """

    def __init__(self, gatebook, folder, sources, options=("--allow-private",)):
        self._gatebook, self._folder = gatebook, folder
        self._names = list(sources)
        first, *others = sources.items()
        self._run(["source", "add", f"vendor/{first[0]}", first[1], *options])
        # The others as the program made the first one: a command for each would take minutes.
        with self._database() as database:
            for number, (name, location) in enumerate(others, 2):
                database.execute(
                    "INSERT INTO deployment (id, vendor, name) VALUES (?, 'vendor', ?)",
                    (number, name))
                database.execute(
                    "INSERT INTO source (deployment_id, location, allows_private, added_at) "
                    "SELECT ?, ?, allows_private, added_at FROM source WHERE deployment_id = 1",
                    (number, location))

    def _database(self):
        return sqlite3.connect(self._folder / "gatebook.sqlite")

    def _run(self, arguments, variables=None):
        ended = support.run(self._gatebook, arguments, self._folder, variables)
        if ended.status != 0:
            raise SystemExit(f"gatebook {' '.join(arguments)}: {ended}")

    def move(self, locations):
        """Gives sources other locations, without what the old ones said of their documents."""
        with self._database() as database:
            for name, location in locations.items():
                database.execute(
                    "UPDATE source SET location = ?, etag = NULL, last_modified = NULL "
                    "WHERE deployment_id = ?", (location, self._number(name)))

    def said_of(self, name):
        """What was said of a source at the last sync."""
        return " ".join(line.partition(": ")[2] for line in self.said.splitlines()
                        if f" vendor/{name}: " in line)

    def sync(self, timeout=60, variables=None):
        """Syncs all sources, also those that asked to wait. Gives the status and the most memory
        that was used, in MiB; what was said of each source is in `said`."""
        with (self._folder / "said").open("w") as said:
            program = subprocess.Popen(
                [self._gatebook, "sync", "--force", "--timeout", str(timeout)], cwd=self._folder,
                env=support.environment(**(variables or {})), stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=said)
            _, status, usage = os.wait4(program.pid, 0)
            program.returncode = os.waitstatus_to_exitcode(status)
        self.said = (self._folder / "said").read_text(errors="replace")
        return program.returncode, usage.ru_maxrss >> 10

    def became(self, name, like):
        """What became of a deployment at the last sync: NEW if it has the table that the
        deployment `like` has, OLD if it has no revision but the first, HELD if a later one waits;
        or in words what else."""
        with self._database() as database:
            states = self._states(database, name)
            if not states:
                return OLD
            if "accepted" not in states:
                return HELD if states == ["held"] else f"revisions that are {states}"
            if len(states) == 1 and self._table(database, name) == self._table(database, like):
                return NEW
            rows = self._table(database, name)
            return f"{len(states)} later revisions, the current one with {len(rows)} endpoints"

    def _states(self, database, name):
        rows = database.execute(
            "SELECT state FROM revision WHERE deployment_id = ? AND number > 1 ORDER BY number",
            (self._number(name),))
        return [state for (state,) in rows]

    def _table(self, database, name):
        return database.execute(_TABLE, (self._number(name),)).fetchall()

    def _number(self, name):
        return self._names.index(name) + 1
