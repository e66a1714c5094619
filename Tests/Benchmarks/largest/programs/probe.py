"""All rows that cover each address of a file, by one look-up for each length of prefix that
there is: `probe.py DATABASE FILE`."""

import sqlite3
import sys

import blocks

PROBE = "SELECT service, address, ports, protocol FROM rows WHERE low = ? AND length = ?"

database = sqlite3.connect(sys.argv[1])
# Without these, each look-up locks the file anew and reads pages again: twice the time.
database.execute("PRAGMA cache_size = -200000")
database.execute("BEGIN")
lengths = {
    kind: [length for (length,) in database.execute(
        "SELECT length FROM lengths WHERE type = ? ORDER BY length", [kind])]
    for kind in ("integer", "blob")
}


def candidates(address):
    """The start of each block that may hold the address, with its length."""
    value = blocks.low(address)
    if isinstance(value, int):
        for length in lengths["integer"]:
            yield value >> (32 - length) << (32 - length), length
    else:
        value = int.from_bytes(value, "big")
        for length in lengths["blob"]:
            yield (value >> (128 - length) << (128 - length)).to_bytes(16, "big"), length


with open(sys.argv[2]) as file:
    for address in file.read().split():
        for candidate in candidates(address):
            for service, block, ports, protocol in database.execute(PROBE, candidate):
                print(address, block, protocol, ports or "-", service, sep="\t")
