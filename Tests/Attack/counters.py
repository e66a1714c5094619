"""Adds the last lines of campaigns to a counter file, with the commit and the date, and prints the
sums of all that the file has."""

import argparse
import json
import sys
import time
from collections import defaultdict
from pathlib import Path


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counters", type=Path, help="the counter file; made where it is missing")
    parser.add_argument("lines", type=Path, nargs="*", help="CAMPAIGN.jsonl of pieces that ended")
    parser.add_argument("--commit", default="unknown", help="what was attacked")
    given = parser.parse_args()
    date = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    with given.counters.open("a") as file:
        for path in given.lines:
            last = last_line(path)
            if last is None:
                print(f"{path}: the campaign did not come to its end; look at what it said above",
                      file=sys.stderr)
                continue
            file.write(json.dumps({"commit": given.commit, "date": date, **last}, sort_keys=True)
                       + "\n")
    print(table(given.counters))


def last_line(path):
    """The figures of a campaign; None where it did not come to its end."""
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    return lines[-1] if lines and "tried" in lines[-1] else None


def table(path):
    """The sums by campaign and part."""
    sums = defaultdict(lambda: [0, 0])
    seconds, pieces = defaultdict(float), defaultdict(int)
    for line in path.read_text().splitlines():
        entry = json.loads(line)
        seconds[entry["campaign"]] += entry["seconds"]
        pieces[entry["campaign"]] += 1
        for name, part in entry["parts"].items():
            for place, key in enumerate(("tried", "broken")):
                sums[entry["campaign"], name][place] += part[key]
    rows = [("campaign", "part", "tried", "broken")]
    for (campaign, part), (tried, broken) in sorted(sums.items()):
        rows.append((campaign, part, f"{tried:,}", f"{broken:,}"))
    widths = [max(len(row[i]) for row in rows) for i in range(4)]
    lines = ["  ".join((row[0].ljust(widths[0]), row[1].ljust(widths[1]), row[2].rjust(widths[2]),
                        row[3].rjust(widths[3]))) for row in rows]
    for campaign in sorted(seconds):
        tried = sum(count for (name, _), (count, _) in sums.items() if name == campaign)
        rate = tried / seconds[campaign] if seconds[campaign] else 0
        lines.append(f"{campaign}: {pieces[campaign]:,} pieces, {seconds[campaign]:,.0f} s, "
                     f"{rate:,.1f} a second")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
