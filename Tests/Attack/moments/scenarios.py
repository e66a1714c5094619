"""The scenarios: what there is before a command, and what it leads to."""

import os
import sqlite3
import time
import tomllib
from pathlib import Path

import support
from moments import documents, oracle
from moments.image import LONG_AGO, Image
from moments.served import Served

FOLDER = Path(__file__).resolve().parents[1] / "scenarios"

# States in memory, some 30 KB each.
_MOST_SEEN = 2_000


class Scenario:
    """One command on one fixture; `commands.toml` tells of its fields."""

    def __init__(self, name, fields):
        self.name = name
        self.command_name = name.split(":")[0]
        self.fixture = fields["fixture"]
        self.command = fields["command"]
        self.text = fields.get("text")
        self.status = fields.get("status", 0)
        self.between = fields.get("between", [])
        self.leaves = fields.get("leaves", [])
        self.chance = fields.get("chance", [])
        self.settle = fields.get("settle")
        self.inventory = fields.get("inventory", "gatebook.sqlite")
        self.adds = fields.get("adds", False)
        self.once = fields.get("once", False)
        self.tells = fields.get("tells", False)
        self.told = fields.get("told", True)

    def run(self, workshop, variables, patience=support.PATIENCE):
        """Runs the command in the workshop's place."""
        if self.text is None:
            return workshop.served(self.command).run(variables, patience)
        return workshop.run(self.command, variables, self.text, patience)


def load(file):
    """The scenarios of a file, in its order."""
    with (FOLDER / file).open("rb") as text:
        return [Scenario(name, fields) for name, fields in tomllib.load(text).items()]


class Workshop:
    """Makes fixtures, and puts them where commands run: always the same place, since inventories
    hold paths."""

    def __init__(self, gatebook, library, folder, addresses):
        """`library` is faults.c; `addresses` has what stands for {web} and {dns}."""
        self.gatebook, self.library, self.addresses = gatebook, library, addresses
        self.place, self.scratch = folder / "place", folder / "scratch"
        for made in (self.place, self.scratch):
            made.mkdir()
        # By the name of a fixture, when it was made, in seconds since 1970.
        self.made = {}
        self._kept, self._seen = {}, {}
        self._serving, self._served = None, None
        self.clock = oracle.Clock()
        with (FOLDER / "fixtures.toml").open("rb") as text:
            self._fixtures = tomllib.load(text)

    def put(self, name):
        """Puts a fixture in the place."""
        if name not in self._kept:
            self._make(name)
        self._kept[name].put(self.place)

    def _make(self, name):
        if name.startswith("migrated from "):
            from moments import migrations  # which needs scenarios itself
            Image.EMPTY.put(self.place)
            migrations.make(self.place / "gatebook.sqlite", int(name.split()[-1]))
            (self.place / "next.csv").write_text(documents.NAMED["@next"])
        else:
            self._run(name, self._fixtures[name])
        for path in self.place.rglob("*"):
            os.utime(path, ns=(LONG_AGO, LONG_AGO))
        self._kept[name] = Image.of(self.place)
        self.made[name] = int(time.time())

    def _run(self, name, fixture):
        if "from" in fixture:
            self.put(fixture["from"])
        else:
            Image.EMPTY.put(self.place)
        for folder in fixture.get("folders", []):
            (self.place / folder).mkdir()
        for path, text in fixture.get("files", {}).items():
            (self.place / path).write_text(documents.NAMED[text])
            os.utime(self.place / path, ns=(LONG_AGO, LONG_AGO))
        for command in fixture.get("commands", []):
            ended = self.run(command, text=fixture.get("text"))
            if ended.status not in fixture.get("statuses", [0]):
                raise SystemExit(f"fixture {name}: {' '.join(command)}: {ended}")
        self._execute(fixture.get("sql"), "gatebook.sqlite")

    def run(self, command, variables=None, text=None, patience=support.PATIENCE):
        """Runs a command in the place."""
        return support.run(
            self.gatebook, self.filled(command), self.place, variables, text, patience)

    def served(self, command):
        """The command, waiting to be run."""
        if self._serving != command:
            self.close()
            self._served = Served(
                [self.gatebook, *self.filled(command)], self.library, self.place, self.scratch)
            self._serving = command
        return self._served

    def close(self):
        """Ends what waits."""
        if self._served:
            self._served.close()
        self._serving, self._served = None, None

    def filled(self, command):
        """A command with the addresses of the harness's servers in it."""
        return [word.format(**self.addresses) if "{" in word else word for word in command]

    def look(self, scenario):
        """The state of the place, what is wrong with it, and the name of its bytes: what has the
        same name is the same to any program, and was looked at before."""
        name = Image.of(self.place).name(scenario.inventory)
        if name not in self._seen:
            if len(self._seen) >= _MOST_SEEN:
                self._seen.clear()
            self._seen[name] = oracle.look(
                self.place, scenario.inventory, self.clock, self.scratch)
        state, problems = self._seen[name]
        return state.masked(scenario.chance), list(problems), name

    def settle(self, scenario):
        """Lets time pass, where a scenario needs it."""
        self._execute(scenario.settle, scenario.inventory)

    def _execute(self, sql, inventory):
        if sql and (self.place / inventory).exists():
            database = sqlite3.connect(self.place / inventory)
            with database:
                database.execute(sql)
            database.close()
