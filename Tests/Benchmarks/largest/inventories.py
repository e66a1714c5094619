"""Works on an inventory: storing revisions, comparing them, asking for addresses."""

import os
import shutil

import measure
from largest import answers, peers
from largest.pairs import Program, Work

DEPLOYMENT = "largest/list"
FOLDER_DEPLOYMENT = "largest/folder"
TABLE = ("CREATE TABLE rows (key TEXT PRIMARY KEY, service TEXT, address TEXT, ports TEXT, "
         "protocol TEXT) WITHOUT ROWID")


def gatebook(inventory, *arguments):
    return [measure.GATEBOOK, *arguments, "--inventory", inventory]


def parts(database):
    """The files that rows may be in: the write-ahead log may stay when the program ends."""
    return [path for path in (database, database + "-wal") if os.path.exists(path)]


def size(database):
    return sum(os.path.getsize(path) for path in parts(database))


def remove(database):
    for path in (database, database + "-wal", database + "-shm"):
        if os.path.exists(path):
            os.remove(path)


def copy(database, to):
    remove(to)
    for path in parts(database):
        shutil.copyfile(path, to + path[len(database):])


def sqlite_import(csv, database):
    return Program(
        ["sqlite3", database, "PRAGMA journal_mode = WAL", TABLE, ".mode csv",
         f".import --skip 1 {csv} rows"],
        answer=lambda _: answers.rows_imported(database),
        before=lambda: remove(database),
        stored=lambda: size(database),
    )


def first_revision(at, truth, there):
    inventory = at("first.sqlite")
    return Work(
        name="first revision stored", size=f"{truth['rows']:,} rows",
        peer="sqlite3 .import", ratio=1.3, bytes_a_row=80, rows=truth["rows"],
        ours=Program(
            gatebook(inventory, "sync", DEPLOYMENT, at("a.csv")),
            answer=lambda _: answers.rows_stored(inventory, DEPLOYMENT, 1),
            before=lambda: remove(inventory),
            stored=lambda: size(inventory),
        ),
        theirs=there("sqlite3") and sqlite_import(at("a.keyed.csv"), at("a.database")),
        expected=truth["rows"],
    )


def next_revision(at, truth, there):
    first, inventory = at("first.sqlite"), at("second.sqlite")
    changes = {key: truth[key] for key in ("added", "removed", "changed")}

    def rows(output):
        counts = answers.headline(output)
        if counts != changes:
            raise ValueError(f"{counts}, not {changes}")
        return answers.rows_stored(inventory, DEPLOYMENT, 2)

    return Work(
        name="next revision stored", size=f"{truth['rows']:,} rows",
        peer="sqlite3 .import, anew", ratio=0.5,
        rows=sum(changes.values()), row="changed row", needs=first,
        ours=Program(
            gatebook(inventory, "sync", DEPLOYMENT, at("b.csv")), rows,
            before=lambda: copy(first, inventory),
            stored=lambda: size(inventory) - size(first),
        ),
        theirs=there("sqlite3") and sqlite_import(at("b.keyed.csv"), at("b.database")),
        expected=truth["rows"],
    )


def stored_difference(at, truth, there):
    return Work(
        name="difference of two stored revisions", size=f"{truth['rows']:,} rows",
        peer="sqldiff", ratio=0.1, needs=at("second.sqlite"),
        ours=Program(
            gatebook(at("second.sqlite"), "diff", f"{DEPLOYMENT}@1", f"{DEPLOYMENT}@2"),
            answers.headline,
        ),
        theirs=there("sqldiff", "sqlite3") and Program(
            ["sqldiff", at("a.database"), at("b.database")], answers.statements),
        expected={key: truth[key] for key in ("added", "removed", "changed")},
    )


def lookup(at, truth, peer, ratio, theirs):
    return Work(
        name="addresses looked up", size=f"{truth['asked']:,} in {truth['rows']:,} rows",
        peer=peer, ratio=ratio, needs=at("first.sqlite"),
        ours=Program(
            gatebook(at("first.sqlite"), "lookup", "--batch", at("asked.txt")),
            answers.batch_pairs,
        ),
        theirs=theirs,
    )


def lookup_by_probes(at, truth, there):
    table = at("probe.database")

    def table_made():
        if not os.path.exists(table):
            measure.once(peers.script("probe_table.py", at("a.csv"), table))

    return lookup(at, truth, "python sqlite3, its table made before", 0.2, Program(
        peers.script("probe.py", table, at("asked.txt")), answers.pairs, before=table_made))


def lookup_by_trie(at, truth, there):
    return lookup(at, truth, "pytricia, its trie built", None, there("pytricia") and Program(
        peers.script("trie.py", at("a.csv"), at("asked.txt"), package=True), answers.pairs))


def folder_of_revisions(at, truth, there):
    inventory = at("folder.sqlite")

    def different(_):
        return {"different": len(answers.log(inventory, FOLDER_DEPLOYMENT))}

    # Registering it and taking it are two commands.
    both = '"$0" source add "$1" "$2" --inventory "$3" && exec "$0" sync --inventory "$3"'
    return Work(
        name="a folder of feeds stored", size=f"{truth['revisions']:,} revisions",
        peer="python json and set", ratio=1.0,
        ours=Program(
            ["sh", "-c", both, measure.GATEBOOK, FOLDER_DEPLOYMENT, at("feeds"), inventory],
            different, before=lambda: remove(inventory),
        ),
        theirs=Program(peers.script("folder_differences.py", at("feeds")), answers.last_json),
        expected=truth["folder"],
    )
