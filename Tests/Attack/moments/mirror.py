"""Whether the judge sees anything: bugs made on purpose, each of which it has to find."""

import sqlite3

import support
from moments import disk, parts


def blind_spots(trial, random):
    """The bugs that it does not find. The trial is of a command that stores a revision."""
    bugs = {"a commit that was never synced": _without_syncs, "a dropped row": _without_a_row}
    return [name for name, make in bugs.items() if not make(trial, random)]


def _without_syncs(trial, random):
    changes = trial.changes
    trial.changes = [change for change in changes if change.kind != "S"]
    try:
        return parts.try_cut(trial, f"{len(trial.changes)}/{disk.DROPPED}/usual/1", random)
    finally:
        trial.changes = changes


def _without_a_row(trial, _):
    workshop, scenario = trial.workshop, trial.scenario
    workshop.put(scenario.fixture)
    scenario.run(workshop, trial.shim.timed())
    database = sqlite3.connect(workshop.place / scenario.inventory)
    with database:
        database.execute(
            "DELETE FROM endpoint WHERE address = (SELECT max(address) FROM endpoint)")
    database.close()
    return trial.judge(support.Ended(scenario.status, None, ""))
