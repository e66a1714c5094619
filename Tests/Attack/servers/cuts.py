"""Downloads that end early, in every format, at every place, with nothing that tells the length."""

import zlib

from servers.listener import response

_ADDRESSES = [f"23.9.{i}.{100 + i}" for i in range(60)]


def _table(before, row, after=""):
    return before + "".join(row.format(address) for address in _ADDRESSES) + after


# By the name of the file.
DOCUMENTS = {name: text.encode() for name, text in {
    "list.txt": _table("", "{}\n"),
    "first.csv": _table("address,service,ports,protocol\n", "{},S,443,tcp\n"),
    "last.csv": _table("service,ports,protocol,address\n", "S,443,tcp,{}\n"),
    "pipes.txt": _table("Service | IP | Port | Type |\n", "S | {} | 443 | TCP |\n"),
    "pipes-open.txt": _table("Service | Port | Type | IP\n", "S | 443 | TCP | {}\n"),
    "table.md": _table("# T\n\n| Service | IP | Port |\n|---|---|---|\n", "| S | {} | 443 |\n"),
    "list.md": _table("# T\n\n", "- {}\n"),
    "page.html": _table(
        "<!doctype html><html><body><table><tr><th>Service<th>IP<th>Port</tr>",
        "<tr><td>S</td><td>{}</td><td>443</td></tr>\n", "</table></body></html>"),
    "list.html": _table(
        "<!doctype html><html><body><ul>", "<li>{}</li>\n", "</ul></body></html>"),
    "line.txt": "Allow: " + ", ".join(_ADDRESSES) + "\n",
    "prefixes.json":
        '{"prefixes": [' + ", ".join(f'{{"ip_prefix": "{a}/32"}}' for a in _ADDRESSES) + "]}",
}.items()}

# The ways in which nothing tells that something is missing.
WAYS = ["close", "gzip"]


def answer(document, way, place):
    """What a server sends of a document until it ends."""
    if way == "close":
        return b"HTTP/1.1 200 OK\r\n\r\n" + document[:place]
    stream = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = stream.compress(document[:place]) + stream.flush(zlib.Z_SYNC_FLUSH)
    return response(packed, "Content-Encoding: gzip")


def points(random, count):
    """Cuts by their names: so many for each document and way, most near the end, where little is
    lost and no other limit holds it."""
    for name, document in DOCUMENTS.items():
        for way in WAYS:
            for _ in range(count):
                first = len(document) * 3 // 4 if random.random() < 0.8 else 1
                yield f"{name}/{way}/{random.randrange(first, len(document) - 1)}"
