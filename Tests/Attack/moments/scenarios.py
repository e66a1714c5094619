"""The scenarios: what there is before a command, and what it leads to."""

import os
import shutil
import sqlite3
import tomllib
from pathlib import Path

import support
from moments import documents, oracle

FOLDER = Path(__file__).resolve().parents[1] / "scenarios"

# A time long ago, for files that have not changed for a while.
_LONG_AGO = 1_609_459_200


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
        self.told = fields.get("told", True)

    def run(self, workshop, variables):
        """Runs the command in the workshop's place."""
        return workshop.run(self.command, variables, self.text)


def load(file):
    """The scenarios of a file, in its order."""
    with (FOLDER / file).open("rb") as text:
        return [Scenario(name, fields) for name, fields in tomllib.load(text).items()]


class Workshop:
    """Makes fixtures, and puts them where commands run: always the same place, since inventories
    hold paths."""

    def __init__(self, gatebook, folder, addresses):
        """`addresses` has what stands for {web} and {dns}."""
        self.gatebook, self.addresses = gatebook, addresses
        self.place, self.scratch = folder / "place", folder / "scratch"
        self._kept = folder / "fixtures"
        for made in (self.place, self.scratch, self._kept):
            made.mkdir()
        self.clock = oracle.Clock()
        with (FOLDER / "fixtures.toml").open("rb") as text:
            self._fixtures = tomllib.load(text)

    def put(self, name):
        """Puts a fixture in the place."""
        if not (self._kept / name).exists():
            self._make(name)
        shutil.rmtree(self.place)
        shutil.copytree(self._kept / name, self.place)

    def _make(self, name):
        if name.startswith("migrated from "):
            from moments import migrations  # which needs scenarios itself
            shutil.rmtree(self.place)
            self.place.mkdir()
            migrations.make(self.place / "gatebook.sqlite", int(name.split()[-1]))
            (self.place / "next.csv").write_text(documents.NAMED["@next"])
        else:
            self._run(name, self._fixtures[name])
        for path in self.place.rglob("*"):
            os.utime(path, (_LONG_AGO, _LONG_AGO))
        shutil.copytree(self.place, self._kept / name)

    def _run(self, name, fixture):
        if "from" in fixture:
            self.put(fixture["from"])
        else:
            shutil.rmtree(self.place)
            self.place.mkdir()
        for folder in fixture.get("folders", []):
            (self.place / folder).mkdir()
        for path, text in fixture.get("files", {}).items():
            (self.place / path).write_text(documents.NAMED[text])
            os.utime(self.place / path, (_LONG_AGO, _LONG_AGO))
        for command in fixture.get("commands", []):
            ended = self.run(command, text=fixture.get("text"))
            if ended.status not in fixture.get("statuses", [0]):
                raise SystemExit(f"fixture {name}: {' '.join(command)}: {ended}")
        self._execute(fixture.get("sql"), "gatebook.sqlite")

    def run(self, command, variables=None, text=None):
        """Runs a command in the place."""
        return support.run(self.gatebook, self.filled(command), self.place, variables, text)

    def filled(self, command):
        """A command with the addresses of the harness's servers in it."""
        return [word.format(**self.addresses) if "{" in word else word for word in command]

    def look(self, scenario):
        """The state of the place, and what is wrong with it."""
        state, problems = oracle.look(self.place, scenario.inventory, self.clock, self.scratch)
        return state.masked(scenario.chance), problems

    def settle(self, scenario):
        """Lets time pass, where a scenario needs it."""
        self._execute(scenario.settle, scenario.inventory)

    def _execute(self, sql, inventory):
        if sql and (self.place / inventory).exists():
            database = sqlite3.connect(self.place / inventory)
            with database:
                database.execute(sql)
            database.close()
