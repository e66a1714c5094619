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


def page(rows, row):
    """A page with a table of two addresses a row."""
    source = random.Random(2)

    def address():
        return ".".join(str(source.randint(1, 254)) for _ in range(4))

    head = "<tr><th>Service</th><th>Addresses</th><th>Ports</th><th>Protocol</th></tr>"
    body = "\n".join(row(number, address(), address()) for number in range(rows))
    return f"<html><body><h1>Allowlist</h1><table>{head}\n{body}</table></body></html>"


def bare(number, first, second):
    """A row of about 100 bytes, hardly anything but what it says."""
    return (
        f"<tr><td>Service {number % 40}</td><td>{first}<br>{second}</td>"
        "<td>443, 8443</td><td>TCP</td></tr>"
    )


def dressed(number, first, second):
    """A row as editors of web pages write it, about 500 bytes."""
    cell = '<td class="table-cell" style="text-align: left; vertical-align: top;">'
    return f"""    <tr class="table-row {"odd" if number % 2 else "even"}" data-row-id="{number}">
      {cell}<p>Service {number % 40}</p></td>
      {cell}<p><code class="plain">{first}</code></p><p><code class="plain">{second}</code></p></td>
      {cell}<p><span>443, 8443</span></p></td>
      {cell}<p><strong>TCP</strong></p></td>
    </tr>"""


with measure.folder() as folder:
    feed = os.path.join(folder, "ip-ranges.json")
    tables = {
        os.path.join(folder, "bare.html"): page(10_000, bare),
        os.path.join(folder, "dressed.html"): page(1_900, dressed),
    }
    for path, text in [(feed, ip_ranges(13_300)), *tables.items()]:
        with open(path, "w") as file:
            file.write(text)

    def compare(title, path, peers):
        print(f"{os.path.basename(path)}, {os.path.getsize(path):,} bytes, {title}")
        ours = [("gatebook read", []), ("gatebook read --format json", ["--format", "json"])]
        measure.report_by_turns(
            [(name, [measure.GATEBOOK, "read", path, *more]) for name, more in ours]
            + [(f"python: {name}", [measure.PYTHON, "-c", code, path]) for name, code in peers])

    compare("13,300 prefixes", feed, [
        ("json.load alone", LOADS), ("json.load, ipaddress, sorted list", LISTS)])
    for path, text in tables.items():
        compare(f"{2 * (text.count('<tr') - 1):,} addresses", path, [
            ("regular expression alone", FINDS),
            ("regular expression, ipaddress, sorted list", CHECKS)])
