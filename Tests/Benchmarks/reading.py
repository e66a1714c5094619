"""Reading documents beside python's json and a compiled regular expression."""

import json
import os
import random

import measure

PATTERN = r"\b\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2})?\b"

LOADS = "import json, sys; json.load(open(sys.argv[1]))"

LISTS = """
import ipaddress, json, sys
prefixes = json.load(open(sys.argv[1]))["prefixes"]
rows = {(p["service"], p["region"], ipaddress.ip_network(p["ip_prefix"])) for p in prefixes}
for row in sorted(rows): print(*row)
"""

FINDS = f"import re, sys; re.compile(r'{PATTERN}').findall(open(sys.argv[1]).read())"

CHECKS = f"""
import ipaddress, re, sys
found = re.compile(r'{PATTERN}').findall(open(sys.argv[1]).read())
for network in sorted({{ipaddress.ip_network(text) for text in found}}): print(network)
"""


def ip_ranges(count):
    """A feed of the shape of ip-ranges.json, about 165 bytes a prefix."""
    source = random.Random(1)
    prefixes = [
        {
            "ip_prefix": f"{source.randint(11, 99)}.{source.randint(0, 255)}.{source.randint(0, 255)}.0/24",
            "region": f"region-{source.randint(1, 25)}",
            "service": f"SERVICE_{source.randint(1, 20)}",
            "network_border_group": f"region-{source.randint(1, 25)}",
        }
        for _ in range(count)
    ]
    feed = {
        "syncToken": "1",
        "createDate": "2026-01-31-00-00-00",
        "prefixes": prefixes,
        "ipv6_prefixes": [],
    }
    return json.dumps(feed, indent=2)


def page(rows):
    """A page with a table of two addresses a row, about 100 bytes a row."""
    source = random.Random(2)

    def address():
        return ".".join(str(source.randint(1, 254)) for _ in range(4))

    head = "<tr><th>Service</th><th>Addresses</th><th>Ports</th><th>Protocol</th></tr>"
    body = "\n".join(
        f"<tr><td>Service {row % 40}</td><td>{address()}<br>{address()}</td>"
        f"<td>443, 8443</td><td>TCP</td></tr>"
        for row in range(rows)
    )
    return f"<html><body><h1>Allowlist</h1><table>{head}\n{body}</table></body></html>"


with measure.folder() as folder:
    feed = os.path.join(folder, "ip-ranges.json")
    table = os.path.join(folder, "page.html")
    for path, text in [(feed, ip_ranges(13_300)), (table, page(10_000))]:
        with open(path, "w") as file:
            file.write(text)

    print(f"ip-ranges.json, {os.path.getsize(feed):,} bytes, 13,300 prefixes")
    measure.report("gatebook read", [measure.GATEBOOK, "read", feed])
    measure.report("gatebook read --format json", [measure.GATEBOOK, "read", feed, "--format", "json"])
    measure.report("python: json.load alone", [measure.PYTHON, "-c", LOADS, feed])
    measure.report("python: json.load, ipaddress, sorted list", [measure.PYTHON, "-c", LISTS, feed])

    print(f"page.html, {os.path.getsize(table):,} bytes, 20,000 addresses")
    measure.report("gatebook read", [measure.GATEBOOK, "read", table])
    measure.report("gatebook read --format json", [measure.GATEBOOK, "read", table, "--format", "json"])
    measure.report("python: regular expression alone", [measure.PYTHON, "-c", FINDS, table])
    measure.report("python: regular expression, ipaddress, sorted list", [measure.PYTHON, "-c", CHECKS, table])
