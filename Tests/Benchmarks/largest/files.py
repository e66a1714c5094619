"""Works on documents alone, without an inventory."""

import measure
from largest import answers, peers
from largest.pairs import Program, Work


def table_difference(at, truth, there):
    a, b = at("a.csv"), at("b.csv")
    return Work(
        name="difference of two tables", size=f"{truth['rows']:,} rows",
        peer="duckdb, 1 thread", ratio=1.0, megabytes=200,
        ours=Program([measure.GATEBOOK, "diff", "--files", a, b], answers.headline),
        theirs=there("duckdb") and Program(
            peers.script("csv_difference.py", a, b, package=True), answers.last_json),
        expected={key: truth[key] for key in ("added", "removed", "changed")},
    )


def feed_difference(at, truth, there):
    old, new = at("old.json"), at("new.json")
    return Work(
        name="difference of two feeds", size=f"{truth['feed']:,} prefixes",
        peer="python json and set", ratio=1.0,
        ours=Program([measure.GATEBOOK, "diff", "--files", old, new], answers.added_and_removed),
        theirs=Program(peers.script("feed_difference.py", old, new), answers.last_json),
        expected=truth["feed_difference"],
    )


def aggregate_ipv4(at, truth, there):
    path = at("ipv4.txt")
    return Work(
        name="aggregate IPv4", size=f"{truth['ipv4']:,} blocks", peer="iprange", ratio=1.0,
        ours=Program([measure.GATEBOOK, "aggregate", "--file", path], answers.blocks),
        theirs=there("iprange") and Program(["iprange", "--optimize", path], answers.blocks),
    )


def aggregate_both(at, truth, there):
    path = at("blocks.txt")
    return Work(
        name="aggregate IPv4 and IPv6", size=f"{truth['rows']:,} blocks",
        peer="netaddr", ratio=0.05,
        ours=Program([measure.GATEBOOK, "aggregate", "--file", path], answers.blocks),
        theirs=there("netaddr") and Program(
            peers.script("merge.py", path, package=True), answers.blocks),
    )
