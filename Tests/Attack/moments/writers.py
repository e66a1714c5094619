"""Eight programs that write at once, some killed: none loses what it told as done, and none does
anything by half."""

import subprocess
import time

import sqlite3

import support
from moments import oracle

COUNT = 8

# How a command may end beside others: done, with some held or not expressed, refused since another
# one was faster, or busy.
_STATUSES = {0, 2, 64, 65, 66, 69, 75, 77}

_COMMANDS = [
    ["sync", "vendor/cloud", "first.csv"],
    ["sync", "vendor/cloud", "next.csv"],
    ["sync", "vendor/cloud", "third.csv"],
    ["sync", "vendor/cloud", "emptied.csv"],
    ["sync", "vendor/elsewhere", "next.csv"],
    ["sync", "vendor/elsewhere", "third.csv"],
    ["approve", "vendor/cloud@3"],
    ["reject", "vendor/cloud@3"],
    ["revert", "vendor/cloud@1"],
    ["void", "vendor/elsewhere@2"],
    ["guard", "vendor/cloud", "--loss-percent", "90"],
    ["customer", "assign", "northwood", "vendor/cloud", "--data", "5001-5064"],
    ["customer", "assign", "southfield", "vendor/cloud", "--data", "5001-5064"],
    ["customer", "unassign", "northwood", "vendor/cloud"],
    ["customer", "import", "sheet.csv"],
    ["customer", "rename", "southfield", "southfield-two"],
    ["firewall", "write", "edge"],
    ["firewall", "applied", "edge"],
    ["token", "add", "another", "--role", "read"],
    ["notify", "subscribe", "More", "--deployment", "vendor/cloud", "--to", "file:out"],
    ["notify", "send"],
]

# Commands that are in the audit if they did something; of the others, some find nothing to do.
_AUDITED = {"approve", "reject", "revert", "void", "customer rename", "token add",
            "notify subscribe", "firewall applied"}


def try_round(workshop, random):
    """Runs eight commands at once on an inventory, then looks; what is wrong, in words."""
    workshop.put("written")
    started = []
    for number in range(COUNT):
        command = random.choice(_COMMANDS)
        program = subprocess.Popen(
            [workshop.gatebook, *command, "--by", f"writer {number}"], cwd=workshop.place,
            env=support.environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True)
        end = time.monotonic() + (random.uniform(0.02, 0.6) if random.random() < 0.4 else 60)
        started.append((command, program, end))
    wrong = []
    statuses = [_end(program, end) for _, program, end in started]
    for (command, _, _), status in zip(started, statuses):
        if status not in _STATUSES | {-9}:
            wrong.append(f"{' '.join(command)}: status {status}")
    _, problems = oracle.look(workshop.place, "gatebook.sqlite", workshop.clock, workshop.scratch)
    return wrong + problems + _wrong_audit(workshop, started, statuses)


def _end(program, end):
    try:
        return program.wait(max(0, end - time.monotonic()))
    except subprocess.TimeoutExpired:
        program.kill()
        return program.wait()


def _wrong_audit(workshop, started, statuses):
    """Compares what was told as done with the audit, where each program has a name of its own."""
    database = sqlite3.connect(workshop.place / "gatebook.sqlite")
    names = {name for (name,) in database.execute("SELECT name FROM audit")}
    database.close()
    wrong = []
    for number, ((command, _, _), status) in enumerate(zip(started, statuses)):
        is_noted = f"writer {number}" in names
        words = {command[0], " ".join(command[:2])}
        if status == 0 and words & _AUDITED and not is_noted:
            wrong.append(f"{' '.join(command)} was done and is not in the audit")
        if status in {64, 65, 66, 75} and is_noted:
            wrong.append(f"{' '.join(command)} ended with {status} and is in the audit")
    return wrong
