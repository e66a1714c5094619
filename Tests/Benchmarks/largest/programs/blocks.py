"""How a block or an address is kept in a table of SQLite: IPv4 as a number, IPv6 as bytes,
so that none of one family equals one of the other."""

import socket


def low(text):
    if ":" in text:
        return socket.inet_pton(socket.AF_INET6, text)
    return int.from_bytes(socket.inet_aton(text), "big")


def parted(block):
    text, _, length = block.partition("/")
    return low(text), int(length)
