"""All blocks that cover each address of a file, by pytricia: `trie.py CSV FILE`. The trie is
built each time; it gives the longest match, and from there the parents."""

import csv
import sys

import pytricia

tries = {False: pytricia.PyTricia(32), True: pytricia.PyTricia(128)}
with open(sys.argv[1], newline="") as file:
    rows = csv.reader(file)
    next(rows)
    for service, address, ports, protocol in rows:
        trie = tries[":" in address]
        if trie.has_key(address):
            trie[address].append((service, ports, protocol))
        else:
            trie[address] = [(service, ports, protocol)]

with open(sys.argv[2]) as file:
    for asked in file.read().split():
        trie = tries[":" in asked]
        block = trie.get_key(asked)
        while block is not None:
            for service, ports, protocol in trie[block]:
                print(asked, block, protocol, ports or "-", service, sep="\t")
            block = trie.parent(block)
