"""Two revisions of a long list, the lists of their blocks, and addresses to ask for: always
the same for the same number of rows."""

import gc
import os
import random
import socket

# All rows state ports, not nearly all of them, and public space: what no guard holds.
PORTS = ["443", "80,443", "123", "22", "53", "993,995", "8443", "110,143,587", "3478-3481",
         "10000-20000", "1024-32767"]
PROTOCOLS = ["tcp", "tcp", "tcp", "udp", "any"]
# Each length as often as it stands here.
LENGTHS = {
    4: [16, 17, 18, 19, 20, 20, 21, 22, 22, 23, 24, 24, 24, 24, 25, 26, 27, 28, 29, 30, 31, 32, 32, 32],
    6: [32, 36, 40, 44, 48, 48, 48, 52, 56, 56, 60, 64, 64, 64, 96, 112, 124, 128, 128],
}
HEADER = "service,address,ports,protocol\n"


def any_ipv4(source):
    return int((11 + 89 * source.random()) * (1 << 24))


def text(family, value):
    if family == 4:
        return socket.inet_ntop(socket.AF_INET, value.to_bytes(4, "big"))
    return socket.inet_ntop(socket.AF_INET6, value.to_bytes(16, "big"))


class Blocks:
    """Gives one block after the other, of which seven of ten are IPv4, and one of seven has
    been given before. A block is its family, its first address and its length, and then its
    text."""

    def __init__(self, source):
        self.source = source
        self.sites = [0x2400 << 16 | source.getrandbits(26) for _ in range(900)]
        self.given = {4: [], 6: []}
        self.count = 0

    def any_ipv6(self):
        """In one of the sites: the space is too large for blocks elsewhere to meet."""
        site = self.sites[int(self.source.random() * len(self.sites))]
        return site << 96 | self.source.getrandbits(96)

    def next(self):
        source = self.source
        family = 4 if self.count % 10 < 7 else 6
        given = self.given[family]
        self.count += 1
        if given and source.random() < 1 / 7:
            return given[int(source.random() * len(given))]
        lengths = LENGTHS[family]
        length = lengths[int(source.random() * len(lengths))]
        free = (32 if family == 4 else 128) - length
        value = any_ipv4(source) if family == 4 else self.any_ipv6()
        value = value >> free << free
        block = (family, value, length, f"{text(family, value)}/{length}")
        given.append(block)
        return block


class Rows:
    """Makes rows (service, block, protocol, ports) of which no two have the same first three."""

    def __init__(self, count, source):
        self.source = source
        self.services = [f"service-{i:04}" for i in range(max(20, min(2_000, count // 100)))]
        self.blocks = Blocks(source)
        self.seen = set()

    def next(self):
        random = self.source.random
        block = self.blocks.next()
        while True:
            service = self.services[int(random() * len(self.services))]
            protocol = PROTOCOLS[int(random() * len(PROTOCOLS))]
            key = f"{service}|{block[3]}|{protocol},"
            if key not in self.seen:
                self.seen.add(key)
                return Row(key, service, block, protocol, PORTS[int(random() * len(PORTS))])


class Row:
    """With the line of a table that it is, and the unique cell that may stand before it."""

    __slots__ = ["key", "service", "block", "protocol", "ports", "line"]

    def __init__(self, key, service, block, protocol, ports):
        self.key, self.service, self.block = key, service, block
        self.protocol, self.ports = protocol, ports
        cell = f'"{ports}"' if "," in ports else ports
        self.line = f"{service},{block[3]},{cell},{protocol}\n"

    def order(self):
        family, value, length, _ = self.block
        return self.service, family, value, length

    def with_other_ports(self, source):
        ports = source.choice([other for other in PORTS if other != self.ports])
        return Row(self.key, self.service, self.block, self.protocol, ports)


def revised(rows, maker):
    """The rows with one of a hundred removed, one with other ports, one added, and five
    elsewhere."""
    source = maker.source
    share = len(rows) // 100
    chosen = source.sample(range(len(rows)), 2 * share)
    removed, changed = set(chosen[:share]), set(chosen[share:])
    revision = [
        row.with_other_ports(source) if i in changed else row
        for i, row in enumerate(rows) if i not in removed
    ]
    # What is added at the end comes somewhere by the same exchange of places.
    places = source.sample(range(len(revision)), 5 * share)
    revision += [maker.next() for _ in range(share)]
    places += range(len(revision) - share, len(revision))
    moved = [revision[place] for place in places]
    source.shuffle(moved)
    for place, row in zip(places, moved):
        revision[place] = row
    return revision


def write_lines(folder, name, lines):
    with open(os.path.join(folder, name), "w") as file:
        file.writelines(lines)


def write_rows(folder, name, rows):
    """As NAME.csv, and as NAME.keyed.csv with one column before that is unique."""
    write_lines(folder, f"{name}.csv", [HEADER] + [row.line for row in rows])
    write_lines(folder, f"{name}.keyed.csv", ["key," + HEADER] + [row.key + row.line for row in rows])


def questions(rows, count, maker):
    """Addresses, no two the same: by turns inside a block of the rows, and anywhere in the
    space that is in use."""
    source = maker.source
    asked = {}
    while len(asked) < count:
        family, value, length, _ = rows[int(source.random() * len(rows))].block
        if len(asked) % 2 == 0:
            value += source.getrandbits((32 if family == 4 else 128) - length)
        elif family == 4:
            value = any_ipv4(source)
        else:
            value = 0x2 << 124 | source.getrandbits(125)
        asked[text(family, value)] = None
    return asked


def write(folder, count, asked):
    """Writes a.csv, b.csv, both with keys, ipv4.txt, blocks.txt and asked.txt, and tells
    what is true of them."""
    # Nothing here is ever garbage, and looking for it takes long.
    gc.disable()
    source = random.Random(f"{count} rows")
    maker = Rows(count, source)
    rows = sorted((maker.next() for _ in range(count)), key=Row.order)
    blocks = [row.block for row in rows]
    write_rows(folder, "a", rows)
    write_lines(folder, "blocks.txt", [f"{block[3]}\n" for block in blocks])
    write_lines(folder, "ipv4.txt", [f"{block[3]}\n" for block in blocks if block[0] == 4])
    write_lines(folder, "asked.txt", [f"{address}\n" for address in questions(rows, asked, maker)])
    write_rows(folder, "b", revised(rows, maker))
    share = count // 100
    return {"rows": count, "added": share, "removed": share, "changed": share,
            "ipv4": sum(block[0] == 4 for block in blocks), "asked": asked}
