"""Compares two feeds as sets: `feed_difference.py OLD NEW` prints how many rows came and went."""

import json
import sys


def rows(path):
    with open(path) as file:
        feed = json.load(file)
    return {
        (entry[name], entry["region"], entry["service"], entry["network_border_group"])
        for kind, name in [("prefixes", "ip_prefix"), ("ipv6_prefixes", "ipv6_prefix")]
        for entry in feed[kind]
    }


if __name__ == "__main__":
    old, new = rows(sys.argv[1]), rows(sys.argv[2])
    added, removed = sorted(new - old), sorted(old - new)
    for sign, found in [("+", added), ("-", removed)]:
        for row in found:
            print(sign, *row)
    print(json.dumps({"added": len(added), "removed": len(removed)}))
