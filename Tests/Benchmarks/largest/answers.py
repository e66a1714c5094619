"""What a program answered, read from its output, in a form that can be compared."""

import hashlib
import json
import re
import sqlite3
import subprocess

import measure


def headline(path):
    """Counts of "1,200 endpoints added, 3 removed, 1 changed in place."; each may be missing.
    It is one of the first lines of a report."""
    with open(path) as file:
        lines = [file.readline() for _ in range(3)]
    counts = {"added": 0, "removed": 0, "changed": 0}
    found = False
    for line in lines:
        for number, word in re.findall(r"([\d,]+) (?:endpoints? )?(added|removed|changed)\b", line):
            counts[word] = int(number.replace(",", ""))
            found = True
    if not found and not any(line.startswith("No endpoint differs") for line in lines):
        raise ValueError(f"no counts in {lines}")
    return counts


def added_and_removed(path):
    """Those of a headline, in which nothing may be changed in place."""
    counts = headline(path)
    if counts.pop("changed"):
        raise ValueError("something is changed in place")
    return counts


def last_json(path):
    """The JSON in the last line."""
    with open(path) as file:
        for line in file:
            pass
    return json.loads(line)


def digest(lines):
    lines = sorted(lines)
    return [len(lines), hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]]


def bare(block):
    """A block of one address without its length, as some write it."""
    if block.endswith("/32") and ":" not in block:
        return block[:-3]
    return block.removesuffix("/128")


def blocks(path):
    """Every block once for each time that it was printed, in any order."""
    with open(path) as file:
        return digest(bare(line.strip()) for line in file)


def pairs(path):
    """Which blocks cover which address, from lines that begin with both."""
    with open(path) as file:
        cells = (line.split("\t", 2) for line in file)
        return digest({f"{asked} {bare(block)}" for asked, block, _ in cells})


def batch_pairs(path):
    """The same from what `lookup --batch` prints: a header line, then address, relation,
    deployment, block and more."""
    with open(path) as file:
        next(file)
        cells = (line.rstrip("\n").split("\t") for line in file)
        return digest({f"{row[0]} {bare(row[3])}" for row in cells if row[1] == "covers"})


def log(inventory, deployment):
    """The accepted revisions, the latest first."""
    command = [measure.GATEBOOK, "log", deployment, "--inventory", inventory, "--format", "json"]
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode != 0:
        raise ValueError(result.stderr.strip())
    return [entry for entry in json.loads(result.stdout) if entry["state"] == "accepted"]


def rows_stored(inventory, deployment, revision):
    latest = log(inventory, deployment)[0]
    if latest["revision"] != revision:
        raise ValueError(f"revision {latest['revision']} is the latest, not {revision}")
    return latest["endpoints"]


def rows_imported(database):
    return sqlite3.connect(database).execute("SELECT count(*) FROM rows").fetchone()[0]


def statements(path):
    """How many rows the statements that sqldiff prints add, remove and change."""
    words = {"INSERT": "added", "DELETE": "removed", "UPDATE": "changed"}
    counts = {"added": 0, "removed": 0, "changed": 0}
    with open(path) as file:
        for line in file:
            counts[words[line.split(" ", 1)[0]]] += 1
    return counts
