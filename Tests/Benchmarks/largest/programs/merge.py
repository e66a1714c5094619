"""The fewest blocks for those in a file, by netaddr: `merge.py FILE`."""

import sys

import netaddr

with open(sys.argv[1]) as file:
    blocks = netaddr.cidr_merge(file.read().split())
sys.stdout.writelines(f"{block}\n" for block in blocks)
